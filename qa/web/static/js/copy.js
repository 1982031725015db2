// Copies answers and addresses. Part of the script of page.js.

async function copy(text, words) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not allowed, or not a secure address: the old way.
    const area = document.body.appendChild(document.createElement("textarea"));
    area.value = text;
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  notify(words);
}

function questionOf(key) {
  const edit = document.querySelector(`.pc-do-edit[href="#edit-${key}"]`);
  return edit?.closest(".message")?.querySelector(".pc-question")?.textContent ?? "";
}

// An answer with its citations, as plain text or Markdown.
function written(key, markdown) {
  const answer = reply(key);
  const question = questionOf(key);
  const quotes = [...answer.querySelectorAll(".pc-quote")].map((quote) => {
    const marker = quote.querySelector(".pc-cite");
    const whole = quote.cloneNode(true);
    whole.querySelectorAll(".pc-cite, .pc-preview, .pc-place, .pc-act").forEach((part) => part.remove());
    const [, start, end] = marker.getAttribute("href").slice(1).split("-").slice(1).map(Number);
    const origin = quote.querySelector(".pc-preview .pc-origin").textContent;
    return {
      number: marker.textContent,
      text: whole.textContent.trim(),
      source: `${origin}, characters ${start}–${end}`,
    };
  });
  if (!quotes.length) {
    const none = answer.querySelector(".pc-none")?.textContent ?? answer.textContent;
    return markdown ? `**${question}**\n\n${none}` : `${question}\n\n${none}`;
  }
  const texts = (name) => [...answer.querySelectorAll(name)].map((part) => part.textContent);
  const lines = markdown
    ? quotes.map(({ number, text }) => `> ${text.replaceAll("\n", "\n> ")} ${number}`)
    : quotes.map(({ number, text }) => `${text} ${number}`);
  const notes = quotes.map(({ number, source }) => `${number} ${source}`);
  const head = markdown ? `**${question}**` : question;
  const said = lines.join(markdown ? "\n>\n" : "\n");
  const parts = [head, ...texts(".pc-lead"), said, ...texts(".pc-none"), notes.join("  \n")];
  return parts.join("\n\n");
}
