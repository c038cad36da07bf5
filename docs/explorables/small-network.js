// Width, learning rate and epochs are chosen; the weights and biases of a small network are found, and each is watched.
{
  const { Explorable, button, dot, format, knob, panel, points, setKnobText } = explorables;
  const { x, y } = DATA;
  const RATES = [0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1], EPOCHS = 1000, DIVERGED = 1000, LEAST = -6, MOST = 4;
  const scatter = panel("scatter", "The points and the curve of the network", [-1.05, 1.05], [-2, 2], [[-1, 0, 1], "x"], [[-2, 0, 2], "y"]);
  const paths = panel("paths", "Each weight and bias, epoch by epoch", [0, 1], [LEAST, MOST],
    [[[0, 0], [0.5, "half"], [1, "end"]], "epoch"], [[-6, -3, 0, 3], "weights and biases"]);
  const clip = (value) => Math.max(LEAST - 1, Math.min(MOST + 1, value));
  const flat = ({ w, b, v, c }) => [...w, ...b, ...v, c];

  customElements.define("small-network", class extends Explorable {
    ranges = { width: [1, 12, 1], rate: [RATES[0], RATES.at(-1)], epochs: [0, EPOCHS, 10] };
    frameHeights = [1205, 640];

    markup() {
      return `<div class="panels">${scatter.markup}${paths.markup}</div><div class="knobs">
${knob("chosen", "width", "width", 1, 12, 1)}${knob("chosen", "rate", "learning rate", 0, RATES.length - 1, 1)}
${knob("chosen", "epochs", "epochs", 0, EPOCHS, 10)}</div>
<p class="buttons">${button("all", "Train")}<span class="bin found"></span><span class="progress"></span></p>`;
    }

    init({ width, rate, epochs, all }) {
      this.knobs = { width, rate, epochs };
      this.button = all;
      this.find(".scatter .inside").innerHTML = `${points(scatter, x, y, dot)}<path class="line"/>`;
      this.find(".paths .inside").innerHTML = '<path class="trails"/>';
      all.onclick = () => (this.frame ? this.pause() : this.train());
      this.setState({});
    }

    setState(state) {
      this.setKnobs(state);
      this.draw();
      this.announceResult();
    }

    setKnobs({ width = 3, rate = 0.1, epochs = 300 }) {
      this.stop();
      this.knobs.width.value = width;
      this.knobs.rate.value = RATES.filter((each) => each <= rate).length - 1;
      this.knobs.epochs.value = epochs;
    }

    play(state) {
      this.setKnobs(state);
      this.train();
    }

    pause() {
      this.stop();
      this.draw();
      this.announceResult();
    }

    get state() {
      const { width, rate, epochs } = this.knobs;
      return { width: +width.value, rate: RATES[rate.value], epochs: +epochs.value };
    }

    // The weights after each epoch, as far as they were asked for. A run ends where its loss shows that it diverges.
    run(epochs) {
      const { width, rate } = this.state, key = `${width} ${rate}`;
      if (this.key !== key) [this.key, this.path] = [key, [network.start(DATA, width)]];
      const { path } = this;
      while (path.length <= epochs && network.loss(x, y, path.at(-1)) <= DIVERGED) path.push(network.step(x, y, path.at(-1), rate));
      return path.slice(0, epochs + 1);
    }

    // From the start to the chosen epochs, as the reader watches.
    train() {
      const { epochs } = this.state;
      let shown = 0;
      this.announce("");
      this.animate(() => {
        shown = Math.min(epochs, shown + Math.max(1, Math.round(epochs / 60)));
        this.draw(shown);
        return shown < epochs && !this.diverged;
      }, () => (this.draw(), this.commit()));
    }

    get tried() {
      const { width, rate } = this.state;
      return [width, rate, this.taken, this.count, this.diverged ? `over ${DIVERGED}` : this.loss.toFixed(3)];
    }

    get given() {
      const { width, rate, epochs } = this.state;
      return { ...DATA, width, learning_rate: rate, epochs };
    }

    draw(shown) {
      const running = shown !== undefined, { width, rate, epochs } = this.state, { knobs } = this;
      const path = this.run(shown ?? epochs), weights = path.at(-1);
      this.loss = network.loss(x, y, weights);
      this.diverged = this.loss > DIVERGED;
      this.taken = path.length - 1;
      this.count = 3 * width + 1;
      const curve = Array.from({ length: 121 }, (_, i) => i / 60 - 1).map((at) => [at, Math.max(-9, Math.min(9, network.predict(weights, at)))]);
      this.drawPath(".line", scatter.path(curve));
      const some = path.map((_, epoch) => epoch).filter((epoch) => epoch % Math.ceil(path.length / 150) === 0 || epoch === path.length - 1);
      const span = Math.max(20, this.diverged ? this.taken : epochs); // the axis ends where the run does
      const values = some.map((epoch) => [epoch / span, flat(path[epoch])]);
      [...this.stage.querySelectorAll(".paths .axes text")].slice(1, 3).forEach((tick, i) => (tick.textContent = Math.round((span * (i + 1)) / 2)));
      this.drawPath(".trails", Array.from({ length: this.count }, (_, i) => paths.path(values.map(([epoch, all]) => [epoch, clip(all[i])]))).join(""));
      const error = this.diverged ? "diverged" : `mean squared error ${this.loss.toFixed(3)}`;
      setKnobText(knobs.width, width, `, ${this.count} parameters, ${error}`);
      setKnobText(knobs.rate, rate, `, ${error}`);
      setKnobText(knobs.epochs, epochs, `, ${error}`);
      for (const each of Object.values(knobs)) each.disabled = running;
      this.button.textContent = running ? "Pause" : "Train";
      this.classList.toggle("running", running);
      this.find(".buttons .bin").textContent = `${this.count} weights and biases`;
      this.find(".progress").textContent = `epoch ${this.taken}, ${error}`;
    }

    announceResult() {
      const { count, taken, loss, diverged } = this, { width, rate } = this.state, error = loss.toFixed(3);
      const after = `After ${taken} epoch${taken === 1 ? "" : "s"}`, start = network.loss(x, y, this.path[0]);
      const largest = format(Math.max(...flat(this.path[taken]).map(Math.abs)));
      this.announce(diverged ? `${after} the run diverges: its mean squared error is over ${DIVERGED}. A learning rate of ${rate} makes the steps too long at width ${width}, and sooner or later the error runs away. The run is stopped here, before the numbers become too large for a computer.`
        : !taken ? `At the start there are ${count} values, three for each neuron and one more. Training has not moved them yet. The mean squared error is ${error}.`
        : loss > start ? `${after} the mean squared error is ${error}, higher than at the start. The steps are too long.`
        : `${after} training has found ${count} parameters, three for each neuron and one more. The largest is ${largest} in size. The mean squared error is ${error}.${width === 1 ? " A single tanh neuron can rise or fall, but it cannot do both." : ""}`);
    }
  });
}
