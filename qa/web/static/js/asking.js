// Takes questions and tells the server all of its chat's, whenever that changes.
// Run once by the question form, with its `element`, and `trigger` of gr.HTML.
// The server takes those it lacks and drops what differs: so none is lost, doubled or out of order,
// however its events overtake each other, and a page loaded anew takes the chat up again, after a
// restart too.

const form = element.querySelector("form");
const box = form.elements.question;
const hint = form.querySelector(".pc-hint");
const stop = form.querySelector(".pc-stop");
const waiting = () => document.querySelectorAll("#pc-chat .pc-waiting:not(.pc-stopped *)");
const examples = () => document.querySelector("#pc-openers details");
const STORAGE = "pincite";
const stored = JSON.parse(sessionStorage.getItem(STORAGE)) ?? {};
const here = () => new URL(location).searchParams.get("collection") ?? "";
const before = stored.about === here() ? stored.asked : []; // keys and questions
// What was given up is not asked again.
const asked = before.filter(([key]) => !stored.stopped.includes(key));
const stopped = [];
// Keys of what is to be understood without the questions before it.
const alone = (stored.alone ?? []).filter((own) => asked.some(([key]) => key === own));
let revision = 0;

function tell() {
  if (examples()) examples().open = !asked.length;
  trigger("submit", { revision: (revision += 1), asked: [...asked], alone: [...alone] });
  keep();
}

function keep() {
  const chat = { asked, stopped, alone, draft: box.value, about: here() };
  sessionStorage.setItem(STORAGE, JSON.stringify(chat));
  const address = new URL(location);
  const last = asked.at(-1)?.[1];
  if (last) address.searchParams.set("q", last);
  else address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
}

function ask(question, byItself = false) {
  const key = crypto.getRandomValues(new Uint32Array(2)).join("-");
  asked.push([key, question]);
  if (byItself) alone.push(key);
  tell();
}

// Asks the question with this key again.
function askAgain(key, byItself) {
  const question = takeBack(key);
  if (question) ask(question, byItself);
}

// Takes back the question with this key and all after it; the question.
function takeBack(key) {
  const from = asked.findIndex(([own]) => own === key);
  const [first] = from < 0 ? [] : asked.splice(from);
  return first?.[1];
}

function write(question) {
  box.value = question;
  box.focus();
  box.setSelectionRange(question.length, question.length);
}

// What the server would find wrong, said while the question is still in the box.
function flaw(question) {
  const longest = +form.dataset.longest;
  const length = [...question.split(/\s+/).filter(Boolean).join(" ")].length;
  const [count, most] = [length, longest].map((number) => number.toLocaleString("en"));
  if (!length) return "Type a question first.";
  return length > longest ? `The question is too long: ${count} characters, ${most} at most.` : "";
}

const does = {
  ask: ({ question }) => ask(question),
  retry({ key = asked.at(-1)?.[0] }) {
    askAgain(key, alone.includes(key));
  },
  alone: ({ key }) => askAgain(key, true),
  edit({ key }) {
    const question = takeBack(key ?? asked.at(-1)?.[0]);
    if (!question) return;
    tell();
    write(question);
  },
  undo() {
    if (asked.pop()) tell();
  },
  clear() {
    asked.length = 0;
    tell();
    if (!document.body.classList.contains("pc-library-open")) box.focus();
  },
  resume() {
    const left = asked.filter(([key]) => !stopped.includes(key));
    asked.splice(0, asked.length, ...left);
    if (asked.length) tell();
  },
  stop() {
    const given = asked.slice(asked.length - waiting().length);
    stopped.push(...given.map(([key]) => key));
    trigger("stop", {});
  },
};

document.addEventListener("pincite", ({ detail }) => does[detail.does]?.(detail));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  hint.textContent = flaw(box.value);
  if (hint.textContent) {
    box.focus();
    return;
  }
  const question = box.value;
  box.value = "";
  ask(question);
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
  else if (event.target.closest(".pc-stop")) does.stop();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("#pc-examples")) return;
  if (event.detail > 1) event.preventDefault();
  else if (event.target.matches("button")) ask(event.target.textContent);
});

addEventListener("pagehide", keep);

// While a question waits there is something to stop; examples are for an empty chat.
let unfolded = null;
new MutationObserver(() => {
  if (examples() !== unfolded) {
    unfolded = examples();
    if (unfolded) unfolded.open = !asked.length;
  }
  stop.hidden = !waiting().length;
}).observe(document.querySelector("main") ?? document.body, { childList: true, subtree: true });

box.value = stored.draft ?? "";
box.focus();
const linked = new URL(location).searchParams.get("q");
if (linked && linked !== before.at(-1)?.[1]) ask(linked);
else if (asked.length) tell();
