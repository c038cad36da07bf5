// The lookup's field, fetched when somebody goes for it: answers as you type, with one card, and a line for each other meaning.
{
  const form = document.querySelector(".lookup-form");
  const field = form.elements.name;
  const said = form.querySelector("output");
  const place = form.querySelector(".lookup-answer");
  const here = document.currentScript.src;
  const base = new URL("../../", here);
  const LINES = 7; // other meanings that are shown at once

  const get = (name) => fetch(new URL(`generated/${name}`, base)).then((reply) => (reply.ok ? reply.json() : Promise.reject(reply.status)));
  const reasons = {};
  const reason = (family) => (reasons[family] ??= get(`lookup_${family}.json`));
  let rows;
  let best; // the address that Enter opens

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const category = ({ kind, bin }) => element("b", { className: `bin ${kind}` }, bin);
  const file = location.protocol === "file:" ? "index.html" : ""; // in the offline copy
  const answer = ({ kind, bin }) => `${kind === "found" ? "Yes" : "No"}, ${bin === "stored data" ? "" : /^i/.test(bin) ? "an " : "a "}`;
  const page = (row) => new URL(`lookup/${row.family}/${file}#`, base);
  const link = (row) => element("a", { href: page(row) + row.id }, row.term.replaceAll("`", ""));
  const called = (row) => [...(row.symbol ? [` (${row.symbol})`] : []), ...row.names.flatMap((name) => [" ", element("code", {}, name)])];

  const card = (row) => {
    const why = element("p", {}, " ");
    const made = element("div", { className: `card ${row.kind}` },
      element("p", { className: "verdict" }, answer(row), category(row), " in ", row.title),
      element("p", {}, element("b", {}, link(row)), ...called(row)),
      why,
      element("p", {}, element("a", { href: page(row) + row.model }, `All values of ${row.title}`), " · ", element("a", { href: new URL(`rule/${file}`, base) }, "The rule")),
    );
    // The reasons are ours, and hold the HTML that the family's page has.
    reason(row.family).then((all) => {
      const [text, line] = all[row.id];
      why.innerHTML = text;
      why.insertAdjacentHTML("afterend", line);
    }).catch(() => why.append(element("a", { href: page(row) + row.id }, "Why?")));
    return made;
  };
  const list = (found) =>
    element("ul", { className: "meanings" }, ...found.map(({ row }) => element("li", {}, category(row), element("span", {}, `${row.title}: `, link(row), ...called(row)))));
  const fold = (found) => {
    const made = element("details", {}, element("summary", {}, `${found.length} more`));
    made.addEventListener("toggle", () => made.append(list(found)), { once: true });
    return made;
  };

  const unknown = (typed) => {
    const of = `“${typed}”`;
    const ask = [
      `Keep every setting and the seed fixed. Could different training data change ${of}?`,
      `If yes: did fitting the model find ${of}, and does the model need it to make predictions? Then it is a parameter.`,
      `If no: is ${of} a setting of the training run that can change the model by more than a different random seed would? Then it is a hyperparameter.`,
    ];
    return [element("ol", {}, ...ask.map((question) => element("li", {}, question))),
      element("p", {}, "Otherwise it is neither. ", element("a", { href: new URL(`rule/${file}`, base) }, "The rule"), " has examples.")];
  };

  const show = () => {
    const typed = field.value.trim();
    best = undefined;
    if (/\/lookup\/(index\.html)?$/.test(location.pathname)) history.replaceState(null, "", typed ? `?name=${encodeURIComponent(typed)}` : location.pathname);
    if (!typed || !rows) {
      place.replaceChildren();
      said.textContent = typed ? "Looking it up" : "";
      return;
    }
    const [first, ...others] = names.find(rows, typed);
    if (!first || first.share <= 0.5) {
      said.textContent = `Nothing here is called “${typed}”. These questions decide what it is.`;
      place.replaceChildren(...unknown(typed));
      return;
    }
    best = page(first.row) + first.row.id;
    const near = others.filter(({ score }) => score > first.score - 4.5);
    const same = first.meant ? near.filter(({ meant, named }) => meant && named > first.named - 1.5) : [];
    const models = new Set(same.map(({ row }) => row.title).filter((title) => title !== first.row.title)).size;
    const name = first.meant || first.row.term.replaceAll("`", "");
    said.textContent = models
      ? `“${name}” means different things in ${models + 1} models. This one is most often meant:`
      : `${first.meant ? "" : "The nearest name here: "}${name} in ${first.row.title}.`;
    const rest = same.length ? same : near;
    place.replaceChildren(card(first.row), ...(rest.length ? [element("p", {}, same.length ? "It can also be:" : "Or did you mean:"), list(rest.slice(0, LINES))] : []),
      ...(rest.length > LINES ? [fold(rest.slice(LINES))] : []));
  };

  Promise.all([get("names.json"), globalThis.names ?? new Promise((loaded, failed) =>
    document.head.append(element("script", { src: new URL("names.js", here), onload: loaded, onerror: failed })))])
    .then(([index]) => ((rows = names.read(index)), show()))
    .catch(() => (said.textContent = "The names could not be loaded. Is the network there?"));

  // On a phone the keyboard takes the lower half of the screen, and so the field goes to its top.
  const raise = () => innerWidth < 700 && field.parentElement.scrollIntoView();
  field.addEventListener("focus", raise);
  if (document.activeElement === field || field.value) raise();
  field.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (best) location.href = best;
  });
}
