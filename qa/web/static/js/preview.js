// Shows the quote of a marker that is pointed at or focused, in what stands around it.
// Run once by the head of the source pane.

const page = document.querySelector("main") ?? document.body;
const card = page.appendChild(document.createElement("div"));
card.id = "pc-card";
card.role = "tooltip";
card.hidden = true;

function preview(marker) {
  card.hidden = !marker;
  if (!marker) return;
  card.replaceChildren(marker.nextElementSibling.cloneNode(true));
  const at = marker.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left - 40), innerWidth - card.offsetWidth - 8);
  const above = at.top - card.offsetHeight - 8;
  card.style.left = `${left}px`;
  card.style.top = `${above > 8 ? above : at.bottom + 8}px`;
  marker.setAttribute("aria-describedby", card.id);
}

const marker = (event) => event.target.closest?.("#pc-chat a.pc-cite");
document.addEventListener("pointerover", (event) => preview(marker(event)));
document.addEventListener("focusin", (event) => {
  preview(marker(event)?.matches(":focus-visible") ? marker(event) : null);
});
document.addEventListener("click", () => preview(null));
document.addEventListener("scroll", () => preview(null), true);
document.addEventListener("keydown", (event) => event.key === "Escape" && preview(null));
