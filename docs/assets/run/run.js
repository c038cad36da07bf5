// What a program and a lab have in common: one worker for the page, of which one run at a time makes use, and what is shown meanwhile.
import { whatBroke } from "./messages.js";

const SILENT = 60; // seconds that loading may bring nothing
const LONGEST = 20; // seconds that a run may take
const MOST = 100_000; // characters that a run may print

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

export const element = (tag, options, ...children) => {
  const made = Object.assign(document.createElement(tag), options);
  made.append(...children);
  return made;
};
export const button = (name, textContent, onclick, hidden = true) => element("button", { type: "button", name, textContent, onclick, hidden });

let worker, working; // the worker, and the run that it works for
export const currentWorker = () => worker;

export class Run {
  // `place` is where its buttons are; what is shown of a run comes after them.
  constructor(place) {
    this.place = place;
    this.needs = ["numpy", ...(place.dataset.needs?.split(" ") ?? [])];
    this.progress = element("progress", { hidden: true, max: 1, value: 0, ariaLabel: "Loaded so far" });
    this.bytes = element("span", { ariaHidden: "true" });
    this.status = element("p", { className: "run-status" });
    this.status.setAttribute("role", "status");
    this.stopButton = button("stop", "Stop", () => this.stop("You stopped it."));
  }

  // Gives an order to the worker. Resolves with what came of it, or with nothing where it was stopped or could not be run.
  execute(order, output) {
    working?.stop("It was stopped, because another program was started.");
    working = this;
    this.printed = "";
    this.output = output;
    this.say("Python is being loaded.");
    this.show({ running: true });
    this.wait();
    return new Promise((resolve) => {
      this.resolve = resolve;
      if (typeof WebAssembly !== "object") return this.onbroken({ reason: "wasm" });
      worker ??= new Worker(new URL("worker.js", import.meta.url), { type: "module" });
      worker.onmessage = ({ data }) => working?.[`on${data.type}`](data);
      worker.onerror = ({ message }) => working?.onbroken({ reason: "worker", message });
      worker.postMessage(order);
    });
  }

  say(text) {
    this.status.textContent = text;
  }

  show({ running, loading = false }) {
    this.stopButton.hidden = !running;
    this.progress.hidden = !loading;
    if (!loading) this.bytes.textContent = "";
  }

  limit(seconds, end) {
    clearTimeout(this.timer);
    this.timer = setTimeout(end, seconds * 1000);
  }

  wait() {
    this.limit(SILENT, () => this.onbroken({ reason: "silent" }));
  }

  // The worker is ended with its run: nothing else stops an endless loop.
  end(words) {
    worker?.terminate();
    worker = undefined;
    this.close();
    this.say(words);
    this.resolve();
  }

  close() {
    working = undefined;
    clearTimeout(this.timer);
    this.show({ running: false });
  }

  stop(reason) {
    this.end(this.printed ? `${reason} What it had printed is kept.` : reason);
  }

  // What the worker says.

  onbytes({ done, total }) {
    this.wait();
    this.show({ running: true, loading: true });
    this.progress.value = done / total;
    this.bytes.textContent = `${(done / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`;
  }

  onstarting() {
    this.wait();
    this.show({ running: true });
    this.say("Python is starting.");
  }

  onrunning() {
    this.began = performance.now();
    this.say("Running.");
    this.limit(LONGEST, () => this.stop(`It was stopped after ${LONGEST} seconds, which is the limit here. On your own machine it may take longer.`));
  }

  onoutput({ text, stream }) {
    if (stream === "stdout") this.printed += text;
    this.output.append(element("span", { className: stream, textContent: text }));
    if (this.printed.length > MOST) this.stop(`It was stopped, because it had printed more than ${MOST.toLocaleString("en")} characters.`);
  }

  onend(result) {
    this.close();
    this.resolve({ ...result, printed: this.printed, seconds: (performance.now() - this.began) / 1000 });
  }

  onbroken(about) {
    this.end(`${whatBroke(about)} The printed output stands as it was, and you can copy the program.`);
  }
}
