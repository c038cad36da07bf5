// What stands below every explorable: prepared states, a guess before the run, what was tried, own points, and ways to take it along.
{
  const { adopt, button, parseState } = explorables;
  adopt(STYLE);
  const element = (tag, options, ...children) => {
    const made = Object.assign(document.createElement(tag), options);
    made.append(...children);
    return made;
  };

  // One of the folds; where a browser can, opening one closes the others.
  const fold = (machine, name, summary, ...content) => {
    const made = element("details", { className: name, name: `${machine.localName}-tools` }, element("summary", { textContent: summary }), ...content);
    machine.tools.append(made);
    return made;
  };

  // A fold with a text to be copied; returns what writes it anew. The button is that of the site's other code.
  const codeFold = (machine, name, summary, label, text) => {
    const code = element("code"), pre = element("pre", { translate: false }, code);
    const copy = element("button", { className: "copy", type: "button", ariaLabel: label, textContent: "Copy" });
    const place = element("div", { className: "highlight" }, ...(machine.dataset.embed ? [copy, pre] : [pre]));
    fold(machine, name, summary, place);
    const write = () => (code.textContent = text());
    write();
    return write;
  };

  // The line that embeds it. Its height follows its own width (cqw), not that of the window; the attribute is for where styles are taken out.
  const embedLine = ({ dataset: { embed, title }, frameHeights: [narrow, wide] }) =>
    `<div style="width:100%;container-type:inline-size"><iframe src="${embed}" title="${title}" width="100%" height="${narrow}" style="border:0;height:clamp(${wide}px,(564px - 100cqw)*9999,${narrow}px)" loading="lazy" allowfullscreen sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe></div>`;

  // Numbers as Python reads them, lists broken into lines.
  const python = (value) => (Array.isArray(value)
    ? `[${value.map((each, i) => (i % 6 ? " " : "\n    ") + python(each)).join(",")},\n]` : String(value));

  // The program beside the explorable, docs/explorables/ID.py, with the state that is shown in its first lines.
  const program = (machine) => Object.entries(machine.given).reduce(
    (text, [name, value]) => text.replace(RegExp(`^${name} = .*$`, "m"), () => `${name} = ${python(value)}`), machine.told.program);

  // "3; 4,5" on each line, or "3 4.5", as a spreadsheet or a text gives it. A first line with names is passed over.
  const readPoints = (text) => {
    const lines = text.split("\n").map((line, i) => [line.trim(), i + 1]).filter(([line]) => line);
    if (lines.length && !/\d/.test(lines[0][0])) lines.shift();
    const rows = lines.map(([line, at]) => {
      const parts = /[;\t]/.test(line) ? line.replace(/,/g, ".").split(/\s*[;\t]\s*/) : line.split(/\s*,\s*|\s+/);
      const row = parts.map(Number);
      if (row.length !== 2 || !row.every(Number.isFinite) || parts.includes("")) throw Error(`Line ${at}, “${line.slice(0, 20)}”, is not two numbers. Write x and y, such as 1.5, 2`);
      return row;
    });
    if (rows.length < 3 || rows.length > 100) throw Error(`The number of points is ${rows.length}. Give from 3 to 100, one on each line`);
    const [x, y] = [0, 1].map((column) => rows.map((row) => row[column]));
    if (new Set(x).size < 3) throw Error("Give at least three different values of x");
    return { x, y };
  };

  // Values moved and stretched so that they reach from `low` to `high`; equal ones stand in the middle.
  const scale = (values, [low, high]) => {
    const least = Math.min(...values), range = Math.max(...values) - least;
    return values.map((value) => +(low + (range ? (value - least) / range : 0.5) * (high - low)).toPrecision(12));
  };

  const pointsFold = (machine) => {
    const { x: xRange, y: yRange } = machine.told.axes;
    const text = element("textarea", { rows: 4, ariaLabel: "Points, x and y on each line", placeholder: "x, y\n1, 2.5\n2, 3.1\n3, 4.8", spellcheck: false });
    const said = element("p", { textContent: "Paste two columns, x and y. They are scaled to the axes." });
    const buttons = element("p", { className: "buttons", innerHTML: button("points", "Use these points") + button("first", "Back to the original points") });
    const made = fold(machine, "own", "Your own points", text, buttons, said);
    const use = (points, words) => {
      machine.ownPoints = Boolean(points);
      machine.usePoints(points ?? machine.firstPoints);
      machine.setState({});
      said.textContent = words;
    };
    for (const type of ["input", "change"]) text.addEventListener(type, (event) => event.stopPropagation());
    made.querySelector("[name=points]").onclick = () => {
      try {
        const { x, y } = readPoints(text.value), least = (values) => `${Math.min(...values)} to ${Math.max(...values)}`;
        use({ x: scale(x, xRange), y: scale(y, yRange) }, `${x.length} points are in use. x was ${least(x)} and is scaled to the range from ${xRange.join(" to ")}. y was ${least(y)} and is scaled to the range from ${yRange.join(" to ")}. They stay on this page: no address holds them.`);
      } catch (error) {
        said.textContent = `${error.message}. Nothing was changed.`;
        machine.announce(said.textContent);
      }
    };
    made.querySelector("[name=first]").onclick = () => use(null, "The original points are back.");
  };

  // A question with answers, one of which is right. After the guess the explorable shows what happens.
  const guessFold = (machine, { question, answers, right, state, why }) => {
    const said = element("p", { textContent: "One click is your guess. Then it runs." });
    const choices = element("p", { className: "buttons", innerHTML: answers.map((answer, i) => button(`guess${i}`, answer)).join("") });
    fold(machine, "guess", "Predict first", element("p", { textContent: question }), choices, said);
    [...choices.children].forEach((choice, i) => (choice.onclick = () => {
      machine.verdict = i + 1 === right ? "Right. " : "Not so. ";
      said.textContent = `You said: ${answers[i]}. ${machine.verdict}${why}`;
      machine.play(parseState(state));
    }));
  };

  // The newest comes first, with a link that leads back to it; eight are kept.
  const triedFold = (machine, columns) => {
    const rows = element("tbody");
    const table = element("table", {}, element("thead", { innerHTML: `<tr>${columns.map((name) => `<th scope="col">${name}</th>`).join("")}</tr>` }), rows);
    const nothing = element("p", { textContent: "Nothing yet. Turn a knob, or press a button." });
    const made = fold(machine, "tried", "What you tried", nothing, element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "What you tried" }, table));
    machine.addRow = (values, words) => {
      const address = `#${machine.localName}:${words}`, row = element("tr");
      if (rows.firstChild?.dataset.state === address) return;
      row.dataset.state = address;
      const cells = values.map((value, i) => element("td", {}, i || machine.ownPoints ? value : element("a", { href: address, textContent: value })));
      row.append(...cells);
      rows.prepend(row);
      nothing.remove();
      rows.children[8]?.remove();
      made.firstChild.textContent = `What you tried (${rows.children.length})`;
    };
    for (const each of machine.tries) machine.addRow(...each);
  };

  explorables.addTools = (machine) => {
    const { told } = machine, states = Object.entries(told.states);
    const prepared = element("p", { className: "buttons states", innerHTML: `<span>Show</span> ${states.map(([words], i) => button(`state${i}`, words)).join("")}` });
    [...prepared.querySelectorAll("button")].forEach((each, i) => (each.onclick = () => machine.play(parseState(states[i][1]))));
    machine.tools.append(prepared);
    if (told.predict) guessFold(machine, told.predict);
    if (told.tried) triedFold(machine, told.tried);
    if (told.axes) pointsFold(machine);
    if (told.program) machine.rewrite = codeFold(machine, "python", "As Python", "Copy the program of this state", () => program(machine));
    if (machine.dataset.embed) codeFold(machine, "embed", "Embed", `Copy to embed: ${machine.dataset.title}`, () => embedLine(machine));
    if (document.fullscreenEnabled) {
      const screen = element("button", { type: "button", name: "screen", textContent: "Full screen" });
      const figure = machine.closest("figure");
      screen.onclick = () => (document.fullscreenElement ? document.exitFullscreen() : figure.requestFullscreen());
      figure.addEventListener("fullscreenchange", () => (screen.textContent = document.fullscreenElement ? "Leave full screen" : "Full screen"));
      prepared.append(screen);
    }
  };
}
