// Degree and penalty are chosen; the coefficients, as many as the degree says, are found. Two errors judge; one of them may choose.
{
  const { Explorable, button, curvePanel, format, knob, panel, pins, setKnobText } = explorables;
  const { x, y, x_valid, y_valid } = DATA;
  const DEGREES = [...new Set(DATA.degree)], PENALTIES = [...new Set(DATA.penalty)];
  const scatter = curvePanel(DATA);
  const judges = panel("judges", "Training and validation error of each degree at this penalty", [-0.3, 9.3], [0, 0.7],
    [[0, 3, 6, 9], "degree"], [[0, 0.2, 0.4, 0.6], "MSE"]);
  const lowest = (errors) => errors.indexOf(Math.min(...errors));
  const rows = { training: [x, y], validation: [x_valid, y_valid] };

  customElements.define("many-knobs", class extends Explorable {
    ranges = { degree: [0, DEGREES.length - 1], penalty: [0, PENALTIES.at(-1)] };
    frameHeights = [1320, 810];

    markup() {
      return `<div class="panels">${scatter.markup}${judges.markup}</div>
<p class="strip-title"><span class="bin found">coefficients</span> of x<sup>0</sup> to x<sup>9</sup>, one pin each; an arrow means beyond −3 or 3:</p><ol class="strip"></ol>
<div class="knobs">${knob("chosen", "degree", "degree", 0, DEGREES.length - 1, 1)}
${knob("chosen", "penalty", "penalty", 0, PENALTIES.length - 1, 1)}</div>
<p class="buttons">Choose by ${button("training", "training error")}${button("validation", "validation error")}</p>`;
    }

    init({ degree, penalty, training, validation }) {
      this.knobs = { degree, penalty };
      this.find(".judges .inside").innerHTML = `<path class="choice"/><path class="train"/><path class="judge"/>
<text x="60" y="160">● training</text><text class="of-valid" x="60" y="34">■ validation</text>`;
      for (const chooser of [training, validation]) chooser.onclick = () => this.choose(chooser.name);
      this.setState({});
    }

    setState({ degree = 3, penalty = 0 }) {
      this.setValues(degree, PENALTIES.filter((value) => value <= penalty).length - 1);
      this.announceResult();
    }

    setValues(degree, penalty) {
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
      this.setValues(lowest(table[penalty]), penalty);
      this.commit(`The ${name} error chose degree and penalty. `);
    }

    commit(prefix = "") {
      this.announceResult(prefix);
      this.saveState(this.state);
    }

    get state() {
      return { degree: +this.knobs.degree.value, penalty: this.penalty };
    }

    get tried() {
      const { degree, penalty } = this.state;
      return [degree, penalty, ...this.scores.map(format)];
    }

    get given() {
      return { x, y, x_valid, y_valid, ...this.state };
    }

    draw() {
      const { degree, penalty } = this.knobs;
      const coefficients = (this.coefficients = polynomial.fit(x, y, +degree.value, this.penalty));
      this.drawPath(".line", scatter.curve((x) => polynomial.value(coefficients, x)));
      this.find(".strip").innerHTML = pins(coefficients, DEGREES.length);
      const errors = { train: this.errors("training"), judge: this.errors("validation") };
      for (const [line, values] of Object.entries(errors))
        this.drawPath(`.${line}`, judges.path(values.map((value, i) => [i, Math.min(1, value)])));
      this.drawPath(".choice", judges.path([[+degree.value, 0], [+degree.value, 0.7]]));
      this.scores = [errors.train, errors.judge].map((values) => values[degree.value]);
      const errorText = `, training error ${format(this.scores[0])}, validation error ${format(this.scores[1])}`;
      setKnobText(degree, degree.value, errorText);
      setKnobText(penalty, this.penalty || "none", errorText);
    }

    announceResult(prefix = "") {
      const [training, validation] = this.scores, { length } = this.coefficients;
      const largest = format(Math.max(...this.coefficients.map(Math.abs)));
      const byTraining = lowest(this.errors("training")), byValidation = lowest(this.errors("validation"));
      const found = length === 1 ? "1 coefficient is found, the constant" : `${length} coefficients are found, and the largest is ${largest} in size`;
      this.announce(`${prefix}${found}. The training error is ${format(training)}, and the validation error is ${format(validation)}. `
        + `At this penalty the training error would choose degree ${byTraining}, and the validation error degree ${byValidation}.`
        + (byTraining > byValidation ? " The rows that the fit has seen favor the more flexible fit." : ""));
    }
  });
}
