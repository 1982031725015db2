// Shows in the source what a link of the chat points to: #cite-DOCUMENT-START-END.
// Run once by the source pane, with its `element`, and `trigger` of gr.HTML; sentences.js,
// events.js and newest.js come before it, folds.js, marks.js, pages.js, find.js and tools.js follow in
// the same script, and share its names.
// Offsets count code points, as Python's do; a string's own count UTF-16 units.

const LINK = /^#(cite|likely|near|show)-([0-9a-f]+)-(\d+)-(\d+)$/;
const parts = new Map(); // what the server sent of documents, so that nothing is asked for twice
let wanted = null;
let current = null; // the link that is followed
let origin = null; // the one that was clicked, for the way back
let read = ""; // the part that is shown
let opened = false; // whether the server has read the address
let asked = 0;
let answered = "";

const pane = () => document.getElementById("pc-source");
const chooser = () => document.getElementById("pc-documents");
const count = (text) => [...text].length;
const isSheet = () => document.body.classList.contains("pc-sheet");
// Where the source slides over the chat.
const slides = () => getComputedStyle(document.getElementById("pc-reading")).position === "fixed";
let pageAddress = location.href; // as it was before the browser went back

// Where it slides over the chat, going back closes it before it leaves the page.
function sheet(open) {
  if (open && !isSheet() && slides()) history.pushState({ sheet: true }, "");
  else if (!open && isSheet() && history.state?.sheet) history.back();
  document.body.classList.toggle("pc-sheet", open);
}

// A page loaded anew begins without the sheet that was open: nothing is left to be closed.
if (history.state?.sheet) history.replaceState({ ...history.state, sheet: false }, "");

addEventListener("popstate", () => {
  history.replaceState(history.state, "", pageAddress); // the chat has gone on since
  if (isSheet()) document.querySelector("#pc-reading .pc-close").click(); // a comparison follows it
});

// For a moment between two documents there is none.
function shown() {
  const article = element.querySelector("article");
  const [key = "", start = 0, end = 0] = article?.id.split("-").slice(1) ?? [];
  return { article, key, start: +start, end: +end };
}

function target(link) {
  const match = LINK.exec(link.getAttribute("href"));
  if (!match) return null;
  const [start, end] = [+match[3], +match[4]];
  const last = link.matches(".pc-before");
  return { kind: match[1], key: match[2], start, end, last, answers: answers(link, start) };
}

// The short answers of a citation that starts there: they are bold in what its marker follows.
function answers(link, start) {
  const quote = link.matches(".pc-cite") ? link.closest(".pc-quote") : null;
  return [...(quote?.querySelectorAll(":scope > strong") ?? [])].map((answer) => {
    const before = document.createRange();
    before.setStart(quote, 0);
    before.setEndBefore(answer);
    const from = start + count(before.toString());
    return { start: from, end: from + count(answer.textContent) };
  });
}

function show(span) {
  const part = shown();
  if (part.key === span.key && onPages()) return showOnPages(span);
  if (holds(part, span)) return reveal(span, part);
  const held = [...parts.values()].find((other) => holds(other, span));
  if (held && part.article && whole(part.article)) {
    // The same element for Gradio, which goes on from what it put there itself.
    part.article.id = held.id;
    part.article.ariaLabel = held.label;
    part.article.innerHTML = held.html;
    Object.assign(part.article.dataset, held.data);
    for (const name of ["pages", "find", "flows"]) {
      if (!held.data[name]) delete part.article.dataset[name];
    }
    headings().innerHTML = held.headings;
    turned();
    return reveal(span, shown());
  }
  wanted = span;
  trigger("select", span); // the server sends the part that holds it
}

function holds(part, span) {
  return span.key === part.key && part.start <= span.start && span.end <= part.end;
}

function reveal(span, part) {
  wanted = null;
  if (onPages()) return showOnPages(span);
  if (span.kind === "found") return revealFound(span, part);
  if (span.kind !== "show") return mark(span, part);
  // What follows a part stands at the top, what comes before it in the middle.
  const [[node, from] = []] = pieces(span, part);
  if (!node || !span.start) return (pane().scrollTop = 0);
  const range = document.createRange();
  range.setStart(node, from);
  bringTo(range, span.last ? pane().clientHeight / 2 : 8, span.last);
  pane().focus({ preventScroll: true });
}

function clear() {
  current?.removeAttribute("aria-current");
  current = null;
  for (const mark of element.querySelectorAll("mark, .pc-short")) {
    const around = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    around.normalize();
  }
  for (const row of element.querySelectorAll("tr[class]")) row.removeAttribute("class");
  unmarkPages();
}

function follow(link) {
  clear();
  current = link;
  link.setAttribute("aria-current", "true");
  show(target(link));
}

// The link as it is now, if the server has sent its reply again meanwhile.
function again(link) {
  if (!link || link.isConnected) return link;
  const reply = document.getElementById(link.closest(".pc-reply")?.id);
  return reply?.querySelector(`a[href="${link.getAttribute("href")}"]`) ?? null;
}

// Whether nothing stands around an article: it is shown whole.
const whole = (article) => !article.parentNode.querySelector(".pc-elsewhere");
const headings = () => element.querySelector(".pc-headings");

function turned() {
  const { article, ...part } = shown();
  const { id, ariaLabel: label, innerHTML: html } = article;
  read = id;
  const more = { data: { ...article.dataset }, headings: headings()?.innerHTML ?? "" };
  if (whole(article)) parts.set(id, { ...part, id, label, html, ...more });
  pane().scrollTop = 0;
  turnPages();
}

// The head of the pane and the address say which document is shown.
function tell() {
  const { key } = shown();
  const options = [...(chooser()?.options ?? [])];
  if (!wanted) tellRemoved(options.length ? options.map(({ value }) => value) : [key]);
  const at = options.findIndex((option) => option.value === key);
  if (at >= 0 && !wanted) chooser().selectedIndex = at;
  if (opened) writeAddress(at > 0 ? options[at].dataset.id : "");
  pageAddress = location.href;
}

function writeAddress(id) {
  const address = new URL(location);
  if (id) address.searchParams.set("document", id);
  else address.searchParams.delete("document");
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

// Markers of documents that are not there any more say so, and lead nowhere.
function tellRemoved(keys) {
  const there = new Set(keys);
  for (const [id, { key }] of parts) if (!there.has(key)) parts.delete(id);
  for (const link of document.querySelectorAll("#pc-chat :is(a.pc-cite, a.pc-near)")) {
    const removed = !there.has(target(link)?.key);
    link.classList.toggle("pc-removed", removed);
    if (removed) link.title = sentence("removal");
    else link.removeAttribute("title");
  }
  if (current?.matches(".pc-removed")) clear();
}

// Back from the source to the marker that led there.
function back() {
  sheet(false);
  again(origin)?.focus();
  origin = null;
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("#pc-reading .pc-close")) return back();
  if (event.target.closest?.(".pc-open-source")) {
    sheet(true);
    return pane().focus({ preventScroll: true });
  }
  const link = event.target.closest?.("a[href^='#']");
  if (!link || !target(link)) return;
  event.preventDefault();
  if (link.matches(".pc-removed")) return say("notify", { words: `${sentence("removal")}.` });
  if (link.closest("#pc-chat")) origin = link;
  follow(link);
  sheet(true);
  if (event.detail === 0) pane().focus({ preventScroll: true }); // by key: so that arrows scroll
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.target.matches?.("textarea, input, select")) return;
  if (!document.querySelector("dialog[open]")) back();
});

document.addEventListener("pincite", ({ detail }) => {
  if (detail.does === "read") return sheet(true);
  if (detail.does !== "opened") return;
  opened = true;
  tell();
});

document.addEventListener("change", (event) => {
  if (event.target !== chooser()) return;
  clear();
  show({ kind: "show", key: event.target.value, start: 0, end: 1 });
});

// Whether the server has sent another part: its element may be the one before.
function arrived() {
  const { article } = shown();
  if (!article) return;
  if (article.id === read) return markAgain(article);
  turned();
  if (wanted && holds(shown(), wanted)) reveal(wanted, shown());
}

// Marks what was marked in a part that was sent again: Gradio changes the element that is there.
function markAgain(article) {
  const link = again(current);
  if (!link || onPages() || article.querySelector("mark")) return;
  const span = target(link);
  if (span.kind !== "show" && holds(shown(), span)) paint(span, shown());
}

// What a reply shows by itself: its first quote, a refusal its closest passage.
const firstOf = (reply) =>
  reply?.querySelector("a.pc-cite") ?? reply?.querySelector(".pc-closest a.pc-near");

// A new question goes to the top of the chat, where its reply follows. An error has nothing to
// show, and clears what the last reply did.
new MutationObserver(() => {
  arrived();
  tell();
  showTools();
  // Gradio labels each message with its HTML, which would be read aloud.
  for (const message of document.querySelectorAll("#pc-chat .message > [aria-label]")) {
    message.removeAttribute("aria-label");
  }
  restoreReplies();
  if (current && !current.isConnected) {
    current = again(current);
    current?.setAttribute("aria-current", "true");
  }
  const questions = [...document.querySelectorAll(".pc-question")];
  const last = [...document.querySelectorAll(".pc-reply")].at(-1);
  const first = firstOf(last);
  // What was marked as right is another reply of the same name.
  const replied = last ? `${last.id} ${first?.getAttribute("href")}` : "";
  if (questions.length === asked && replied === answered) return;
  asked = questions.length;
  if (replied !== answered) {
    answered = replied;
    wanted = null;
    clear();
    if (first && !first.matches(".pc-removed")) follow(first);
  }
  if (asked) scrollTo(questions.at(-1), "start");
}).observe(document.querySelector("main") ?? document.body, {
  attributeFilter: ["data-pages"],
  childList: true,
  subtree: true,
});

pane().tabIndex = 0; // the arrow keys scroll it
pane().role = "region";
pane().ariaLabel = sentence("source");
