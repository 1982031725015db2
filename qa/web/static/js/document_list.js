// The list of documents: found, sorted, shown, selected, removed. Part of the script of library.js.

// What of the list has the focus, and whether it asks if it is meant: then the next click does it.
// Gradio draws the list anew around it, so that it may come to be another's: what it is for is
// kept too.
let held = null;

const purpose = ({ dataset, id, type, className }) =>
  [dataset.does ?? dataset.opens ?? (id || type + className), dataset.name, dataset.document].join();

function hold(button, more = {}) {
  held = { button, purpose: purpose(button), ...more };
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
  if (asks.label) button.ariaLabel = asks.label;
  else button.removeAttribute("aria-label");
}

element.addEventListener("focusin", ({ target }) => {
  if (target.matches("button, input, select") && target !== held?.button) hold(target);
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

// The list was drawn anew: the focus goes on to what is for the same, armed as before.
function goOn() {
  const before = held;
  if (!before || ![document.body, before.button].includes(document.activeElement)) return;
  const controls = [...element.querySelectorAll("button, input, select")];
  const same = controls.find((it) => purpose(it) === before.purpose);
  if (same?.classList.contains("pc-sure-now")) return; // it was not touched
  const outcome = element.querySelector('.pc-undo [data-does="undo"], .pc-outcomes');
  if (before.acts && !outcome) return; // drawn for something else: what was done is not told yet
  held = null;
  if (same && before.asks) arm(same);
  if (!isOpen()) return;
  const next = same ?? element.querySelector(".pc-undo button") ?? picker();
  next.focus({ preventScroll: true });
  // Nothing tells of the focus where it was there already.
  if (!held && element.contains(next)) hold(next);
}

function redrawn() {
  showSelection();
  markShown();
  goOn();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("#pc-collections [data-does]");
  if (!button) return;
  const { does, sure, name } = button.dataset;
  if (event.detail > 1) return; // a double click is no second thought
  if (sure && !button.classList.contains("pc-sure-now")) return arm(button);
  if (held?.button === button) calm(held);
  hold(button);
  if (does === "open") openResult(button.dataset);
  else if (does === "remove") act(does, "", [name]);
  else act(does, button.role === "switch" ? (button.ariaChecked === "true" ? "off" : "on") : name);
});

// Finding: while one types.
const finder = () => document.getElementById("pc-find-document");
const PAUSE = 200; // ms
let typing = 0;

drawer.addEventListener("input", ({ target }) => {
  if (target !== finder()) return;
  clearTimeout(typing);
  typing = setTimeout(find, PAUSE);
});

function find() {
  unselect();
  act("find", finder().value);
}

// Escape first leaves what is looked for, and the selection; whether there was any.
function leaveList(target) {
  if (document.body.classList.contains("pc-selecting")) {
    select(false);
    return true;
  }
  if (target !== finder() || !target.value) return false;
  target.value = "";
  find();
  return true;
}

// Sorting: as it was the last time.
const ORDER = "pincite-order";

element.addEventListener("change", ({ target }) => {
  if (target.id !== "pc-order") return;
  localStorage.setItem(ORDER, target.value);
  act("sort", target.value);
});

// The server has a list of its own for each page, and forgets it with the page.
function arrange() {
  const order = localStorage.getItem(ORDER);
  const chooser = document.getElementById("pc-order");
  if (order && order !== (chooser?.value ?? "name")) act("sort", order);
  if (finder()?.value) find();
}

// Showing.
const SHEET = "(max-width: 560px), (max-width: 800px) and (orientation: portrait)";

function read() {
  if (!matchMedia(SHEET).matches) return;
  open(false);
  say("read");
}

function openResult({ name, document: id }) {
  finder().value = "";
  act("open", name, [id]);
  read();
}

function show(id) {
  const chooser = document.getElementById("pc-documents");
  const option = [...(chooser?.options ?? [])].find(({ dataset }) => dataset.id === id);
  if (option) {
    chooser.value = option.value;
    chooser.dispatchEvent(new Event("change", { bubbles: true }));
  }
  read();
}

function markShown() {
  const id = front();
  for (const title of element.querySelectorAll(".pc-rows .pc-show")) {
    if (title.dataset.name === id) title.ariaCurrent = "true";
    else title.removeAttribute("aria-current");
  }
}
document.addEventListener("change", ({ target }) => {
  if (target.id === "pc-documents") markShown();
});

// Selecting: some of what is listed, or all of it, shown or not.
const selected = new Set();
let all = false;
const ticks = () => [...element.querySelectorAll(".pc-tick input")];
const selection = () => element.querySelector(".pc-selection");

function select(begins) {
  document.body.classList.toggle("pc-selecting", begins);
  unselect();
  showSelection();
  const next = begins ? ticks()[0] : element.querySelector(".pc-select-many");
  next?.focus({ preventScroll: true });
}

function unselect() {
  all = false;
  selected.clear();
}

function showSelection() {
  const bar = selection();
  if (!bar) return;
  const whole = bar.querySelector(".pc-select-all");
  const number = all ? +whole.dataset.removable : selected.size;
  for (const tick of ticks()) tick.checked = all || selected.has(tick.dataset.name);
  whole.checked = all;
  whole.indeterminate = !all && number > 0;
  const told = bar.querySelector(".pc-selected");
  told.textContent = number ? told.dataset.some.replace("{}", number) : told.dataset.none;
  for (const button of bar.querySelectorAll(".pc-remove-selected, [data-opens]")) {
    button.disabled = !number;
  }
  bar.querySelector('[data-opens="rename-document"]').disabled = number !== 1 || !renamable();
}

// The first that is selected, if it is listed and can be renamed.
function renamable() {
  const first = ticks().find(({ checked }) => checked);
  return first?.dataset.stem ? first : null;
}

// What is to be done with the selection.
function actOnSelection(does, name) {
  act(all ? `${does} all` : does, name, all ? [] : [...selected]);
  document.body.classList.remove("pc-selecting");
  unselect();
  // The focus goes on to what undoes it. What was pressed is hidden now, and is left at once: the
  // browser lets go of it with the next frame, which may come after the answer.
  document.activeElement.blur();
  held = { button: null, purpose: "", acts: true };
}

element.addEventListener("change", ({ target }) => {
  if (target.matches(".pc-select-all")) {
    unselect();
    all = target.checked;
  } else if (target.closest(".pc-tick")) {
    if (all) for (const { dataset } of ticks()) selected.add(dataset.name);
    all = false;
    if (target.checked) selected.add(target.dataset.name);
    else selected.delete(target.dataset.name);
  } else return;
  showSelection();
});

element.addEventListener("click", ({ target }) => {
  if (target.closest(".pc-rows .pc-show")) show(target.dataset.name);
  else if (target.closest(".pc-select-many")) select(true);
  else if (target.closest(".pc-select-done")) select(false);
  else if (target.closest(".pc-remove-selected")) actOnSelection("remove", "");
});
