// Copies quotes with footnotes, as they are pasted into a report. Part of the script of page.js.

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const raised = (number) => [...String(number)].map((digit) => RAISED[digit]).join("");

function inHtml(text) {
  const holder = document.createElement("p");
  holder.textContent = text;
  return holder.innerHTML.replaceAll("\n", "<br>");
}

// A text that is no Markdown, so that each of its signs stands for itself.
function inMarkdown(text) {
  return text
    .replace(/[\\`*_[\]<>|~$]/g, "\\$&")
    .replace(/^(\s*)([-+#])/gm, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/gm, "$1\\$2");
}

// Where a quote is from, as a report says it: the file last, or first where it has no title.
const source = (title, place, file) => (title ? [title, place, file] : [file, place]).join(", ");

// How a quote and its footnote are written, and what stands between two of them.
const FORMS = {
  plain: {
    quote: ({ text }, number) => `“${text}”${raised(number)}`,
    note({ title, place, file, page }, number) {
      const path = page ? `${file}#page=${page}` : file;
      return `${raised(number)} ${source(title, place, path)}`;
    },
    whole: (quotes, notes) => `${quotes.join("\n")}\n\n${notes.join("\n")}`,
  },
  html: {
    quote: ({ shown }, number) => `<p>“${inHtml(shown)}”<sup>${number}</sup></p>`,
    note({ title, place, file, link }, number) {
      const spot = link ? `<a href="${link}">${inHtml(place)}</a>` : inHtml(place);
      return `<p><sup>${number}</sup> ${source(inHtml(title), spot, inHtml(file))}</p>`;
    },
    whole: (quotes, notes) => [...quotes, ...notes].join("\n"),
  },
  markdown: {
    quote({ text, markdown }, number) {
      const words = markdown ? text : inMarkdown(text);
      return `“${words.replaceAll("\n", "  \n")}”[^${number}]`;
    },
    note({ title, place, file, link }, number) {
      const spot = link ? `[${inMarkdown(place)}](${link})` : inMarkdown(place);
      return `[^${number}]: ${source(inMarkdown(title), spot, inMarkdown(file))}`;
    },
    whole: (quotes, notes) => `${quotes.join("\n\n")}\n\n${notes.join("\n")}`,
  },
};

// Quotes with their footnotes below, in one of the forms; those from one place share a footnote.
function withFootnotes(quotes, form) {
  const sources = [];
  const where = ({ title, place, file }) => JSON.stringify([title, place, file]);
  const cited = quotes.map((quote) => {
    const at = sources.findIndex((other) => where(other) === where(quote));
    return FORMS[form].quote(quote, at < 0 ? sources.push(quote) : at + 1);
  });
  return FORMS[form].whole(cited, sources.map((each, at) => FORMS[form].note(each, at + 1)));
}

let footnoted = []; // the quotes that the menu is about

function askForm(quotes, button) {
  footnoted = quotes;
  openMenu(document.getElementById("pc-footnote-menu"), button);
}

Object.assign(does, {
  footnotes: (key, button) => askForm(quotesOf(key), button),
  footnote(address, button) {
    const [, key, number] = /^(.*)-(\d+)$/.exec(address);
    askForm(quotesOf(key).slice(number - 1, number), button);
  },
});

document.getElementById("pc-footnote-menu").addEventListener("click", ({ target }) => {
  const form = target.closest("button")?.value;
  if (form === "markdown") copy(withFootnotes(footnoted, form), "Copied as Markdown.");
  if (form === "rich") {
    copy(withFootnotes(footnoted, "plain"), "Copied.", withFootnotes(footnoted, "html"));
  }
});
