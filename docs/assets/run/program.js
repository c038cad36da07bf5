// A program of the page that can be edited and run. Its output stands beside the printed one.
import { advice } from "./messages.js";
import { chart } from "./chart.js";
import { button, element, Run } from "./run.js";
import { hyperparameters, scaleOf, withValue } from "./sliders.js";

const mistakes = fetch(new URL("mistakes.json", import.meta.url)).then((reply) => (reply.ok ? reply.json() : {})).catch(() => ({}));

class Program extends Run {
  constructor(place) {
    super(place);
    const program = place.closest(".program");
    this.block = program.querySelector(".language-python");
    this.code = this.block.querySelector("code");
    this.original = this.code.textContent.trimEnd();
    this.colored = [...this.code.childNodes].map((node) => node.cloneNode(true));
    this.printedBlock = program.querySelector(":scope > .language-text");
    this.expected = this.printedBlock.querySelector("code").textContent.trimEnd();
    this.file = program.querySelector('.downloads a[href$=".py"]').href;
    this.name = `${place.dataset.name}.py`;
    this.note = place.querySelector("small");
    this.editButton = place.querySelector("[name=edit]");
    this.resetButton = button("reset", "Reset", () => this.reset());
    this.breakButton = button("break", "Break it", () => this.break());
    this.knobs = element("fieldset", { hidden: true }, element("legend", {}, "Hyperparameters of this program"));
    this.note.before(this.stopButton, this.resetButton, this.breakButton);
    place.append(this.knobs, this.progress, this.bytes, this.status);
    this.addKnobs();
    mistakes.then((all) => {
      this.mistake = all[place.dataset.name];
      this.breakButton.hidden = !this.mistake;
    });
  }

  get source() {
    return this.area ? this.area.value.trimEnd() : this.original;
  }

  // The code becomes a text area in its place. The tab key leaves it, as it leaves any other field.
  edit() {
    this.openArea();
    this.area.focus();
  }

  openArea() {
    if (!this.area) {
      const id = `edit-${this.place.dataset.name}`;
      this.area = element("textarea", { id, value: this.original, spellcheck: false, autocapitalize: "off", autocomplete: "off", wrap: "off" });
      this.area.rows = this.original.split("\n").length + 1;
      this.area.oninput = () => this.noteChange();
      this.block.querySelector("pre").after(element("label", { htmlFor: id, className: "run-label", textContent: `Edit ${this.name}` }), this.area);
      this.block.classList.add("edited");
      this.editButton.hidden = true;
    }
    const fold = this.block.closest("details");
    if (fold) fold.open = true;
  }

  write(source) {
    this.openArea();
    this.area.value = source;
    this.noteChange();
  }

  // Copy takes what is shown.
  noteChange() {
    this.planted = false;
    this.code.textContent = this.source;
    this.resetButton.hidden = this.source === this.original;
    for (const { name, value } of hyperparameters(this.source)) this.showKnob(name, value);
  }

  reset() {
    this.write(this.original);
    this.code.replaceChildren(...this.colored.map((node) => node.cloneNode(true)));
    this.area.focus();
  }

  // A mistake that a test of ours catches.
  break() {
    const { was, becomes } = this.mistake;
    this.write(this.original.replace(was, () => becomes));
    const at = this.area.value.indexOf(becomes);
    this.area.setSelectionRange(at, at + becomes.length);
    this.planted = true;
    this.run();
  }

  // Sliders write into the program's text.
  addKnobs() {
    for (const { name, value } of hyperparameters(this.original)) {
      const { min, max, step, from, to } = scaleOf(value);
      const range = element("input", { type: "range", name, min, max, step, value: from(value), ariaValueText: value });
      range.oninput = () => this.write(withValue(this.source, name, to(+range.value)));
      range.onchange = () => this.run();
      this.knobs.append(element("label", {}, element("span", { className: "run-knob" }, name), range, element("output", {}, value)));
      this.knobs.hidden = false;
    }
  }

  showKnob(name, value) {
    const range = this.knobs.querySelector(`[name="${name}"]`);
    if (!range) return;
    const given = hyperparameters(this.original).find((one) => one.name === name).value;
    range.value = scaleOf(given).from(value);
    range.ariaValueText = range.nextElementSibling.value = value;
  }

  // Who asks again while it runs gets another run after this one, with what the program is then.
  async run() {
    if (this.busy) return void (this.again = true);
    this.busy = true;
    do {
      this.again = false;
      await this.runOnce();
    } while (this.again);
    this.busy = false;
  }

  async runOnce() {
    const output = this.openOutput(), { planted } = this;
    const data = this.source === this.original ? undefined : await this.dataCell();
    const done = await this.execute({ program: `${this.source}\n`, name: this.name, data, needs: this.needs }, output);
    if (!done) return void (this.again = false);
    this.note.textContent = "";
    const { failure, columns, seconds } = done;
    const took = `${seconds < 0.095 ? "less than 0.1" : seconds.toFixed(1)} seconds`;
    this.say(failure ? `It stopped with this error: ${failure}. ${advice(failure)}` : `It finished in ${took}. ${this.compare()}`);
    if (planted) this.explain();
    const drawing = columns && chart(columns);
    if (drawing) this.pair.after(this.figure = element("figure", { className: "run-figure" }, ...drawing, element("figcaption", {}, "The numbers of your run. The page's own figure is drawn from the tested program.")));
  }

  // The cell that gathers the numbers of the figure is in the program's file, and not on the page.
  async dataCell() {
    this.cell ??= fetch(this.file).then((reply) => (reply.ok ? reply.text() : "")).then((text) => text.split("# %% data\n")[1]).catch(() => undefined);
    return this.cell;
  }

  openOutput() {
    if (!this.pair) {
      const title = element("span", { className: "filename", textContent: "Your run" });
      const pre = element("pre", { tabIndex: 0, translate: false, ariaLabel: `Your run of ${this.name}` }, element("code", {}));
      pre.setAttribute("role", "region");
      this.pair = element("div", { className: "run-pair" });
      this.printedBlock.before(this.pair);
      this.printedBlock.querySelector(".filename").textContent = "Output of the tested program";
      this.pair.append(this.printedBlock, element("div", { className: "highlight language-text" }, title, pre));
    }
    this.figure?.remove();
    const output = this.pair.querySelector(":scope > :last-child code");
    output.replaceChildren();
    return output;
  }

  // Marks the lines that differ from the printed ones, and says how many there are.
  compare() {
    if (!this.printed) return "It printed nothing.";
    const mine = this.printed.trimEnd().split("\n"), theirs = this.expected.split("\n");
    if (this.printed.trimEnd() === this.expected) return mine.length > 1 ? `All ${mine.length} lines agree with the printed ones.` : "Its line agrees with the printed one.";
    const differs = (line, i) => line !== theirs[i];
    this.output.replaceChildren(...mine.flatMap((line, i) => [element(differs(line, i) ? "mark" : "span", {}, line), "\n"]));
    const count = mine.filter(differs).length, missing = theirs.length - mine.length;
    return [
      count ? `${count} of ${mine.length} lines ${count > 1 ? "differ from the printed ones and are" : "differs from the printed ones and is"} marked.` : "",
      missing > 0 ? `The printed output has ${missing} more.` : "",
    ].filter(Boolean).join(" ");
  }

  explain() {
    const { mistake, test, why } = this.mistake;
    this.status.append(element("br"), `What was planted: ${mistake} `, element("br"), "The test ", element("code", {}, test), ` catches it. ${why}`);
  }
}

export const open = (place) => new Program(place);
