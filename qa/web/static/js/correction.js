// Marks a sentence of the source as the right answer. Part of the script of page.js.

// Where the right sentence is: what is selected in the source.
function selected() {
  if (document.body.classList.contains("pc-comparing")) return null; // the chat is not in view
  const selection = getSelection();
  const article = document.querySelector("#pc-source article");
  if (!article || !judged().length || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!article.contains(range.startContainer)) return null;
  // Three clicks on the last paragraph select up to what stands after the document.
  if (!article.contains(range.endContainer)) range.setEnd(article, article.childNodes.length);
  leaveSignsOut(range);
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

// Draws the ends of a range in to the words that are seen: nobody selects what is hidden there. The
// signs of emphasis and links go with their words.
const EMPHASIS = "strong, em, del, sup, a, code";
function leaveSignsOut(range) {
  const texts = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  const words = [];
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    const seen = text.data.trim() && !text.parentElement.closest(".pc-markup");
    const before = text === range.startContainer && range.startOffset === text.length;
    const behind = text === range.endContainer && range.endOffset === 0;
    if (seen && range.intersectsNode(text) && !before && !behind) words.push(text);
  }
  if (!words.length) return;
  const [first, last] = [words[0], words.at(-1)];
  if (first !== range.startContainer) range.setStart(first, 0);
  if (last !== range.endContainer) range.setEnd(last, last.length);
  const before = range.startOffset === 0 && signsAt(first, "previousSibling");
  const behind = range.endOffset === last.length && signsAt(last, "nextSibling");
  if (before) range.setStartBefore(before);
  if (behind) range.setEndAfter(behind);
}

// The signs beside a text that is emphasized, or a link, or code.
function signsAt(text, side) {
  let around = text;
  while (around.parentElement.matches(EMPHASIS)) around = around.parentElement;
  const beside = around === text ? null : around[side];
  return beside?.matches?.(".pc-markup") ? beside : null;
}

// The reply that it is picked for, else the one whose citation is shown, else the last.
function right({ document: key, start, end }) {
  const asking = bad?.of === replies().length ? reply(bad.key) : null;
  const current = document.querySelector(".pc-reply a[aria-current]")?.closest(".pc-reply");
  const about = (asking ?? current ?? judged().at(-1)).id.slice("reply-".length);
  bad = null;
  invite("");
  correct({ key: about, document: key, start, end });
  getSelection().removeAllRanges();
}

const pick = document.getElementById("pc-pick");
const invitation = document.createElement("p");
invitation.className = "pc-invitation";
invitation.role = "status";
const cancel = document.createElement("button");
cancel.type = "button";
cancel.textContent = pick.dataset.cancel;
cancel.addEventListener("click", leavePicking);

// Has the source ask for the sentence that answers a question; nothing where there is none.
function invite(question) {
  const pane = document.getElementById("pc-source");
  pane.classList.toggle("pc-picking", question !== "");
  if (!question) return invitation.remove();
  invitation.replaceChildren(pick.dataset.invites.replace("{}", question), " ", cancel);
  pane.prepend(invitation);
  say("read");
}

function leavePicking() {
  const summary = bad && reply(bad.key)?.querySelector(".pc-bad > summary");
  bad = null;
  invite("");
  summary?.focus({ preventScroll: true });
}
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && invitation.isConnected) leavePicking();
});
document.addEventListener("pincite", ({ detail }) => {
  if (["asked", "clear", "switched"].includes(detail.does)) invite("");
});

document.addEventListener("selectionchange", () => {
  const stretch = selected();
  pick.hidden = !stretch;
  if (!stretch) return;
  const left = Math.min(Math.max(8, stretch.box.left), innerWidth - pick.offsetWidth - 8);
  pick.style.left = `${left}px`;
  const below = Math.max(8, stretch.box.bottom + 6);
  pick.style.top = `${Math.min(below, innerHeight - pick.offsetHeight - 8)}px`;
});
pick.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
pick.addEventListener("click", () => right(selected()));
