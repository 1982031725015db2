// The tools in the head of the source: contents, pages or text, zoom, the page's number. Part of the
// script of source.js, and the last: it shows the first document.
// Gradio draws the head anew whenever the documents change, without what is set here.

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3];
let zoom = 1;
let listed = false; // whether the contents are open

const tool = (name) => document.querySelector(`#pc-reading ${name}`);

// Shows of the tools what goes with the document in front.
function showTools() {
  const { article, key } = shown();
  turnPages();
  document.body.classList.toggle("pc-has-pages", pagesAt() !== "");
  for (const button of document.querySelectorAll("#pc-reading [data-view]")) {
    button.ariaPressed = (button.dataset.view === "pages") === onPages();
  }
  write(noPagesLine, (view === "pages" && pagesAt() && refused.get(key)) || "");
  write(tool(".pc-zoom [role=status]"), sentence("zoom", { percent: Math.round(zoom * 100) }));
  tellPage();
  showContents(key);
  if (finding.words && article && finding.key !== key) search(false);
  else tellFound();
}

function showContents(key) {
  const [button, list, from] = [tool("#pc-outline-button"), tool("#pc-outline"), headings()];
  if (!button) return;
  const many = from?.children.length ?? 0;
  button.hidden = !many;
  button.ariaExpanded = many > 0 && listed;
  list.hidden = !many || !listed;
  if (list.children.length === many && list.dataset.of === key) return;
  list.dataset.of = key;
  list.replaceChildren(...[...(from?.children ?? [])].map((link) => link.cloneNode(true)));
}

function openContents(open) {
  listed = open;
  showContents(shown().key);
}

// The place of the text that is at the top of the pane.
function place() {
  const part = shown();
  if (onPages()) {
    const before = pages.slice(0, pageHere());
    return before.findLast(({ start }) => start !== null)?.start ?? 0;
  }
  const top = pane().getBoundingClientRect().top + 8;
  const blocks = [...(part.article?.querySelectorAll("p, h2, h3, h4, h5, h6, li, pre, tr") ?? [])];
  const block = blocks.find((it) => it.getBoundingClientRect().bottom > top);
  if (!block) return part.start;
  const before = document.createRange();
  before.setStart(part.article, 0);
  before.setEndBefore(block);
  return part.start + count(before.toString());
}

function choose(next, kept = true) {
  const { key } = shown();
  const start = place();
  view = next;
  if (kept) localStorage.setItem("pincite-view", view);
  refused.delete(key);
  turnPages();
  showTools();
  light();
  if (current && target(current)?.key === key) follow(current);
  else if (finding.at >= 0 && finding.key === key) stepTo(finding.at);
  else show({ kind: "show", key, start, end: start + 1 });
}

// Pages

// The number of the page in the middle of the pane; the last one where it is scrolled to the end.
function pageHere() {
  const box = pane();
  if (box.scrollTop && box.scrollTop + box.clientHeight >= box.scrollHeight - 2) return pages.length;
  const line = middle();
  let [first, last] = [0, sheets.children.length - 1];
  while (first < last) {
    const half = (first + last + 1) >> 1;
    if (sheets.children[half].getBoundingClientRect().top <= line) first = half;
    else last = half - 1;
  }
  return first + 1;
}

function tellPage() {
  if (!pages.length) return;
  const number = pageHere();
  const input = tool(".pc-page-number input");
  if (input && input !== document.activeElement) input.value = number;
  const { label } = pages[number - 1];
  const total = pages.length;
  const otherwise = label && label !== `${number}`;
  const words = otherwise ? sentence("printedPage", { total, label }) : sentence("pageTotal", { total });
  write(tool(".pc-page-number span"), words);
}

let typing = false; // whether a page's number is typed that was not gone to

function goToTyped(input) {
  const typed = typing ? input.value.trim() : "";
  const number = /^\d+$/.test(typed) ? +typed : 0;
  const printed = pages.findIndex(({ label }) => label && label === typed) + 1;
  const page = number > 0 && number <= pages.length ? number : printed;
  if (page) goToPage(page);
  if (typing) {
    const none = sentence("noPage", { page: typed, total: pages.length });
    const words = typed && !page ? none : ""; // what was told of a number before is over
    say("notify", { words });
  }
  typing = false; // leaving the box tells of a change once more
  input.blur();
  tellPage();
}

// What is in the middle of the pane stays there while the pages become larger or smaller.
let held = { page: null, share: 0 };
function hold() {
  const page = sheets.children[pageHere() - 1];
  if (!page) return;
  const { top, height } = page.getBoundingClientRect();
  held = { page, share: (middle() - top) / height };
}

function keep() {
  if (!held.page?.isConnected) return;
  const { top, height } = held.page.getBoundingClientRect();
  pane().scrollTop += top + held.share * height - middle();
}

function zoomBy(steps) {
  const at = Math.min(Math.max(0, ZOOMS.indexOf(zoom) + steps), ZOOMS.length - 1);
  hold();
  const box = pane();
  const across = (box.scrollLeft + box.clientWidth / 2) / box.scrollWidth;
  zoom = ZOOMS[at];
  sheets.style.setProperty("--pc-zoom", zoom);
  keep();
  box.scrollLeft = across * box.scrollWidth - box.clientWidth / 2;
  showTools();
  drawSoon();
}

let noticing = 0;
pane().addEventListener("scroll", () => {
  cancelAnimationFrame(noticing);
  noticing = requestAnimationFrame(() => {
    if (!pages.length) return;
    tellPage();
    hold();
  });
});
new ResizeObserver(() => {
  if (!pages.length) return;
  keep();
  drawSoon();
}).observe(sheets);

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("#pc-reading :is([data-view], [data-zoom], #pc-outline-button)");
  if (button?.dataset.view) choose(button.dataset.view);
  else if (button?.dataset.zoom) zoomBy(+button.dataset.zoom);
  else if (button) openContents(!listed);
  else if (target.closest?.("#pc-outline a")) openContents(false);
  // A sentence is to be selected, which pictures have none of.
  else if (onPages() && target.closest?.(".pc-do-pick")) choose("text", false);
});

document.addEventListener(
  "keydown",
  (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.matches?.(".pc-page-number input")) {
      if (key === "Enter") goToTyped(target);
      if (key === "Escape") {
        target.value = pageHere();
        typing = false;
        pane().focus({ preventScroll: true });
      }
    } else if (key === "Escape" && target.closest?.("#pc-outline, #pc-outline-button") && listed) {
      openContents(false);
      tool("#pc-outline-button").focus();
      event.stopPropagation(); // the source stays open
    } else if (target === pane() && onPages() && "+-=".includes(key)) {
      event.preventDefault();
      zoomBy(key === "-" ? -1 : 1);
    }
  },
  true,
);
document.addEventListener("input", ({ target }) => {
  if (target.matches?.(".pc-page-number input")) typing = true;
});
document.addEventListener("change", ({ target }) => {
  if (target.matches?.(".pc-page-number input")) goToTyped(target);
});

const noPagesLine = document.createElement("p");
noPagesLine.className = "pc-no-pages";
noPagesLine.role = "status";
pane().prepend(noPagesLine);
arrived();
showTools();
