// Twenty terms to be sorted; after each the reason.
{
  const { Explorable, button } = explorables;
  const KINDS = ["parameter", "hyperparameter", "neither"], ROUND = 20, ROUNDS = DATA.term.length / ROUND;
  const kind = (bin) => (bin === "parameter" ? 0 : bin.includes("hyperparameter") ? 1 : 2);

  customElements.define("sort-it", class extends Explorable {
    ranges = { round: [1, ROUNDS, 1], term: [1, ROUND, 1] };
    frameHeights = [1215, 835];

    markup() {
      const owners = ["found", "chosen", "neither"];
      return `<p class="asked"><b class="term"></b> <span class="of"></span></p>
<p class="buttons">${KINDS.map((name, i) => button(name, `<span class="bin ${owners[i]}">${name}</span>`)).join("")}</p>
<p class="buttons">${button("next", "Next")}${button("again", "Again")}${button("more", "Another twenty")}<span class="progress"></span></p>
<div class="piles">${KINDS.map((name, i) => `<div><span class="bin ${owners[i]}">${name}</span><ul></ul></div>`).join("")}</div>`;
    }

    init(buttons) {
      this.buttons = buttons;
      this.answers = KINDS.map((name) => buttons[name]);
      this.piles = [...this.stage.querySelectorAll("ul")];
      this.answers.forEach((button, i) => (button.onclick = () => this.answer(i)));
      buttons.next.onclick = () => this.ask(this.at + 1);
      buttons.again.onclick = () => this.setState({ round: this.round });
      buttons.more.onclick = () => this.setState({ round: (this.round % ROUNDS) + 1 });
      this.setState({});
    }

    // The terms before the one that is asked for lie in their piles; nobody sorted them.
    setState({ round = 1, term = 1 }) {
      this.round = round;
      this.right = this.sorted = 0;
      for (const pile of this.piles) pile.innerHTML = "";
      for (let i = 0; i < term - 1; i++) this.addToPile(i);
      this.announce("");
      this.ask(term - 1);
    }

    row(at) {
      const place = (this.round - 1) * ROUND + at;
      return Object.fromEntries(Object.entries(DATA).map(([name, column]) => [name, column[place]]));
    }

    addToPile(at, wrong) {
      const { term, of, bin } = this.row(at);
      const item = Object.assign(document.createElement("li"), { textContent: `${wrong ? "✗ " : ""}${term}`, title: of });
      this.piles[kind(bin)].append(item);
    }

    ask(at) {
      const { term, of } = this.row((this.at = at));
      const inside = this.stage.contains(document.activeElement);
      this.find(".term").textContent = term;
      this.find(".of").textContent = of;
      this.lock(false);
      this.showProgress();
      if (inside) this.answers[0].focus();
    }

    answer(choice) {
      const { bin, reason } = this.row(this.at), right = kind(bin) === choice;
      this.addToPile(this.at, !right);
      this.right += right;
      this.sorted++;
      this.lock(true);
      this.showProgress();
      const end = this.at + 1 === ROUND ? ` That was the last: ${this.right} of ${this.sorted} right.` : "";
      this.announce(`${right ? "Yes" : "No"}: ${bin}. ${reason}${end}`);
      this.buttons[end ? "more" : "next"].focus();
      this.saveState({ round: this.round, term: Math.min(this.at + 2, ROUND) });
    }

    lock(answered) {
      for (const button of this.answers) button.disabled = answered;
      this.buttons.next.disabled = !answered || this.at + 1 === ROUND;
    }

    showProgress() {
      this.find(".progress").textContent = `Term ${this.at + 1} of ${ROUND}${this.sorted ? `; ${this.right} of ${this.sorted} right` : ""}`;
    }
  });
}
