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

const PAIRS = { "“": "”", "„": "“”", "«": "»", "»": "«", '"': '"' };
const MARKS = /[“”„«»"]/;

// Whether a text is one quotation: the mark at its end closes that at its beginning.
function isQuotation(text) {
  const [first, last] = [text[0], text.at(-1)];
  if (text.length < 3 || !PAIRS[first]?.includes(last)) return false;
  let depth = 0;
  for (const [at, sign] of [...text].entries()) {
    const closes = depth > 0 && PAIRS[first].includes(sign);
    if (closes) depth -= 1;
    else if (sign === first) depth += 1;
    if (closes && !depth) return at === [...text].length - 1;
  }
  return false;
}

// A quote in quotation marks: its own where they stand around all of it, and single ones where its
// own stand at an end.
function marked(quote, { shown }) {
  if (isQuotation(shown)) return quote;
  const inner = MARKS.test(shown[0]) || MARKS.test(shown.at(-1));
  return inner ? sentence("innerQuotation", { quote }) : sentence("quotation", { quote });
}

// How a quote and its footnote are written, and what stands between two of them.
const FORMS = {
  plain: {
    quote: (quote, number) => `${marked(quote.text, quote)}${raised(number)}`,
    note({ title, place, file, page }, number) {
      const path = page ? `${file}#page=${page}` : file;
      return `${raised(number)} ${source(title, place, path)}`;
    },
    whole: (quotes, notes) => `${quotes.join("\n")}\n\n${notes.join("\n")}`,
  },
  html: {
    quote: (quote, number) => `<p>${marked(inHtml(quote.shown), quote)}<sup>${number}</sup></p>`,
    note({ title, place, file, link }, number) {
      const spot = link ? `<a href="${link}">${inHtml(place)}</a>` : inHtml(place);
      return `<p><sup>${number}</sup> ${source(inHtml(title), spot, inHtml(file))}</p>`;
    },
    whole: (quotes, notes) => [...quotes, ...notes].join("\n"),
  },
  markdown: {
    quote(quote, number) {
      const words = quote.markdown ? quote.text : inMarkdown(quote.text);
      return `${marked(words.replaceAll("\n", "  \n"), quote)}[^${number}]`;
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
  if (form === "markdown") copy(withFootnotes(footnoted, form), sentence("markdownCopy"));
  if (form === "rich") {
    copy(withFootnotes(footnoted, "plain"), sentence("copy"), withFootnotes(footnoted, "html"));
  }
});
