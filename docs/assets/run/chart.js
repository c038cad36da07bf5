// A plain drawing of the columns that a run has gathered, with a legend. The first of those that belong together is the x axis:
// lines where it rises, points where it does not, bars where it has words.
const WIDTH = 480, HEIGHT = 300, LEFT = 62, RIGHT = 12, TOP = 12, BOTTOM = 44, MOST = 6;

const svg = (tag, attributes, ...children) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};
const isNumber = (value) => typeof value === "number";
// A number of an axis, short: 5e8 for 500000000.
const written = (value) => (Math.abs(value) >= 1e5 || (value && Math.abs(value) < 1e-3) ? value.toExponential().replace("e+", "e") : String(value));
const round = (value) => Math.round(value * 10) / 10;

// An axis from the least to the greatest value. It is logarithmic where all are positive and span more than three powers of ten.
export const axisOf = (values, from, to) => {
  let low = Math.min(...values), high = Math.max(...values);
  const isLog = low > 0 && high / low > 1000;
  const change = isLog ? Math.log10 : (value) => value;
  if (low === high) [low, high] = isLog ? [low / 2, high * 2] : [low - 1, high + 1];
  const [a, b] = [change(low), change(high)];
  const place = (value) => round(from + ((change(value) - a) / (b - a)) * (to - from));
  return { place, ticks: isLog ? powers(a, b) : roundSteps(low, high) };
};
const powers = (a, b) => {
  const every = Math.ceil((b - a) / 6), found = [];
  for (let power = Math.ceil(a); power <= b; power += every) found.push(+`1e${power}`);
  return found;
};
const roundSteps = (low, high) => {
  const rough = (high - low) / 5, power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const found = [];
  for (let k = Math.ceil(low / step); k * step <= high; k++) found.push(+(k * step).toPrecision(12));
  return found;
};

// The columns that belong together, the x axis first: those of one length. A group whose first column rises is taken before
// one of single points, such as the rows that a model was fitted to.
const rises = (values) => values.every((value, i) => i === 0 || value > values[i - 1]);
const together = (columns) => {
  const groups = new Map();
  for (const [name, values] of Object.entries(columns)) {
    const group = groups.get(values.length) ?? groups.set(values.length, []).get(values.length);
    if (values.length > 1 && (!group.length || values.some(isNumber))) group.push([name, values]);
  }
  const found = [...groups.values()].filter((group) => group.length > 1);
  return (found.find(([[, x]]) => rises(x)) ?? found[0] ?? [[]]).slice(0, MOST + 1);
};

export const chart = (columns) => {
  const [[xName, x], ...series] = together(columns);
  if (!series.length) return undefined;
  const hasWords = !isNumber(x[0]);
  const across = hasWords ? x.map((_, i) => i + 0.5) : x;
  const xAxis = axisOf(hasWords ? [0, x.length] : across.filter(isNumber), LEFT, WIDTH - RIGHT);
  const heights = series.flatMap(([, values]) => values.filter(isNumber));
  const yAxis = axisOf(hasWords ? [0, ...heights] : heights, HEIGHT - BOTTOM, TOP);
  const isCurve = rises(across);
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${series.map(([name]) => name).join(", ")} over ${xName}` });
  for (const value of yAxis.ticks) {
    const y = yAxis.place(value);
    drawing.append(svg("line", { class: "grid", x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y }), svg("text", { x: LEFT - 6, y: y + 4, "text-anchor": "end" }, written(value)));
  }
  const labels = hasWords ? x.map((word, i) => [across[i], word]) : xAxis.ticks.map((value) => [value, written(value)]);
  for (const [value, text] of labels) drawing.append(svg("text", { x: xAxis.place(value), y: HEIGHT - BOTTOM + 18, "text-anchor": "middle" }, text));
  drawing.append(svg("text", { x: (LEFT + WIDTH) / 2, y: HEIGHT - 8, "text-anchor": "middle" }, xName));
  series.forEach(([name, values], k) => {
    const points = values.map((value, i) => [across[i], value]).filter(([a, b]) => isNumber(a) && isNumber(b)).map(([a, b]) => [xAxis.place(a), yAxis.place(b)]);
    const group = svg("g", { class: `series series-${k}` }, svg("title", {}, name));
    const wide = (WIDTH - LEFT - RIGHT) / x.length / (series.length + 1);
    if (hasWords) for (const [px, py] of points) group.append(svg("rect", { x: round(px + (k - series.length / 2) * wide), y: py, width: round(wide), height: Math.max(0, round(yAxis.place(0) - py)) }));
    else if (isCurve) group.append(svg("path", { d: points.map(([px, py], i) => `${i ? "L" : "M"}${px} ${py}`).join("") }));
    else for (const [px, py] of points) group.append(svg("circle", { cx: px, cy: py, r: 3 }));
    drawing.append(group);
  });
  const legend = document.createElement("ul");
  legend.append(...series.map(([name], k) => Object.assign(document.createElement("li"), { className: `series-${k}`, textContent: name })));
  return [drawing, legend];
};
