// The search, fetched when somebody goes for the box: asks the worker what was typed, and shows what it finds.
{
  const form = document.querySelector(".search");
  const box = form.querySelector(".search-box");
  const status = form.querySelector(".search-status");
  const list = form.querySelector(".search-results");
  const completion = form.querySelector(".search-completion");
  const here = document.currentScript.src;
  const base = new URL("../../", here);

  const READY = 1;
  const RESULT = 3;
  const ROWS = 4;
  const ROWS_SHOWN = 3;
  const worker = new Worker(new URL("search-worker.js", here));
  let busy = true; // it answers one message at a time
  let answered = "";
  let best = null; // the link that Enter opens
  let entered = false; // Enter was pressed before the answer was there
  let failed = false;

  const fail = () => {
    failed = true;
    status.textContent = "The search could not be loaded. Is the network there?";
  };
  worker.onerror = fail;
  worker.onmessage = ({ data: { type, data } }) => {
    if (type === ROWS && document.activeElement === box) answered = ""; // with the rows there may be a better answer
    else if (type === ROWS) return (busy = false);
    else if (type !== READY && type !== RESULT) return;
    busy = false;
    if (type === READY) fetched("generated/names.json").then((index) => worker.postMessage({ type: ROWS, data: index })).catch(() => {});
    if (type === RESULT) show(data);
    ask();
  };
  // The pages come first. The rows of the lookup, which are as many bytes again, follow when the pages can be searched.
  const fetched = (name) => fetch(new URL(name, base)).then((reply) => (reply.ok ? reply.json() : Promise.reject(reply.status)));
  if (!box.value) status.textContent = "Type to search";
  fetched("search/search_index.json")
    .then((index) => worker.postMessage({ type: 0, data: { ...index, options: { suggest: true } } }))
    .catch(fail);

  const ask = () => {
    const typed = box.value.trim();
    if (failed) return;
    if (busy) {
      if (typed && !answered) status.textContent = "Searching";
    } else if (!typed) {
      answered = completion.textContent = "";
      list.replaceChildren();
      best = null;
      status.textContent = "Type to search";
    } else if (typed !== answered) {
      busy = true;
      answered = typed;
      worker.postMessage({ type: 2, data: typed });
    } else if (entered) {
      entered = false;
      best?.click();
    }
  };

  // One result: a page, or a place on it. The index holds HTML that was escaped when it was made, and the worker marks words in it.
  const link = (place, kind, told) => {
    const made = document.createElement("a");
    made.className = `search-result ${kind}`;
    made.href = new URL(location.protocol === "file:" ? place.location.replace(/\/#/, "/index.html#") : place.location, base);
    made.innerHTML = `<b>${place.title}</b>${told ? place.text : ""}`;
    if (place.verdict) {
      const [kind, bin, model] = place.verdict;
      made.append(Object.assign(document.createElement("p"), { innerHTML: `<b class="bin ${kind}">${bin}</b> in ` }));
      made.lastChild.append(model);
    }
    if (told && place.missing?.length) {
      const line = document.createElement("p");
      line.append("Missing: ", ...place.missing.flatMap((word) => [Object.assign(document.createElement("del"), { textContent: word }), " "]));
      made.append(line);
    }
    return made;
  };

  // The others on a page are made when somebody asks for them: the lookup table alone has hundreds.
  const fold = (places, of) => {
    const made = document.createElement("details");
    made.innerHTML = `<summary>${places.length} more${of}</summary>`;
    made.addEventListener("toggle", () => made.append(...places.map((place) => link(place, "of-place", true))), { once: true });
    return made;
  };

  // A page with the places on it that match as well as the best one; the others are folded.
  const group = (found) => {
    const page = found.find((place) => !place.location.includes("#")); // the rows of the lookup have none
    const places = found.filter((place) => place !== page);
    const good = page ? places.filter((place) => place.score >= found[0].score) : places.slice(0, ROWS_SHOWN);
    const shown = good.map((place) => link(place, "of-place", true));
    if (page) shown.unshift(link(page, "of-page", found[0] === page && !good.length));
    const rest = places.slice(good.length);
    const item = document.createElement("li");
    item.append(...shown, ...(rest.length ? [fold(rest, page ? " on this page" : "")] : []));
    best ??= shown[!page || found[0] === page ? 0 : 1];
    return item;
  };

  const show = ({ items, suggest }) => {
    if (list.contains(document.activeElement)) return; // somebody is among the results
    best = null;
    list.replaceChildren(...items.map(group));
    status.textContent = items.length === 1 ? "1 result" : `${items.length || "No"} results`;
    list.parentElement.scrollTop = 0;
    const words = box.value.split(/([\s-]+)/);
    const word = suggest?.[suggest.length - 1] ?? "";
    const begun = words.pop();
    completion.textContent = begun && word.startsWith(begun) ? words.join("") + word : "";
  };

  box.addEventListener("input", () => (completion.textContent = "", ask()));
  form.addEventListener("reset", () => setTimeout(() => (ask(), box.focus())));
  form.addEventListener("submit", () => (entered = true, ask()));
  form.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key === "ArrowRight" && completion.textContent && box.selectionStart === box.value.length) {
      box.value = completion.textContent;
      ask();
    }
    if (key !== "ArrowDown" && key !== "ArrowUp") return;
    event.preventDefault();
    const stops = [box, ...list.querySelectorAll("a, summary")].filter((stop) => !stop.matches("details:not([open]) > a"));
    const next = stops.indexOf(document.activeElement) + (key === "ArrowDown" ? 1 : -1);
    stops[(next + stops.length) % stops.length].focus();
  });
  ask();
}
