// What all explorables share: a figure comes to life, its state is in the address, and whatever fails leaves the figure.
{
  // The style of what is alive comes with it: no page waits for it.
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  document.adoptedStyleSheets.push(style);

  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

  class Explorable extends HTMLElement {
    // The height in pixels that a frame needs to show all of it, in a frame narrower than 537 pixels and in a wider one.
    frameHeights = [1000, 560];

    connectedCallback() {
      if (this.stage) return addEventListener("hashchange", this); // it left the page and came back
      try {
        this.stage = document.createElement("form");
        this.stage.className = "stage";
        this.stage.innerHTML = this.markup();
        this.stage.append(Object.assign(document.createElement("p"), { className: "announcement", role: "status" }));
        if (this.dataset.embed) this.stage.append(this.embedFold());
        this.stage.onsubmit = () => false;
        this.stage.oninput = () => this.draw();
        this.stage.onchange = () => this.commit();
        this.init(this.stage.elements);
        this.restoreState();
        this.append(this.stage);
        this.classList.add("live");
        addEventListener("hashchange", this);
      } catch (error) {
        console.error(`${this.localName} stays a figure: ${error.message}`);
      }
    }

    // The line that embeds it. Its height follows its own width (cqw), not that of the window; the attribute is for where styles are taken out.
    embedFold() {
      const { embed, title } = this.dataset, [narrow, wide] = this.frameHeights;
      const line = `<div style="width:100%;container-type:inline-size"><iframe src="${embed}" title="${title}" width="100%" height="${narrow}" style="border:0;height:clamp(${wide}px,(537px - 100cqw)*9999,${narrow}px)" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe></div>`;
      const fold = Object.assign(document.createElement("details"), { className: "figure-data embed" });
      fold.innerHTML = `<summary>Embed</summary><div class="highlight"><button class="copy" type="button" aria-label="Copy to embed: ${title}">Copy</button><pre translate="no"><code></code></pre></div>`;
      fold.querySelector("code").textContent = line;
      return fold;
    }

    disconnectedCallback() {
      if (this.frame) this.pause();
      removeEventListener("hashchange", this);
    }

    commit() {}

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

    // Screen readers speak this sentence, and no other.
    announce(sentence) {
      this.find(".announcement").textContent = sentence;
    }

    // "#who-turns:rate=0.6,step=12" sets what it names; a fragment that is not wholly understood sets nothing.
    restoreState() {
      const [, name, words] = location.hash.match(/^#([\w-]+):(.*)$/) ?? [];
      if (name !== this.localName) return;
      const state = Object.fromEntries(words.split(",").map((word) => word.split("=")).map(([key, value]) => [key, Number(value || NaN)]));
      const inRange = ([key, value]) => {
        const [min, max, step] = this.ranges[key] ?? [];
        return value >= min && value <= max && !(value % step);
      };
      if (Object.entries(state).every(inRange)) this.setState(state);
    }

    saveState(state) {
      const words = Object.entries(state).map(([key, value]) => `${key}=${+value.toFixed(4)}`);
      history.replaceState(null, "", `#${this.localName}:${words.join(",")}`);
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

  const format = (value) => (Math.abs(value) < 1000 ? value.toFixed(2) : value.toExponential(1));

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

  // A bar on a log scale for each weight, with its number; empty places up to `most`.
  const bars = (weights, most) => Array.from({ length: most }, (_, i) => {
    if (i >= weights.length) return "<li></li>";
    const height = Math.sign(weights[i]) * Math.min(20, 6.5 * Math.log10(1 + 10 * Math.abs(weights[i])));
    return `<li><svg viewBox="0 -21 20 42"><path class="line" d="M10 0V${(-height).toFixed(1)}"/></svg>${format(weights[i])}</li>`;
  }).join("");

  const points = (panel, xs, ys, draw) => xs.map((x, i) => draw(...panel.at(x, ys[i]), i)).join("");
  const dot = (x, y) => `<circle class="point" cx="${x}" cy="${y}" r="3.5"/>`;
  const square = (x, y) => `<path class="valid" d="M${x - 3} ${y - 3}h6v6h-6z"/>`;

  // A panel of 320 by 220 with the axes of a graph: `at` turns a point of the data into one of the drawing.
  const panel = (kind, label, [left, right], [bottom, top], [xs, xName], [ys, yName]) => {
    const at = (x, y) => [40 + ((x - left) / (right - left)) * 270, 180 - ((y - bottom) / (top - bottom)) * 170];
    const labeled = (tick) => [].concat(tick, tick);
    const ticks = xs.map(labeled).map(([x, text]) => `<text x="${at(x, 0)[0]}" y="196" text-anchor="middle">${text}</text>`)
      .concat(ys.map(labeled).map(([y, text]) => `<text x="34" y="${at(0, y)[1] + 4}" text-anchor="end">${text}</text>`));
    return {
      at,
      path: (points) => points.map(([x, y], i) => (i ? "L" : "M") + at(x, y).map((value) => value.toFixed(1))).join(""),
      markup: `<svg class="${kind}" viewBox="0 0 320 220" role="img" aria-label="${label}"><g class="axes">
  <path d="M40 10V180H310"/>${ticks.join("")}<text x="175" y="214" text-anchor="middle">${xName}</text>
  <text x="12" y="95" text-anchor="middle" transform="rotate(-90 12 95)">${yName}</text></g>
  <svg class="inside" x="40" y="10" width="270" height="170" viewBox="40 10 270 170"></svg></svg>`,
    };
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

  globalThis.explorables = { Explorable, bars, button, curvePanel, dot, format, knob, markValue, panel, points, setKnobText };
}
