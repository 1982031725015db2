// Keeps what is open in a reply, and what has the focus in it, when the reply is sent again: new
// elements stand in the place of the old. Part of the script of source.js.

const unfolded = new Map(); // by their addresses
const drawn = new WeakSet(); // the replies as they stand: what is closed in them stays closed
let focused = null;

// Where a part of a reply is, in elements that come and go.
function addressOf(part, kind) {
  const reply = part.closest("#pc-chat .pc-reply");
  return reply && { id: reply.id, kind, at: [...reply.querySelectorAll(kind)].indexOf(part) };
}
const partAt = ({ id, kind, at }) => document.getElementById(id)?.querySelectorAll(kind)[at];

// An opened fold shows what it holds.
document.addEventListener(
  "toggle",
  ({ target: fold }) => {
    const address = fold.matches("details") ? addressOf(fold, `.${fold.className}`) : null;
    if (!address) return;
    const name = Object.values(address).join();
    if (!fold.open) return unfolded.delete(name);
    if (unfolded.has(name)) return; // its reply was sent again
    unfolded.set(name, address);
    if (fold.matches(".pc-details")) return;
    const tall = fold.offsetHeight > fold.closest("[role=log]").clientHeight;
    scrollTo(fold, tall ? "start" : "nearest");
  },
  true, // it does not bubble
);
document.addEventListener("focusin", ({ target }) => {
  const address = addressOf(target, "a, summary");
  focused = address && { target, address };
});

// To be called when replies may have been sent again.
function restoreReplies() {
  const replies = [...document.querySelectorAll("#pc-chat .pc-reply")];
  const sent = replies.filter((reply) => !drawn.has(reply));
  for (const reply of sent) drawn.add(reply);
  for (const address of unfolded.values()) {
    const fold = partAt(address);
    if (fold && sent.includes(fold.closest(".pc-reply"))) fold.open = true;
  }
  if (!focused || focused.target.isConnected || document.activeElement !== document.body) return;
  const again = partAt(focused.address);
  if (again?.textContent === focused.target.textContent) again.focus({ preventScroll: true });
}
