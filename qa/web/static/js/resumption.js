// Goes on with a new session of the server, which knows nothing of what the page shows.
// Run once by what says so, with its `element`, and `watch` of gr.HTML.

watch("value", () => {
  const words = element.querySelector(".pc-words")?.textContent;
  if (!words) return;
  for (const detail of [{ does: "notify", words }, { does: "resume" }]) {
    document.dispatchEvent(new CustomEvent("pincite", { detail }));
  }
});
