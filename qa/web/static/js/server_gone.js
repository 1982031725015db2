// Notices that the server is gone, keeps what was asked of it, and goes on when it is back. Part of
// the script of asking.js.

const ECHO = 1500; // ms until a question is shown in the chat, at the most
const AGAIN = 2000; // ms between two looks whether the server is back
const GONE = "Pincite is not running any more. Your question is asked when it is back.";
const shownInChat = (key) => document.querySelector(`.pc-do-edit[href="#edit-${CSS.escape(key)}"]`);
let echo = 0;
let gone = null; // the question that waits for the server, as it was put back into the box

async function reachable() {
  try {
    await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false; // nobody answers
  }
}

function expectEcho() {
  clearTimeout(echo);
  echo = setTimeout(async () => {
    const lost = () => chat.asked.filter(([key]) => !shownInChat(key));
    if (!lost().length || (await reachable())) return;
    const questions = lost().map(([, question]) => question);
    if (!questions.length) return;
    chat.asked = chat.asked.filter(([key]) => shownInChat(key));
    keepChat(chat);
    gone = [...questions, box.value].filter(Boolean).join("\n");
    box.value = gone;
    hint.textContent = GONE;
    awaitServer();
  }, ECHO);
}

async function awaitServer() {
  while (!(await reachable())) await new Promise((done) => setTimeout(done, AGAIN));
  hint.textContent = "";
  const question = box.value === gone ? gone : "";
  gone = null;
  if (!question) return tell();
  box.value = "";
  ask(question);
}
