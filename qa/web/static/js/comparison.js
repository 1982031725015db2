// Compares documents: takes questions and documents, and puts what comes of them into a table.
// Run once by the view, with its `element`, and `trigger` of gr.HTML; reachable.js comes before it in
// the same script.
// It is no modal dialog: beside it the source shows what is clicked in the table.

const view = element.querySelector("#pc-compare");
const form = view.querySelector("form");
const box = form.elements.questions;
const list = form.querySelector("ul");
const what = view.querySelector(".pc-compare-what");
const state = view.querySelector(".pc-compare-state");
const bar = state.querySelector("progress");
const problem = view.querySelector(".pc-compare-problem");
const room = view.querySelector(".pc-compare-table");
const chosen = new Map(); // of documents' keys, whether they are to be asked, where that was said
let filled = ""; // the questions that were taken from the chat
let taken = ""; // what has come of the table, of which all is sent again with more behind it
let origin = null; // the link that was clicked, for the way back

const make = (tag, more = {}) => Object.assign(document.createElement(tag), more);
const most = +view.dataset.most;

// The documents of the collection that is open, as the source lets one choose them.
function documents() {
  const options = [...(document.getElementById("pc-documents")?.options ?? [])];
  if (options.length) return options.map(({ value, text }) => ({ key: value, name: text.trim() }));
  const key = document.querySelector("#pc-source article")?.id.split("-")[1];
  const name = document.querySelector(".pc-contents .pc-name")?.textContent.trim();
  return key && key !== "none" ? [{ key, name }] : [];
}

function listDocuments() {
  const all = documents();
  const listed = [...list.querySelectorAll("input")].map(({ value }) => value);
  if (listed.join() === all.map(({ key }) => key).join()) return;
  const rows = all.map(({ key, name }, number) => {
    const checked = chosen.get(key) ?? number < most;
    const label = make("label");
    label.append(make("input", { type: "checkbox", value: key, checked }), make("bdi", { textContent: name }));
    const row = make("li");
    row.append(label);
    return row;
  });
  list.replaceChildren(...rows);
  const first = view.dataset.first.replace("{}", most).replace("{}", all.length);
  view.querySelector(".pc-first-chosen").textContent = all.length > most ? first : "";
}

function open() {
  const questions = [...document.querySelectorAll("#pc-chat .pc-question")];
  const asked = [...new Set(questions.map((it) => it.textContent.trim()))].join("\n");
  if (!box.value.trim() || box.value === filled) box.value = filled = asked;
  listDocuments();
  view.show();
  document.body.classList.add("pc-comparing");
  turnAside(false);
  (what.open ? box : room).focus();
}

function close() {
  view.close();
  document.body.classList.remove("pc-comparing");
  turnAside(false);
  document.querySelector("#pc-top .pc-more").focus();
}

const isAside = () => document.body.classList.contains("pc-compare-aside");

// Makes room for the source, or takes it; what is behind the view can't be reached.
function turnAside(aside) {
  document.body.classList.toggle("pc-compare-aside", aside);
  document.getElementById("pc-asking").inert = view.open;
  document.getElementById("pc-reading").inert = view.open && !aside;
}

// Back from the source to the whole table, and to the link that led away.
function back() {
  if (document.body.classList.contains("pc-sheet")) {
    document.querySelector("#pc-reading .pc-close").click();
  }
  turnAside(false);
  if (origin?.isConnected) origin.focus();
}

function run(running) {
  state.hidden = false;
  state.classList.toggle("pc-running", running);
  problem.textContent = "";
}

const isRunning = () => state.classList.contains("pc-running");
const LOOK = 3000; // ms

// While a table is filled, the server must be there.
async function watchServer() {
  while (isRunning()) {
    await new Promise((done) => setTimeout(done, LOOK));
    if ((await reachable()) || !isRunning()) continue;
    run(false);
    problem.textContent = view.dataset.gone;
  }
}

// Only the end is read aloud, not each step.
const say = (words) => (state.querySelector("[role=status]").textContent = words);
const tellProgress = (words) => (state.querySelector(".pc-so-far").textContent = words);

// What becomes of each part that comes.
const takes = {
  table(part) {
    room.replaceChildren(...part.childNodes);
    room.hidden = what.open = false;
    room.scrollTo(0, 0);
  },
  cell(part) {
    const cell = room.querySelector(`[data-cell="${part.dataset.at}"]`);
    cell.replaceChildren(...part.childNodes);
    cell.dataset.grade = part.dataset.grade;
  },
  marks(part) {
    const { column, words } = part.dataset;
    for (const cell of room.querySelectorAll(`[data-cell$="-${column}"]`)) {
      cell.classList.remove("pc-differing");
      cell.querySelector(".pc-differs")?.remove();
    }
    for (const mark of [...part.children]) {
      const cell = room.querySelector(`[data-cell="${mark.dataset.row}-${column}"]`);
      cell.classList.add("pc-differing");
      cell.append(mark);
    }
    room.querySelector(`[data-head="${column}"]`).textContent = words;
  },
  progress(part) {
    const { done, of } = part.dataset;
    if (+of) Object.assign(bar, { max: +of, value: +done });
    else bar.removeAttribute("value");
    tellProgress(part.textContent.trim());
  },
  end(part) {
    run(false);
    if (part.dataset.whole) tellProgress("");
    say(part.textContent.trim());
  },
  problem(part) {
    run(false);
    state.hidden = room.hidden;
    what.open ||= room.hidden;
    problem.textContent = part.textContent.trim();
  },
};

function take(html) {
  const more = html.startsWith(taken) ? html.slice(taken.length) : html;
  taken = html;
  const parts = make("template", { innerHTML: more }).content.querySelectorAll("[data-part]");
  for (const part of parts) takes[part.dataset.part](part);
}

document.addEventListener("pincite", ({ detail }) => {
  if (detail.does === "compare") open();
  else if (detail.does === "compared") take(detail.html);
  else if (detail.does === "opened" && view.open) listDocuments();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (isRunning()) return;
  const questions = box.value.split("\n").filter((line) => line.trim());
  const keys = [...list.querySelectorAll(":checked")].map(({ value }) => value);
  run(true);
  say("");
  bar.removeAttribute("value");
  tellProgress("");
  trigger("submit", { questions, documents: keys });
  watchServer();
});

list.addEventListener("change", ({ target }) => {
  chosen.set(target.value, target.checked);
});

view.addEventListener("click", ({ target }) => {
  const { chooses } = target.dataset;
  if (chooses) {
    for (const [number, it] of [...list.querySelectorAll("input")].entries()) {
      const checked = chooses === "all" && number < most;
      if (it.checked !== checked) it.click();
    }
  } else if (target.closest(".pc-close")) close();
  else if (target.closest(".pc-whole")) back();
  else if (target.closest(".pc-stop")) {
    trigger("stop", {}); // what is being asked is still put in, and then comes the end
  } else if (target.closest(".pc-table-forms button")) trigger("download", { kind: target.value });
});

// A click anywhere on a quote is one on its link, which the source follows.
room.addEventListener("click", ({ target }) => {
  const link = target.closest("a.pc-cite");
  if (link) {
    origin = link;
    turnAside(true);
    link.closest("td").scrollIntoView({ block: "nearest", inline: "nearest" });
  } else if (getSelection().isCollapsed) {
    target.closest(".pc-quote")?.querySelector("a.pc-cite").click();
  }
});

document.addEventListener("click", ({ target }) => {
  if (view.open && isAside() && target.closest?.("#pc-reading .pc-close")) back();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !view.open || document.querySelector("dialog:modal")) return;
  if (document.body.classList.contains("pc-library-open")) {
    document.querySelector("#pc-library .pc-close").click();
  } else if (isAside()) back();
  else close();
});
