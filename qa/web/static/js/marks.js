// Marks spans in the text of the source, and brings them into view. Part of the script of source.js.

// The text nodes that hold a span, each with the ends of its share in UTF-16 units.
function pieces(span, part) {
  const walker = document.createTreeWalker(part.article, NodeFilter.SHOW_TEXT);
  const result = [];
  let at = part.start;
  while (at < span.end && walker.nextNode()) {
    const node = walker.currentNode;
    const points = [...node.data];
    const units = (count) => points.slice(0, Math.max(0, count)).join("").length;
    if (at + points.length > span.start) {
      result.push([node, units(span.start - at), units(span.end - at)]);
    }
    at += points.length;
  }
  return result;
}

function wrapped(span, part, tag, name) {
  return pieces(span, part).map(([node, from, to]) => {
    const words = node.splitText(from);
    words.splitText(to - from);
    const around = document.createElement(tag);
    around.className = name;
    words.replaceWith(around);
    around.append(words);
    return around;
  });
}

function paint(span, part) {
  const marks = wrapped(span, part, "mark", `pc-mark-${span.kind}`);
  for (const answer of span.answers) wrapped(answer, part, "strong", "pc-short");
  for (const row of new Set(marks.map((mark) => mark.closest("tr")))) {
    if (row && isMarked(row)) row.className = `pc-mark-${span.kind}`;
  }
  return marks;
}

function mark(span, part) {
  const marks = paint(span, part);
  const first = marks.find((mark) => mark.offsetHeight) ?? part.article; // a heading's # has no box
  const tall = first.offsetHeight > pane().clientHeight * 0.8;
  scrollTo(first, tall ? "start" : "center");
}

// Whether all that is seen of a table's row is marked.
function isMarked(row) {
  const rest = row.cloneNode(true);
  for (const part of rest.querySelectorAll("mark, .pc-markup")) part.remove();
  return !rest.textContent.trim();
}

// Glides to what is near. Far away it would still be on its way a second later: that is a jump.
function scrollTo(spot, block) {
  const around = spot.closest("#pc-source, #pc-chat [role=log]");
  const way = spot.getBoundingClientRect().top - around.getBoundingClientRect().top;
  const far = Math.abs(way) > 2 * around.clientHeight;
  const still = far || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const inline = spot.offsetWidth < 0.8 * around.clientWidth ? "nearest" : "start";
  spot.scrollIntoView({ behavior: still ? "instant" : "smooth", block, inline });
}

// Scrolls so that a range stands so far below the top of the pane.
function bringTo(range, below, last = false) {
  const node = range.startContainer;
  const cell = node.parentElement.closest("td, th");
  const table = cell?.closest(".pc-table"); // which scrolls by itself
  if (table) {
    const [inner, outer] = [cell.getBoundingClientRect(), table.getBoundingClientRect()];
    table.scrollTop += inner.top - outer.top - table.clientHeight / 3;
    table.scrollLeft += inner.left - outer.left - table.clientWidth / 3;
  }
  const box = range.getBoundingClientRect().height ? range : beside(node, last);
  const spot = box.getBoundingClientRect().top - pane().getBoundingClientRect().top;
  pane().scrollTop += spot - below;
}

// What is seen next to a node that is not seen itself, such as a blank line or a sign: what stands
// behind it, or before it where that is nearer to the ``last``, else around it.
function beside(node, last) {
  const steps = ["nextElementSibling", "previousElementSibling"];
  if (last) steps.reverse();
  for (const step of steps) {
    let near = node[step];
    while (near && !near.getBoundingClientRect().height) near = near[step];
    if (near) return near;
  }
  const around = node.parentElement;
  const seen = around.matches("article") || around.getBoundingClientRect().height;
  return seen ? around : beside(around, last);
}
