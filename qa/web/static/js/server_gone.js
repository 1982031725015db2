// Notices that the server is gone, holds what was asked of it, and goes on when it is back. Part of
// the script of asking.js.

const ECHO = 1500; // ms until a question is shown in the chat, at the most
const PAUSE = 2000; // ms between two looks whether the server is back
const GONE = "Pincite is not running any more. Your question is asked when it is back.";
const shownInChat = (key) => document.querySelector(`.pc-do-edit[href="#edit-${CSS.escape(key)}"]`);
const sent = new Set(); // keys of questions that are not shown yet
let unasked = []; // questions that the server did not get
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
    if (there || !lost.length) return there && sent.clear();
    sent.clear();
    chat.asked = chat.asked.filter((one) => !lost.includes(one));
    keepChat(chat);
    if (!unasked.length) awaitServer();
    unasked.push(...lost.map(([, question]) => question));
    box.value ||= unasked.at(-1);
    hint.textContent = GONE;
  }, ECHO);
}

// What is in the box is asked if it is what was typed before; what was written since stays there.
async function awaitServer() {
  do await new Promise((done) => setTimeout(done, PAUSE));
  while (!(await reachable()));
  const questions = unasked;
  unasked = [];
  hint.textContent = "";
  if (box.value === questions.at(-1)) box.value = "";
  else questions.pop(); // it was changed: its writer sends it
  for (const question of questions) ask(question);
  if (!questions.length) tell();
}
