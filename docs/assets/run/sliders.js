// The hyperparameters that a program names: lines such as "learning_rate = 0.1  # hyperparameter: given", or "spread = 0.7  # of
// the noise: hyperparameter, given". Where the comment ends in names ("# hyperparameters: rank and alpha"), only those are meant.
const LINE = /^(\w+(?:, \w+)*) = ([-\d.e]+(?:, [-\d.e]+)*) +# ((?:[^:\n]*: )?hyperparameters?(?:[:,] .*)?)$/gm;

const meant = (names, comment) => {
  const words = comment.split(/\W+/);
  const named = names.filter((name) => words.includes(name));
  return named.length ? named : names;
};

export const hyperparameters = (source) => [...source.matchAll(LINE)].flatMap(([, left, right, comment]) => {
  const names = left.split(", "), values = right.split(", ");
  if (names.length !== values.length) return [];
  return meant(names, comment).map((name) => ({ name, value: values[names.indexOf(name)] }));
});

// The program with another value for one of them.
export const withValue = (source, name, value) => source.replace(LINE, (line, left, right, comment) => {
  const names = left.split(", "), values = right.split(", "), at = names.indexOf(name);
  if (at < 0 || !meant(names, comment).includes(name)) return line;
  values[at] = value;
  return line.replace(`= ${right}`, () => `= ${values.join(", ")}`);
});

// How a slider goes through the values of a hyperparameter that was given as `value`: whole numbers one by one from 1 to four
// times it, others by equal factors from a tenth of it to ten times it.
export const scaleOf = (value) => {
  if (/^\d+$/.test(value) && +value > 0) {
    const max = Math.max(10, 4 * value), step = max > 400 ? 10 ** Math.floor(Math.log10(max / 100)) : 1;
    return { min: step > 1 ? value % step : 1, max, step, from: Number, to: String };
  }
  const steps = 20;
  return {
    min: -steps, max: steps, step: 1,
    from: (text) => Math.round(steps * Math.log10(text / value)),
    to: (position) => (position === 0 ? value : String(+(value * 10 ** (position / steps)).toPrecision(2))),
  };
};
