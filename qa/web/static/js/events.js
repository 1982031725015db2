// What the scripts of the page tell one another. Comes before the scripts that tell something.

const say = (does, more = {}) =>
  document.dispatchEvent(new CustomEvent("pincite", { detail: { does, ...more } }));
