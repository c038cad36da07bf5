// Runs Python for a page, in a thread of its own: Pyodide, with the packages that a program needs.
// A page starts it with new Worker(url, { type: "module" }) and sends orders { program, name, needs }; to these a program adds its
// data cell, and a lab a kind ("cell" or "answer") and the check of an answer. It answers with { type }: "bytes" (done, total),
// "starting", "running", "output" (text, stream), and then "end" (failure, columns, verdict) or "broken" (reason, file, message).

const say = (type, more) => postMessage({ type, ...more });
const here = (name) => new URL(name, self.location);
const parts = { files: {} }; // what parts.json says: each file by its name, and which of them the core and each package need
const kept = {}; // what has come, by name
const asked = self.fetch.bind(self);

const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]); // compiled to see whether a policy forbids it

class Broken extends Error {
  constructor(reason, file) {
    super(reason);
    Object.assign(this, { reason, file });
  }
}

// One file of Pyodide, unpacked and compared with its hash. Its bytes are counted as they come.
const progress = { done: 0, total: 0 };
const load = async (name) => {
  const { file, bytes, sha256, gzip } = parts.files[name];
  const reply = await asked(here(parts.folder + file)).catch(() => { throw new Broken("offline", file); });
  if (!reply.ok) throw new Broken("missing", file);
  let seen = 0;
  const counted = reply.body.pipeThrough(new TransformStream({
    transform(chunk, out) {
      seen += chunk.length;
      progress.done += chunk.length;
      say("bytes", progress);
      out.enqueue(chunk);
    },
  }));
  const stream = gzip ? counted.pipeThrough(new DecompressionStream("gzip")) : counted;
  const content = await new Response(stream).arrayBuffer().catch(() => { throw new Broken(navigator.onLine ? "cut" : "offline", file); });
  progress.done += bytes - seen; // where the server has compressed it by itself
  if (self.crypto.subtle) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
    if ([...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") !== sha256) throw new Broken("hash", file);
  }
  return content;
};
const keep = (name) => (kept[name] ??= load(name));

// Pyodide asks for its files by their own names; it gets what was loaded and compared.
self.fetch = async (request, options) => {
  const name = decodeURIComponent(String(request.url ?? request).split("/").pop());
  if (!parts.files[name]) return asked(request, options);
  return new Response(await keep(name), { headers: { "Content-Type": name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream" } });
};

const RUN = `
import contextlib, json, linecache, math, sys, traceback

lab, after_cells = {}, {}  # the names that the cells of a lab have made: as they are, and as the last cell left them

def execute(source, name, namespace):
    """Runs a source. Returns the name of the error that stopped it, or None."""
    import numpy
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    try:
        with numpy.printoptions(), numpy.errstate():
            exec(compile(source, name, "exec"), namespace)
    except BaseException as error:
        traceback.print_exception(error.with_traceback(error.__traceback__.tb_next))
        return type(error).__name__
    finally:
        sys.stdout.flush()
        sys.stderr.flush()

def gather(cell, namespace):
    """What the data cell of a program gathers for its figure, as JSON; None where a changed program has not its names."""
    with contextlib.suppress(Exception):
        exec(cell, namespace)
        finite = lambda value: None if isinstance(value, float) and not math.isfinite(value) else value
        import numpy
        lists = {key: numpy.asarray(list(column)).tolist() for key, column in namespace["data"].items()}
        return json.dumps({key: [finite(value) for value in column] for key, column in lists.items()})

def judge(check, namespace, printed):
    """Whether the answer to an exercise passes its check: an empty text, or what is not right yet."""
    try:
        exec(check, namespace | {"printed": printed})
    except AssertionError as error:
        return str(error)
    except NameError as error:
        return f"The name {error.name} is not there yet."
    except Exception as error:
        return f"The check could not read the answer ({type(error).__name__}: {error})."
    return ""

def names_for(kind):
    """A namespace: a new one for a program; that of the lab for its cells; and the same for an answer, as the cells left it."""
    if kind == "cell":
        return lab
    if kind != "answer":
        return {"__name__": "__main__"}
    if not after_cells:
        after_cells.update(lab)
    lab.clear()
    lab.update(after_cells)  # the functions of the cells look for their names here, and not in a copy
    return lab
execute, gather, judge, names_for
`;

let pyodide, python;
let printed; // by the order that is worked on
const tell = (text, stream) => {
  if (stream === "stdout") printed += text;
  say("output", { text, stream });
};
const bring = async (names) => {
  const missing = names.filter((name) => !kept[name]);
  progress.total += missing.reduce((sum, name) => sum + parts.files[name].bytes, 0);
  await Promise.all(missing.map(keep));
};

const start = async (needs) => {
  if (!pyodide) {
    if (typeof DecompressionStream !== "function") throw new Broken("old");
    try { new WebAssembly.Module(EMPTY_MODULE); } catch { throw new Broken("policy"); }
    const reply = await asked(here("parts.json")).catch(() => { throw new Broken("offline", "parts.json"); });
    if (!reply.ok) throw new Broken("missing", "parts.json");
    Object.assign(parts, await reply.json());
  }
  const wanted = needs.flatMap((need) => parts.packages[need]);
  await bring(pyodide ? wanted : [...parts.core, ...wanted]);
  if (!pyodide) {
    say("starting");
    const { loadPyodide } = await import(here(`${parts.folder}pyodide.js`)).catch(() => { throw new Broken("missing", "pyodide.js"); });
    pyodide = await loadPyodide({ indexURL: here(parts.folder).href, lockFileURL: here(`${parts.folder}pyodide-lock.json`).href });
    pyodide.setStdin({ stdin: () => null });
    pyodide.setStdout({ batched: (text) => tell(`${text}\n`, "stdout") });
    pyodide.setStderr({ batched: (text) => tell(`${text}\n`, "stderr") });
    python = pyodide.runPython(RUN).toJs();
  }
  const failed = [];
  await pyodide.loadPackage(needs, { messageCallback() {}, errorCallback: (message) => failed.push(message) });
  if (failed.length) throw new Broken("package", failed.join("\n"));
  for (const name of Object.keys(kept)) kept[name] = "used"; // what was loaded is in Pyodide now
};

onmessage = async ({ data: { program, name, needs, kind, data, check } }) => {
  try {
    await start(needs);
    say("running");
    printed = "";
    const [execute, gather, judge, namesFor] = python;
    const names = namesFor(kind);
    const failure = execute(program, name, names);
    const columns = !failure && data ? gather(data, names) : undefined;
    const verdict = !failure && check ? judge(check, names, printed) : undefined;
    names.destroy();
    say("end", { failure, columns: columns && JSON.parse(columns), verdict });
  } catch (error) {
    const reason = error.reason ?? (/memory/i.test(error.message) ? "memory" : "other");
    say("broken", { reason, file: error.file, message: String(error.message) });
  }
};
