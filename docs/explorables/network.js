// Gradient descent on the mean squared error of a network with one hidden layer of tanh neurons. The same as snippets/small_network.py.
const network = {
  start: ({ start_w, start_b, start_v, start_c }, width) =>
    ({ w: start_w.slice(0, width), b: start_b.slice(0, width), v: start_v.slice(0, width), c: start_c[0] }),
  predict: ({ w, b, v, c }, x) => w.reduce((sum, weight, i) => sum + v[i] * Math.tanh(weight * x + b[i]), c),
  loss: (x, y, weights) => x.reduce((sum, value, row) => sum + (network.predict(weights, value) - y[row]) ** 2, 0) / x.length,

  step(x, y, { w, b, v, c }, rate) {
    const hidden = x.map((value) => w.map((weight, i) => Math.tanh(weight * value + b[i])));
    const residuals = hidden.map((units, row) => units.reduce((sum, unit, i) => sum + v[i] * unit, c) - y[row]);
    const back = (row, i) => v[i] * (1 - hidden[row][i] ** 2);
    const moved = (from, slope) =>
      from - ((rate * 2) / x.length) * residuals.reduce((sum, residual, row) => sum + residual * slope(row), 0);
    return {
      w: w.map((weight, i) => moved(weight, (row) => back(row, i) * x[row])),
      b: b.map((bias, i) => moved(bias, (row) => back(row, i))),
      v: v.map((weight, i) => moved(weight, (row) => hidden[row][i])),
      c: moved(c, () => 1),
    };
  },
};
