// The same data and the same start: another learning rate, other epochs. Both are chosen; slope and intercept are found.
{
  const { Explorable, knob, mark, panel, shown, tell } = explorables;
  const { x, y } = DATA;
  const { best, limit } = descent.shape(x, y);
  const lowest = descent.loss(x, y, best);
  const LEAST = -10, MOST = 6;
  const curve = panel("curve", "The loss above its minimum, epoch by epoch", [0, 200], [LEAST, MOST],
    [[0, 50, 100, 150, 200], "epoch"], [[-10, -5, 0, 5], "log10 of loss above minimum"]);
  const map = panel("map", "The path over slope and intercept", [-1, 5], [-4, 2], [[0, 2, 4], "slope m"],
    [[-4, -2, 0, 2], "intercept c"]);

  customElements.define("other-rate", class extends Explorable {
    ranges = { rate: [0.01, 1.2], epochs: [1, 200] };

    markup() {
      return `<div class="panels">${curve.markup}${map.markup}</div><div class="knobs">
${knob("chosen", "rate", "learning rate", 0.01, 1.2, 0.01)}${knob("chosen", "epochs", "epochs", 1, 200, 1)}</div>
<p><span class="bin found">slope m</span> <span class="m"></span>,
<span class="bin found">intercept c</span> <span class="c"></span>; stable below a rate of ${shown(limit)}</p>`;
    }

    begin({ rate, epochs }) {
      this.knobs = { rate, epochs };
      this.one(".curve .inside").innerHTML = '<path class="line"/>';
      const [px, py] = map.at(best.m, best.c);
      this.one(".map .inside").innerHTML = `<circle class="point" cx="${px}" cy="${py}" r="3.5"/><path class="trail"/><circle class="here" r="5"/>`;
      this.stage.oninput = () => this.draw();
      this.stage.onchange = () => (this.tell(), this.remember({ rate: +rate.value, epochs: +epochs.value }));
      this.stage.onsubmit = (event) => event.preventDefault();
      mark(rate, limit, "limit");
      this.set({});
    }

    set({ rate = 0.1, epochs = 50 }) {
      this.knobs.rate.value = rate;
      this.knobs.epochs.value = epochs;
      this.draw();
      this.tell();
    }

    draw() {
      const rate = +this.knobs.rate.value, epochs = +this.knobs.epochs.value, path = [{ m: 0, c: 0 }];
      for (let i = 0; i < epochs; i++) path.push(descent.step(x, y, path.at(-1), rate));
      this.found = path.at(-1);
      const height = (at) => Math.max(LEAST - 1, Math.min(MOST + 1, Math.log10(Math.max(descent.loss(x, y, at) - lowest, 1e-16))));
      this.one(".line").setAttribute("d", curve.path(path.map((at, i) => [i, height(at)])));
      const near = path.filter(({ m, c }) => Math.hypot(m, c) < 1e3);
      this.one(".trail").setAttribute("d", map.path(near.map(({ m, c }) => [m, c])));
      const [cx, cy] = map.at(near.at(-1).m, near.at(-1).c);
      this.one(".here").setAttribute("cx", cx);
      this.one(".here").setAttribute("cy", cy);
      for (const [name, value] of Object.entries(this.found)) this.one(`span.${name}`).textContent = shown(value);
      const loss = `, loss ${shown(descent.loss(x, y, this.found))}`;
      tell(this.knobs.rate, shown(rate), loss);
      tell(this.knobs.epochs, epochs, loss);
    }

    tell() {
      const rate = +this.knobs.rate.value, { m, c } = this.found;
      const far = descent.loss(x, y, this.found) - lowest;
      const how = rate > limit ? `Above the limit of ${limit.toFixed(3)} it diverges: sooner or later every step makes it worse.`
        : shown(m) === shown(best.m) && shown(c) === shown(best.c) ? `Arrived: slope ${shown(m)} and intercept ${shown(c)}. More epochs would change later digits only.`
        : `Stable, and on its way: the loss is ${far.toPrecision(1)} above its minimum.`;
      this.say(how);
    }
  });
}
