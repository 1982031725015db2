// Edits a question where it stands. Part of the script of asking.js.

const editor = document.createElement("form");
editor.className = "pc-editor";
const words = document.createElement("textarea");
words.ariaLabel = sentence("questionEditor");
const buttons = [sentence("ask"), sentence("cancel")].map((label) =>
  Object.assign(document.createElement("button"), { textContent: label }),
);
buttons[1].type = "button";
const flawLine = Object.assign(document.createElement("p"), { className: "pc-hint", role: "alert" });
editor.append(words, flawLine, ...buttons);
let edited = ""; // the key of the question that is edited

const messageOf = (key) => shownInChat(key)?.closest(".message");

function edit(key) {
  const question = chat.asked.find(([own]) => own === key)?.[1];
  if (!question || !messageOf(key)) return;
  edited = key;
  words.value = question;
  flawLine.textContent = "";
  placeEditor();
  words.focus();
  words.setSelectionRange(question.length, question.length);
}

// In place of the question; the chat may have been drawn anew.
function placeEditor() {
  const message = edited && messageOf(edited);
  for (const other of document.querySelectorAll("#pc-chat .pc-edited")) {
    if (other !== message) other.classList.remove("pc-edited");
  }
  if (!message) return endEditing();
  if (editor.parentElement === message) return;
  const focused = document.activeElement === document.body || editor.contains(document.activeElement);
  message.classList.add("pc-edited");
  message.append(editor);
  if (focused) words.focus();
}

function endEditing() {
  if (!edited) return;
  const link = shownInChat(edited);
  const inside = editor.contains(document.activeElement);
  edited = "";
  editor.remove();
  document.querySelector("#pc-chat .pc-edited")?.classList.remove("pc-edited");
  if (inside) (link ?? box).focus();
}

editor.addEventListener("submit", (event) => {
  event.preventDefault();
  flawLine.textContent = flaw(words.value);
  if (flawLine.textContent) return words.focus();
  const [key, question, before] = [edited, words.value, copyOf(chat)];
  endEditing();
  const byItself = chat.alone.includes(key);
  takeBack(key);
  ask(question, byItself);
  box.focus();
  undoable(sentence("questionEdit"), before);
});

editor.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    endEditing();
  } else if (event.key === "Enter" && !event.shiftKey && !composing(event) && event.target === words) {
    event.preventDefault();
    if (!event.repeat) editor.requestSubmit();
  }
});
buttons[1].addEventListener("click", endEditing);
