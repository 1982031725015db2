// What the page does besides asking and reading: copies, keys, light and dark, downloads.
// Run once by the masthead, with its `element`, and `trigger` of gr.HTML.

const help = document.getElementById("pc-help");
const notice = document.getElementById("pc-notice");
const say = (does, more = {}) =>
  document.dispatchEvent(new CustomEvent("pincite", { detail: { does, ...more } }));
const replies = () => [...document.querySelectorAll(".pc-reply")];
const judged = () => replies().filter((it) => it.matches(".pc-answer, .pc-refusal"));
const reply = (key) => document.getElementById(`reply-${key}`);
let bad = null; // the reply that was called so last, until something else is asked
const typing = (spot) => spot.closest?.("input, textarea, select, [contenteditable]");

let fading = 0;
function told(words) {
  notice.textContent = words;
  clearTimeout(fading);
  fading = setTimeout(() => (notice.textContent = ""), 4000);
}
document.addEventListener("pincite", ({ detail }) => detail.does === "told" && told(detail.words));

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
  told(words);
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
    whole.querySelectorAll(".pc-cite, .pc-preview").forEach((part) => part.remove());
    const [, start, end] = marker.getAttribute("href").slice(1).split("-").slice(1).map(Number);
    const origin = quote.querySelector(".pc-preview .pc-origin").textContent;
    return {
      number: marker.textContent,
      text: whole.textContent.trim(),
      place: `${origin}, characters ${start}–${end}`,
    };
  });
  if (!quotes.length) {
    const none = answer.querySelector(".pc-none")?.textContent ?? answer.textContent;
    return markdown ? `**${question}**\n\n${none}` : `${question}\n\n${none}`;
  }
  const unsaid = [...answer.querySelectorAll(".pc-none")].map((part) => part.textContent);
  const lines = markdown
    ? quotes.map(({ number, text }) => `> ${text.replaceAll("\n", "\n> ")} ${number}`)
    : quotes.map(({ number, text }) => `${text} ${number}`);
  const notes = quotes.map(({ number, place }) => `${number} ${place}`);
  const head = markdown ? `**${question}**` : question;
  return [head, lines.join(markdown ? "\n>\n" : "\n"), ...unsaid, notes.join("  \n")].join("\n\n");
}

const does = {
  copy: (key) => copy(written(key, false), "Copied."),
  markdown: (key) => copy(written(key, true), "Copied as Markdown."),
  link(key) {
    const address = new URL(location);
    address.searchParams.set("q", questionOf(key));
    copy(String(address), "Address copied.");
  },
  retry: (key) => say("retry", { key }),
  edit: (key) => say("edit", { key }),
  like: (key) => trigger("like", { key, good: true }),
  dislike(key) {
    bad = { key, of: replies().length };
    trigger("like", { key, good: false });
  },
  right(place) {
    const [, key, document, start, end] = /^(.*)-([0-9a-f]+)-(\d+)-(\d+)$/.exec(place);
    trigger("edit", { key, document, start: +start, end: +end });
  },
};

// What is selected in the source, as the place of the right sentence.
function selected() {
  const selection = getSelection();
  const article = document.querySelector("#pc-source article");
  if (!article || !judged().length || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!article.contains(range.startContainer)) return null;
  // Three clicks on the last paragraph select up to what stands after the document.
  if (!article.contains(range.endContainer)) range.setEnd(article, article.childNodes.length);
  const words = range.toString();
  if (!words.trim()) return null;
  const before = document.createRange();
  before.selectNodeContents(article);
  before.setEnd(range.startContainer, range.startOffset);
  const [, shown, first] = article.id.split("-");
  const count = (text) => [...text].length;
  const start = +first + count(before.toString()) + count(words) - count(words.trimStart());
  const end = start + count(words.trim());
  return { document: shown, start, end, box: range.getBoundingClientRect() };
}

// The reply that was called bad, else the one whose citation is shown, else the last.
function right({ document: key, start, end }) {
  const told = bad?.of === replies().length ? reply(bad.key) : null;
  const current = document.querySelector(".pc-reply a[aria-current]")?.closest(".pc-reply");
  const about = (told ?? current ?? judged().at(-1)).id.slice("reply-".length);
  bad = null;
  trigger("edit", { key: about, document: key, start, end });
  getSelection().removeAllRanges();
}

const pick = document.getElementById("pc-pick");
document.addEventListener("selectionchange", () => {
  const place = selected();
  pick.hidden = !place;
  if (!place) return;
  pick.style.left = `${Math.min(Math.max(8, place.box.left), innerWidth - pick.offsetWidth - 8)}px`;
  const below = Math.max(8, place.box.bottom + 6);
  pick.style.top = `${Math.min(below, innerHeight - pick.offsetHeight - 8)}px`;
});
pick.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
pick.addEventListener("click", () => right(selected()));

function theme(dark) {
  document.body.classList.toggle("dark", dark);
  localStorage.setItem("pincite-dark", dark);
}

function step(by) {
  const markers = [...document.querySelectorAll("#pc-chat a.pc-cite")];
  if (!markers.length) return;
  const now = markers.indexOf(document.querySelector("a[aria-current]"));
  const next = markers[(now + by + markers.length) % markers.length];
  next.focus();
  next.click();
}

const keys = {
  "/": () => document.querySelector("#pc-question textarea").focus(),
  "?": () => help.showModal(),
  n: () => say("clear"),
  u: () => say("undo"),
  r: () => say("retry"),
  e: () => say("edit"),
  c: () => replies().length && does.copy(replies().at(-1).id.slice("reply-".length)),
  j: () => step(1),
  k: () => step(-1),
  s: () => document.getElementById("pc-source").focus(),
  l: () => document.getElementById("pc-shelf").click(),
  d: () => theme(!document.body.classList.contains("dark")),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target)?.matches("#pc-question textarea")) {
    if (document.querySelector(".pc-stop:not([hidden])")) say("stop");
    event.target.blur();
    return;
  }
  if (typing(event.target) || document.querySelector("dialog[open]") || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

document.addEventListener("click", (event) => {
  const act = event.target.closest?.(".pc-act");
  if (act) {
    event.preventDefault();
    const [name, ...key] = act.getAttribute("href").slice(1).split("-");
    does[name]?.(key.join("-"));
    return;
  }
  const suggested = event.target.closest?.("a.pc-ask");
  if (suggested) {
    event.preventDefault();
    if (event.detail < 2) say("ask", { question: suggested.textContent });
    return;
  }
  const button = event.target.closest?.("#pc-top button, dialog button");
  if (button?.matches(".pc-fresh")) say("clear");
  else if (button?.matches(".pc-dark")) theme(!document.body.classList.contains("dark"));
  else if (button?.matches(".pc-keys")) help.showModal();
  else if (button?.matches(".pc-export")) trigger("download", { kind: button.value });
  else if (button?.matches(".pc-done")) button.closest("dialog").close();
});

// A button by its role answers to the space bar as well.
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target.matches?.("a[role=button]")) {
    event.preventDefault();
    event.target.click();
  }
});

const chosen = localStorage.getItem("pincite-dark");
if (chosen !== null) theme(chosen === "true");
