// Slope and intercept are turned by gradient descent, or by hand; the learning rate by hand only.
{
  const { Explorable, button, dot, format, knob, markValue, panel, points, setKnobText } = explorables;
  const { x, y } = DATA;
  const { a, b, best, limit } = descent.shape(x, y);
  const start = { m: DATA.m[0], c: DATA.c[0] };
  const STEPS = 40, DIVERGED = 1e6, M = [-2, 5], C = [-3, 4];
  const scatter = panel("scatter", "The data and the line", [-2.2, 2.2], [-5, 7], [[-2, 0, 2], "x"], [[-4, 0, 4], "y"]);
  const map = panel("map", "The loss over slope and intercept, and the path", M, C, [[-2, 0, 2, 4], "slope m"],
    [[-2, 0, 2, 4], "intercept c"]);

  // A ring of equal loss, as far as it lies on the map.
  const contour = (level) => {
    const above = level - descent.loss(x, y, best), arcs = [[]];
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

    markup() {
      return `<div class="panels">${scatter.markup}${map.markup}</div><div class="knobs">
${knob("found", "m", "slope m", ...M, 0.01)}${knob("found", "c", "intercept c", ...C, 0.01)}
${knob("chosen", "rate", "learning rate", 0.01, 1, 0.01)}</div>
<p class="buttons">${button("one", "One step")}${button("all", "Run")}${button("reset", "Reset")}<span class="progress"></span></p>`;
    }

    init({ m, c, rate, one, all, reset }) {
      this.knobs = { m, c, rate };
      this.find(".scatter .inside").innerHTML = `<path class="rest"/>${points(scatter, x, y, dot)}<path class="line"/>`;
      this.find(".map .inside").innerHTML = `${[0.5, 1, 2, 4, 8, 16, 32].map(contour).join("")}<path class="trail"/><circle class="here" r="5"/>`;
      this.buttons = { one, all, reset };
      for (const knob of [m, c]) knob.oninput = () => this.setParameters({ m: +m.value, c: +c.value });
      rate.oninput = () => this.setParameters(this.parameters);
      one.onclick = () => (this.step(), this.draw(), this.announceResult());
      all.onclick = () => (this.frame ? this.pause() : this.train());
      reset.onclick = () => (this.setState({}), this.announce("Back at the start."));
      markValue(rate, limit, "limit");
      this.setState({});
    }

    setState({ rate = 0.1, step = 0, m = start.m, c = start.c }) {
      this.knobs.rate.value = rate;
      this.setParameters({ m, c });
      for (let i = 0; i < step && this.step(); i++);
      this.draw();
    }

    pause() {
      this.stop();
      this.announceResult();
    }

    setParameters(parameters) {
      this.stop();
      this.announce("");
      this.trail = [parameters];
      this.draw();
    }

    // Where the path began, and how far it went.
    commit() {
      this.saveState({ rate: +this.knobs.rate.value, step: this.trail.length - 1, ...this.trail[0] });
    }

    get parameters() {
      return this.trail.at(-1);
    }

    step() {
      const next = descent.step(x, y, this.parameters, +this.knobs.rate.value);
      if (!(descent.loss(x, y, this.parameters) < DIVERGED)) return false;
      this.trail.push(next);
      return true;
    }

    train() {
      const end = this.trail.length + STEPS;
      this.announce("");
      this.animate(() => {
        const more = this.step();
        this.draw(true);
        return more && this.trail.length < end;
      }, () => this.announceResult());
    }

    announceResult() {
      const { parameters, trail } = this;
      const loss = descent.loss(x, y, parameters), rate = +this.knobs.rate.value, taken = trail.length - 1, steps = `After ${taken} step${taken === 1 ? "" : "s"}`;
      const reached = `slope ${format(parameters.m)} and intercept ${format(parameters.c)}, with loss ${format(loss)}`;
      this.draw();
      const warning = `The learning rate that you chose is above its limit of ${limit.toFixed(3)}. There, sooner or later every step makes it worse.`;
      this.announce(loss >= DIVERGED ? `${steps}: diverged. ${warning}` : `${steps} training has reached ${reached}.${rate > limit ? ` ${warning}` : ""}`);
      this.commit();
    }

    draw(running = false) {
      const { parameters, trail, knobs } = this;
      const loss = format(descent.loss(x, y, parameters)), left = -2.2, right = 2.2;
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
