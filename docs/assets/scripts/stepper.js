// The rule as a stepper: name a value, answer its questions by button, and land on a card. The way is in the address.
(() => {
  const place = document.getElementById("stepper");
  if (!place) return;

  // A question has a text in which # is the value, and its answers; an answer leads to a question or to a category.
  const QUESTIONS = {
    data: ["Keep every setting and the seed fixed. Could different training data change #?", { yes: ["Yes", "needed"], no: ["No", "what"] }],
    needed: ["Training finds #. Does the model need it to make predictions?", { yes: ["Yes", "how"], no: ["No", "kept"] }],
    how: ["How did the run get #?", {
      fit: ["By fitting the model to its goal", "parameter"],
      count: ["By averaging or counting beside that fit", "fitted statistic"],
      copy: ["By copying training rows", "stored data"],
      compare: ["By comparing candidate settings", "chosen setting"],
    }],
    kept: ["What is # there for?", {
      compare: ["It won a comparison of candidate settings", "chosen setting"],
      go: ["It is kept so that training can go on", "training state"],
      else: ["Anything else", "result"],
    }],
    what: ["The run is given #. What is it?", {
      data: ["Data that you hand in", "input"],
      number: ["A ready-made number inside the model", "fixed value"],
      setting: ["A setting", "changes"],
    }],
    changes: ["What can changing # change, by more than a different random seed would?", {
      model: ["The model", "formula"],
      output: ["Only what is done with the finished model's scores or outputs", "inference setting"],
      nothing: ["Nothing", "run setting"],
    }],
    formula: ["Does the prediction formula contain #, as a number, a shape, or a function?", {
      yes: ["Yes", "structural hyperparameter"],
      no: ["No", "training hyperparameter"],
    }],
  };
  const LABELS = { data: "Question 1", needed: "Question 2" };
  const CATEGORIES = {
    parameter: ["found", "Training finds it by fitting the model to data, and the model needs it to make predictions.", "the slope of a line, the centroids of k-means"],
    "fitted statistic": ["neither", "An average or a count that the run computes beside the fit. Statisticians call it an estimated parameter.", "a scaler's mean, the running mean of batch normalization"],
    "stored data": ["neither", "Training rows that the model keeps.", "the rows that kNN keeps, the support vectors of an SVM"],
    "chosen setting": ["neither", "The run found it by comparing candidates. Others call it a tuned hyperparameter.", "the penalty that RidgeCV picks, the epoch that early stopping keeps"],
    "training state": ["neither", "Training needs it to go on, and a prediction does not.", "the running averages of Adam, a learning rate that a schedule has lowered on a plateau"],
    result: ["neither", "Training produces it, and nothing needs it afterwards.", "the loss curve, the labels that k-means gives the training rows"],
    input: ["neither", "It is data, and not a setting.", "the training rows, a prompt"],
    "fixed value": ["neither", "A number of the model that was ready before this run and stays as it is.", "frozen weights, a random projection"],
    "structural hyperparameter": ["chosen", "You give it to the run, it changes the model, and the prediction formula contains it.", "k in kNN, the number of layers"],
    "training hyperparameter": ["chosen", "You give it to the run, and it changes the model that training finds. The prediction formula does not contain it.", "the learning rate, the penalty strength"],
    "inference setting": ["neither", "It acts after the model: on its scores or outputs.", "a decision threshold, the temperature of a language model"],
    "run setting": ["neither", "It does not change the model by more than a different seed would.", "the seed, the number of parallel jobs"],
  };
  // Twelve values to try, one for each category, each with its way.
  const VALUES = {
    __proto__: null, // a value may be called "constructor"
    "the slope of a line": "yes yes fit",
    "the mean in a scaler": "yes yes count",
    "the rows that kNN keeps": "yes yes copy",
    "the penalty that RidgeCV picks": "yes no compare",
    "Adam's running averages": "yes no go",
    "the loss curve": "yes no else",
    "the number of training rows": "no data",
    "frozen weights": "no number",
    "k in kNN": "no setting model yes",
    "the dropout rate": "no setting model no",
    "a decision threshold": "no setting output",
    "the random seed": "no setting nothing",
  };

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const read = () => {
    const asked = new URLSearchParams(location.search);
    return { value: (asked.get("value") ?? "").slice(0, 80), way: (asked.get("way") ?? "").split(".").filter(Boolean) };
  };
  const address = (value, way) => `?${new URLSearchParams({ value, way: way.join(".") })}#stepper`;
  const go = (value, way) => {
    history.pushState(null, "", value ? address(value, way) : `${location.pathname}#stepper`);
    show(true);
  };
  const quoted = (value) => (value in VALUES ? value : `“${value}”`);

  // Follows a way as far as it leads: the questions that were answered, and where it ends.
  const follow = (way) => {
    const answered = [];
    let next = "data";
    for (const answer of way) {
      if (!QUESTIONS[next] || !Object.hasOwn(QUESTIONS[next][1], answer)) break;
      answered.push([next, answer]);
      next = QUESTIONS[next][1][answer][1];
    }
    return { answered, next };
  };

  const start = () => {
    const field = element("input", { type: "text", name: "value", maxLength: 80, placeholder: "dropout rate", autocomplete: "off" });
    const form = element("form", { className: "stepper-form" }, element("label", {}, "Name a value ", field), element("button", {}, "Ask"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.value.trim()) go(field.value.trim(), []);
    });
    const choices = Object.keys(VALUES).map((value) => element("button", { type: "button", onclick: () => go(value, []) }, value));
    return [element("p", {}, "Answer the questions for a value of your own, the finer ones of this page included."), form,
      element("p", {}, "Or pick one:"), element("p", { className: "choices" }, ...choices)];
  };

  const step = (value, answered, next) => {
    const way = answered.map(([, answer]) => answer);
    const name = quoted(value);
    const trail = element("ol", {}, ...answered.map(([question, answer], i) => {
      const back = element("a", { href: address(value, way.slice(0, i)) }, "change");
      back.addEventListener("click", (event) => (event.preventDefault(), go(value, way.slice(0, i))));
      return element("li", {}, `${QUESTIONS[question][0].replace("#", name)} `, element("b", {}, QUESTIONS[question][1][answer][0]), " (", back, ")");
    }));
    const again = element("button", { type: "button", className: "again", onclick: () => go("", []) }, "Ask about another value");
    if (QUESTIONS[next]) {
      const [text, answers] = QUESTIONS[next];
      const buttons = Object.entries(answers).map(([answer, [words]]) => element("button", { type: "button", onclick: () => go(value, [...way, answer]) }, words));
      return [trail, element("p", { className: "asked", tabIndex: -1 }, `${LABELS[next] ?? "A finer question"}: ${text.replace("#", name)}`), element("p", { className: "choices" }, ...buttons), again];
    }
    const [kind, sentence, examples] = CATEGORIES[next];
    const card = element("div", { className: `card ${kind}` },
      element("p", { className: "verdict asked", tabIndex: -1 }, element("b", { className: `bin ${kind}` }, next)),
      element("p", {}, `So ${name} is ${next === "stored data" ? "" : /^i/.test(next) ? "an " : "a "}${next}. ${sentence}`),
      element("p", {}, `Two more: ${examples}.`));
    const ours = VALUES[value];
    const note = ours && ours !== way.join(" ") ? [element("p", {}, "We answered differently: ", element("a", { href: address(value, ours.split(" ")) }, "see our way"), ".")] : [];
    return [trail, card, ...note, again];
  };

  function show(focus) {
    const { value, way } = read();
    const { answered, next } = follow(way);
    place.replaceChildren(...(value ? step(value, answered, next) : start()));
    if (focus) place.querySelector(".asked, input")?.focus();
  }
  addEventListener("popstate", () => show());
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", "The rule, step by step");
  document.head.append(element("link", { rel: "stylesheet", href: document.querySelector(".search").dataset.style }));
  show();
})();
