// A lab that is worked on in the page: its cells run in order, and each exercise has a field, hints and a check.
import { advice } from "./messages.js";
import { button, element, Run, currentWorker } from "./run.js";

const all = (selector) => [...document.querySelectorAll(selector)];
// The cells that draw are left out, because matplotlib is not here.
const cells = all(".language-python:not(details *)").filter((block) => !block.textContent.includes("plt."));

class Lab extends Run {
  constructor(place) {
    super(place);
    place.querySelector("small").before(this.stopButton);
    place.append(this.progress, this.bytes, this.status);
  }

  // Asked again while it is at work, it goes on.
  async run() {
    this.running ??= this.begin().finally(() => (this.running = undefined));
  }

  async begin() {
    if (!(await this.exercises()) || !(await this.runCells())) return;
    const same = `${this.different ? cells.length - this.different : `All ${cells.length}`} cells of this lab print here what the page prints.`;
    const other = this.different === 1 ? "One cell prints something else" : `${this.different} cells print something else`;
    const why = "its output stands below it. The libraries here have other versions than those of the page.";
    this.say(`${same}${this.different ? ` ${other}: ${why}` : ""} Each exercise below has a field for your code now.`);
  }

  // A field for each exercise.
  async exercises() {
    const name = location.pathname.split("/").filter(Boolean).pop();
    this.fields ??= await fetch(new URL("labs.json", import.meta.url)).then((reply) => reply.json()).then((labs) => labs[name].map((exercise) => new Exercise(exercise, this))).catch(() => undefined);
    if (!this.fields) this.say("The exercises could not be loaded. Is this device online?");
    return this.fields;
  }

  // All cells in order, once for each worker. Says whether their names are there.
  async runCells() {
    if (this.prepared && this.prepared === currentWorker()) return true;
    this.different = 0;
    for (const old of all(".printed-here")) old.remove();
    for (const [i, cell] of cells.entries()) {
      const output = element("code", {}), program = cell.querySelector("code").textContent;
      const done = await this.execute({ program, name: `cell ${i + 1}`, needs: this.needs, kind: "cell" }, output);
      if (!done) return false;
      const printed = cell.nextElementSibling?.matches(".language-text") ? cell.nextElementSibling : undefined;
      const expected = printed?.querySelector("code").textContent ?? "";
      if (done.failure || this.printed.trimEnd() !== expected.trimEnd()) {
        this.different++;
        const title = element("span", { className: "filename" }, "Printed here");
        (printed ?? cell).after(element("div", { className: "highlight language-text printed-here" }, title, element("pre", {}, output)));
      }
      if (done.failure) {
        this.say(`Cell ${i + 1} of this lab stopped with an error, which stands below it. Please tell us.`);
        return false;
      }
    }
    this.prepared = currentWorker();
    this.place.querySelector("small").textContent = "";
    return true;
  }
}

class Exercise extends Run {
  constructor({ exercise, asks, starter, check, hints, needs }, lab) {
    const heading = all("article h3").find((each) => each.textContent.startsWith(`Exercise ${exercise}:`));
    let solution = heading;
    while (!solution.matches(".solution")) solution = solution.nextElementSibling;
    super(element("div", { className: "run answer" }));
    Object.assign(this, { lab, check, hints, builtOn: needs, shown: 0 });
    const id = `answer-${exercise}`;
    this.area = element("textarea", { id, value: starter.trimEnd(), rows: 8, spellcheck: false, autocapitalize: "off", autocomplete: "off", wrap: "off" });
    this.hintList = element("ol", { className: "run-hints" });
    this.hintButton = button("hint", "", () => this.hint(), false);
    this.output = element("code", {});
    const pre = element("pre", { tabIndex: 0, translate: false, ariaLabel: `What your answer to exercise ${exercise} printed` }, this.output);
    pre.setAttribute("role", "region");
    this.printedBlock = element("div", { className: "highlight language-text", hidden: true }, element("span", { className: "filename" }, "Your answer printed"), pre);
    const asked = element("label", { htmlFor: id }, "Your answer. ", ...asks.split("`").map((text, i) => (i % 2 ? element("code", {}, text) : text)));
    this.place.append(asked, this.area, button("check", "Run and check", () => this.answer(), false), this.stopButton, this.hintButton,
      this.progress, this.bytes, this.status, this.hintList, this.printedBlock);
    solution.before(this.place);
    this.offerHint();
  }

  offerHint() {
    this.hintButton.hidden = this.shown === this.hints.length;
    this.hintButton.textContent = `Hint ${this.shown + 1} of ${this.hints.length}`;
  }

  hint() {
    this.hintList.append(element("li", { tabIndex: -1 }, ...this.hints[this.shown++].split("`").map((text, i) => (i % 2 ? element("code", {}, text) : text))));
    this.hintList.lastElementChild.focus();
    this.offerHint();
  }

  async answer() {
    this.say("The cells of the lab run first.");
    if (!(await this.lab.runCells())) return this.say("The cells of the lab have not run, so the answer could not be checked. The beginning of the page says why.");
    this.output.replaceChildren();
    const answers = [...this.builtOn.map((number) => this.lab.fields[number - 1]), this].map(({ area }) => area.value);
    const done = await this.execute({ program: `${answers.join("\n")}\n`, name: "your answer", needs: this.lab.needs, kind: "answer", check: this.check }, this.output);
    this.printedBlock.hidden = !this.output.textContent;
    if (!done) return;
    const { failure, verdict } = done;
    this.place.classList.toggle("passed", verdict === "");
    this.say(failure ? `It stopped with this error: ${failure}. ${advice(failure)}` : verdict ? `Not yet. ${verdict}` : "✓ Right: it passes the check that the solution passes.");
  }
}

export const open = (place) => new Lab(place);
