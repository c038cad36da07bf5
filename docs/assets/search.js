// The search worker: spells what was typed as the index does, adds stems and near misses, and leaves the rest to the theme's own worker.
const FILLER = new Set(
  "a an and are as at be by can do does for from has have how i if in is it me my of on or that the there this to was what when where which who why will with you".split(" "),
);
const ASKED = /^(hyper)?param(eter)?s?$/;

function rewritten(typed) {
  const words = typed
    .toLowerCase()
    .replace(/\*/g, "")
    .replace(/hyper[\s-]+param/g, "hyperparam")
    .replace(/[-\s,:;!?=()'"“”`^~+]+|\.(?!\d)/g, " ")
    .trim()
    .split(" ");
  const telling = words.filter((word) => word && !FILLER.has(word));
  const rest = telling.filter((word) => !ASKED.test(word));
  return (telling.length ? telling : words)
    .flatMap((word) => variants(word, rest.length > 1 && ASKED.test(word) ? 0.2 : 1))
    .join(" ");
}

function variants(word, weight) {
  const stem = lunr.stemmer(new lunr.Token(word)).toString();
  const all = [`${word}^${12 * weight}`];
  if (word.length > 1) all.push(`${word}*^${4 * weight}`);
  if (word.length > 3 && stem !== word) all.push(`${stem}*^${3 * weight}`);
  if (word.length > 3) all.push(`${word}~${word.length < 8 ? 1 : 2}^${weight}`);
  return all;
}

addEventListener("message", ({ data: message }) => {
  if (message.type === 2) message.data = rewritten(message.data);
});
importScripts("{worker}");
