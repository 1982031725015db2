// Takes questions and tells the server all of its chat's, whenever that changes.
// Run once by the question form, with its `element`, and `trigger` of gr.HTML; sentences.js,
// events.js, reachable.js and chats.js come before it in the same script, server_gone.js, editing.js
// and chat_list.js follow, and share names.
// The server takes those it lacks and drops what differs: so none is lost, doubled or out of order,
// however its events overtake each other, and a page loaded anew takes the chat up again, after a
// restart too.

const box = form.elements.question;
const hint = form.querySelector(".pc-hint");
const stop = form.querySelector(".pc-stop");
const waiting = () => document.querySelectorAll("#pc-chat .pc-waiting:not(.pc-stopped *)");
const replyTo = (key) => document.getElementById(`reply-${key}`);
const examples = () => document.querySelector("#pc-openers details");
const named = () => new URL(location).searchParams.get("collection") ?? "";
const TAB = "pincite"; // which chat this tab shows, and what is typed
const tab = JSON.parse(sessionStorage.getItem(TAB)) ?? {};
// An empty chat is this tab's alone. Which collection an address names, only the server knows.
const atFirst = named() ? newChat("") : lastChat(here());
const last = tab.address === named() ? (chatOf(tab.chat) ?? newChat(here())) : atFirst;
let chat = resumed(last);
let made = !last.asked.length; // whether this page began it
let placed = false; // whether the server has said which collection is open
let revision = 0;
const newMarks = new Map(); // by the keys of questions, until their replies show them
let undone = null; // the chat as it was before its last change, and whether it was shown

// A chat as it is taken up: only what is still asked is told of.
function resumed({ stopped, marks = [], ...own }) {
  const isAsked = (key) => own.asked.some(([other]) => key === other);
  return {
    ...own,
    stopped: stopped.filter(isAsked), // shown, and not asked again
    alone: own.alone.filter(isAsked),
    marks: marks.filter(([key]) => isAsked(key)),
  };
}

function send() {
  const { asked, alone, marks, stopped } = copyOf(chat);
  trigger("submit", { revision: (revision += 1), asked, alone, marks, stopped });
}

function tell() {
  if (examples()) examples().open = !chat.asked.length;
  drawEchoes();
  send();
  if (chat.about === here()) chat.collection = openCollection().name;
  keepUse();
  keep();
}

// Another tab that shows this chat takes over what was changed last.
function keepUse() {
  chat.at = Date.now();
  keepChat(chat);
}

function keep() {
  const state = { chat: chat.id, address: named(), draft: box.value };
  sessionStorage.setItem(TAB, JSON.stringify(state));
  const address = new URL(location);
  address.searchParams.delete("q");
  for (const question of linked(chat.asked.at(-1)?.[0])) address.searchParams.append("q", question);
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

// The question with this key, and those before it that it was understood from.
function linked(key) {
  const at = chat.asked.findIndex(([own]) => own === key);
  if (at < 0) return [];
  const follows = replyTo(key)?.querySelector(".pc-do-alone");
  return [...(follows && at ? linked(chat.asked[at - 1][0]) : []), chat.asked[at][1]];
}

function ask(question, byItself = false) {
  const key = newKey();
  chat.asked.push([key, question]);
  if (byItself) chat.alone.push(key);
  say("asked");
  tell();
  expectEcho(key);
}

// Asks the question with this key again.
function askAgain(key, byItself) {
  const before = copyOf(chat);
  const question = takeBack(key);
  if (!question) return;
  ask(question, byItself);
  const last = before.asked.at(-1)[0] === key;
  if (!last) undoable(sentence("returnOfRest"), before);
}

// Keeps of the chat what the server has done.
function settle() {
  for (const mark of newMarks.values()) if (isMarked(mark)) keepMark(mark);
  settleStopped();
}

// Whether a reply shows this mark: where the server takes none, it is not kept here either.
function isMarked([key, place, start, end]) {
  const said = (part) => replyTo(key)?.querySelector(part)?.textContent.trim();
  if (!place) return said(".pc-none") === sentence("absenceMark");
  if (said(".pc-lead") !== sentence("rightMark")) return false;
  const [, own, from, to] = replyTo(key).querySelector("a.pc-cite").hash.split("-");
  return own === place && +from < end && start < +to; // it is whole sentences
}

function keepMark(mark) {
  const [key] = mark;
  newMarks.delete(key);
  chat.marks = [...chat.marks.filter(([own]) => own !== key), mark];
  keepUse();
}

// What was answered before the server could stop it is not stopped.
function settleStopped() {
  const stopped = chat.stopped.filter((key) => replyTo(key)?.matches(".pc-stopped") ?? true);
  if (stopped.length === chat.stopped.length) return;
  chat.stopped = stopped;
  keepChat(chat);
}

// Takes back the question with this key and all after it; the question.
function takeBack(key) {
  const from = chat.asked.findIndex(([own]) => own === key);
  const [first] = from < 0 ? [] : chat.asked.splice(from);
  return first?.[1];
}

// Takes up another chat.
function open(other) {
  chat = other;
  tell();
}

// What was done, with the way back to the chat as it was; ``shown`` says that the page showed it.
function undoable(words, before, shown = true) {
  undone = { before, shown };
  say("notify", { words, undo: before.asked.length ? "restore" : "" });
}

const copyOf = (own) => JSON.parse(JSON.stringify(own));

// The box of an empty collection does not pretend that it can be asked.
const isEmpty = () => document.querySelector("#pc-status .pc-empty");
const invitation = box.placeholder;
function tellEmptiness() {
  const words = isEmpty() ? form.dataset.empty : invitation;
  if (box.placeholder !== words) box.placeholder = words;
}

// What the server would find wrong, said while the question is still in the box.
function flaw(question) {
  const longest = +form.dataset.longest;
  const length = [...question.split(/\s+/).filter(Boolean).join(" ")].length;
  const [number, most] = [length, longest].map(inNumbers);
  if (isEmpty()) return form.dataset.empty;
  if (!length) return sentence("noQuestion");
  return length > longest ? sentence("longQuestion", { number, most }) : "";
}

const does = {
  ask: ({ question }) => ask(question),
  retry: ({ key = chat.asked.at(-1)?.[0] }) => askAgain(key, chat.alone.includes(key)),
  alone: ({ key }) => askAgain(key, true),
  edit: ({ key = chat.asked.at(-1)?.[0] }) => edit(key),
  undo() {
    const before = copyOf(chat);
    if (!chat.asked.pop()) return;
    tell();
    undoable(sentence("returnOfLast"), before);
  },
  clear() {
    const before = copyOf(chat);
    open(newChat(chat.about));
    if (before.asked.length) undoable(sentence("newChat"), before);
    if (!document.body.classList.contains("pc-library-open")) box.focus();
  },
  restore() {
    if (!undone) return;
    const { before, shown } = undone;
    undone = null;
    if (shown && before.about === here()) open(resumed(before));
    else keepChat(before);
    showAgain(before.id);
  },
  // A sentence was called the right answer, or none: for when this is asked on another visit.
  mark: ({ key, document, start, end }) => newMarks.set(key, [key, document, start, end]),
  link: ({ key }) => say("address", { questions: linked(key) }),
  // Another collection was opened: its own chat is shown, or the one that was chosen.
  switched() {
    const wanted = chatOf(wantedChat);
    wantedChat = "";
    open(resumed(wanted?.about === here() ? wanted : lastChat(here())));
  },
  // The server says which collection is open: the first time, where there may be no such one as
  // the address named, and whenever its documents change.
  opened() {
    const begun = !placed && made;
    placed = true;
    if (chat.about === here()) return;
    if (!begun || !chat.asked.length) return open(resumed(lastChat(here())));
    chat.about = here();
    chat.collection = openCollection().name;
    keepChat(chat);
  },
  resume() {
    newMarks.clear(); // the session that they were told is no more
    chat = resumed(chat);
    if (chat.asked.length) tell();
  },
  stop() {
    const given = chat.asked.map(([key]) => key).filter((key) => !replyTo(key));
    chat.stopped.push(...given);
    keepUse();
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

// Enter also ends the writing of a Chinese or Japanese word; Safari tells only by the code.
const composing = (event) => event.isComposing || event.keyCode === 229;

box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || composing(event)) return;
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

// Another tab has changed the chat that is shown here.
addEventListener("storage", ({ key }) => {
  const other = key === CHATS && chatOf(chat.id);
  if (!other || other.at <= chat.at) return;
  chat = resumed(other);
  send();
});
