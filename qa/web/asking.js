// Takes questions and tells the server all of its chat's, whenever one is added.
// Run once by the question form, with its `element`, and `trigger` of gr.HTML.
// The server takes those it lacks: so none is lost, doubled or out of order, however its events
// overtake each other, and a page loaded anew takes the chat up again, after a restart too.

const form = element.querySelector("form");
const box = form.elements.question;
const hint = form.querySelector(".pc-hint");
const examples = form.querySelector("details");
const kept = `pincite-${form.dataset.topic}`;
const { asked, draft } = JSON.parse(sessionStorage.getItem(kept)) ?? { asked: [], draft: "" };
let chat = 0;

function tell() {
  if (examples) examples.open = !asked.length;
  trigger("submit", { chat, asked: [...asked] });
}

function ask(question) {
  asked.push(question);
  tell();
}

// What the server would find wrong, told while the question is still in the box.
function flaw(question) {
  const longest = +form.dataset.longest;
  const length = [...question.split(/\s+/).filter(Boolean).join(" ")].length;
  const [count, most] = [length, longest].map((number) => number.toLocaleString("en"));
  if (!length) return "Type a question first.";
  return length > longest ? `The question is too long: ${count} characters, ${most} at most.` : "";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  hint.textContent = flaw(box.value);
  if (hint.textContent) {
    box.focus();
    return;
  }
  ask(box.value);
  box.value = "";
});

box.addEventListener("keydown", (event) => {
  // Enter also ends the writing of a Chinese or Japanese word; Safari tells only by the code.
  const composing = event.isComposing || event.keyCode === 229;
  if (event.key !== "Enter" || event.shiftKey || composing) return;
  event.preventDefault();
  if (!event.repeat) form.requestSubmit();
});

box.addEventListener("input", () => {
  hint.textContent = "";
});

form.addEventListener("click", (event) => {
  if (event.detail > 1) event.preventDefault(); // of a double click only the first counts
  else if (event.target.matches("#pc-examples button")) ask(event.target.textContent);
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("#pc-fresh")) return;
  asked.length = 0;
  chat += 1;
  tell();
});

addEventListener("pagehide", () => {
  sessionStorage.setItem(kept, JSON.stringify({ asked, draft: box.value }));
});

box.value = draft;
box.focus();
if (asked.length) tell();
