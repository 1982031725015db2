// Copies answers and addresses. Part of the script of page.js.

// Puts a text into the clipboard, and what it is with formatting where there is such. The latter
// goes as a selection does: navigator.clipboard would have its links lead to this server.
async function copy(text, words, html = "") {
  if (!html || !copyAsSelected(text, html)) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyAsSelected(text); // not allowed, or not a secure address
    }
  }
  notify(words);
}

function copyAsSelected(text, html = "") {
  const focused = document.activeElement;
  const area = document.body.appendChild(document.createElement("textarea"));
  area.style.position = "fixed"; // so that nothing is scrolled
  area.value = text;
  area.select();
  const put = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    if (html) event.clipboardData.setData("text/html", html);
  };
  document.addEventListener("copy", put, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", put);
  area.remove();
  focused?.focus({ preventScroll: true });
  return done;
}

function questionOf(key) {
  const edit = document.querySelector(`.pc-do-edit[href="#edit-${key}"]`);
  return edit?.closest(".message")?.querySelector(".pc-question")?.textContent ?? "";
}

// What opens a PDF file at a page, from beside it.
function pageLink(file, page) {
  const sign = (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`;
  const part = (name) => encodeURIComponent(name).replace(/[!'()*]/g, sign);
  return page ? `${file.split("/").map(part).join("/")}#page=${page}` : "";
}

// The quotes of a reply: what each says, as it is and as it is shown, and where it is from.
function quotesOf(key) {
  return [...reply(key).querySelectorAll(".pc-quote")].map((quote) => {
    const marker = quote.querySelector(".pc-cite");
    const whole = quote.cloneNode(true);
    const beside = ".pc-cite, .pc-preview, .pc-place, .pc-act";
    whole.querySelectorAll(beside).forEach((part) => part.remove());
    const text = whole.textContent.trim();
    const signs = whole.querySelectorAll(".pc-markup:not(.pc-layout)");
    signs.forEach((part) => part.remove());
    const [, start, end] = marker.getAttribute("href").slice(1).split("-").slice(1).map(Number);
    const origin = (name) => quote.querySelector(`.pc-preview .pc-${name}`);
    const said = (name) => origin(name)?.textContent ?? "";
    const page = /pc-page-(\d+)/.exec(origin("at").className)?.[1] ?? "";
    return {
      text,
      shown: whole.textContent.trim(),
      markdown: signs.length > 0, // its signs are emphasis already
      title: said("title"),
      file: said("file"),
      place: said("at"),
      characters: sentence("characters", { start, end }),
      page,
      link: pageLink(said("file"), page),
    };
  });
}

// An answer with its citations, as plain text or Markdown.
function written(key, markdown) {
  const answer = reply(key);
  const question = questionOf(key);
  const quotes = quotesOf(key);
  if (!quotes.length) {
    const none = answer.querySelector(".pc-none")?.textContent ?? answer.textContent;
    return markdown ? `**${question}**\n\n${none}` : `${question}\n\n${none}`;
  }
  const texts = (name) => [...answer.querySelectorAll(name)].map((part) => part.textContent);
  const lines = quotes.map(({ text }, n) =>
    markdown ? `> ${text.replaceAll("\n", "\n> ")} [^${n + 1}]` : `${text} [${n + 1}]`,
  );
  const notes = quotes.map(({ title, file, place, page, link, characters }, n) => {
    const path = page && !markdown ? `${file}#page=${page}` : file;
    const spot = link && markdown ? `[${place}](${link})` : place;
    const source = [title ? `${title} (${path})` : path, spot, characters].join(", ");
    return markdown ? `[^${n + 1}]: ${source}` : `[${n + 1}] ${source}`;
  });
  const head = markdown ? `**${question}**` : question;
  const said = lines.join(markdown ? "\n>\n" : "\n");
  const parts = [head, ...texts(".pc-lead"), said, ...texts(".pc-none"), notes.join("\n")];
  return parts.join("\n\n");
}
