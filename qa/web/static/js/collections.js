// Collections: chosen, created, renamed, and what goes from one to another; documents that are
// renamed; and folders of this computer. Part of the script of library.js, and its last.

const dialogOf = (does) => document.getElementById(`pc-${does}-dialog`);
const chooser = () => document.getElementById("pc-collection");

element.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-opens]");
  if (button) openDialog(button.dataset.opens);
});

function openDialog(does) {
  const dialog = dialogOf(does);
  const form = dialog.querySelector("form");
  form.reset();
  if (does === "move") offerCollections(form);
  const { name } = form.elements;
  if (does === "rename") name.value = list().dataset.name;
  if (does === "rename-document") name.value = renamable().dataset.stem;
  dialog.showModal();
  if (!name.hidden) name.select();
}

// All but the one that is open, and then a new one.
function offerCollections(form) {
  const { to } = form.elements;
  const others = [...chooser().options].filter(({ value }) => value !== list().dataset.name);
  to.replaceChildren(...others.map((option) => option.cloneNode(true)), to.lastElementChild);
  to.selectedIndex = 0;
  askName(form);
}

function askName(form) {
  const { to, name } = form.elements;
  name.hidden = to.value !== "";
  name.required = !name.hidden;
}

document.addEventListener("change", ({ target }) => {
  if (target === chooser()) act("choose", target.value);
  else if (target.matches("#pc-move-dialog [name=to]")) askName(target.form);
});

drawer.addEventListener("click", ({ target }) => {
  if (target.closest(".pc-cancel")) target.closest("dialog").close();
});

// The form of a folder keeps its path until the folder was taken.
let offered = null;

function tellFolder(ready) {
  if (!ready) return;
  if (!element.querySelector(".pc-outcomes")) offered?.reset();
  offered = null;
}

function leaveCollection() {
  if (held) hold(held.button); // of another collection
  document.body.classList.remove("pc-selecting");
  unselect();
}

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
  const { does } = form.dataset;
  const name = form.elements.name.value.trim();
  const to = form.elements.to?.value;
  if (!name && !to) return;
  form.closest("dialog")?.close();
  if (does === "move") return actOnSelection(to ? does : "move to new", to || name);
  if (does === "rename-document") return actOnSelection(does, name);
  act(does, name);
  if (does === "add folder") offered = form;
});

document.addEventListener("pincite", ({ detail }) => {
  if (detail.does === "resume") {
    act("show", "");
    arrange();
  }
  if (detail.does === "default") act("restore", "");
  if (detail.does === "choose") act("choose", detail.name || chooser().options[0].value);
});

arrange();
