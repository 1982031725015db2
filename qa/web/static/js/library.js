// The library: collections and their documents. Brings files to the server, one after another.
// Run once by the list of them, with its `element`, and `trigger` and `upload` of gr.HTML.

const drawer = element.closest("#pc-library");
const opener = () => document.getElementById("pc-library-button");
const input = () => drawer.querySelector("input[type=file]");
const state = () => drawer.querySelector(".pc-adding");
const list = () => element.querySelector("[data-most]");
// The document that is shown.
const front = () =>
  document.querySelector("#pc-documents :checked, .pc-contents .pc-name")?.dataset.id ?? "";

function open(wide) {
  document.body.classList.toggle("pc-library-open", wide);
  opener()?.setAttribute("aria-expanded", wide);
  if (wide) drawer.querySelector(".pc-pick-files").focus();
  else opener()?.focus();
}

const isOpen = () => document.body.classList.contains("pc-library-open");

// The files that were brought, by their names: for those whose password is still to be given.
const brought = new Map();

async function bring(files, password = "") {
  for (const file of files) brought.set(file.name, file);
  const most = +list().dataset.most;
  const sent = [];
  const failed = [];
  if (!isOpen()) open(true);
  for (const [number, file] of [...files].entries()) {
    state().textContent = `Uploading ${number + 1} of ${files.length}: ${file.name}`;
    if (file.size > most) {
      failed.push([file.name, `it is larger than ${Math.round(most / 1e6)} MB`]);
      continue;
    }
    try {
      sent.push([file.name, (await upload(file)).path]);
    } catch (error) {
      failed.push([file.name, `it could not be sent (${error.message ?? error})`]);
    }
  }
  state().textContent = "";
  input().value = "";
  trigger("upload", { sent, failed, front: front(), password });
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

const say = (does) => document.dispatchEvent(new CustomEvent("pincite", { detail: { does } }));

function act(does, name) {
  trigger("apply", { does, name, front: front() });
}

// The button of the list that has the focus, and whether it asks if it is meant: then the next click
// does it. Gradio draws the list anew around it, so that the button may come to be another's: what
// it does is kept too.
let held = null;

function hold(button, more = {}) {
  const { does, name } = button.dataset;
  held = { button, does, name, ...more };
}

function arm(button) {
  const { sure } = button.dataset;
  const asks = { label: button.ariaLabel, text: button.textContent };
  hold(button, { asks });
  button.classList.add("pc-sure-now");
  button.textContent = sure;
  button.ariaLabel = asks.label ? `${sure} ${asks.label}` : sure;
}

function calm({ button, asks }) {
  if (!asks || !button.classList.contains("pc-sure-now")) return;
  button.classList.remove("pc-sure-now");
  button.textContent = asks.text;
  button.ariaLabel = asks.label;
}

element.addEventListener("focusin", ({ target }) => {
  if (target.matches("[data-does]") && target !== held?.button) hold(target);
});

element.addEventListener("focusout", ({ target }) => {
  const left = held;
  if (target !== left?.button) return;
  queueMicrotask(() => {
    if (!target.isConnected) return; // it was not left but drawn anew
    calm(left);
    if (held === left) held = null;
  });
});

// The list was drawn anew: the focus goes on to the button that does the same, armed as before.
function goOn() {
  const before = held;
  if (![document.body, before?.button].includes(document.activeElement)) return;
  const same = ({ dataset }) => dataset.does === before?.does && dataset.name === before?.name;
  const button = [...element.querySelectorAll("[data-does]")].find(same);
  if (button?.classList.contains("pc-sure-now")) return; // it was not touched
  held = null;
  if (button && before.asks) arm(button);
  if (isOpen()) (button ?? drawer.querySelector(".pc-pick-files")).focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("#pc-library-button")) return open(!isOpen());
  const button = event.target.closest?.("#pc-collections [data-does]");
  if (!button) return;
  const { does, sure, name } = button.dataset;
  if (event.detail > 1) return; // a double click is no second thought
  if (sure && !button.classList.contains("pc-sure-now")) return arm(button);
  if (held?.button === button) calm(held);
  hold(button);
  act(does, button.role === "switch" ? (button.ariaChecked === "true" ? "off" : "on") : name);
});

document.addEventListener("pincite", ({ detail }) => {
  if (detail.does === "resume") act("show", "");
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("#pc-collection")) return;
  act("choose", event.target.value);
});

// The form of a folder keeps its path until the folder was taken.
let offered = null;

document.addEventListener("submit", (event) => {
  const form = event.target.closest("#pc-library form");
  if (!form) return;
  event.preventDefault();
  if (form.matches(".pc-unlock")) {
    const { password } = form.elements;
    bring([brought.get(form.dataset.name)].filter(Boolean), password.value);
    password.value = "";
    return;
  }
  const name = form.elements.name.value.trim();
  if (!name) return;
  const { does } = form.dataset;
  act(does, name);
  if (does === "create") form.reset();
  else offered = form;
});

document.addEventListener("keydown", (event) => {
  const help = document.querySelector("dialog[open]");
  if (event.key === "Escape" && isOpen() && !help) open(false);
});

// The server opens a collection anew that is kept up to date: the page asks whether it has.
const LOOK = 3000; // ms
setInterval(() => {
  const busy = document.hidden || element.querySelector(".pc-state")?.textContent;
  if (list()?.dataset.watched && !busy) trigger("tick", { front: front() });
}, LOOK);

// The address says which collection is open, and the chat is about that one.
let chatted = null;
whenNewer = () => {
  if (!list()) return;
  const { name, first } = list().dataset;
  if (chatted !== null && chatted !== name) {
    if (held) hold(held.button); // of another collection
    say("clear");
  }
  chatted = name;
  const address = new URL(location);
  if (first === "true") address.searchParams.delete("collection");
  else address.searchParams.set("collection", name);
  history.replaceState(history.state, "", address);
  say("opened");
  const doing = element.querySelector(".pc-state").textContent;
  if (!doing) {
    if (!element.querySelector(".pc-outcomes")) offered?.reset();
    offered = null;
  }
  goOn();
};

drawer.role = "dialog";
drawer.ariaLabel = "Library";
