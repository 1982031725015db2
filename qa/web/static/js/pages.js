// Shows a PDF as its pages, and marks on them what a link points to. Part of the script of source.js.
// Pictures are fetched when they come near, and let go of when they are far.

const WIDEST = 2400; // as the server has it, which rounds up
const STEP = 200;
const READABLE = 640; // the most points that a phone shows as so many pixels: more is swiped to
const MARGIN = 0.1; // of a page's width, in which mostly nothing is printed
const MOST_ANSWERS = 20; // of a quote, each of which is asked for
const sheets = document.createElement("div");
sheets.id = "pc-pages";
const near = new Set(); // pages that are shown, or soon will be
const refused = new Map(); // by document, why its pages are not shown
const askedAgain = new Map(); // by document, the address for which the server was asked for another
let view = localStorage.getItem("pincite-view") ?? "pages";
let address = ""; // of the pages that are laid out
let pages = []; // what the server says of each
let awaited = null; // the span that is to be shown when the pages are there
let turns = 0;

const pagesAt = () => shown().article?.dataset.pages ?? "";
const onPages = () => view === "pages" && pagesAt() !== "" && !refused.has(shown().key);

class Refusal extends Error {
  constructor(words, status = 0) {
    super(words);
    this.status = status;
  }
}

// What the server says, or a refusal with its sentence.
async function answerOf(path, query = {}) {
  const answer = await fetch(`${path}?${new URLSearchParams(query)}`).catch(() => null);
  if (!answer) throw new Refusal(sentence("serverSilence"));
  if (!answer.ok) throw new Refusal(await answer.text(), answer.status);
  return answer;
}

// Lays out the pages of the document in front, or none where its text is shown.
function turnPages() {
  const at = onPages() ? pagesAt() : "";
  document.body.classList.toggle("pc-as-pages", at !== "");
  if (at === address) return;
  address = at;
  turns += 1;
  pages = [];
  near.clear();
  watcher.disconnect();
  sheets.replaceChildren();
  if (at) load(at);
  else awaited = null;
}

async function load(at) {
  let found;
  try {
    found = (await (await answerOf(at)).json()).pages;
  } catch (error) {
    if (at === address) noPages(error);
    return;
  }
  if (at !== address) return;
  pages = found;
  const widths = pages.map(({ width }) => width).sort((a, b) => a - b);
  const usual = widths[widths.length >> 1];
  sheets.style.setProperty("--pc-readable", `${Math.min(usual, READABLE)}px`);
  sheets.replaceChildren(...pages.map((page, at) => placeholder(page, at + 1, usual)));
  for (const page of sheets.children) watcher.observe(page);
  pane().scrollLeft = MARGIN * (sheets.firstElementChild?.offsetWidth ?? 0); // where it is wider
  showTools();
  if (awaited) showOnPages(awaited);
}

// The place of a page, as large as it will be.
function placeholder({ width, height }, number, usual) {
  const page = document.createElement("div");
  page.className = "pc-page";
  page.dataset.number = number;
  page.style.setProperty("--pc-share", Math.min(1, width / usual));
  page.style.aspectRatio = `${width} / ${height}`;
  return page;
}

// The text in place of pages that are not there. An address that is no more, as when the file was
// only touched, is asked for anew.
function noPages({ message, status }) {
  const { key } = shown();
  if (status === 410) {
    const { start, end } = awaited ?? { start: 0, end: 1 };
    if (askedAgain.get(key) === address) return;
    askedAgain.set(key, address);
    return trigger("select", { kind: "show", key, start, end });
  }
  refused.set(key, message);
  const span = awaited;
  turnPages();
  showTools();
  if (span) show(span);
}

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) near.add(target);
      else {
        near.delete(target);
        const image = target.querySelector("img");
        image?.remove();
        image?.removeAttribute("src"); // it is not fetched any more
      }
    }
    drawSoon();
  },
  { root: pane(), rootMargin: "100% 0px" },
);

// Not while it is scrolled: pages that fly past would be waited for.
let drawing = 0;
function drawSoon() {
  clearTimeout(drawing);
  drawing = setTimeout(drawNear, 60);
}

function middle() {
  const { top, height } = pane().getBoundingClientRect();
  return top + height / 2;
}

function drawNear() {
  const line = middle();
  const away = (page) => {
    const { top, bottom } = page.getBoundingClientRect();
    return Math.max(top - line, line - bottom);
  };
  [...near].sort((a, b) => away(a) - away(b)).forEach(draw);
}

function draw(page) {
  const pixels = Math.ceil((page.clientWidth * devicePixelRatio) / STEP) * STEP;
  if (!pixels) return;
  const source = `${address}/${page.dataset.number}?width=${Math.min(pixels, WIDEST)}`;
  let image = page.querySelector("img");
  if (image?.getAttribute("src") === source) return;
  if (!image) {
    image = document.createElement("img");
    image.alt = sentence("page", { number: page.dataset.number });
    image.addEventListener("error", () => image.isConnected && askWhy(image));
    page.prepend(image);
  }
  image.src = source; // the one before is shown until it is there
}

// A picture does not say why it is not there.
async function askWhy(image) {
  const at = address;
  image.remove();
  try {
    await answerOf(image.src);
  } catch (error) {
    if (at !== address) return;
    if (error.status && error.status !== 503) noPages(error);
    else setTimeout(drawSoon, 1000);
  }
}

// Marks what a link points to, and goes there.
async function showOnPages(span) {
  awaited = span;
  if (!pages.length) return; // it is shown when they are there
  turns += 1;
  const turn = turns;
  const at = address;
  const marksOf = async ({ start, end }) =>
    (await (await answerOf(`${at}/marks`, { start, end })).json()).marks;
  let found;
  try {
    const answers = span.answers?.slice(0, MOST_ANSWERS) ?? [];
    found = await Promise.all([span, ...answers].map(marksOf));
  } catch (error) {
    if (turn === turns) noPages(error);
    return;
  }
  if (turn !== turns) return;
  awaited = null;
  const [whole, ...answers] = found;
  unmarkPages(span.kind);
  const [first] = layers(whole, `pc-mark-${span.kind}`);
  for (const answer of answers) layers(answer, `pc-mark-${span.kind} pc-mark-short`);
  if (first) scrollTo(first, span.kind === "show" ? "start" : "center");
  else goToPage(whole[0]?.page ?? pageOf(span.start));
  if (span.kind === "show") pane().focus({ preventScroll: true });
}

// Marks as rectangles; those of a page lie in one layer, so that none is darker where two meet.
function layers(marks, name) {
  return marks.flatMap(({ page, boxes }) => {
    const layer = document.createElement("div");
    layer.className = `pc-marks ${name}`;
    for (const [left, top, width, height] of boxes) {
      const box = layer.appendChild(document.createElement("div"));
      Object.assign(box.style, {
        left: `${left * 100}%`,
        top: `${top * 100}%`,
        width: `${width * 100}%`,
        height: `${height * 100}%`,
      });
    }
    sheets.children[page - 1]?.append(layer);
    return [...layer.children];
  });
}

// Takes away the marks of one kind, or all; those on their way do not arrive.
function unmarkPages(kind = "") {
  if (!kind) turns += 1;
  if (!kind) awaited = null;
  const name = kind ? `pc-mark-${kind}` : "pc-marks";
  for (const layer of sheets.querySelectorAll(`.${name}`)) layer.remove();
}

// The number of the page on which the character at this place stands.
function pageOf(place) {
  return 1 + Math.max(0, pages.findLastIndex(({ start }) => start !== null && start <= place));
}

function goToPage(number) {
  const page = sheets.children[number - 1];
  const block = page?.offsetHeight > pane().clientHeight ? "start" : "center";
  page?.scrollIntoView({ behavior: "instant", block });
}

pane().append(sheets);
