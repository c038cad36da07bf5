// Degree and penalty are chosen; the coefficients, as many as the degree says, are found. Two errors judge; one of them may choose.
{
  const { Explorable, button, dot, knob, panel, points, shown, square, strip, tell } = explorables;
  const { x, y, x_valid, y_valid } = DATA;
  const DEGREES = [...new Set(DATA.degree)], PENALTIES = [...new Set(DATA.penalty)];
  const GRID = Array.from({ length: 81 }, (_, i) => i / 40 - 1);
  const scatter = panel("scatter", "Training rows as dots, validation rows as squares, and the fitted curve", [-1.05, 1.05], [-2, 2],
    [[-1, 0, 1], "x"], [[-2, 0, 2], "y"]);
  const judges = panel("judges", "Training and validation error of each degree at this penalty", [-0.3, 9.3], [0, 0.7],
    [[0, 3, 6, 9], "degree"], [[0, 0.2, 0.4, 0.6], "MSE"]);
  const lowest = (errors) => errors.indexOf(Math.min(...errors));
  const rows = { training: [x, y], validation: [x_valid, y_valid] };

  customElements.define("many-knobs", class extends Explorable {
    ranges = { degree: [0, DEGREES.length - 1], penalty: [0, PENALTIES.at(-1)] };

    markup() {
      return `<div class="panels">${scatter.markup}${judges.markup}</div>
<p><span class="bin found">coefficients</span> of x<sup>0</sup> to x<sup>9</sup>, with bars on a log scale:</p><ol class="strip"></ol>
<div class="knobs">${knob("chosen", "degree", "degree", 0, DEGREES.length - 1, 1)}
${knob("chosen", "penalty", "penalty", 0, PENALTIES.length - 1, 1)}</div>
<p class="acts">Let ${button("training", "training error")} or ${button("validation", "validation error")} choose</p>`;
    }

    begin({ degree, penalty, training, validation }) {
      this.knobs = { degree, penalty };
      this.one(".scatter .inside").innerHTML = `${points(scatter, x_valid, y_valid, square)}${points(scatter, x, y, dot)}<path class="line"/>`;
      this.one(".judges .inside").innerHTML = `<path class="choice"/><path class="train"/><path class="judge"/>
<text x="60" y="160">● training</text><text class="of-valid" x="60" y="34">■ validation</text>`;
      this.stage.oninput = () => this.draw();
      this.stage.onchange = () => this.settle();
      this.stage.onsubmit = (event) => event.preventDefault();
      for (const chooser of [training, validation]) chooser.onclick = () => this.choose(chooser.name);
      this.set({});
    }

    set({ degree = 3, penalty = 0 }) {
      this.turn(degree, PENALTIES.findLastIndex((value) => value <= penalty));
      this.tell();
    }

    turn(degree, penalty) {
      this.knobs.degree.value = degree;
      this.knobs.penalty.value = penalty;
      this.draw();
    }

    get penalty() {
      return PENALTIES[this.knobs.penalty.value];
    }

    errors(name, penalty = this.penalty) {
      return DEGREES.map((degree) => polynomial.mse(polynomial.fit(x, y, degree, penalty), ...rows[name]));
    }

    // The whole table is searched, degree by penalty.
    choose(name) {
      const table = PENALTIES.map((penalty) => this.errors(name, penalty));
      const penalty = lowest(table.map((errors) => Math.min(...errors)));
      this.turn(lowest(table[penalty]), penalty);
      this.settle(`The ${name} error chose. `);
    }

    settle(how = "") {
      this.tell(how);
      this.remember({ degree: +this.knobs.degree.value, penalty: this.penalty });
    }

    draw() {
      const { degree, penalty } = this.knobs;
      const found = (this.found = polynomial.fit(x, y, +degree.value, this.penalty));
      this.one(".scatter .line").setAttribute("d", scatter.path(GRID.map((at) => [at, Math.max(-9, Math.min(9, polynomial.value(found, at)))])));
      this.one(".strip").innerHTML = strip(found, DEGREES.length);
      const errors = { train: this.errors("training"), judge: this.errors("validation") };
      for (const [line, values] of Object.entries(errors))
        this.one(`.${line}`).setAttribute("d", judges.path(values.map((value, i) => [i, Math.min(1, value)])));
      this.one(".choice").setAttribute("d", judges.path([[+degree.value, 0], [+degree.value, 0.7]]));
      this.judged = [errors.train, errors.judge].map((values) => values[degree.value]);
      const said = `, training error ${shown(this.judged[0])}, validation error ${shown(this.judged[1])}`;
      tell(degree, degree.value, said);
      tell(penalty, this.penalty || "none", said);
    }

    tell(how = "") {
      const [training, validation] = this.judged, { length } = this.found;
      const largest = shown(Math.max(...this.found.map(Math.abs)));
      const best = lowest(this.errors("training")), better = lowest(this.errors("validation"));
      this.say(`${how}${length === 1 ? "1 coefficient is" : `${length} coefficients are`} found, the largest ${largest}; training error ${shown(training)}, validation error ${shown(validation)}. `
        + `At this penalty the training error would choose degree ${best}, the validation error degree ${better}.`
        + (best > better ? " The rows that the fit has seen favor the more flexible fit." : ""));
    }
  });
}
