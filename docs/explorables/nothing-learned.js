// k nearest neighbors: k is chosen, the rows are kept, and there is no parameter to be found.
{
  const { Explorable, follow, knob, panel, setKnobText } = explorables;
  const rows = DATA.a.map((a, i) => [a, DATA.b[i], DATA.label[i]]);
  const judges = { training: rows, validation: DATA.a_valid.map((a, i) => [a, DATA.b_valid[i], DATA.label_valid[i]]) };
  const CELLS = 30, LABELS = ["×", "●"];
  const map = panel("map", "The label that is predicted at each place, the rows that are kept, and the neighbors of the query", [-0.3, 1.3], [0, 1],
    [[0, 0.5, 1], "a"], [[0, 0.5, 1], "b"]);
  const errors = panel("judges", "Wrong rows in percent against k", [0, 42], [0, 40], [[1, 11, 21, 31, 41], "k"], [[0, 10, 20, 30, 40], "wrong rows, %"]);
  const percent = Object.fromEntries(Object.entries(judges).map(([name, judged]) =>
    [name, neighbors.wrong(rows, judged, DATA.k).map((count) => (100 * count) / judged.length)]));
  const wrong = (name, k) => percent[name][DATA.k.indexOf(k)].toFixed(0);
  const curve = (name) => errors.path(DATA.k.map((k, i) => [k, percent[name][i]]));
  const drawRow = ([a, b, label]) => {
    const [x, y] = map.at(a, b);
    return label ? `<circle class="point" cx="${x}" cy="${y}" r="3.5"/>` : `<path class="cross" d="M${x - 3} ${y - 3}l6 6m0-6l-6 6"/>`;
  };

  customElements.define("nothing-learned", class extends Explorable {
    ranges = { k: [1, 41], a: [0, 1], b: [0, 1] };
    frameHeights = [1160, 640];

    markup() {
      return `<div class="panels">${map.markup}${errors.markup}</div>
<div class="knobs">${knob("chosen", "k", "k", 1, 41, 2)}${knob("neither", "a", "query: a", 0, 1, 0.02)}${knob("neither", "b", "query: b", 0, 1, 0.02)}</div>
<p class="empty"><span class="bin found">parameters</span> none. The ${rows.length} training rows are kept as they are.</p>`;
    }

    init({ k, a, b }) {
      this.knobs = { k, a, b };
      this.find(".map .inside").innerHTML = `<path class="area"/><path class="near"/>${rows.map(drawRow).join("")}<circle class="query" r="5"/>`;
      this.find(".judges .inside").innerHTML = `<path class="choice"/><path class="train" d="${curve("training")}"/><path class="judge" d="${curve("validation")}"/>
<text x="150" y="42">training</text><text class="of-valid" x="104" y="132">validation</text>`;
      const moveQuery = (...place) => {
        [a.value, b.value] = place;
        this.draw();
      };
      follow(this.find(".map"), map, moveQuery, () => this.commit());
      this.setState({});
    }

    setState({ k = 9, a = 0.5, b = 0.5 }) {
      for (const [name, value] of Object.entries({ k, a, b })) this.knobs[name].value = value;
      this.draw();
      this.announceResult();
    }

    get state() {
      return Object.fromEntries(Object.entries(this.knobs).map(([name, { value }]) => [name, +value]));
    }

    get tried() {
      const { k, a, b } = this.state;
      return [k, a.toFixed(2), b.toFixed(2), this.prediction, `${wrong("training", k)}%`, `${wrong("validation", k)}%`];
    }

    get given() {
      const { k, a, b } = this.state;
      return { ...DATA, k, query_a: a, query_b: b };
    }

    draw() {
      const { k, a, b } = this.state;
      if (k !== this.drawnK) this.drawArea((this.drawnK = k));
      this.moveDot(".query", map.at(a, b));
      this.nearest = neighbors.nearest(rows, [a, b], k).map((i) => rows[i]);
      this.drawPath(".near", this.nearest.map(([p, q]) => map.path([[a, b], [p, q]])).join(""));
      const prediction = `, the query is predicted ${this.prediction}`;
      setKnobText(this.knobs.k, k, `, ${wrong("training", k)}% of training rows wrong, ${wrong("validation", k)}% of validation rows`);
      setKnobText(this.knobs.a, a.toFixed(2), prediction);
      setKnobText(this.knobs.b, b.toFixed(2), prediction);
    }

    // A square for each place where the prediction is a dot.
    drawArea(k) {
      const [left, low] = map.at(0, 0), [right] = map.at(1, 0), size = (right - left) / CELLS, squares = [];
      for (let i = 0; i < CELLS; i++)
        for (let j = 0; j < CELLS; j++)
          if (neighbors.label(rows, [(i + 0.5) / CELLS, (j + 0.5) / CELLS], k))
            squares.push(`M${(left + i * size).toFixed(1)} ${(low - (j + 1) * size).toFixed(1)}h${size}v${size}h-${size}z`);
      this.drawPath(".area", squares.join(""));
      this.drawPath(".choice", errors.path([[k, 0], [k, 40]]));
    }

    get prediction() {
      return LABELS[neighbors.label(rows, [this.state.a, this.state.b], this.state.k)];
    }

    announceResult() {
      const { k } = this.state, dots = this.nearest.filter(([, , label]) => label).length;
      this.announce((k === 1 ? "The nearest row votes alone: " : `Of the ${k} nearest rows ${dots} ${dots === 1 ? "is" : "are"} ● and ${k - dots} ×: `) + `the predicted label is ${this.prediction}. `
        + `k = ${k} is wrong on ${wrong("training", k)}% of the training rows and ${wrong("validation", k)}% of the validation rows`
        + (k === 1 ? ". Each training row is its own nearest neighbor, so the training error at k = 1 says nothing about new rows." : "."));
    }
  });
}
