// The inner loop finds weights for a given setting; the outer loop chooses the setting by validation rows; the test set is opened once.
{
  const { Explorable, button, dot, knob, panel, points, shown, square, strip, tell } = explorables;
  const { x, y, x_valid, y_valid, degree: DEGREES, rate: RATES, test, grid, random } = DATA;
  const TRIALS = 12, STEPS = 100, RATE = [...new Set(RATES)], PER = RATE.length, FIRST = 2 * PER + 3, DIVERGED = 10;
  const GRID = Array.from({ length: 81 }, (_, i) => i / 40 - 1);
  const scatter = panel("scatter", "Training rows as dots, validation rows as squares, and the learned curve", [-1.05, 1.05], [-2, 2],
    [[-1, 0, 1], "x"], [[-2, 0, 2], "y"]);
  const map = panel("trials", "The validation error of each trial, by learning rate and degree", [-0.5, PER - 0.5], [0.5, 9.5],
    [RATE.map((rate, i) => [i, rate]), "learning rate"], [[1, 3, 5, 7, 9], "degree"]);
  const brief = (error) => (error < DIVERGED ? error.toFixed(2) : `>${DIVERGED}`);

  customElements.define("two-loops", class extends Explorable {
    ranges = { opened: [1, 1], ...Object.fromEntries(Array.from({ length: TRIALS }, (_, i) => [`t${i + 1}`, [0, DEGREES.length - 1]])) };

    markup() {
      return `<div class="panels">${scatter.markup}${map.markup}</div>
<p><span class="bin found">weights</span> that the inner loop finds, with bars on a log scale:</p><ol class="strip"></ol>
<div class="knobs">${knob("chosen", "degree", "degree", 1, 9, 1)}${knob("chosen", "rate", "learning rate", 0, PER - 1, 1)}</div>
<p class="acts">${button("one", "Train once")}${button("grid", "12 as a grid")}${button("random", "12 at random")}${button("test", "Open the test set")}${button("reset", "Start again")}</p>
<p><span class="now"></span></p>`;
    }

    begin({ degree, rate, one, grid: byGrid, random: byLot, test: open, reset }) {
      this.knobs = { degree, rate };
      this.buttons = { trials: [one, byGrid, byLot], open, reset };
      this.one(".scatter .inside").innerHTML = `${points(scatter, x_valid, y_valid, square)}${points(scatter, x, y, dot)}<path class="line"/>`;
      this.stage.oninput = () => this.draw();
      this.stage.onsubmit = (event) => event.preventDefault();
      one.onclick = () => this.search([this.setting], this.setting);
      byGrid.onclick = () => this.search(grid);
      byLot.onclick = () => this.search(random);
      open.onclick = () => ((this.opened = true), this.settle());
      reset.onclick = () => (this.set({}), this.remember({}));
      this.set({});
    }

    get setting() {
      return (this.knobs.degree.value - 1) * PER + +this.knobs.rate.value;
    }

    get best() {
      return this.trials.reduce((best, trial) => (this.scores[trial] < (this.scores[best] ?? DIVERGED) ? trial : best), -1);
    }

    set({ opened, ...trials }) {
      this.stop();
      this.trials = [];
      this.found = {};
      this.scores = {};
      for (const trial of new Set(Object.values(trials))) {
        this.start(trial);
        while (this.step());
        this.end(trial);
      }
      this.opened = Boolean(opened) && this.trials.length > 0;
      this.turn(this.trials.length ? this.best : FIRST);
      this.tell();
    }

    turn(setting, running) {
      if (setting >= 0) {
        this.knobs.degree.value = DEGREES[setting];
        this.knobs.rate.value = setting % PER;
      }
      this.draw(running);
    }

    // The outer loop: one trial after the other until none is left; then the best is looked at, or what was tried by hand.
    search(settings, byHand) {
      const [setting, ...others] = settings.filter((each) => !this.trials.includes(each)).slice(0, TRIALS - this.trials.length);
      if (setting === undefined) return this.settle(byHand);
      this.start(setting);
      this.say("");
      this.run(() => this.step(10), () => (this.end(setting), this.search(others, byHand)));
    }

    // The inner loop: gradient descent from weights of zero.
    start(setting) {
      this.X = chebyshev.features(x, DEGREES[setting]);
      this.w = this.X[0].map(() => 0);
      this.steps = 0;
      this.turn(setting, true);
    }

    step(many = STEPS) {
      for (let i = 0; i < many; i++) this.w = chebyshev.step(this.X, y, this.w, RATE[this.knobs.rate.value]);
      this.steps += many;
      this.draw(true);
      return this.steps < STEPS;
    }

    end(setting) {
      this.trials.push(setting);
      this.found[setting] = this.w;
      this.scores[setting] = chebyshev.mse(chebyshev.features(x_valid, DEGREES[setting]), y_valid, this.w);
    }

    // What left the page in the middle of a trial begins that one again.
    pause() {
      this.stop();
      this.settle();
    }

    settle(byHand = this.best) {
      this.turn(byHand);
      this.tell();
      this.remember({ ...Object.fromEntries(this.trials.map((trial, i) => [`t${i + 1}`, trial])), ...(this.opened && { opened: 1 }) });
      const { trials, open, reset } = this.buttons;
      if (document.activeElement?.disabled || document.activeElement === document.body)
        [...trials, open, reset].find((button) => !button.disabled).focus({ preventScroll: true });
    }

    draw(running = false) {
      const { degree, rate } = this.knobs, { trials, opened, best } = this;
      const w = running ? this.w : this.found[this.setting] ?? [];
      this.one(".line").setAttribute("d", w.length ? scatter.path(chebyshev.predict(chebyshev.features(GRID, w.length - 1), w)
        .map((value, i) => [GRID[i], Math.max(-9, Math.min(9, value))])) : "");
      this.one(".strip").innerHTML = strip(w, 10);
      const [left, low] = map.at(rate.value, degree.value);
      this.one(".trials .inside").innerHTML = `<rect class="choice" x="${left - 16}" y="${low - 9}" width="32" height="18"/>${trials.map((trial) => {
        const [px, py] = map.at(trial % PER, DEGREES[trial]);
        return `<text class="of-valid${trial === best ? " best" : ""}" x="${px}" y="${py + 4}" text-anchor="middle">${brief(this.scores[trial])}</text>`;
      }).join("")}`;
      const score = this.scores[this.setting], said = score === undefined ? ", not tried" : `, validation error ${brief(score)}`;
      tell(degree, degree.value, said);
      tell(rate, RATE[rate.value], said);
      for (const knob of [degree, rate]) knob.disabled = running;
      const full = running || opened || trials.length >= TRIALS;
      for (const button of this.buttons.trials) button.disabled = full;
      this.buttons.open.disabled = running || opened || !trials.length;
      this.buttons.reset.disabled = running;
      this.classList.toggle("running", running);
      this.one(".now").textContent = `${trials.length} of ${TRIALS} trials` + (running ? `, training: step ${this.steps} of ${STEPS}` : "");
    }

    tell() {
      const { best, opened, scores, setting } = this;
      if (!this.trials.length) return this.say("No trial yet. The test set is closed; in earnest nobody gets a second one.");
      const trial = setting === best ? "" : `This trial: validation error ${brief(scores[setting])}. `;
      if (best < 0) return this.say(`${trial}Nothing but divergence so far: a smaller learning rate helps.`);
      const chosen = `degree ${DEGREES[best]} and learning rate ${RATES[best]}, with validation error ${scores[best].toFixed(3)}`;
      const after = this.trials.length < 2 ? "With a single trial nothing was chosen."
        : test[best] > scores[best] ? "A few noisy validation rows made the choice, so the winner's score on them is too good."
        : "This time the test score is no worse; on average it would be.";
      this.say(opened ? `Chosen: ${chosen}. On the test set, opened once: ${test[best].toFixed(3)}. ${after} Choosing again by the test set would make it a validation set.`
        : `${trial}Best so far: ${chosen}.`);
    }
  });
}
