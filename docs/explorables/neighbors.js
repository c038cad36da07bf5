// k nearest neighbors; of equally near rows the first comes first. The same as snippets/knn_map.py.
const neighbors = {
  nearest(rows, [a, b], k) {
    const far = rows.map(([p, q], i) => [(a - p) * (a - p) + (b - q) * (b - q), i]);
    return far.sort((one, other) => one[0] - other[0] || one[1] - other[1]).slice(0, k).map(([, i]) => i);
  },

  label(rows, place, k) {
    const votes = neighbors.nearest(rows, place, k).reduce((sum, i) => sum + rows[i][2], 0);
    return Number(votes > k / 2);
  },

  // How many of the judged rows get a wrong label, for each k in turn.
  wrong(rows, judged, ks) {
    const counts = ks.map(() => 0);
    for (const row of judged) {
      const votes = [0];
      for (const i of neighbors.nearest(rows, row, ks.at(-1))) votes.push(votes.at(-1) + rows[i][2]);
      ks.forEach((k, at) => (counts[at] += Number(votes[k] > k / 2) !== row[2]));
    }
    return counts;
  },
};
