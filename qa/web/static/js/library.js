// The library: opens it, and brings files to the server, one after another.
// Run once by the list of documents, with its `element`, and `trigger` and `upload` of gr.HTML;
// events.js and newest.js come before it, document_list.js and collections.js follow in the same
// script, and share its names.

const drawer = element.closest("#pc-library");
const opener = () => document.getElementById("pc-library-button");
const picker = () => drawer.querySelector(".pc-pick-files");
const input = () => drawer.querySelector("input[type=file]");
const state = () => drawer.querySelector(".pc-adding");
const list = () => element.querySelector("[data-most]");
// The document that is shown.
const front = () =>
  document.querySelector("#pc-documents :checked, .pc-contents .pc-name")?.dataset.id ?? "";
const act = (does, name, ids = []) => trigger("apply", { does, name, ids, front: front() });
// A sentence of the server's, with what it leaves open.
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function open(wide) {
  document.body.classList.toggle("pc-library-open", wide);
  opener()?.setAttribute("aria-expanded", wide);
  if (!wide) return opener()?.focus();
  markShown();
  picker().focus();
  // Others may have changed it since it was drawn.
  if (list() && !isBusy()) act("look", "");
}

const isBusy = () => element.querySelector(".pc-state")?.textContent;
const isOpen = () => document.body.classList.contains("pc-library-open");

// How far the sending is: in the library, and in the chat where that is closed.
function tellSending(words, done = 0, of = 1) {
  state().textContent = words;
  const told = document.querySelector(".pc-uploading");
  told.hidden = !words;
  told.querySelector("p").textContent = words;
  Object.assign(told.querySelector("progress"), { value: done, max: of, ariaLabel: words });
}

// The files that were brought, by their names: for those whose password is still to be given.
const brought = new Map();

async function bring(files, password = "") {
  for (const file of files) brought.set(file.name, file);
  const most = +list().dataset.most;
  const folder = shown?.folder ?? ""; // another collection may be open when they are sent
  const { uploading, tooLarge, notSent } = state().dataset;
  const sent = [];
  const failed = [];
  for (const [number, { name, size }] of [...files].entries()) {
    const words = filled(uploading, { number: number + 1, of: files.length, name });
    tellSending(words, number, files.length);
    if (size > most) {
      failed.push([name, filled(tooLarge, { most: Math.round(most / 1e6) })]);
      continue;
    }
    try {
      sent.push([name, (await upload(files[number])).path]);
    } catch (error) {
      failed.push([name, filled(notSent, { why: error.message ?? error })]);
    }
  }
  tellSending("");
  input().value = "";
  trigger("upload", { sent, failed, front: front(), password, folder });
}

// What came of files is told once: in the library, which is opened for what did not go well.
let toldAddition = "";

function tellAddition() {
  const { addition = "" } = list().dataset;
  const words = element.querySelector(".pc-undo span").textContent;
  const failed = element.querySelector(".pc-outcomes li:not(.pc-well), .pc-unlock");
  if (!addition || addition === toldAddition) return;
  toldAddition = addition;
  if (isOpen()) return;
  if (failed) open(true);
  else if (words) say("notify", { words });
}

drawer.addEventListener("click", (event) => {
  if (event.target.closest(".pc-pick-files")) input().click();
  else if (event.target.closest(".pc-close")) open(false);
});
drawer.addEventListener("change", (event) => {
  if (event.target === input() && input().files.length) bring(input().files);
});

// Files may be dropped anywhere on the page.
const carried = (event) => event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!carried(event)) return;
  event.preventDefault();
  document.body.dataset.drop = state().dataset.drop;
  document.body.classList.add("pc-dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("pc-dropping");
});
document.addEventListener("drop", (event) => {
  document.body.classList.remove("pc-dropping");
  if (!carried(event)) return;
  event.preventDefault();
  if (event.dataTransfer.files.length) bring(event.dataTransfer.files);
});

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("#pc-library-button")) open(!isOpen());
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !isOpen() || document.querySelector("dialog[open]")) return;
  if (!leaveList(event.target)) open(false);
});

// The server opens a collection anew that is kept up to date: the page asks whether it has.
const LOOK = 3000; // ms
setInterval(() => {
  const busy = document.hidden || isBusy();
  if (list()?.dataset.watched && !busy) trigger("tick", { front: front() });
}, LOOK);

// The address says which collection is open, and the chat is about that one.
let shown = null;
whenNewer = () => {
  if (!list()) return;
  const before = shown;
  const { name, folder, first } = list().dataset;
  const switched = before !== null && before.folder !== folder;
  shown = { name, folder };
  if (switched) leaveCollection();
  const address = new URL(location);
  if (first === "true") address.searchParams.delete("collection");
  else address.searchParams.set("collection", name);
  history.replaceState(history.state, "", address);
  if (switched) say("switched");
  else if (before && before.name !== name) say("renamed", { before: before.name, name });
  say("opened");
  tellFolder(!element.querySelector(".pc-state").textContent);
  tellAddition();
  redrawn();
};

drawer.role = "dialog";
drawer.setAttribute("aria-labelledby", "pc-library-title");
