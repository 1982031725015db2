// The list of all chats: to open one, find it, name it, remove it. Part of the script of asking.js,
// and the last: it takes up the chat that is shown first.

const list = document.getElementById("pc-chats");
const rows = list.querySelector("ul");
const search = list.querySelector("input");
let wantedChat = ""; // the one to be shown when its collection has been opened
const make = (tag, more = {}) => Object.assign(document.createElement(tag), more);

function when(at) {
  const then = new Date(at);
  const today = new Date().toDateString() === then.toDateString();
  const style = today ? { hour: "numeric", minute: "2-digit" } : { dateStyle: "medium" };
  return new Intl.DateTimeFormat(spoken(), style).format(then);
}

function drawChats() {
  const looked = search.value.trim().toLowerCase();
  const holds = (own) =>
    [own.name, own.collection, ...own.asked.map(([, question]) => question)].some((text) =>
      text.toLowerCase().includes(looked),
    );
  const shown = chats().filter(holds);
  rows.replaceChildren(...shown.map(chatRow));
  list.querySelector("[role=status]").textContent = shown.length
    ? ""
    : looked
      ? list.dataset.none
      : list.dataset.empty;
}

// The names of the collections that there are.
const collections = () =>
  new Set([...document.querySelectorAll("#pc-collection option")].map(({ value }) => value));

function chatRow(own) {
  const row = make("li");
  row.dataset.chat = own.id;
  const name = make("span", { className: "pc-chat-name", textContent: chatName(own) });
  const number = own.asked.length;
  const asked = number === 1 ? sentence("oneQuestion") : sentence("questions", { number });
  const lost = collections().has(own.collection) ? "" : list.dataset.lost;
  const about = [own.collection, asked, when(own.at), lost].filter(Boolean).join(" · ");
  const button = make("button", { type: "button", className: "pc-open-chat" });
  button.append(name, make("small", { textContent: about }));
  if (own.id === chat.id) button.ariaCurrent = "true";
  const acts = ["rename", "delete"].map((act) =>
    make("button", {
      type: "button",
      className: `pc-${act}-chat`,
      textContent: list.dataset[act],
      ariaLabel: `${list.dataset[act]}: ${chatName(own)}`,
    }),
  );
  row.append(button, ...acts);
  return row;
}

// The list as it is now, if it is shown: what is there again is next.
function showAgain(id) {
  if (!list.open) return;
  drawChats();
  rows.querySelector(`[data-chat="${id}"] .pc-open-chat`)?.focus();
}

function renameChat(row) {
  const own = chatOf(row.dataset.chat);
  const input = make("input", { value: chatName(own), maxLength: 200, ariaLabel: list.dataset.name });
  row.querySelector(".pc-open-chat").replaceWith(input);
  input.focus();
  input.select();
  const end = (changed) => {
    if (changed) changeChats(({ id }) => (id === own.id ? { name: input.value.trim() } : {}));
    if (own.id === chat.id && changed) chat.name = input.value.trim();
    drawChats();
    rows.querySelector(`[data-chat="${own.id}"] .pc-open-chat`)?.focus();
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (!["Enter", "Escape"].includes(event.key) || composing(event)) return;
    event.preventDefault(); // the list stays open
    end(event.key === "Enter");
  });
}

function openChat(id) {
  const own = chatOf(id);
  if (own.about !== here() && !collections().has(own.collection)) return;
  list.close();
  if (own.about === here()) open(resumed(own));
  else {
    wantedChat = id;
    say("choose", { name: own.collection });
  }
}

function deleteChat(id) {
  const [own, shown] = [chatOf(id), id === chat.id];
  removeChat(id);
  if (shown) open(newChat(chat.about));
  drawChats();
  (rows.querySelector("button") ?? search).focus();
  undoable(sentence("chatRemoval"), own, shown);
}

list.addEventListener("click", ({ target }) => {
  const row = target.closest("li");
  if (target.closest(".pc-open-chat")) openChat(row.dataset.chat);
  else if (target.closest(".pc-rename-chat")) renameChat(row);
  else if (target.closest(".pc-delete-chat")) deleteChat(row.dataset.chat);
});
search.addEventListener("input", drawChats);

does.chats = () => {
  search.value = "";
  drawChats();
  list.showModal();
};
// A collection has another name now.
does.renamed = ({ before, name }) => {
  changeChats(({ collection }) => (collection === before ? { collection: name } : {}));
  if (chat.collection === before) chat.collection = name;
  keep();
};

// While a question waits there is something to stop; examples are for an empty chat.
let unfolded = null;
let newestReply = "";
new MutationObserver(() => {
  if (examples() !== unfolded) {
    unfolded = examples();
    if (unfolded) unfolded.open = !chat.asked.length;
  }
  stop.hidden = !waiting().length;
  tellEmptiness();
  drawEchoes();
  settle();
  if (edited) placeEditor();
  const last = [...document.querySelectorAll(".pc-reply")].at(-1)?.id ?? "";
  if (last === newestReply) return;
  newestReply = last;
  keep(); // only now is it known what the question was understood from
}).observe(document.querySelector("main") ?? document.body, { childList: true, subtree: true });

box.value = tab.draft ?? "";
box.focus({ preventScroll: true }); // far enlarged, the page begins at its top
const questions = new URL(location).searchParams.getAll("q");
const tail = last.asked.slice(-questions.length).map(([, question]) => question);
if (questions.length && questions.join("\n") !== tail.join("\n")) {
  chat = newChat(named() ? "" : here());
  made = true;
  for (const question of questions.slice(0, -1)) chat.asked.push([newKey(), question]);
  ask(questions.at(-1));
} else if (chat.asked.length) {
  for (const [key] of chat.asked) sent.add(key);
  tell();
}
