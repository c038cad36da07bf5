// What all explorables share: a figure comes to life, its state is in the address, and whatever fails leaves the figure.
{
  // The style of what is alive comes with it: no page waits for it.
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  document.adoptedStyleSheets.push(style);

  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  class Explorable extends HTMLElement {
    connectedCallback() {
      if (this.stage) return addEventListener("hashchange", this); // it left the page and came back
      try {
        this.stage = document.createElement("form");
        this.stage.className = "stage";
        this.stage.innerHTML = this.markup();
        this.stage.append(Object.assign(document.createElement("p"), { className: "said", role: "status" }));
        if (this.dataset.embed) this.stage.append(this.offer());
        this.begin(this.stage.elements);
        this.recall();
        this.append(this.stage);
        this.classList.add("live");
        addEventListener("hashchange", this);
      } catch (error) {
        console.error(`${this.localName} stays a figure: ${error.message}`);
      }
    }

    // The line that embeds it.
    offer() {
      const line = `<iframe src="${this.dataset.embed}" title="${this.dataset.title}" width="100%" height="720" style="border:0" loading="lazy" sandbox="allow-scripts"></iframe>`;
      const fold = Object.assign(document.createElement("details"), { className: "figure-data embed" });
      fold.innerHTML = `<summary>Embed</summary><div class="highlight"><button class="copy" type="button" aria-label="Copy to embed: ${this.dataset.title}">Copy</button><pre><code></code></pre></div>`;
      fold.querySelector("code").textContent = line;
      return fold;
    }

    disconnectedCallback() {
      if (this.frame) this.pause();
      removeEventListener("hashchange", this);
    }

    handleEvent() {
      this.recall();
    }

    one(selector) {
      return this.stage.querySelector(selector);
    }

    say(sentence) {
      this.one(".said").textContent = sentence;
    }

    // "#who-turns:rate=0.6,step=12" sets what it names; a fragment that is not wholly understood sets nothing.
    recall() {
      const [, name, words] = location.hash.match(/^#([\w-]+):(.*)$/) ?? [];
      if (name !== this.localName) return;
      const state = Object.fromEntries(words.split(",").map((word) => word.split("=")).map(([key, value]) => [key, Number(value)]));
      const known = ([key, value]) => this.ranges[key] && value >= this.ranges[key][0] && value <= this.ranges[key][1];
      if (Object.entries(state).every(known)) this.set(state);
    }

    remember(state) {
      const words = Object.entries(state).map(([key, value]) => `${key}=${+value.toFixed(4)}`);
      history.replaceState(null, "", `#${this.localName}:${words.join(",")}`);
    }

    // Calls `turn` twenty times a second until it returns false; all at once for who wants no motion.
    run(turn, done) {
      const finish = () => (this.stop(), done());
      if (calm.matches) {
        while (turn());
        return finish();
      }
      let frames = 0;
      const frame = () => {
        if (frames++ % 3 || turn()) this.frame = requestAnimationFrame(frame);
        else finish();
      };
      this.frame = requestAnimationFrame(frame);
    }

    stop() {
      cancelAnimationFrame(this.frame);
      this.frame = 0;
    }
  }

  const shown = (value) => (Math.abs(value) < 1000 ? value.toFixed(2) : value.toExponential(1));

  // A knob: who owns it, its name, its range; what it says comes from the explorable. Only `.said` speaks by itself.
  const knob = (owner, name, label, min, max, step) => `<label class="knob"><span class="bin ${owner}">${label}</span>
<span class="value" aria-hidden="true"></span><input type="range" name="${name}" min="${min}" max="${max}" step="${step}"></label>`;

  // Marks a value on the track of a knob.
  const mark = (input, value, words) => {
    const place = Object.assign(document.createElement("span"), { className: "limit", textContent: words });
    place.style.setProperty("--at", (value - input.min) / (input.max - input.min));
    input.after(place);
  };

  // What a knob says, to the eye and to the ear.
  const tell = (input, value, more = "") => {
    input.previousElementSibling.textContent = value;
    input.setAttribute("aria-valuetext", value + more);
  };

  const button = (name, label) => `<button type="button" name="${name}">${label}</button>`;

  // What was found, one by one, with bars as long as logarithms; where there could be more, an empty place.
  const strip = (found, most) => Array.from({ length: most }, (_, i) => {
    if (i >= found.length) return "<li></li>";
    const long = Math.sign(found[i]) * Math.min(20, 6.5 * Math.log10(1 + 10 * Math.abs(found[i])));
    return `<li><svg viewBox="0 -21 20 42"><path class="line" d="M10 0V${(-long).toFixed(1)}"/></svg>${shown(found[i])}</li>`;
  }).join("");

  const points = (panel, xs, ys, draw) => xs.map((x, i) => draw(...panel.at(x, ys[i]), i)).join("");
  const dot = (x, y) => `<circle class="point" cx="${x}" cy="${y}" r="3.5"/>`;
  const square = (x, y) => `<path class="valid" d="M${x - 3} ${y - 3}h6v6h-6z"/>`;

  // A panel of 320 by 220 with the axes of a graph: `at` turns a point of the data into one of the drawing.
  const panel = (kind, label, [left, right], [bottom, top], [xs, xName], [ys, yName]) => {
    const at = (x, y) => [40 + ((x - left) / (right - left)) * 270, 180 - ((y - bottom) / (top - bottom)) * 170];
    const named = (tick) => [].concat(tick, tick);
    const ticks = xs.map(named).map(([x, text]) => `<text x="${at(x, 0)[0]}" y="196" text-anchor="middle">${text}</text>`)
      .concat(ys.map(named).map(([y, text]) => `<text x="34" y="${at(0, y)[1] + 4}" text-anchor="end">${text}</text>`));
    return {
      at,
      path: (points) => points.map(([x, y], i) => (i ? "L" : "M") + at(x, y).map((value) => value.toFixed(1))).join(""),
      markup: `<svg class="${kind}" viewBox="0 0 320 220" role="img" aria-label="${label}"><g class="axes">
  <path d="M40 10V180H310"/>${ticks.join("")}<text x="175" y="214" text-anchor="middle">${xName}</text>
  <text x="12" y="95" text-anchor="middle" transform="rotate(-90 12 95)">${yName}</text></g>
  <svg class="inside" x="40" y="10" width="270" height="170" viewBox="40 10 270 170"></svg></svg>`,
    };
  };
  globalThis.explorables = { Explorable, button, dot, knob, mark, panel, points, shown, square, strip, tell };
}
