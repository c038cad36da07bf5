// k nearest neighbors; of equally near rows the first comes first. The same as snippets/knn_map.py.
const neighbors = {
  // The k nearest so far stand in order, the next behind them. A row moves before those that are farther; most rows stay.
  nearest(rows, [a, b], k) {
    const near = [], far = [];
    rows.forEach(([p, q], i) => {
      const distance = (a - p) * (a - p) + (b - q) * (b - q);
      let at = Math.min(far.length, k);
      for (; at && distance < far[at - 1]; at--) {
        far[at] = far[at - 1];
        near[at] = near[at - 1];
      }
      far[at] = distance;
      near[at] = i;
    });
    return near.slice(0, k);
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
