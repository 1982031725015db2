// Hands over what the server sends: a word to show, a file to keep.
// Run once by what holds it, with its `element`, and `watch` of gr.HTML; events.js comes before it.

watch("value", () => {
  for (const file of element.querySelectorAll("[data-name]")) {
    const link = document.createElement("a");
    const { type, address } = file.dataset;
    link.href = address || URL.createObjectURL(new Blob([file.textContent], { type }));
    link.download = file.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
  const words = element.querySelector(".pc-words")?.textContent;
  if (words) say("notify", { words });
});
