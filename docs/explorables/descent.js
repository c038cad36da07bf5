// Gradient descent on the mean squared error of a line y = m x + c. Numbers in, numbers out; the same as snippets/line_descent.py.
const descent = {
  loss: (x, y, { m, c }) => x.reduce((sum, value, i) => sum + (m * value + c - y[i]) ** 2, 0) / x.length,

  step(x, y, { m, c }, rate) {
    let slope = 0, shift = 0;
    x.forEach((value, i) => {
      const residual = m * value + c - y[i];
      slope += residual * value;
      shift += residual;
    });
    return { m: m - (rate * 2 * slope) / x.length, c: c - (rate * 2 * shift) / x.length };
  },

  // Means that describe the whole loss: it is a parabola over m and c.
  shape(x, y) {
    const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const a = mean(x.map((value) => value * value)), b = mean(x), yMean = mean(y);
    const m = (mean(x.map((value, i) => value * y[i])) - b * yMean) / (a - b * b);
    const root = Math.hypot((a - 1) / 2, b);
    return { a, b, best: { m, c: yMean - m * b }, limit: 1 / ((a + 1) / 2 + root) };
  },
};
