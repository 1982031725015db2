// Notices that the server is gone, holds what was asked of it, and goes on when it is back. Part of
// the script of asking.js.

const ECHO = 1500; // ms until a question is shown in the chat, at the most
const PAUSE = 2000; // ms between two looks whether the server is back
const shownInChat = (key) => document.querySelector(`.pc-do-edit[href="#edit-${CSS.escape(key)}"]`);
const sent = new Set(); // keys of questions that are not shown yet
let unasked = []; // questions that the server did not get
let putBack = ""; // the one of them that was put back into the box
let looking = 0;

async function reachable() {
  try {
    await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false; // nobody answers
  }
}

function expectEcho(key) {
  sent.add(key);
  clearTimeout(looking);
  looking = setTimeout(async () => {
    const there = await reachable();
    const lost = chat.asked.filter(([own]) => sent.has(own) && !shownInChat(own));
    if (there || lost.length) sent.clear();
    if (there || !lost.length) return;
    chat.asked = chat.asked.filter((one) => !lost.includes(one));
    keepChat(chat);
    if (!unasked.length) awaitServer();
    unasked.push(...lost.map(([, question]) => question));
    if (!box.value) box.value = putBack = unasked.at(-1);
    hint.textContent = sentence("serverAbsence");
  }, ECHO);
}

// Asks what the server did not get, but for the one in the box where its writer has changed it.
async function awaitServer() {
  do await new Promise((done) => setTimeout(done, PAUSE));
  while (!(await reachable()));
  const changed = putBack && box.value !== putBack;
  const questions = unasked.filter((question) => !(changed && question === putBack));
  if (putBack && !changed) box.value = "";
  [unasked, putBack, hint.textContent] = [[], "", ""];
  for (const question of questions) ask(question);
  if (!questions.length) tell();
}
