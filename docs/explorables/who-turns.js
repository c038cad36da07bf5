// Slope and intercept are turned by gradient descent, or by hand; the learning rate by hand only.
{
  const { Explorable, button, dot, follow, format, knob, markValue, panel, points, setKnobText } = explorables;
  const start = { m: DATA.m[0], c: DATA.c[0] };
  const INVITATION = "Turn slope and intercept yourself, or press Run.";
  const LEVELS = [0.1, 0.5, 1.5, 3.5, 7.5, 15, 30]; // above the lowest loss
  const STEPS = 40, DIVERGED = 1e6, M = [-2, 5], C = [-3, 4];
  const scatter = panel("scatter", "The data and the line", [-2.2, 2.2], [-5, 7], [[-2, 0, 2], "x"], [[-4, 0, 4], "y"]);
  const map = panel("map", "The loss over slope and intercept, and the path", M, C, [[-2, 0, 2, 4], "slope m"],
    [[-2, 0, 2, 4], "intercept c"]);

  // A ring so far above the lowest loss, as far as it lies on the map.
  const contour = ({ a, b, best }, above) => {
    const arcs = [[]];
    for (let i = 0; i <= 180; i++) {
      const [u, v] = [Math.cos((i * Math.PI) / 90), Math.sin((i * Math.PI) / 90)];
      const far = Math.sqrt(above / (a * u * u + 2 * b * u * v + v * v));
      const [m, c] = [best.m + far * u, best.c + far * v];
      if (m > M[0] && m < M[1] && c > C[0] && c < C[1]) arcs.at(-1).push([m, c]);
      else if (arcs.at(-1).length) arcs.push([]);
    }
    return `<path class="level" d="${arcs.map(map.path).join("")}"/>`;
  };

  customElements.define("who-turns", class extends Explorable {
    ranges = { rate: [0.01, 1], step: [0, 500], m: M, c: C };
    frameHeights = [1180, 640];

    markup() {
      return `<div class="panels">${scatter.markup}${map.markup}</div><div class="knobs">
${knob("found", "m", "slope m", ...M, 0.01)}${knob("found", "c", "intercept c", ...C, 0.01)}
${knob("chosen", "rate", "learning rate", 0.01, 1, 0.01)}</div>
<p class="buttons">${button("one", "One step")}${button("all", "Run")}${button("reset", "Reset")}<span class="progress"></span></p>`;
    }

    init({ m, c, rate, one, all, reset }) {
      this.knobs = { m, c, rate };
      this.firstPoints = { x: DATA.x, y: DATA.y };
      this.usePoints(this.firstPoints);
      follow(this.find(".map"), map, (m, c) => this.setParameters({ m, c }), () => this.commit());
      this.buttons = { one, all, reset };
      for (const knob of [m, c]) knob.oninput = () => this.setParameters({ m: +m.value, c: +c.value });
      rate.oninput = () => this.setParameters(this.parameters);
      one.onclick = () => (this.step(), this.endRun());
      all.onclick = () => (this.frame ? this.pause() : this.train());
      reset.onclick = () => (this.setState({ rate: +rate.value }), this.announce("Back at the start. The learning rate stays."));
      this.setState({});
    }

    usePoints({ x, y }) {
      this.points = [x, y];
      this.shape = descent.shape(x, y);
      this.find(".scatter .inside").innerHTML = `<path class="rest"/>${points(scatter, x, y, dot)}<path class="line"/>`;
      this.find(".map .inside").innerHTML = `${LEVELS.map((above) => contour(this.shape, above)).join("")}<path class="trail"/><circle class="here" r="5"/>`;
      this.find(".limit")?.remove();
      markValue(this.knobs.rate, this.shape.limit, "limit");
    }

    setState({ rate = 0.1, step = 0, m = start.m, c = start.c }) {
      this.knobs.rate.value = rate;
      this.setParameters({ m, c });
      for (let i = 0; i < step && this.step(); i++);
      this.draw();
      if (step) this.announceResult();
    }

    pause() {
      this.stop();
      this.endRun();
    }

    endRun() {
      this.draw();
      this.announceResult();
      this.commit();
    }

    setParameters(parameters) {
      this.stop();
      this.announce(INVITATION);
      this.trail = [parameters];
      this.draw();
    }

    // From the same start and with the same rate, but by itself.
    play({ step, ...state }) {
      const { verdict } = this;
      this.verdict = ""; // of a guess: it is for what comes at the end
      this.setState(state);
      this.verdict = verdict;
      if (step) this.train(step);
      else this.commit();
    }

    // Where the path began, and how far it went.
    get state() {
      return { rate: +this.knobs.rate.value, step: this.trail.length - 1, ...this.trail[0] };
    }

    commit() {
      this.saveState(this.state);
    }

    get tried() {
      const { rate, step } = this.state, { m, c } = this.parameters;
      return [format(rate), step, format(m), format(c), format(this.loss)];
    }

    get given() {
      const [x, y] = this.points, { rate, step, m, c } = this.state;
      return { x, y, learning_rate: rate, steps: step, m, c };
    }

    get loss() {
      return descent.loss(...this.points, this.parameters);
    }

    get parameters() {
      return this.trail.at(-1);
    }

    step() {
      if (!(this.loss < DIVERGED)) return false;
      const next = descent.step(...this.points, this.parameters, +this.knobs.rate.value);
      this.trail.push(next);
      return true;
    }

    train(steps = STEPS) {
      const end = this.trail.length + steps;
      this.announce("");
      this.animate(() => {
        const more = this.step();
        this.draw(true);
        return more && this.trail.length < end;
      }, () => this.endRun());
    }

    announceResult() {
      const { parameters, trail, loss, shape: { limit } } = this;
      const rate = +this.knobs.rate.value, taken = trail.length - 1, steps = `After ${taken} step${taken === 1 ? "" : "s"}`;
      const reached = `${taken ? "training has reached" : "the line has"} slope ${format(parameters.m)} and intercept ${format(parameters.c)}, with loss ${format(loss)}`;
      const warning = `The learning rate that you chose is not below its limit of ${limit.toFixed(3)}, and from almost every start such steps do not settle.`;
      this.announce(loss >= DIVERGED ? `${steps}: diverged. ${warning}` : `${steps} ${reached}.${rate >= limit - 1e-9 ? ` ${warning}` : ""}`);
    }

    draw(running = false) {
      const { parameters, trail, knobs, points: [x, y] } = this;
      const loss = format(this.loss), left = -2.2, right = 2.2;
      for (const name of ["m", "c", "rate"]) {
        const value = name === "rate" ? +knobs.rate.value : parameters[name];
        if (name !== "rate") knobs[name].value = value;
        knobs[name].disabled = running && name === "rate";
        setKnobText(knobs[name], format(value), name === "rate" ? "" : `, loss ${loss}`);
      }
      this.buttons.all.textContent = running ? "Pause" : "Run";
      this.buttons.one.disabled = this.buttons.reset.disabled = running;
      this.classList.toggle("running", running);
      this.find(".progress").textContent = `step ${trail.length - 1}, loss ${loss}`;
      const line = (at) => [at, Math.max(-1e4, Math.min(1e4, parameters.m * at + parameters.c))];
      this.drawPath(".line", scatter.path([line(left), line(right)]));
      this.drawPath(".rest", x.map((value, i) => scatter.path([[value, y[i]], line(value)])).join(""));
      const near = trail.filter(({ m, c }) => Math.abs(m) < 1e3 && Math.abs(c) < 1e3).map(({ m, c }) => [m, c]);
      this.drawPath(".trail", map.path(near));
      this.moveDot(".here", map.at(...near.at(-1)));
    }
  });
}
