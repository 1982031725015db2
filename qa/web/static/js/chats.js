// The chats of this browser: of each its collection, and what was asked. Part of the script of
// asking.js, before it. What was answered is not kept here, but what was called right: another visit
// asks again. Where nothing outlives a visit, neither do its chats.

const CHATS = "pincite-chats";
const MOST_CHATS = 200; // those used last
const form = element.querySelector("form");
const store = form.dataset.kept === "true" ? localStorage : sessionStorage;

const chats = () => JSON.parse(store.getItem(CHATS)) ?? [];
const keepChats = (all) => store.setItem(CHATS, JSON.stringify(all.slice(0, MOST_CHATS)));
const chatOf = (id) => chats().find((own) => own.id === id);
const newKey = () => crypto.getRandomValues(new Uint32Array(2)).join("-");

// The collection that is open: its folder, which no other ever has, and its name.
const openCollection = () => {
  const { folder = "", name = "" } = document.querySelector("#pc-collections [data-folder]")?.dataset ?? {};
  return { folder, name };
};
const here = () => openCollection().folder;

function newChat(about) {
  return { id: newKey(), about, collection: "", name: "", asked: [], stopped: [], alone: [], marks: [] };
}

// The collection's chat that was used last, a new one where there is none.
const lastChat = (about) => chats().find((own) => own.about === about) ?? newChat(about);

// Puts a chat first; one in which nothing was asked is not kept.
function keepChat(chat) {
  const others = chats().filter(({ id }) => id !== chat.id);
  keepChats(chat.asked.length ? [chat, ...others] : others);
}

function removeChat(id) {
  keepChats(chats().filter((own) => own.id !== id));
}

// A chat of which something was changed that is no use of it keeps its place.
function changeChats(change) {
  keepChats(chats().map((own) => ({ ...own, ...change(own) })));
}

const chatName = ({ name, asked }) => name || asked[0][1];
