// The self-test: chosen questions one at a time, each with its reasons. A wrong one comes back after three others until it is
// right. The round is in the address, "#test:count,search;10;4711" or "#again:dense-layer,ridge", and nothing is kept elsewhere.
(() => {
  const place = document.getElementById("self-test");
  if (!place) return;
  const base = new URL("../../", document.currentScript.src);
  const LEVELS = ["", "easy", "middle", "hard"];
  const COUNTS = [5, 10, 20];
  const LATER = 3; // so many others come before a question that was wrong
  const FIXED = ["true-false", "classify"]; // their answers have an order

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const filled = (name, properties, html) => Object.assign(element(name, properties), { innerHTML: html }); // ours, from the bank
  const attributes = (made, named) => (Object.entries(named).forEach(([name, value]) => made.setAttribute(name, value)), made);
  const button = (words, onclick, properties) => element("button", { type: "button", onclick, ...properties }, words);
  const status = () => attributes(element("div", { className: "verdict" }), { role: "status" });
  const file = location.protocol === "file:" ? "index.html" : ""; // in the offline copy
  const link = (path, ...words) => element("a", { href: new URL(path.replace("#", `${file}#`), base) }, ...words);

  // The objectives are those of the list on the page.
  const objectives = new Map([...document.querySelectorAll(".topics a")].map((topic) =>
    [topic.pathname.match(/questions\/([\w-]+)\//)[1], topic.textContent.replace(/ \(\d+ questions\)$/, "")]));

  let bank;
  const load = async () => {
    const reply = await fetch(new URL("generated/questions/questions.json", base));
    if (!reply.ok) throw new Error(reply.status);
    bank = await reply.json();
  };

  // Chance from a seed (xorshift), so that an address leads to the same questions again.
  const chance = (seed) => {
    let state = seed * 2654435761 | 1;
    const draw = () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) / 2 ** 32;
    };
    for (let i = 0; i < 9; i++) draw();
    return draw;
  };
  const shuffled = (list, draw) => {
    const all = [...list];
    for (let i = all.length - 1; i > 0; i--) {
      const other = Math.floor(draw() * (i + 1));
      [all[i], all[other]] = [all[other], all[i]];
    }
    return all;
  };
  // One question of each objective, then the second ones, and so on.
  const pick = (names, count, draw) => {
    const seen = {};
    return shuffled(bank.filter(({ objective }) => names.includes(objective)), draw)
      .map((question) => [(seen[question.objective] = (seen[question.objective] ?? 0) + 1), question])
      .sort(([one], [other]) => one - other).slice(0, count).map(([, question]) => question);
  };

  // What a number that was typed can mean: "2,100" is 2100 or 2.1. A percentage is a share, unless percent are asked for.
  const readings = (typed, percent) => {
    const text = typed.replace(/[\s'’_]/g, "").replace("−", "-");
    const number = text.replace(/%$/, "");
    const found = [];
    if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(number)) found.push(number.replaceAll(",", ""));
    if (/^[+-]?\d*,\d+$/.test(number)) found.push(number.replace(",", "."));
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(number)) found.push(number);
    return found.map((each) => Number(each) / (text !== number && !percent ? 100 : 1));
  };

  // Each kind of question has fields, a way to read them, what is said if they are empty, and a verdict: right or not, and why.
  const right = (why) => filled("p", {}, `<strong>✓ Right.</strong> ${why}`);
  const wrong = (why) => filled("p", {}, `<strong>✗ Not right.</strong> ${why}`);
  const solution = ([text, why]) => filled("p", {}, `<strong>The right answer: ${text.replace(/\.$/, "")}.</strong> ${why}`);

  const mark = (words) => element("b", { className: "mark" }, words);

  const choice = (question, draw) => {
    const places = [...question.answers.keys()];
    const shown = FIXED.includes(question.kind) ? places : shuffled(places, draw);
    const radios = shown.map((place) => element("input", { type: "radio", name: "answer", value: place }));
    // A disabled button would be pale. These keep their colors, and a click no longer moves the choice.
    const lock = (chosen) => {
      for (const radio of radios) {
        const sign = Number(radio.value) === question.right ? "✓" : radio.value === chosen ? "✗" : "";
        const said = radio.value === chosen ? "Your answer" : "The right answer";
        if (sign) radio.nextSibling.append(mark(`${sign} ${said}`));
        radio.setAttribute("aria-disabled", true);
        radio.onclick = () => false;
      }
    };
    return {
      lock,
      fields: radios.map((radio) => element("label", {}, radio, filled("span", {}, question.answers[radio.value][0]))),
      read: () => radios.find((radio) => radio.checked)?.value,
      missing: "Choose an answer first.",
      judge: (chosen) => {
        const [, why] = question.answers[chosen];
        return Number(chosen) === question.right ? [true, right(why)] : [false, wrong(why), solution(question.answers[question.right])];
      },
    };
  };

  const numeric = (question) => {
    const { within = 0, answers } = question;
    const decimals = answers[question.right][0].split(".")[1]?.length ?? 0;
    const percent = question.question.includes("percent");
    const field = element("input", { type: "text", inputMode: "decimal", autocomplete: "off" });
    const told = question.question.includes("decimal") ? "A decimal comma counts as a point."
      : decimals ? `Give ${decimals === 1 ? "one decimal" : `${decimals} decimals`}. A decimal comma counts as a point.` : `A whole number${percent ? ", in percent" : ""}.`;
    const lock = () => (field.readOnly = true);
    attributes(field, { "aria-label": "Your answer, a number", "aria-describedby": "self-test-hint" });
    return {
      lock,
      fields: [field, element("p", { className: "hint", id: "self-test-hint" }, told)],
      read: () => (readings(field.value, percent).length ? field.value : undefined),
      missing: "Type a number first.",
      judge: (typed) => {
        const near = ([text]) => readings(typed, percent).some((value) => Math.abs(value - text) <= within + 1e-9);
        const known = answers.find(near);
        if (known === answers[question.right]) return [true, right(known[1])];
        return [false, wrong(known ? known[1] : ""), solution(answers[question.right])];
      },
    };
  };

  const order = (question) => {
    const { answers } = question;
    const list = element("ol", { className: "steps" });
    const said = attributes(element("p", { className: "hint" }, "Move the steps up and down."), { role: "status" });
    const move = (item, up) => (event) => {
      const neighbor = up ? item.previousElementSibling : item.nextElementSibling;
      if (neighbor) neighbor[up ? "before" : "after"](item);
      event.currentTarget.focus();
      said.textContent = `Now step ${[...list.children].indexOf(item) + 1} of ${answers.length}.`;
    };
    const items = answers.map(([text]) => {
      const words = filled("span", {}, text);
      const item = element("li", {}, words);
      const mover = (up) => attributes(button(up ? "↑" : "↓", move(item, up)), { "aria-label": `Move ${up ? "up" : "down"}: ${words.textContent}` });
      item.append(mover(true), mover(false));
      return item;
    });
    list.append(...items);
    const lock = (placed) => items.forEach((item, step) => item.replaceChildren(item.firstChild,
      mark(placed.indexOf(step) === question.right.indexOf(step) ? "✓ In place" : "✗ Not in place")));
    return {
      lock,
      fields: [list, said],
      read: () => [...list.children].map((item) => items.indexOf(item)),
      judge: (placed) => {
        const fits = placed.filter((step, at) => step === question.right[at]).length;
        const steps = question.right.map((step) => filled("li", {}, `${answers[step][0]} ${answers[step][1]}`));
        const all = element("ol", {}, ...steps);
        if (fits === placed.length) return [true, right("Each step has its reason:"), all];
        return [false, wrong(`${fits} of ${placed.length} steps are in their place. The right order:`), all];
      },
    };
  };

  const figure = ({ figure: name, alt }) => ["", ".dark"].map((dark) => {
    const address = (narrow) => new URL(`generated/${name}${narrow}${dark}.svg`, base).href;
    return element("picture", { className: dark ? "only-dark" : "only-light", hidden: Boolean(dark) },
      element("source", { media: "(max-width: 30em)", srcset: address(".narrow") }), element("img", { src: address(""), alt }));
  });

  // The round: what is still to be asked, and what was wrong at the first try.
  const ask = (round, focus = true) => {
    const [question] = round.queue;
    const again = round.wrong.has(question);
    const part = ({ numeric, order }[question.kind] ?? choice)(question, round.draw);
    const text = filled("div", { id: "self-test-question", tabIndex: -1 }, question.question);
    if (question.figure) text.append(...figure(question));
    const fields = attributes(element("fieldset", {}, element("legend", {}, "Your answer"), ...part.fields), { "aria-describedby": text.id });
    const said = status();
    const check = element("button", { className: "main" }, "Check");
    const next = button("", () => (round.queue.length ? ask(round) : finish(round)), { className: "main", hidden: true });
    const form = element("form", {},
      element("p", { className: "progress" }, `${round.done} of ${round.all.length} done. ${again ? "Once more" : "Now"} (${LEVELS[question.difficulty]}): ${objectives.get(question.objective) ?? ""}`),
      text, fields, said, element("p", { className: "buttons" }, check, next));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (check.disabled) return;
      const answer = part.read();
      if (answer === undefined) return void (said.textContent = part.missing);
      const [isRight, ...why] = part.judge(answer);
      round.queue.shift();
      if (isRight) round.done++;
      else {
        round.wrong.add(question);
        round.queue.splice(LATER, 0, question);
      }
      said.replaceChildren(...why, element("p", {}, link(question.paragraph, "Read the paragraph that answers it"), isRight ? "" : ". This question comes back."));
      part.lock(answer);
      fields.classList.add("checked");
      check.disabled = check.hidden = true; // Enter in a field sends nothing then
      next.hidden = false;
      next.textContent = round.queue.length ? "Next" : "See the result";
      next.focus();
    });
    place.replaceChildren(form);
    dispatchEvent(new Event("resize")); // the script of the page looks for code that scrolls sideways
    if (focus) text.focus();
  };

  const address = ({ names, count }) => `#test:${names.length === objectives.size ? "all" : names.join(",")};${count};${Math.floor(Math.random() * 1e6)}`;
  let settings = { names: [...objectives.keys()], count: 10 };

  const finish = ({ all, wrong: missed }) => {
    const scores = [...objectives].flatMap(([name, words]) => {
      const asked = all.filter(({ objective }) => objective === name);
      const hits = asked.filter((question) => !missed.has(question)).length;
      return asked.length ? [element("li", {}, `${words} `, element("b", {}, `${hits} of ${asked.length}`))] : [];
    });
    const lines = [...missed].map((question) => {
      const words = filled("div", {}, question.question).querySelector("p");
      return element("li", {}, link(`questions/${question.objective}/#q-${question.id}`, ...words.childNodes), " (", link(question.paragraph, "the paragraph"), ")");
    });
    const title = element("p", { tabIndex: -1 }, element("strong", {}, `${all.length - missed.size} of ${all.length} right at the first try.`));
    const again = `#again:${[...missed].map(({ id }) => id).join(",")}`;
    const way = (href, words) => element("a", { href, onclick: () => void (href === location.hash && route()) }, words);
    place.replaceChildren(element("div", {}, title, element("ul", {}, ...scores),
      ...(lines.length ? [element("p", {}, "These were wrong at first:"), element("ul", {}, ...lines)] : []),
      element("p", { className: "buttons" }, ...(lines.length ? [way(again, "Try the wrong ones again")] : []),
        way(address(settings), "New questions"), way("#self-test", "Choose objectives"))));
    title.focus();
  };

  // The first view: what about, and how many.
  const start = (message = "") => {
    const boxes = [...objectives.keys()].map((value) => element("input", { type: "checkbox", value, checked: settings.names.includes(value) }));
    const summary = element("summary", {});
    const said = status();
    said.textContent = message;
    const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
    const tell = () => (summary.textContent = `Questions about ${chosen().length === boxes.length ? "all" : chosen().length} of ${boxes.length} objectives`.replace("all of", "all"));
    const all = (checked) => () => {
      for (const box of boxes) box.checked = checked;
      tell();
    };
    const counts = COUNTS.map((value) => element("input", { type: "radio", name: "count", value, checked: value === settings.count }));
    const form = element("form", {},
      element("details", {}, summary,
        element("fieldset", {}, element("legend", {}, "You can ..."), ...boxes.map((box) => element("label", {}, box, element("span", {}, objectives.get(box.value))))),
        element("p", { className: "buttons" }, button("All", all(true)), button("None", all(false)))),
      element("fieldset", { className: "counts" }, element("legend", {}, "How many?"), ...counts.map((radio) => element("label", {}, radio, ` ${radio.value}`))),
      said, element("p", { className: "buttons" }, element("button", { className: "main" }, "Start")));
    form.addEventListener("change", tell);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const names = chosen();
      if (!names.length) return void (said.textContent = "Choose an objective first.");
      settings = { names, count: Number(counts.find((radio) => radio.checked).value) };
      location.hash = address(settings);
    });
    tell();
    place.replaceChildren(form);
  };

  // The address says what is shown. Other anchors of the page leave the round alone.
  const route = async (event) => {
    const asked = location.hash;
    const [, test, names, count, seed] = asked.match(/^#(test):([\w,-]+);(\d+);(\d+)$/) ?? [];
    const [, ids] = asked.match(/^#again:([\w,-]+)$/) ?? [];
    if (!test && !ids) return !event || ["", "#self-test"].includes(asked) ? start() : undefined;
    try { bank ?? (await load()); }
    catch { return start("The questions could not be loaded. The pages below have them all."); }
    if (test) settings = { names: names === "all" ? [...objectives.keys()] : names.split(","), count: Math.min(Number(count), bank.length) };
    const draw = chance(test ? Number(seed) : 1);
    const all = test ? pick(settings.names, settings.count, draw) : bank.filter(({ id }) => ids.split(",").includes(id));
    if (!all.length) return start("The address names no question of today.");
    ask({ all, queue: [...all], draw, done: 0, wrong: new Set() }, Boolean(event));
  };
  addEventListener("hashchange", route);
  route();
})();
