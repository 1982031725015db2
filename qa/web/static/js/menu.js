// Small menus at the buttons that open them. Part of the script of page.js.

let opener = null; // the button that opened the menu which is shown
const shownMenu = () => document.querySelector(".pc-menu:not([hidden])");
const itemsOf = (menu) =>
  [...menu.querySelectorAll("[role=menuitem]")].filter((item) => item.offsetParent);

// Shows a menu, but for what the chat has nothing for; a second time closes it.
function openMenu(menu, button) {
  const again = opener === button;
  closeMenu();
  if (again) return;
  opener = button;
  button.setAttribute("aria-expanded", "true");
  for (const item of menu.querySelectorAll("[data-needs]")) {
    const { needs } = item.dataset;
    item.hidden = Boolean(needs) && !document.querySelector(`#pc-chat ${needs}`);
  }
  menu.hidden = false;
  placeMenu();
  itemsOf(menu)[0].focus({ preventScroll: true });
}

const EDGE = 8; // px that stay free around a menu
const GAP = 4; // px between it and its button
const LEAST = 130; // px: lower than that, it is swiped more than read

// Below its button, or above where there is more room; the chat moves on meanwhile. Where it is too
// long for that it scrolls, and only where next to nothing of it would be seen does it cover its button.
function placeMenu() {
  const menu = shownMenu();
  if (!menu) return;
  findOpener();
  const at = opener.getBoundingClientRect();
  const whole = menu.scrollHeight + menu.offsetHeight - menu.clientHeight;
  const most = innerHeight - 2 * EDGE;
  const below = innerHeight - EDGE - (at.bottom + GAP);
  const above = at.top - GAP - EDGE;
  const under = whole <= below || below >= above;
  const room = under ? below : above;
  const height = Math.min(whole, most, room < LEAST ? most : room);
  const top = under ? at.bottom + GAP : at.top - GAP - height;
  const left = Math.min(at.left, innerWidth - menu.offsetWidth - EDGE);
  menu.style.maxHeight = `${height}px`;
  menu.style.left = `${Math.max(EDGE, left)}px`;
  menu.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - EDGE - height))}px`;
}

// The button as it is now, if the server has sent its reply again meanwhile.
function findOpener() {
  if (opener.isConnected) return;
  const address = CSS.escape(opener.getAttribute("href"));
  opener = document.querySelector(`.pc-act[href="${address}"]`) ?? opener;
}

function closeMenu() {
  const menu = shownMenu();
  if (!menu) return;
  const inside = menu.contains(document.activeElement);
  findOpener();
  menu.hidden = true;
  opener.setAttribute("aria-expanded", "false");
  if (inside) opener.focus({ preventScroll: true });
  opener = null;
}

const moves = {
  ArrowDown: (items, at) => items[(at + 1) % items.length],
  ArrowUp: (items, at) => items[(at - 1 + items.length) % items.length],
  Home: (items) => items[0],
  End: (items) => items.at(-1),
};

for (const menu of document.querySelectorAll(".pc-menu")) {
  menu.addEventListener("keydown", (event) => {
    event.stopPropagation(); // no shortcut of the page
    const items = itemsOf(menu);
    const next = moves[event.key]?.(items, items.indexOf(event.target));
    if (next) {
      event.preventDefault();
      next.focus();
    } else if (event.key === "Escape" || event.key === "Tab") closeMenu(); // Tab goes on from there
  });
}

// What is done first is whatever the item does.
document.addEventListener("click", ({ target }) => {
  if (!opener?.contains(target)) closeMenu();
});
document.addEventListener("scroll", placeMenu, true);
addEventListener("resize", placeMenu);
