// The same data and the same start: another learning rate, other epochs. Both are chosen; slope and intercept are found.
{
  const { Explorable, format, knob, markValue, panel, setKnobText } = explorables;
  const { x, y } = DATA;
  const { best, limit } = descent.shape(x, y);
  const lowest = descent.loss(x, y, best);
  const LEAST = -10, MOST = 6, GHOSTS = [0.005, 0.4, 0.9, 1.01]; // shares of the limit, as in the still figure
  const curve = panel("curve", "The loss above its minimum, epoch by epoch", [0, 200], [LEAST, MOST],
    [[0, 50, 100, 150, 200], "epoch"], [[-10, -5, 0, 5], "log10 of loss above minimum"]);
  const map = panel("map", "The path over slope and intercept", [-1, 5], [-4, 2], [[0, 2, 4], "slope m"],
    [[-4, -2, 0, 2], "intercept c"]);

  // Slope and intercept after each epoch, and the loss above its minimum along such a path.
  const pathOf = (rate, epochs) => {
    const path = [{ m: 0, c: 0 }];
    for (let i = 0; i < epochs; i++) path.push(descent.step(x, y, path.at(-1), rate));
    return path;
  };
  const height = (at) => Math.max(LEAST - 1, Math.min(MOST + 1, Math.log10(Math.max(descent.loss(x, y, at) - lowest, 1e-16))));
  const lossCurve = (path) => curve.path(path.map((at, i) => [i, height(at)]));

  customElements.define("other-rate", class extends Explorable {
    ranges = { rate: [0.01, 1.2], epochs: [1, 200] };
    frameHeights = [1075, 640];

    markup() {
      return `<div class="panels">${curve.markup}${map.markup}</div><div class="knobs">
${knob("chosen", "rate", "learning rate", 0.01, 1.2, 0.01)}${knob("chosen", "epochs", "epochs", 1, 200, 1)}</div>
<p><span class="bin found">slope m</span> <span class="m"></span>,
<span class="bin found">intercept c</span> <span class="c"></span>; stable below a rate of ${format(limit)}</p>`;
    }

    init({ rate, epochs }) {
      this.knobs = { rate, epochs };
      this.find(".curve .inside").innerHTML = `${GHOSTS.map((share) => {
        const ghost = pathOf(share * limit, 200), i = Math.min(170, ghost.filter((at) => height(at) > LEAST + 1.5).length - 1);
        const [px, py] = curve.at(i, height(ghost[i]));
        return `<path class="level" d="${lossCurve(ghost)}"/><text x="${px + 4}" y="${py - 5}">${share}</text>`;
      }).join("")}<path class="line"/>`;
      const [px, py] = map.at(best.m, best.c);
      this.find(".map .inside").innerHTML = `<circle class="point" cx="${px}" cy="${py}" r="3.5"/><path class="trail"/><circle class="here" r="5"/>`;
      markValue(rate, limit, "limit");
      this.setState({});
    }

    setState({ rate = 0.1, epochs = 50 }) {
      this.knobs.rate.value = rate;
      this.knobs.epochs.value = epochs;
      this.draw();
      this.announceResult();
    }

    get state() {
      return { rate: +this.knobs.rate.value, epochs: +this.knobs.epochs.value };
    }

    get tried() {
      const { rate, epochs } = this.state, { m, c } = this.parameters;
      return [format(rate), epochs, format(m), format(c), format(descent.loss(x, y, this.parameters))];
    }

    get given() {
      const { rate, epochs } = this.state;
      return { x, y, learning_rate: rate, epochs };
    }

    draw() {
      const { rate, epochs } = this.state, path = pathOf(rate, epochs);
      this.parameters = path.at(-1);
      this.drawPath(".line", lossCurve(path));
      const near = path.filter(({ m, c }) => Math.hypot(m, c) < 1e3);
      this.drawPath(".trail", map.path(near.map(({ m, c }) => [m, c])));
      this.moveDot(".here", map.at(near.at(-1).m, near.at(-1).c));
      for (const [name, value] of Object.entries(this.parameters)) this.find(`span.${name}`).textContent = format(value);
      const loss = `, loss ${format(descent.loss(x, y, this.parameters))}`;
      setKnobText(this.knobs.rate, format(rate), loss);
      setKnobText(this.knobs.epochs, epochs, loss);
    }

    announceResult() {
      const rate = +this.knobs.rate.value, { m, c } = this.parameters;
      const above = descent.loss(x, y, this.parameters) - lowest;
      const result = rate > limit ? `Above the limit of ${limit.toFixed(3)} the run diverges. From some step on, each step raises the loss.`
        : Math.max(Math.abs(m - best.m), Math.abs(c - best.c)) < 0.01 ? `Arrived: slope ${format(m)} and intercept ${format(c)} are within 0.01 of the best.`
        : `The run is stable and still on its way. The loss is ${above.toPrecision(1)} above its minimum.`;
      this.announce(result);
    }
  });
}
