// Shows what is asked until the server does, notices that it is gone, and goes on when it is back.
// Part of the script of asking.js.
// Gradio loads the page anew when the server is back, but only if something was sent meanwhile: then
// the chat is taken up again, with what waits in it.

const ECHO = 1500; // ms until the server shows a question, mostly
const PAUSE = 2000; // ms between two looks whether the server is back, and before it is listened to
const HEARTBEAT = "/heartbeat/"; // in the address of the stream that lasts as long as the server
const shownInChat = (key) => document.querySelector(`.pc-do-edit[href="#edit-${CSS.escape(key)}"]`);
const sent = new Set(); // keys of questions that may not be shown yet
const echoes = Object.assign(document.createElement("div"), { className: "pc-echoes" });
let absence = null; // what the status was before, while the server is gone
let check = false; // whether one is under way
let timer = 0;
let heartbeat = ""; // its address, when it has ended

// The questions of this page that the server does not show yet.
const unshown = () => chat.asked.filter(([key]) => sent.has(key) && !shownInChat(key));

// The server's own message is read aloud: an echo only while that is not to be expected.
function drawEchoes() {
  const waits = unshown();
  if (chat.asked.every(([key]) => shownInChat(key))) sent.clear();
  echoes.ariaHidden = absence ? null : "true";
  const log = document.querySelector("#pc-chat [role=log]");
  const drawn = [...echoes.children].map((echo) => echo.dataset.key).join();
  if (drawn === waits.map(([key]) => key).join() && (echoes.parentElement === log || !drawn)) return;
  echoes.replaceChildren(
    ...waits.map(([key, question]) => {
      const echo = document.createElement("div");
      echo.dataset.key = key;
      const words = Object.assign(document.createElement("div"), { textContent: question });
      words.className = "pc-echo";
      echo.append(words);
      return echo;
    }),
  );
  if (!waits.length) return echoes.remove();
  if (!log) return;
  log.append(echoes); // Gradio puts what it shows before it
  log.scrollTop = log.scrollHeight;
}

function expectEcho(key) {
  sent.add(key);
  drawEchoes();
  clearTimeout(timer);
  timer = setTimeout(() => unshown().length && look(), ECHO);
}

const pause = () => new Promise((done) => setTimeout(done, PAUSE));

// Looks whether the server is there; where it is not, until it is.
async function look() {
  if (check) return;
  check = true;
  while (!(await reachable())) {
    if (!absence) leave();
    sayThatTheyWait();
    await pause();
  }
  check = false;
  if (absence) goOn();
  else if (heartbeat) listen();
}

// The line takes room from the chat: what waits is brought back into view, once.
function sayThatTheyWait() {
  const words = sentence("serverAbsence");
  if (!unshown().length || hint.textContent === words) return;
  hint.textContent = words;
  const echo = echoes.lastElementChild;
  const around = echo?.closest("[role=log]");
  if (!around) return;
  const tall = echo.offsetHeight > around.clientHeight;
  echo.scrollIntoView({ behavior: "instant", block: tall ? "start" : "end" });
}

function leave() {
  const status = document.querySelector("#pc-status .pc-status");
  absence = { status, words: status?.textContent, ready: status?.classList.contains("pc-ready") };
  drawEchoes();
  if (!status) return;
  status.textContent = sentence("noServer");
  status.classList.remove("pc-ready"); // which small screens hide
  status.classList.add("pc-gone");
}

function goOn() {
  const { status, words, ready } = absence;
  absence = null;
  if (status) {
    status.textContent = words;
    status.classList.toggle("pc-ready", ready);
    status.classList.remove("pc-gone");
  }
  if (hint.textContent === sentence("serverAbsence")) hint.textContent = "";
  drawEchoes();
  if (heartbeat) listen();
  // It may be another server, which knows nothing of the chat.
  if (chat.asked.some(([key]) => !chat.stopped.includes(key))) send();
}

// Gradio listens to the heartbeat once: a second end would not be noticed. Where it ends at once, as a
// proxy may refuse it, the pause keeps that from being asked for without end.
async function listen() {
  const address = heartbeat;
  heartbeat = "";
  await pause();
  try {
    await (await fetch(address)).text();
  } catch {
    // it has ended, which the observer sees
  }
}

new PerformanceObserver((entries) => {
  const ended = entries.getEntries().find(({ name }) => name.includes(HEARTBEAT));
  if (!ended) return;
  heartbeat = ended.name;
  look();
}).observe({ type: "resource" });
addEventListener("offline", look);
