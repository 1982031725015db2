// Goes on with a new session of the server, which knows nothing of what the page shows.
// Run once by what says so, with its `element`, and `watch` of gr.HTML; events.js comes before it.

watch("value", () => {
  const words = element.querySelector(".pc-words")?.textContent;
  if (!words) return;
  say("notify", { words });
  say("resume");
});
