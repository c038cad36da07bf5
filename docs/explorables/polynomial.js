// Polynomials fitted by ridge, the power 0 free of the penalty. Numbers in, numbers out; the same as snippets/degree_and_penalty.py.
const polynomial = {
  value: (found, x) => found.reduceRight((sum, coefficient) => sum * x + coefficient, 0),
  mse: (found, x, y) => x.reduce((sum, value, i) => sum + (polynomial.value(found, value) - y[i]) ** 2, 0) / x.length,

  // Least squares by QR (modified Gram-Schmidt); the penalty is one more row for each coefficient.
  fit(x, y, degree, penalty) {
    const extra = Array.from({ length: degree }, (_, i) => i + 1);
    const columns = Array.from({ length: degree + 1 }, (_, j) =>
      [...x.map((value) => value ** j), ...extra.map((i) => (i === j ? Math.sqrt(penalty) : 0))]);
    columns.push([...y, ...extra.map(() => 0)]);
    const dot = (u, v) => u.reduce((sum, value, i) => sum + value * v[i], 0);
    const R = columns.map(() => []);
    for (let j = 0; j <= degree; j++) {
      R[j][j] = Math.sqrt(dot(columns[j], columns[j]));
      const q = columns[j].map((value) => value / R[j][j]);
      for (let k = j + 1; k < columns.length; k++) {
        R[j][k] = dot(q, columns[k]);
        columns[k] = columns[k].map((value, i) => value - R[j][k] * q[i]);
      }
    }
    const found = [];
    for (let j = degree; j >= 0; j--)
      found[j] = (R[j][degree + 1] - found.reduce((sum, value, k) => sum + R[j][k] * value, 0)) / R[j][j];
    return found;
  },
};
