// What all explorables share: a figure comes to life, its state is in the address, and whatever fails leaves the figure.
{
  // The style of what is alive comes with it: no page waits for it.
  const adopt = (css) => {
    const style = new CSSStyleSheet();
    style.replaceSync(css);
    document.adoptedStyleSheets.push(style);
  };
  adopt(STYLE);

  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

  // "rate=0.6,step=12" as { rate: 0.6, step: 12 }; what is no number becomes NaN.
  const parseState = (words) => Object.fromEntries(words.split(",").map((word) => word.split("=")).map(([key, value]) => [key, Number(value || NaN)]));

  class Explorable extends HTMLElement {
    // What docs/data/explorables.yml says of it, and its program in Python.
    told = explorables.told[this.localName];
    // The height in pixels that a frame needs to show all of it, in a frame narrower than 564 pixels and in a wider one.
    frameHeights = [1000, 560];
    tries = [];

    connectedCallback() {
      if (this.stage) return addEventListener("hashchange", this); // it left the page and came back
      try {
        this.stage = document.createElement("form");
        this.stage.className = "stage";
        this.stage.innerHTML = `${this.markup()}<p class="announcement" role="status"></p>`;
        this.stage.onsubmit = () => false;
        this.stage.oninput = () => this.draw();
        this.stage.onchange = () => this.commit();
        this.init(this.stage.elements);
        this.restoreState();
        this.append(this.stage);
        if (!("bare" in this.dataset)) this.awaitTools();
        this.classList.add("live");
        addEventListener("hashchange", this);
      } catch (error) {
        this.classList.add("late");
        console.error(`${this.localName} stays a figure: ${error.message}`);
      }
    }

    // Its tools are fetched when their place comes into view; on a bare page they are there already.
    awaitTools() {
      this.tools = Object.assign(document.createElement("div"), { className: "tools" });
      this.stage.append(this.tools);
      if (explorables.addTools) return explorables.addTools(this);
      const fetchTools = () => document.head.append(
        Object.assign(document.createElement("script"), { src: this.dataset.tools, onload: () => explorables.addTools(this) }));
      const seen = new IntersectionObserver((entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) fetchTools(seen.disconnect());
      });
      seen.observe(this.tools);
    }

    disconnectedCallback() {
      if (this.frame) this.pause();
      removeEventListener("hashchange", this);
    }

    commit() {
      this.announceResult();
      this.saveState(this.state);
    }

    // A prepared state, as the button of a teacher shows it.
    play(state) {
      this.setState(state);
      this.saveState(state);
    }

    handleEvent() {
      this.restoreState();
    }

    find(selector) {
      return this.stage.querySelector(selector);
    }

    drawPath(selector, d) {
      this.find(selector).setAttribute("d", d);
    }

    moveDot(selector, [x, y]) {
      this.find(selector).setAttribute("cx", x);
      this.find(selector).setAttribute("cy", y);
    }

    // Screen readers speak this sentence, and no other. Whether a guess was right comes before what happened.
    announce(sentence) {
      this.find(".announcement").textContent = sentence && `${this.verdict ?? ""}${sentence}`;
      if (sentence) this.verdict = "";
    }

    // "#who-turns:rate=0.6,step=12" sets what it names; a fragment that is not wholly understood sets nothing.
    restoreState() {
      const [, name, words] = location.hash.match(/^#([\w-]+):(.*)$/) ?? [];
      if (name !== this.localName) return;
      const state = parseState(words);
      const inRange = ([key, value]) => {
        const [min, max, step] = this.ranges[key] ?? [];
        return value >= min && value <= max && !(value % step);
      };
      if (Object.entries(state).every(inRange)) this.setState(state);
    }

    // The state goes into the address, and into the table of what was tried. No address holds somebody's own points.
    saveState(state) {
      const words = Object.entries(state).map(([key, value]) => `${key}=${+value.toPrecision(6)}`).join(",");
      if (!this.ownPoints) history.replaceState(null, "", `#${this.localName}:${words}`);
      this.tries.push([this.tried ?? [], words]);
      this.addRow?.(...this.tries.at(-1));
      this.rewrite?.();
    }

    // Calls `step` twenty times a second until it returns false, then `done`; all at once for readers who want no motion.
    animate(step, done) {
      const finish = () => (this.stop(), done());
      if (reducedMotion.matches) {
        while (step());
        return finish();
      }
      let frames = 0;
      const frame = () => {
        if (frames++ % 3 || step()) this.frame = requestAnimationFrame(frame);
        else finish();
      };
      this.frame = requestAnimationFrame(frame);
    }

    stop() {
      cancelAnimationFrame(this.frame);
      this.frame = 0;
    }
  }

  // Two decimals and a true minus sign; powers of ten for what is large.
  const format = (value) => (Math.abs(value) < 1000 ? value.toFixed(2) : value.toExponential(1)).replace(/^-(0\.00)$/, "$1").replace("-", "−");

  // A range input: who sets it (found, chosen, neither), its name, label and range. Its text comes from setKnobText.
  const knob = (owner, name, label, min, max, step) => `<label class="knob"><span class="bin ${owner}">${label}</span>
<span class="value" aria-hidden="true"></span><input type="range" name="${name}" min="${min}" max="${max}" step="${step}"></label>`;

  // Marks a value on the track of a knob.
  const markValue = (input, value, words) => {
    const place = Object.assign(document.createElement("span"), { className: "limit", textContent: words });
    place.style.setProperty("--at", (value - input.min) / (input.max - input.min));
    input.after(place);
  };

  // The value of a knob, to be seen; with `more` behind it, to be heard.
  const setKnobText = (input, value, more = "") => {
    input.previousElementSibling.textContent = value;
    input.setAttribute("aria-valuetext", value + more);
  };

  const button = (name, label) => `<button type="button" name="${name}">${label}</button>`;

  // A pin for each weight, with its number below; its head is an arrow where the pin leaves its place, from -3 to 3.
  const pins = (weights, most) => Array.from({ length: most }, (_, i) => {
    if (i >= weights.length) return "<li></li>";
    const out = Math.abs(weights[i]) > 3, end = -6 * Math.max(-3, Math.min(3, weights[i])), back = Math.sign(end) * -5;
    const head = out ? `<path class="line" d="M5 ${end + back}L10 ${end}L15 ${end + back}"/>` : `<circle class="here" cx="10" cy="${end.toFixed(1)}" r="3.2"/>`;
    return `<li><svg viewBox="0 -22 20 44"><path class="level" d="M0 0H20"/><path class="line" d="M10 0V${end.toFixed(1)}"/>${head}</svg>${format(weights[i])}</li>`;
  }).join("");

  const points = (panel, xs, ys, draw) => xs.map((x, i) => draw(...panel.at(x, ys[i]), i)).join("");
  const dot = (x, y) => `<circle class="point" cx="${x}" cy="${y}" r="3.5"/>`;
  const square = (x, y) => `<path class="valid" d="M${x - 3} ${y - 3}h6v6h-6z"/>`;

  // A panel of 320 by 220 with the axes of a graph: `at` turns a point of the data into one of the drawing.
  const panel = (kind, label, [left, right], [bottom, top], [xs, xName], [ys, yName]) => {
    const at = (x, y) => [40 + ((x - left) / (right - left)) * 270, 180 - ((y - bottom) / (top - bottom)) * 170];
    const labeled = (tick) => [].concat(tick, String(tick).replace("-", "−"));
    const ticks = xs.map(labeled).map(([x, text]) => `<text x="${at(x, 0)[0]}" y="196" text-anchor="${x === right ? "end" : "middle"}">${text}</text>`)
      .concat(ys.map(labeled).map(([y, text]) => `<text x="34" y="${at(0, y)[1] + 4}" text-anchor="end">${text}</text>`));
    return {
      at,
      from: (px, py) => [left + ((px - 40) / 270) * (right - left), bottom + ((180 - py) / 170) * (top - bottom)],
      path: (points) => points.map(([x, y], i) => (i ? "L" : "M") + at(x, y).map((value) => value.toFixed(1))).join(""),
      markup: `<svg class="${kind}" viewBox="0 0 320 220" role="img" aria-label="${label}"><g class="axes">
  <path d="M40 10V180H310"/>${ticks.join("")}<text x="175" y="214" text-anchor="middle">${xName}</text>
  <text x="12" y="95" text-anchor="middle" transform="rotate(-90 12 95)">${yName}</text></g>
  <svg class="inside" x="40" y="10" width="270" height="170" viewBox="40 10 270 170"></svg></svg>`,
    };
  };

  // A click on a drawing, or a mouse that is drawn over it, leads `moved` there, in the units of its axes. Fingers scroll the page.
  const follow = (svg, panel, moved, done) => {
    const place = ({ clientX, clientY }) => new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
    const move = (event) => moved(...panel.from(place(event).x, place(event).y));
    svg.onpointerdown = ({ pointerId, pointerType }) => pointerType !== "touch" && svg.setPointerCapture(pointerId);
    svg.onpointermove = (event) => svg.hasPointerCapture(event.pointerId) && move(event);
    svg.onclick = (event) => (move(event), done());
  };

  // A panel with training rows as dots, validation rows as squares, and the curve of a function from x = -1 to 1.
  const curvePanel = ({ x, y, x_valid, y_valid }) => {
    const scatter = panel("scatter", "Training rows as dots, validation rows as squares, and the fitted curve", [-1.05, 1.05], [-2, 2],
      [[-1, 0, 1], "x"], [[-2, 0, 2], "y"]);
    const drawn = `${points(scatter, x_valid, y_valid, square)}${points(scatter, x, y, dot)}<path class="line"/>`;
    return {
      markup: scatter.markup.replace("</svg>", `${drawn}</svg>`),
      curve: (f) => scatter.path(Array.from({ length: 81 }, (_, i) => i / 40 - 1).map((x) => [x, Math.max(-9, Math.min(9, f(x)))])),
    };
  };

  globalThis.explorables = { Explorable, adopt, button, curvePanel, dot, follow, format, knob, markValue, panel, parseState, pins, points, setKnobText, told: {} };
}
