// What the keys do. Part of the script of page.js.

const typing = (spot) => spot.closest?.("input, textarea, select, [contenteditable]");

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
  h: () => say("chats"),
  l: () => document.getElementById("pc-library-button").click(),
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
