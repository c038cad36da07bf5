// The names of the lookup, and which row somebody means who types one. Pages and the search worker share it.
const names = (() => {
  const FILLER = new Set(
    `a an and are as at be between by can could definition do does for from has have how i if in into is it many me meaning
    more much my of on one or same should so than that the them there they this to vs was we what when where which while who
    why will with would you your`.split(/\s+/),
  );
  const ASKED = /^(hyper)?param(et(er|re))?s?$/; // what every question here asks about
  const GREEK = { α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", η: "eta", θ: "theta", λ: "lambda", μ: "mu", ν: "nu", π: "pi", ρ: "rho", σ: "sigma", τ: "tau", φ: "phi", ω: "omega" };
  const SHORT = {
    __proto__: null, // or "constructor" would be one of them
    bn: "batch normalization", cv: "cross validation", dnn: "deep neural network", em: "expectation maximization",
    ffn: "feed forward", gbm: "gradient boosting", gmm: "gaussian mixture", gp: "gaussian process", gpt: "language model",
    hmm: "hidden markov", hpo: "hyperparameter optimization", knn: "nearest neighbors",
    lda: "latent dirichlet allocation|linear discriminant", llm: "language model", loocv: "leave one out cross validation",
    lr: "learning rate", mle: "maximum likelihood", nas: "architecture search", nn: "neural network",
    pbt: "population training", rf: "random forest", rl: "reinforcement learning", svm: "support vector machine",
    svc: "support vector machine", vram: "memory", wd: "weight decay",
  };
  const KIND = (bin) => (bin === "parameter" ? "found" : bin.includes("hyperparameter") ? "chosen" : "neither");

  // Words in lower case, spelled as the site spells them, one in its plural as in its singular.
  const split = (text) =>
    text.toLowerCase().replace(/[α-ω]/g, (letter) => ` ${GREEK[letter] ?? letter} `).normalize("NFKD")
      .replace(/hyper[\s-]+param/g, "hyperparam").replace(/[^a-z0-9]+/g, " ").trim().split(" ").filter(Boolean);
  const american = (word) =>
    word.replace(/is(ation|ations|e|ed|er|ers|es|ing)$/, "iz$1").replace(/(neighb|behavi|col|fav)our/, "$1or")
      .replace(/(model|label)l(ing|ed)$/, "$1$2").replace(/metre/, "meter").replace(/centre/, "center"); // codespell:ignore
  const singular = (word) => (word.length > 3 ? word.replace(/leaves$/, "leaf").replace(/([^su])s$/, "$1") : word);
  const words = (text) => split(text).map((word) => singular(american(word)));
  const telling = (text) => words(text).filter((word) => !FILLER.has(word));
  const joined = (list) => list.join("");

  // How alike two words are: 1 the same, less for the beginning of the other, or for one or two slips of a finger.
  const alike = (typed, word) => {
    if (typed === word) return 1;
    if (typed.length > 1 && word.startsWith(typed)) return 0.6 + (0.3 * typed.length) / word.length;
    let same = 0; // letters at the beginning: "initialization" for "initial"
    while (same < typed.length && typed[same] === word[same]) same++;
    if (same > 4 && same > 0.5 * Math.max(typed.length, word.length)) return 0.7;
    if (same > 3 && same === word.length) return 0.6;
    const most = typed.length > 6 ? 2 : typed.length > 3 ? 1 : 0;
    if (!most || Math.abs(typed.length - word.length) > most) return 0;
    const slips = distance(typed, word);
    return slips <= most ? 0.8 - 0.15 * slips : 0;
  };

  // The number of letters to add, drop, replace or exchange with the next.
  const distance = (a, b) => {
    let two = [], one = [], here = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      [two, one, here] = [one, here, [i]];
      for (let j = 1; j <= b.length; j++) {
        here[j] = Math.min(one[j] + 1, here[j - 1] + 1, one[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) here[j] = Math.min(here[j], two[j - 2] + 1);
      }
    }
    return here[b.length];
  };

  // The rows, each with its names and their ranks: a name in code or a symbol is more than a term, a term more than another word.
  const read = ({ families, models, rows }) =>
    rows.map(([place, id, term, symbol, bin, codes, also]) => {
      const [model, title, family, order] = models[place];
      const bare = codes.map((code) => code.split(" ").pop().split(".").pop());
      const called = [
        ...codes.filter((code) => code.includes(".")).map((code) => [code.split(" ").pop(), 4]),
        ...bare.map((name) => [name, 3]),
        ...(symbol ? [[symbol, 3]] : []),
        [term, 2],
        ...also.map((name) => [name, 1]),
      ];
      const about = words(`${title} ${model}`);
      const classes = codes.flatMap((code) => words(code.split(" ").pop().split(".").slice(0, -1).join(" ")));
      return {
        id: `${model}-${id}`, model, title, family: families[family][0], order, term, symbol, bin, kind: KIND(bin),
        names: [...new Set(bare)].filter((name) => name !== term),
        called: called.map(([name, level]) => ({ name, level, key: joined(words(name)), bag: joined(telling(name).sort()) })),
        own: new Set([...called.flatMap(([name]) => words(name)), ...called.map(([name]) => joined(words(name)))]),
        about: new Set([...about, joined(words(title)), joined(words(model)), ...classes]),
      };
    });

  // A word that no row has as it was typed, not even as a beginning: the likest word that one has.
  const spelled = (word, known) => {
    let [best, nearest] = [0, word];
    for (const other of known) {
      const value = alike(word, other);
      if (value === 1 || other.startsWith(word)) return word;
      if (value > best) [best, nearest] = [value, other];
    }
    return nearest;
  };

  // The rows that fit what was typed, best first, each with its score and the name that was meant.
  const find = (rows, typed) => {
    rows.words ??= new Set(rows.flatMap(({ own, about }) => [...own, ...about]));
    let asked = split(typed).filter((word) => !FILLER.has(word) && !ASKED.test(word));
    if (!asked.length) asked = split(typed);
    asked = asked.map((word) => spelled(singular(american(word)), rows.words));
    if (!asked.length) return [];
    const raw = typed.trim();
    const sorted = (list) => joined([...list].sort());
    const likeness = asked.map(() => new Map()); // of each word that was typed to each word of the rows
    const fit = (i, list) => {
      let best = 0;
      for (const word of list) {
        if (!likeness[i].has(word)) likeness[i].set(word, alike(asked[i], word));
        best = Math.max(best, likeness[i].get(word));
      }
      const long = SHORT[asked[i]]?.split("|") ?? [];
      return long.some((words) => words.split(" ").every((word) => list.has(singular(word)))) ? 1 : best;
    };
    const spans = asked.flatMap((_, i) => asked.slice(i).map((_, n) => [i, i + n + 1]));
    const found = [];
    for (const row of rows) {
      const [own, about] = [row.own, row.about].map((list) => {
        const fits = asked.map((_, i) => fit(i, list));
        for (const [from, to] of spans) // "auto encoder" for "autoencoder"
          if (to - from > 1 && list.has(joined(asked.slice(from, to)))) fits.fill(1, from, to);
        return fits;
      });
      const share = own.reduce((sum, value, i) => sum + Math.max(value, about[i]), 0) / asked.length;
      if (share < 0.45) continue;
      let named = 0, meant = "";
      for (const { name, level, key, bag } of row.called)
        for (const [from, to] of spans) {
          const span = asked.slice(from, to);
          if (joined(span) !== key && sorted(span) !== bag) continue;
          const rest = asked.map((_, i) => i).filter((i) => i < from || i >= to);
          const told = rest.every((i) => about[i] > 0.5) ? 1 : 0; // all else that was typed names the model
          const plain = /^_|_$/.test(name) && !raw.includes(name); // `alpha_` was not meant by who typed "alpha"
          const exact = raw === name ? 0.8 : plain ? -0.6 : raw.toLowerCase() === name.toLowerCase() ? 0.4 : 0;
          const value = 3 + level + exact + 2 * told + 0.4 * (to - from);
          if (value > named) [named, meant] = [value, name];
        }
      if (!named) {
        const covered = ({ name }) => {
          const parts = telling(name);
          return parts.filter((part) => asked.some((word) => alike(word, part) > 0.5)).length / (parts.length || 1);
        };
        named = 2.5 * Math.max(...row.called.map(covered));
      }
      found.push({ row, meant, named, share, score: 14 * share + named + 0.9 / (1 + row.order / 8) });
    }
    return found.sort((a, b) => b.score - a.score);
  };

  return { FILLER, ASKED, SHORT, split, american, read, find };
})();
