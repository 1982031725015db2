// What scripts say, in the language of the page. Comes first in each script that says something.
// The masthead brings the sentences: they are read when the first is said, as it may come later.

const catalog = () => document.getElementById("pc-sentences").dataset;
let sentences = null;

// The sentence of this name, with what it leaves open.
function sentence(name, values = {}) {
  sentences ??= JSON.parse(catalog().sentences);
  if (!Object.hasOwn(sentences, name)) throw new Error(`no sentence is called ${name}`);
  return sentences[name].replace(/\{(\w+)\}/g, (_, open) => values[open]);
}

const spoken = () => catalog().language;
const inNumbers = (number) => number.toLocaleString(spoken());
