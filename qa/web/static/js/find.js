// Finds words in the document that is shown. Part of the script of source.js.
// The server searches, as the page may have a part of the document only, or pictures of its pages.

const MOST_FOUND = 1000; // places that the server tells of
const finder = () => document.querySelector("#pc-reading .pc-find");
let finding = { key: "", words: "", places: [], at: -1 };
let searches = 0;

// Searches the document in front for what is typed; the first place from here on is shown if ``go``.
async function search(go) {
  const words = finder().querySelector("input").value.trim();
  const { article, key } = shown();
  const from = go ? place() : 0;
  searches += 1;
  const mine = searches;
  finding = { key, words, places: [], at: -1 };
  let places = [];
  if (words && article?.dataset.find) {
    const answer = await answerOf(article.dataset.find, { text: words }).catch(() => null);
    if (answer) places = (await answer.json()).found.map(([start, end]) => ({ start, end }));
    if (mine !== searches) return;
  }
  finding.places = places;
  light();
  if (go && places.length) stepTo(Math.max(0, places.findIndex(({ start }) => start >= from)));
  tellFound();
}

function stepTo(number) {
  const { key, places } = finding;
  finding.at = (number + places.length) % places.length;
  tellFound();
  show({ kind: "found", key, ...places[finding.at] });
}

function step(by) {
  if (finding.words !== finder().querySelector("input").value.trim()) search(true);
  else if (finding.places.length) stepTo(finding.at < 0 && by < 0 ? -1 : finding.at + by);
}

function tellFound() {
  const { places, at, words } = finding;
  const total = `${inNumbers(places.length)}${places.length === MOST_FOUND ? "+" : ""}`;
  const found = at < 0 ? total : sentence("finding", { number: inNumbers(at + 1), total });
  const told = words && (places.length ? found : sentence("noFinding"));
  write(finder()?.querySelector("[role=status]"), told);
}

// What an element says, without a change where it says that already.
function write(spot, words) {
  if (spot && spot.textContent !== words) spot.textContent = words;
}

// Shows in the text all places that were found, and which of them is turned to.
function light() {
  for (const signs of element.querySelectorAll(".pc-seen")) signs.classList.remove("pc-seen");
  if (!CSS.highlights) return; // an older browser goes there all the same
  const part = shown();
  const spans = onPages() || finding.key !== part.key ? [] : finding.places;
  const here = spans.filter((span) => holds(part, { key: part.key, ...span }));
  const now = spans[finding.at];
  CSS.highlights.set("pc-found", new Highlight(...ranges(here, part)));
  CSS.highlights.set("pc-found-now", new Highlight(...ranges(here.filter((it) => it === now), part)));
}

// The stretches of text of spans that are in order.
function ranges(spans, part) {
  const walker = document.createTreeWalker(part.article, NodeFilter.SHOW_TEXT);
  let at = part.start;
  let length = 0;
  let node = null;
  const step = () => {
    at += length;
    node = walker.nextNode();
    length = node ? count(node.data) : Infinity;
  };
  const point = (where, is) => {
    while (!is(at + length, where)) step();
    const units = node.data.length === length ? where - at : unitsOf(node.data, where - at);
    return [node, units];
  };
  step();
  return spans.map(({ start, end }) => {
    const range = document.createRange();
    range.setStart(...point(start, (edge, where) => edge > where));
    range.setEnd(...point(end, (edge, where) => edge >= where));
    return range;
  });
}

const unitsOf = (text, points) => [...text].slice(0, points).join("").length;

function revealFound(span, part) {
  light();
  const [range] = ranges([span], part);
  // The address of a link, say, is shown while it is turned to.
  if (!range.getBoundingClientRect().height) {
    range.startContainer.parentElement.closest(".pc-markup")?.classList.add("pc-seen");
  }
  bringTo(range, pane().clientHeight / 3);
}

let typed = 0;
document.addEventListener("input", ({ target }) => {
  if (target !== finder()?.querySelector("input")) return;
  clearTimeout(typed);
  typed = setTimeout(() => search(true), 250);
});
document.addEventListener("submit", (event) => {
  if (event.target !== finder()) return;
  event.preventDefault();
  clearTimeout(typed);
  step(1);
});
document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (target !== finder()?.querySelector("input")) return;
  if (key === "Enter" && event.shiftKey) {
    event.preventDefault();
    step(-1);
  } else if (key === "Escape") {
    target.value = "";
    search(false);
    unmarkPages("found");
    pane().focus({ preventScroll: true });
  }
});
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.(".pc-find [data-step]");
  if (button) step(+button.dataset.step);
});
