// The search worker: spells what was typed as the index does, and leaves the search itself to the theme's own worker.
const FILLER = new Set(
  `a an and are as at be between by can could definition do does for from has have how i if in into is it
  many me meaning more much my of on one or same should so than that the them there they this to vs was we
  what when where which while who why will with would you your`.split(/\s+/),
);
const ASKED = /^(hyper)?param(et(er|re))?s?$/; // what every question here asks about, and so tells least
const WEAK = /^(learn(ed|t|ing)?|train(ed)?|tuned?|data|model|method|cause|number|value|reduce)s?$/;
const SHORT = {
  bn: "batch normalization",
  cv: "cross validation",
  em: "expectation maximization",
  gmm: "gaussian mixture",
  gp: "gaussian process",
  hpo: "hyperparameter optimization",
  lda: "latent dirichlet allocation discriminant",
  lr: "learning rate",
  nas: "architecture search",
  nn: "neural network",
  pbt: "population training",
  rl: "reinforcement learning",
  wd: "weight decay",
};
let known = new Set();

function words(text) {
  return text
    .toLowerCase()
    .replace(/hyper[\s-]+param/g, "hyperparam")
    .replace(/[-\s,:;!?=()'"“”`^~+*<>/]+|\.(?!\d)/g, " ")
    .trim()
    .split(" ");
}

function american(word) {
  return word
    .replace(/is(ation|ations|e|ed|er|ers|es|ing)$/, "iz$1")
    .replace(/(neighb|behavi|col|fav)our/, "$1or")
    .replace(/metre/, "meter")
    .replace(/centre/, "center");
}

// One word as clauses of a query: as it stands if the index has it, else what is spelled nearly so.
function clauses(word, weight) {
  const stem = lunr.stemmer(new lunr.Token(word)).toString();
  const found = [known.has(word) ? `${word}^${10 * weight}` : "", word.length > 1 ? `${word}*^${4 * weight}` : ""];
  if (word.length > 3 && stem.length > 2 && stem !== word) found.push(`${stem}*^${3 * weight}`);
  if (word.length > 3 && !known.has(word)) found.push(`${word}~1^${6 * weight}`, word.length > 6 ? `${word}~2^${2 * weight}` : "");
  return found.filter(Boolean);
}

function rewritten(typed) {
  const apart = words(typed).filter(Boolean);
  const joined = apart.map((word, i) => word + (apart[i + 1] ?? "")).filter((word, i) => i + 1 < apart.length && known.has(word));
  const all = [...apart, ...joined];
  const telling = all.filter((word) => !FILLER.has(word));
  const strong = telling.filter((word) => !ASKED.test(word) && !WEAK.test(word)).length;
  const weight = (word) => (strong && ASKED.test(word) ? 0.15 : strong && WEAK.test(word) ? 0.4 : 1);
  return (telling.length ? telling : all)
    .map((word) => (known.has(word) || !known.has(american(word)) ? word : american(word)))
    .flatMap((word) => [
      ...clauses(word, weight(word)),
      ...(SHORT[word] ?? "").split(" ").filter(Boolean).flatMap((long) => clauses(long, 0.7)),
    ])
    .join(" ");
}

addEventListener("message", ({ data: message }) => {
  if (message.type === 0) known = new Set(message.data.docs.flatMap((doc) => words(`${doc.title} ${doc.text.replace(/<[^>]*>/g, " ")} ${doc.tags.join(" ")}`)));
  if (message.type === 2) message.data = rewritten(message.data);
});
importScripts("{worker}");
