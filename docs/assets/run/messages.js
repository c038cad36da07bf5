// What the panel says when something goes wrong, in a sentence or two.
const BROKEN = {
  offline: () => "Python could not be loaded. Is this device online?",
  missing: ({ file }) => `Python could not be loaded: this server does not have the file ${file}.`,
  cut: ({ file }) => `The connection broke while ${file} was loading. Try again.`,
  hash: ({ file }) => `The file ${file} is not the one that this page expects, so it was not used. Something on the way has changed it.`,
  package: ({ file }) => `A package of Python could not be loaded. ${file}`,
  silent: () => "Nothing has come for 60 seconds, so the start was given up. Try again on a faster connection.",
  wasm: () => "This browser cannot run Python: WebAssembly is missing, or it is switched off.",
  policy: () => "The security policy of this server or browser does not let WebAssembly run, which Python needs here.",
  old: () => "This browser is too old to run Python in a page. A newer one can.",
  memory: () => "This device has not enough free memory to run Python in a page. Close other tabs and try again.",
  worker: () => "What runs Python could not be started. Load the page again.",
};
export const whatBroke = (about) => (BROKEN[about.reason] ?? (({ message }) => `Python stopped unexpectedly: ${message}.`))(about);

const ADVICE = {
  NameError: "It uses a name that nothing before it has defined. Is a word spelled differently, or was the line deleted that defines it?",
  SyntaxError: "Python cannot read the line that is shown. Look there, and at the end of the line before it, for a missing bracket, quote or colon.",
  IndentationError: "A line begins with more or fewer spaces than Python expects there.",
  TabError: "A line mixes tabs and spaces at its beginning. Use spaces alone.",
  TypeError: "A value is of another kind than the operation or the function can take.",
  ValueError: "A value is of the right kind, but not one that can be used there. With arrays: do their shapes fit?",
  IndexError: "It asks for an element beyond the end of an array or a list.",
  KeyError: "It asks a dictionary for a key that is not in it.",
  AttributeError: "It asks an object for something that the object does not have. Is the name after the dot right?",
  ZeroDivisionError: "It divides by zero.",
  ModuleNotFoundError: "Only numpy is here, and scikit-learn where the program begins with it. Other libraries need Python on your own machine.",
  ImportError: "The library is here, but it does not have that name.",
  MemoryError: "It asks for more memory than the page may use. Make the arrays smaller.",
  RecursionError: "A function calls itself again and again without an end.",
  AssertionError: "A condition that the program states does not hold.",
  LinAlgError: "The matrix is not one that this function can take. Is it square?",
  EOFError: "A program cannot ask for input here. Write the value into the program.",
  OSError: "A program here cannot reach files or the network of your device.",
};
export const advice = (kind) => ADVICE[kind] ?? "The last line of what it printed says why.";
