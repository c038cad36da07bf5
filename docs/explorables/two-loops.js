// The inner loop finds weights for a given setting; the outer loop chooses the setting by validation rows; the test set is opened once.
{
  const { Explorable, button, curvePanel, knob, panel, pins, setKnobText } = explorables;
  const { x, y, x_valid, y_valid, degree: DEGREES, rate: RATES, test, grid, random } = DATA;
  const TRIALS = 12, STEPS = 100, RATE = [...new Set(RATES)], PER = RATE.length, FIRST = 2 * PER + 3, DIVERGED = 10;
  const scatter = curvePanel(DATA);
  const map = panel("trials", "The validation error of each trial, by learning rate and degree", [-0.5, PER - 0.5], [0.5, 9.5],
    [RATE.map((rate, i) => [i, rate]), "learning rate"], [[1, 3, 5, 7, 9], "degree"]);
  const formatError = (error) => (error < DIVERGED ? error.toFixed(2) : `>${DIVERGED}`);
  // A cell of the map, and all of them as faint outlines. The green of a trial is full at an error of 0.04 and pale from 1 on.
  const cell = (setting, grow = 0) => {
    const [px, py] = map.at(setting % PER, DEGREES[setting]);
    return `M${px - 15 - grow} ${py - 8 - grow}h${30 + 2 * grow}v${16 + 2 * grow}h${-30 - 2 * grow}z`;
  };
  const cells = DEGREES.map((_, setting) => cell(setting)).join("");
  const strength = (error) => Math.max(0.1, Math.min(1, -Math.log10(error) / 1.4)).toFixed(2);

  customElements.define("two-loops", class extends Explorable {
    ranges = { opened: [1, 1], ...Object.fromEntries(Array.from({ length: TRIALS }, (_, i) => [`t${i + 1}`, [0, DEGREES.length - 1, 1]])) };
    frameHeights = [1465, 800];

    markup() {
      return `<div class="panels">${scatter.markup}${map.markup}</div>
<p><span class="bin found">weights</span> that the inner loop finds, one pin each; an arrow means beyond −3 or 3:</p><ol class="strip"></ol>
<div class="knobs">${knob("chosen", "degree", "degree", 1, 9, 1)}${knob("chosen", "rate", "learning rate", 0, PER - 1, 1)}</div>
<p class="buttons">${button("one", "Train once")}${button("grid", "12 as a grid")}${button("random", "12 at random")}${button("test", "Open the test set")}${button("reset", "Start again")}<span class="progress"></span></p>`;
    }

    init({ degree, rate, one, grid: asGrid, random: atRandom, test: open, reset }) {
      this.knobs = { degree, rate };
      this.buttons = { trials: [one, asGrid, atRandom], open, reset };
      one.onclick = () => this.search([this.setting], this.setting);
      asGrid.onclick = () => this.search(grid);
      atRandom.onclick = () => this.search(random);
      open.onclick = () => ((this.opened = true), this.finishSearch());
      reset.onclick = () => (this.setState({}), this.saveState({}));
      this.setState({});
    }

    get setting() {
      return (this.knobs.degree.value - 1) * PER + +this.knobs.rate.value;
    }

    get state() {
      return { ...Object.fromEntries(this.trials.map((trial, i) => [`t${i + 1}`, trial])), ...(this.opened && { opened: 1 }) };
    }

    get tried() {
      const { trials, best, opened, scores } = this;
      return [trials.length, ...(best < 0 ? ["–", "–", "–"] : [DEGREES[best], RATES[best], scores[best].toFixed(3)]), opened && best >= 0 ? test[best].toFixed(3) : "closed"];
    }

    get given() {
      return { x, y, x_valid, y_valid, degrees: this.trials.map((trial) => DEGREES[trial]), learning_rates: this.trials.map((trial) => RATES[trial]) };
    }

    get best() {
      return this.trials.reduce((best, trial) => (this.scores[trial] < (this.scores[best] ?? DIVERGED) ? trial : best), -1);
    }

    setState({ opened, ...trials }) {
      this.stop();
      this.trials = [];
      this.weights = {};
      this.scores = {};
      for (const trial of new Set(Object.values(trials))) {
        this.startTrial(trial);
        while (this.step());
        this.endTrial(trial);
      }
      this.opened = Boolean(opened) && this.best >= 0;
      this.setValues(this.trials.length ? this.best : FIRST);
      this.announceResult();
    }

    setValues(setting, running) {
      if (setting >= 0) {
        this.knobs.degree.value = DEGREES[setting];
        this.knobs.rate.value = setting % PER;
      }
      this.draw(running);
    }

    // The outer loop: one trial after the other until none is left; then the best is looked at, or what was tried by hand.
    search(settings, byHand) {
      const [setting, ...others] = settings.filter((each) => !this.trials.includes(each)).slice(0, TRIALS - this.trials.length);
      if (setting === undefined) return this.finishSearch(byHand);
      this.startTrial(setting);
      this.announce("");
      this.animate(() => this.step(10), () => (this.endTrial(setting), this.search(others, byHand)));
    }

    // The inner loop: gradient descent from weights of zero.
    startTrial(setting) {
      this.X = chebyshev.features(x, DEGREES[setting]);
      this.w = this.X[0].map(() => 0);
      this.steps = 0;
      this.setValues(setting, true);
    }

    step(count = STEPS) {
      for (let i = 0; i < count; i++) this.w = chebyshev.step(this.X, y, this.w, RATE[this.knobs.rate.value]);
      this.steps += count;
      this.draw(true);
      return this.steps < STEPS;
    }

    endTrial(setting) {
      this.trials.push(setting);
      this.weights[setting] = this.w;
      this.scores[setting] = chebyshev.mse(chebyshev.features(x_valid, DEGREES[setting]), y_valid, this.w);
    }

    // What left the page in the middle of a trial begins that one again.
    pause() {
      this.stop();
      this.finishSearch();
    }

    finishSearch(byHand = this.best) {
      this.setValues(byHand);
      this.announceResult();
      this.saveState(this.state);
      const { trials, open, reset } = this.buttons;
      if (document.activeElement?.disabled || document.activeElement === document.body)
        [...trials, open, reset].find((button) => !button.disabled).focus({ preventScroll: true });
    }

    draw(running = false) {
      const { degree, rate } = this.knobs, { trials, opened, best } = this;
      const w = running ? this.w : this.weights[this.setting] ?? [];
      this.drawPath(".line", w.length ? scatter.curve((x) => chebyshev.predict(chebyshev.features([x], w.length - 1), w)[0]) : "");
      this.find(".strip").innerHTML = pins(w, 10);
      this.find(".trials .inside").innerHTML = `<path class="cells" d="${cells}"/>${trials.map((trial) => {
        const [px, py] = map.at(trial % PER, DEGREES[trial]), error = this.scores[trial], diverged = error >= DIVERGED;
        const drawn = diverged ? `<path class="cross" d="M${px - 4} ${py - 4}l8 8m0-8l-8 8"/>` : `<path class="tint" d="${cell(trial)}" fill-opacity="${strength(error)}"/>`;
        return `<g><title>${formatError(error)}</title>${drawn}</g>${trial === best ? `<text class="best" x="${px}" y="${py + 4}" text-anchor="middle">${formatError(error)}</text>` : ""}`;
      }).join("")}<path class="choice" d="${cell(this.setting, 2)}"/>`;
      const score = this.scores[this.setting], scoreText = score === undefined ? ", not tried" : `, validation error ${formatError(score)}`;
      setKnobText(degree, degree.value, scoreText);
      setKnobText(rate, RATE[rate.value], scoreText);
      for (const knob of [degree, rate]) knob.disabled = running;
      const full = running || opened || trials.length >= TRIALS;
      for (const button of this.buttons.trials) button.disabled = full;
      this.buttons.open.disabled = running || opened || best < 0;
      this.buttons.reset.disabled = running;
      this.classList.toggle("running", running);
      this.find(".progress").textContent = `${trials.length} of ${TRIALS} trials` + (running ? `, training: step ${this.steps} of ${STEPS}` : "");
    }

    announceResult() {
      const { best, opened, scores, setting } = this;
      if (!this.trials.length) return this.announce("No trial yet. The test set is closed. In real work a second one is costly, or cannot be had.");
      const trial = setting === best ? "" : `This trial: validation error ${formatError(scores[setting])}. `;
      if (best < 0) return this.announce(`${trial}Only divergence so far. Try a smaller learning rate.`);
      const chosen = `degree ${DEGREES[best]} and learning rate ${RATES[best]}, with validation error ${scores[best].toFixed(3)}`;
      const after = this.trials.length < 2 ? "With one trial there was nothing to choose."
        : "Here the validation rows were easy ones for all settings. On top of that, the lowest of several errors looks too good on average.";
      this.announce(opened ? `Chosen: ${chosen}. On the test set, opened once: ${test[best].toFixed(3)}. ${after} If you now choose again by the test set, it becomes a validation set.`
        : `${trial}Best so far: ${chosen}.`);
    }
  });
}
