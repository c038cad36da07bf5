// One knob is chosen, the degree. The others are found: a dial for each coefficient, which turns by itself.
{
  const { Explorable, dot, format, knob, panel, points, setKnobText } = explorables;
  const MOST = 9, SHOWN = 3;
  const SHOW = [1, 2, 3, 5, 9, SHOWN]; // the degrees that are shown once, without a touch
  const BEFORE = 700, EACH = 600; // milliseconds
  const scatter = panel("scatter", "The points and the fitted curve", [-1.05, 1.05], [-2, 2], [[-1, 0, 1], "x"], [[-2, 0, 2], "y"]);
  const angle = (coefficient) => (270 / Math.PI) * Math.atan(coefficient / 2);

  customElements.define("one-knob", class extends Explorable {
    ranges = { degree: [0, MOST, 1] };
    frameHeights = [890, 540];

    markup() {
      const dials = Array.from({ length: MOST + 1 }, (_, i) =>
        `<g transform="translate(${(i % 5) * 32 + 16} ${i < 5 ? 16 : 48})"><g class="dial"><circle r="12"/><path class="line" d="M0-4V-12"/></g></g>`);
      const drawn = scatter.markup;
      return `<div class="panels">${drawn}<div>${knob("chosen", "degree", "degree: you choose it", 0, MOST, 1)}
<p class="count"><span class="bin found"></span></p>
<svg class="dials" viewBox="0 0 160 64" role="img" aria-label="A dial for each coefficient">${dials.join("")}</svg></div></div>`;
    }

    init({ degree }) {
      this.degree = degree;
      this.stage.addEventListener("pointerdown", () => this.stop());
      this.stage.addEventListener("keydown", () => this.stop());
      this.firstPoints = { x: DATA.x, y: DATA.y };
      this.usePoints(this.firstPoints);
      this.setState({});
      this.showOnce();
    }

    // As many coefficients as there are different places of x can be found, and no more.
    usePoints({ x, y }) {
      this.points = [x, y];
      this.degree.max = Math.min(MOST, new Set(x).size - 1);
      this.find(".scatter .inside").innerHTML = `${points(scatter, x, y, dot)}<path class="line"/>`;
    }

    setState({ degree = SHOWN }) {
      this.degree.value = degree;
      this.draw();
      this.announceResult();
    }

    // Once, where it is the first thing that somebody sees, and motion is welcome.
    showOnce() {
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches || location.hash || scrollY;
      if (still || this.getBoundingClientRect().top > innerHeight) return;
      this.timers = SHOW.map((degree, i) => setTimeout(() => (this.quiet("true"), this.setState({ degree })), BEFORE + EACH * i));
      this.timers.push(setTimeout(() => this.quiet(null), BEFORE + EACH * SHOW.length));
    }

    // Meanwhile a screen reader does not read each sentence.
    quiet(busy) {
      this.find(".announcement").ariaBusy = busy;
    }

    stop() {
      this.quiet(null);
      this.timers?.forEach(clearTimeout);
      super.stop();
    }

    disconnectedCallback() {
      this.stop();
      super.disconnectedCallback();
    }

    get state() {
      return { degree: +this.degree.value };
    }

    get tried() {
      return [this.degree.value, this.coefficients.length, this.error.toFixed(3)];
    }

    get given() {
      const [x, y] = this.points;
      return { x, y, ...this.state };
    }

    get found() {
      const { length } = this.coefficients;
      return `${length} coefficient${length === 1 ? "" : "s"}`;
    }

    get error() {
      return polynomial.mse(this.coefficients, ...this.points);
    }

    draw() {
      const degree = +this.degree.value;
      this.coefficients = polynomial.fit(...this.points, degree, 0);
      const curve = Array.from({ length: 81 }, (_, i) => i / 40 - 1).map((at) => [at, Math.max(-9, Math.min(9, polynomial.value(this.coefficients, at)))]);
      const line = this.find(".scatter .line"), d = scatter.path(curve);
      line.setAttribute("d", d);
      line.style.setProperty("d", `path("${d}")`); // so that it moves, where the browser can
      this.stage.querySelectorAll(".dial").forEach((dial, i) => {
        dial.classList.toggle("off", i > degree);
        dial.style.setProperty("transform", `rotate(${i > degree ? 0 : angle(this.coefficients[i]).toFixed(1)}deg)`);
      });
      this.find(".count .bin").textContent = `${this.found}: training finds ${degree ? "them" : "it"}`;
      setKnobText(this.degree, degree, `, ${this.found} found`);
    }

    announceResult() {
      this.announce(`At degree ${this.degree.value} training found ${this.found}. The mean squared error on the ${this.points[0].length} points is ${this.error.toFixed(3)}.`);
    }
  });
}
