// The library: opens it, and brings files to the server, one after another.
// Run once by the list of documents, with its `element`, and `trigger` and `upload` of gr.HTML;
// document_list.js and collections.js follow in the same script, and share its names.

const drawer = element.closest("#pc-library");
const opener = () => document.getElementById("pc-library-button");
const picker = () => drawer.querySelector(".pc-pick-files");
const input = () => drawer.querySelector("input[type=file]");
const state = () => drawer.querySelector(".pc-adding");
const list = () => element.querySelector("[data-most]");
// The document that is shown.
const front = () =>
  document.querySelector("#pc-documents :checked, .pc-contents .pc-name")?.dataset.id ?? "";
const say = (does, more = {}) =>
  document.dispatchEvent(new CustomEvent("pincite", { detail: { does, ...more } }));
const act = (does, name, ids = []) => trigger("apply", { does, name, ids, front: front() });
// A sentence of the server's, with what it leaves open.
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function open(wide) {
  document.body.classList.toggle("pc-library-open", wide);
  opener()?.setAttribute("aria-expanded", wide);
  if (!wide) return opener()?.focus();
  markShown();
  picker().focus();
}

const isOpen = () => document.body.classList.contains("pc-library-open");

// The files that were brought, by their names: for those whose password is still to be given.
const brought = new Map();

async function bring(files, password = "") {
  for (const file of files) brought.set(file.name, file);
  const most = +list().dataset.most;
  const folder = shown?.folder ?? ""; // another collection may be open when they are sent
  const { uploading, tooLarge, notSent } = state().dataset;
  const sent = [];
  const failed = [];
  if (!isOpen()) open(true);
  for (const [number, { name, size }] of [...files].entries()) {
    state().textContent = filled(uploading, { number: number + 1, of: files.length, name });
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
  state().textContent = "";
  input().value = "";
  trigger("upload", { sent, failed, front: front(), password, folder });
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
  const busy = document.hidden || element.querySelector(".pc-state")?.textContent;
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
  redrawn();
};

drawer.role = "dialog";
drawer.setAttribute("aria-labelledby", "pc-library-title");
