// The search worker: spells what was typed as the index does, leaves the pages to the theme's own worker, and puts first what has
// all the words. Among the pages it puts the rows of the lookup that carry the name.
importScripts("names.js");
const { FILLER, ASKED, SHORT, american } = names;
const WEAK = /^(learn(ed|t|ing)?|train(ed)?|tuned?|data|model|method|cause|number|value|reduce|happen|size)s?$/;
const IN_ORDER = 1; // how much more an entry counts that has the words in their order
const ROWS = 6; // so many rows are offered
const ROWS_MESSAGE = 4; // beside the numbers of the theme's messages
let known = new Set(); // the words of the index
let rows = []; // the rows of the lookup, once they have come
let typed = "";
let asked = []; // the words of the last query, each with its weight and the terms it is looked for by

function split(text) {
  return text
    .toLowerCase()
    .replace(/hyper[\s-]+param/g, "hyperparam")
    .replace(/[-\s,:;!?=|()'"“”`^~+*<>/]+|\.(?!\d)/g, " ")
    .split(" ")
    .filter(Boolean);
}

// One word as clauses of a query, [term, how, boost]: as it stands if the index has it, else what is spelled nearly so.
function clauses(word) {
  const stem = lunr.stemmer(new lunr.Token(word)).toString();
  const found = word.length > 1 ? [[word, "*", 4]] : [];
  if (known.has(word)) found.push([word, "", 10]);
  else if (word.length > 3) found.push([word, "~1", 10], ...(word.length > 6 ? [[word, "~2", 3]] : []));
  if (word.length > 3 && stem.length > 2 && stem !== word) found.push([stem, "*", 3]);
  return found;
}

// The words of a query, each with its weight and its clauses; two that the index knows as one ("over fitting") are one.
function read(typed) {
  const apart = split(typed);
  const words = [];
  for (let i = 0; i < apart.length; i++) {
    const joined = apart[i] + (apart[i + 1] ?? "");
    const fillers = FILLER.has(apart[i]) && FILLER.has(apart[i + 1]); // "what is" is not the "what-is" of an address
    if (i + 1 < apart.length && known.has(joined) && !fillers) words.push([joined, apart[i], apart[++i]]);
    else words.push([apart[i]]);
  }
  const telling = words.filter(([word]) => !FILLER.has(word));
  const strong = telling.some(([word]) => !ASKED.test(word) && !WEAK.test(word));
  return (telling.length ? telling : words).map((forms) => ({
    word: forms[0],
    weight: strong && ASKED.test(forms[0]) ? 0.15 : strong && WEAK.test(forms[0]) ? 0.4 : 1,
    clauses: forms.flatMap((word) => [
      ...clauses(known.has(word) || !known.has(american(word)) ? word : american(word)),
      ...split(SHORT[word] ?? "").flatMap(clauses),
    ]),
  }));
}

// Whether an entry has a word that was asked, in one of the forms by which it was looked for.
function has(item, { clauses }) {
  return clauses.some(([term]) => Object.hasOwn(item.terms, term) && item.terms[term]);
}

// How much of what was asked an entry has, from 0 to 1.
function share(item) {
  const sum = (words) => words.reduce((total, { weight }) => total + weight, 0);
  return sum(asked.filter((word) => has(item, word))) / (sum(asked) || 1);
}

// How much of an entry's title was asked for, and how much of what was asked is in the title: from 0 to 2.
function named(item) {
  const marked = (item.title.match(/<mark>/g) ?? []).length;
  const words = split(item.title.replace(/<[^>]*>|: [a-z ]+$/g, "")).filter((word) => !FILLER.has(word)).length;
  return 0.5 * marked / (words || 1) + Math.min(1, marked / (asked.length || 1));
}

// How many of the words that were asked one after the other an entry has one after the other: from 0 to 1.
function inOrder(item) {
  const words = split(`${item.title} ${item.text}`.replace(/<[^>]*>/g, "")).filter((word) => !FILLER.has(word));
  const pairs = new Set(words.map((word, i) => `${word} ${words[i + 1]}`));
  const wanted = asked.slice(1).map(({ word }, i) => `${asked[i].word} ${word}`);
  return wanted.filter((pair) => pairs.has(pair)).length / (wanted.length || 1);
}

function ranked(groups) {
  for (const group of groups) {
    for (const item of group) {
      item.score *= share(item) ** 4 * (1 + named(item)) * (1 + IN_ORDER * inOrder(item));
      item.missing = asked.filter((word) => !has(item, word)).map(({ word }) => word);
      item.terms = {};
    }
    group.sort((a, b) => b.score - a.score);
  }
  return groups.sort((a, b) => b[0].score - a[0].score);
}

// The rows that fit what was typed, as results.
function rowsFound() {
  const escaped = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt()};`);
  return names.find(rows, typed).slice(0, ROWS).map(({ row, score, share, meant }) => ({
    location: `lookup/${row.family}/#${row.id}`,
    title: escaped(`${row.term.replaceAll("`", "")} ${row.names.join(" ")}`.trim()),
    verdict: [row.kind, row.bin, row.title],
    text: "", score, share, meant, terms: {},
  }));
}

// The pages with the rows among them: first if a row has the very name, else behind the best page.
function withRows(groups) {
  const found = rowsFound();
  if (!found.length) return groups;
  const place = found[0].meant && found[0].share > 0.95 ? 0 : 1;
  return [...groups.slice(0, place), found, ...groups.slice(place)];
}

addEventListener("message", (event) => {
  const message = event.data;
  if (message.type === ROWS_MESSAGE) {
    event.stopImmediatePropagation(); // the theme's worker does not know it
    rows = names.read(message.data);
    post({ type: ROWS_MESSAGE });
  }
  if (message.type === 0)
    known = new Set(message.data.docs.flatMap((doc) => split(`${doc.title} ${doc.text.replace(/<[^>]*>/g, " ")} ${doc.rest} ${doc.tags.join(" ")}`)));
  if (message.type !== 2) return;
  typed = message.data;
  asked = read(typed);
  message.data = asked
    .flatMap(({ weight, clauses }) => clauses.map(([term, how, boost]) => `${term}${how}^${boost * weight}`))
    .join(" ");
});
const post = self.postMessage.bind(self);
self.postMessage = (message) => {
  if (message.type === 3) message.data.items = withRows(ranked(message.data.items));
  post(message);
};
importScripts("{worker}");
