// What the page does besides asking and reading: its buttons, those of replies, light and dark.
// Run once by the masthead, with its `element`, and `trigger` of gr.HTML; sentences.js and
// events.js come before it, menu.js, copy.js, footnotes.js, correction.js and shortcuts.js follow in
// the same script, and use its names.

const help = document.getElementById("pc-help");
const notice = document.getElementById("pc-notice");
const replies = () => [...document.querySelectorAll(".pc-reply")];
const judged = () => replies().filter((it) => it.matches(".pc-answer, .pc-likely, .pc-refusal"));
const reply = (key) => document.getElementById(`reply-${key}`);
document.documentElement.lang = spoken(); // Gradio says that of the browser, which may be another
let bad = null; // the reply whose right sentence is being picked

let fading = 0;
function notify(words, undo = "") {
  (document.querySelector("dialog:modal") ?? place).append(notice);
  notice.textContent = words;
  if (undo) {
    const button = Object.assign(document.createElement("button"), { textContent: sentence("undo") });
    button.addEventListener("click", () => {
      notify("");
      say(undo);
    });
    notice.append(" ", button);
  }
  clearTimeout(fading);
  const long = Math.max(undo ? 10_000 : 4000, 60 * words.length); // time to read it
  fading = setTimeout(() => (notice.textContent = ""), long);
}
// What is behind a dialog can't be reached: the notice goes where it can.
const place = notice.parentElement;
document.addEventListener("close", () => place.append(notice), true);

document.addEventListener("pincite", ({ detail }) => {
  if (detail.does === "notify") notify(detail.words, detail.undo);
  if (detail.does !== "address") return;
  const address = new URL(location);
  address.searchParams.delete("q");
  for (const question of detail.questions) address.searchParams.append("q", question);
  copy(String(address), sentence("addressCopy"));
});

document.addEventListener(
  "keydown",
  (event) => {
    const within = event.target.closest?.("#pc-chat .pc-bad[open]");
    if (event.key !== "Escape" || !within) return;
    event.stopPropagation(); // nothing else is left by it
    closeChoice(event.target);
  },
  true,
);

// Closes the choice of what is right, and goes back to what opened it.
function closeChoice(act) {
  const choice = act.closest("details");
  choice.open = false;
  choice.querySelector("summary").focus({ preventScroll: true });
}

// Calls a sentence the right answer to the question with this key; none where it has no document.
function correct(place) {
  say("mark", place); // before what is shown of it
  trigger("edit", place);
}

const does = {
  copy: (key) => copy(written(key, false), sentence("copy")),
  markdown: (key) => copy(written(key, true), sentence("markdownCopy")),
  link: (key) => say("link", { key }),
  retry: (key) => say("retry", { key }),
  alone: (key) => say("alone", { key }),
  edit: (key) => say("edit", { key }),
  like: (key) => trigger("like", { key, good: true }),
  dislike(key, act) {
    trigger("like", { key, good: false });
    closeChoice(act);
  },
  pick(key, act) {
    bad = { key, of: replies().length };
    closeChoice(act);
    invite(questionOf(key));
  },
  absent(key, act) {
    correct({ key, document: "", start: 0, end: 0 });
    closeChoice(act);
  },
  cancel: (_, act) => closeChoice(act),
  right(address) {
    const [, key, document, start, end] = /^(.*)-([0-9a-f]+)-(\d+)-(\d+)$/.exec(address);
    correct({ key, document, start: +start, end: +end });
  },
};

document.addEventListener("click", (event) => {
  const act = event.target.closest?.(".pc-act");
  if (act) {
    event.preventDefault();
    const [name, ...key] = act.getAttribute("href").slice(1).split("-");
    does[name]?.(key.join("-"), act);
    return;
  }
  if (event.target.closest?.("a.pc-drop")) {
    event.preventDefault();
    document.querySelector("#pc-library .pc-pick-files").click();
    return;
  }
  if (event.target.closest?.("a.pc-add-default")) {
    event.preventDefault();
    say("default");
    return;
  }
  const suggested = event.target.closest?.("a.pc-ask");
  if (suggested) {
    event.preventDefault();
    if (event.detail < 2) say("ask", { question: suggested.textContent });
    return;
  }
  const button = event.target.closest?.("#pc-top button");
  if (button?.matches(".pc-fresh")) say("clear");
  else if (button?.matches(".pc-dark")) theme(!document.body.classList.contains("dark"));
  else if (button?.matches(".pc-keys")) help.showModal();
  else if (button?.matches(".pc-more")) openMenu(document.getElementById("pc-more-menu"), button);
  else if (button?.matches(".pc-chats")) say("chats");
  else if (button?.matches(".pc-compare")) say("compare");
  else if (button?.matches(".pc-print")) print();
  else if (button?.matches(".pc-export")) {
    if (button.value === "pdf") notify(sentence("pdfExport"));
    trigger("download", { kind: button.value });
  }
  else if (button?.matches(".pc-done")) button.closest("dialog").close();
});

// A button by its role answers to the space bar as well.
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target.matches?.("a[role=button]")) {
    event.preventDefault();
    event.target.click();
  }
});

function theme(dark) {
  document.body.classList.toggle("dark", dark);
  localStorage.setItem("pincite-dark", dark);
}

const chosen = localStorage.getItem("pincite-dark");
if (chosen !== null) theme(chosen === "true");
