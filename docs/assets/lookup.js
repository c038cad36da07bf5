// Filters the lookup tables by what is typed, and by kind. Without it they are plain, and whole.
(() => {
  const region = document.getElementById("table-lookup");
  if (!region) return;
  const form = document.querySelector(".lookup-form");
  const families = region.getElementsByClassName("family");
  const filler = new Set("a an the is are in of or it what which who why how does do has have my there with for to and parameter hyperparameter parameters hyperparameters".split(" "));
  const spelled = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/hyper[- ]param/g, "hyperparam").replace(/(\w)-(?=\w)/g, "$1 ").replace(/\bsvms?\b/g, "support vector machine");
  let rows, texts; // read when somebody asks: the first paint need not wait for 1,500 rows

  const show = () => {
    rows ??= [...region.querySelectorAll("tbody tr")];
    texts ??= rows.map((row) => spelled(row.textContent));
    const words = spelled(form.elements.name.value).split(/[\s?,=]+/).filter(Boolean);
    const asked = words.filter((word) => !filler.has(word)).map(
      (word) => new RegExp(`(?:^|[^a-z0-9])${word.replace(/[^\w]/g, "\\$&")}${word.length < 2 ? "(?![a-z0-9])" : ""}`),
    );
    let shown = 0;
    rows.forEach((row, i) => {
      const right = !form.bin.value || row.querySelector(`[data-bin="${form.bin.value}"]`);
      row.hidden = !(right && asked.every((word) => word.test(texts[i])));
      shown += !row.hidden;
    });
    for (const family of families) family.hidden = !family.querySelector("tbody tr:not([hidden])");
    region.classList.toggle("filtered", shown < rows.length);
    form.querySelector("output").textContent =
      shown ? `${shown} of ${rows.length} values` : "Nothing here by that name. The three questions of the rule decide it.";
  };
  const keep = () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  };
  const asked = new URLSearchParams(location.search);
  form.elements.name.value = asked.get("name") ?? "";
  form.bin.value = asked.get("bin") ?? "";
  if (form.bin.selectedIndex < 0) form.bin.value = "";
  form.addEventListener("input", () => (show(), keep()));
  form.addEventListener("submit", (event) => event.preventDefault());
  if (form.elements.name.value || form.bin.value) show();
})();
