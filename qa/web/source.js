// Shows in the source what a link of the chat points to: #cite-DOCUMENT-START-END.
// Run once by the source pane, with its `element`, and `trigger` and `watch` of gr.HTML.
// Offsets count code points, as Python's do; a string's own count UTF-16 units.

const LINK = /^#(cite|near|show)-(\d+)-(\d+)-(\d+)$/;
let wanted = null;
let asked = 0;
let answered = "";

const pane = () => document.getElementById("pc-source");
const chooser = () => document.getElementById("pc-documents");

function shown() {
  const article = element.querySelector("article");
  const [number, start, end] = article.id.split("-").slice(1).map(Number);
  return { article, number, start, end };
}

function target(link) {
  const found = LINK.exec(link.getAttribute("href"));
  return found && { kind: found[1], number: +found[2], start: +found[3], end: +found[4] };
}

function show(place) {
  const part = shown();
  if (holds(part, place)) reveal(place, part);
  else {
    wanted = place;
    trigger("select", place); // the server sends the part that holds it
  }
}

function holds(part, place) {
  return place.number === part.number && part.start <= place.start && place.end <= part.end;
}

function reveal(place, part) {
  wanted = null;
  if (place.kind === "show") pane().scrollTop = 0;
  else mark(place, part);
}

// The text nodes that hold a place, each with the ends of its share in UTF-16 units.
function pieces(place, part) {
  const walker = document.createTreeWalker(part.article, NodeFilter.SHOW_TEXT);
  const found = [];
  let at = part.start;
  while (at < place.end && walker.nextNode()) {
    const node = walker.currentNode;
    const points = [...node.data];
    const units = (count) => points.slice(0, Math.max(0, count)).join("").length;
    if (at + points.length > place.start) {
      found.push([node, units(place.start - at), units(place.end - at)]);
    }
    at += points.length;
  }
  return found;
}

function mark(place, part) {
  const marks = pieces(place, part).map(([node, from, to]) => {
    const words = node.splitText(from);
    words.splitText(to - from);
    const mark = document.createElement("mark");
    mark.className = `pc-mark-${place.kind}`;
    words.replaceWith(mark);
    mark.append(words);
    return mark;
  });
  const first = marks.find((mark) => mark.offsetHeight) ?? part.article; // a heading's # has no box
  const tall = first.offsetHeight > pane().clientHeight * 0.8;
  scrollTo(first, tall ? "start" : "center");
}

// Glides to what is near. Far away it would still be on its way a second later: that is a jump.
function scrollTo(spot, block) {
  const around = spot.closest("#pc-source, #pc-chat [role=log]");
  const way = spot.getBoundingClientRect().top - around.getBoundingClientRect().top;
  const far = Math.abs(way) > 2 * around.clientHeight;
  const still = far || matchMedia("(prefers-reduced-motion: reduce)").matches;
  spot.scrollIntoView({ behavior: still ? "instant" : "smooth", block });
}

function clear() {
  document.querySelector("a[aria-current]")?.removeAttribute("aria-current");
  for (const mark of element.querySelectorAll("mark")) {
    const around = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    around.normalize();
  }
}

function follow(link) {
  clear();
  link.setAttribute("aria-current", "true");
  show(target(link));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (!link || !target(link)) return;
  event.preventDefault();
  follow(link);
});

document.addEventListener("change", (event) => {
  if (event.target !== chooser()) return;
  clear();
  show({ kind: "show", number: +event.target.value, start: 0, end: 1 });
});

watch("value", () => {
  if (chooser()) chooser().value = shown().number;
  pane().scrollTop = 0;
  if (wanted && holds(shown(), wanted)) reveal(wanted, shown());
});

// An opened fold shows what it holds.
document.addEventListener(
  "toggle",
  (event) => {
    const fold = event.target;
    if (fold.open && fold.matches(".pc-passages")) scrollTo(fold, "nearest");
  },
  true, // it does not bubble
);

// A new question goes to the top of the chat, where its reply follows. A new answer shows its
// first citation by itself; a refusal or an error has none, and clears the last one's.
new MutationObserver(() => {
  // Gradio labels each message with its HTML, which would be read aloud.
  for (const message of document.querySelectorAll("#pc-chat .message > [aria-label]")) {
    message.removeAttribute("aria-label");
  }
  const questions = [...document.querySelectorAll(".pc-question")];
  const last = [...document.querySelectorAll(".pc-reply")].at(-1);
  const replied = last?.id ?? "";
  if (questions.length === asked && replied === answered) return;
  asked = questions.length;
  if (replied !== answered) {
    answered = replied;
    wanted = null;
    clear();
    const first = last?.querySelector("a.pc-cite");
    if (first) follow(first);
  }
  if (asked) scrollTo(questions.at(-1), "start");
}).observe(document.body, { childList: true, subtree: true });

pane().tabIndex = 0; // the arrow keys scroll it
pane().role = "region";
pane().ariaLabel = "Source";
