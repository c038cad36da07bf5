// What a page does by itself: the color scheme, the menu, copying, where the reader is. The search is fetched when somebody
// goes for its box.
{
  const root = document.documentElement;
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const on = (target, types, act, options) => types.split(" ").forEach((type) => target.addEventListener(type, act, options));

  // The scheme: as the system, light, or dark. One label is shown: it says which it is, and leads to the next.
  const schemes = all(".scheme-option");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = (option) => {
    root.dataset.scheme = option.value !== "system" ? option.value : dark.matches ? "dark" : "light";
    option.checked = true;
    for (const other of schemes) other.nextElementSibling.hidden = other !== option;
  };
  for (const option of schemes)
    on(option, "change", () => {
      paint(option);
      try { localStorage.setItem("scheme", option.value); } catch {}
    });
  on(dark, "change", () => paint(one(".scheme-option:checked")));
  let chosen;
  try { chosen = localStorage.getItem("scheme"); } catch {}
  paint(schemes.find((option) => option.value === chosen) ?? schemes[0]);

  // A script with the sheet for what it shows. Search and lookup share the sheet; it is put in twice and fetched once.
  const fetchScript = (src, onerror) =>
    document.head.append(
      Object.assign(document.createElement("link"), { rel: "stylesheet", href: one(".search").dataset.style }),
      Object.assign(document.createElement("script"), { src, onerror }),
    );

  // The search: its script and what that will ask for come side by side.
  const search = one(".search");
  const box = one(".search-box");
  const open = (to) => search.classList.toggle("open", to);
  let loading = false;
  const load = () => {
    if (loading) return;
    loading = true;
    const src = new URL(search.dataset.script, location);
    const fail = () => {
      loading = false;
      one(".search-status").textContent = "The search could not be loaded. Is the network there?";
    };
    fetchScript(src, fail);
    if (location.protocol !== "file:")
      for (const part of ["search-worker.js", "names.js", "../../search/search_index.json"]) fetch(new URL(part, src)).catch(() => {});
  };
  on(box, "pointerenter focus", load);
  on(box, "focus input click", () => open(true));
  if (document.activeElement === box) load(open(true)); // somebody was faster than this script
  on(search, "submit", (event) => event.preventDefault());
  on(search, "focusout", ({ relatedTarget: next }) => next && !search.contains(next) && open(false));
  on(search, "click", ({ target }) => (target === search || target.closest(".search-close, a")) && open(false));
  const asked = new URLSearchParams(location.search).get("q");
  if (asked && !one(".models")) {
    box.value = asked;
    on(window, "load", () => box.focus());
  }

  // The lookup's field, on the pages that have it.
  const lookup = one(".lookup-form");
  if (lookup) {
    const field = lookup.elements.name;
    const answer = () => {
      if (lookup.dataset.script) fetchScript(lookup.dataset.script);
      lookup.dataset.script = "";
    };
    on(field, "pointerenter focus input", answer);
    field.value ||= new URLSearchParams(location.search).get("name") ?? (one(".models") && asked) ?? "";
    if (field.value || document.activeElement === field) answer();
  }

  // The menu of a narrow screen. The class is for browsers without :has().
  const menuSwitch = one("#menu-switch");
  const menu = one(".menu");
  const openMenu = (to) => root.classList.toggle("menu-open", (menuSwitch.checked = to));
  on(menuSwitch, "change", () => openMenu(menuSwitch.checked) && menu.querySelector("li a").focus());
  on(menu, "focusout", ({ relatedTarget: next }) => next && next !== menuSwitch && !menu.contains(next) && openMenu(false));
  on(window, "pageshow", () => openMenu(false));

  // Keys: Ctrl K searches, Escape closes. Single letters are left to the reader's own tools.
  on(document, "keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "k") {
      event.preventDefault();
      box.focus();
    } else if (event.key === "Escape") {
      if (search.classList.contains("open")) {
        event.preventDefault(); // or the browser would empty the box
        document.activeElement.blur();
      }
      if (menuSwitch.checked) menuSwitch.focus();
      open(false);
      openMenu(false);
    } else if (event.key === "Enter" && event.target === menuSwitch) menuSwitch.click();
  });

  // Copying.
  const toast = one(".toast");
  on(document, "click", async ({ target }) => {
    const code = target.closest(".copy")?.parentElement.querySelector("code");
    if (!code) return;
    let said = "Copied";
    try { await navigator.clipboard.writeText(code.textContent); }
    catch {
      getSelection().selectAllChildren(code);
      said = "Selected: press Ctrl C to copy";
    }
    toast.textContent = said;
    toast.classList.add("shown");
    setTimeout(() => toast.classList.remove("shown"), 2000);
  });

  // What a reader needs who comes to the text: where the reader is, citing, copying formulas.
  let come = () => {
    come = () => {};
    fetchScript(new URL("text.js", new URL(search.dataset.script, location)));
  };
  if (one(".cite")) on(document, "pointerover focusin scroll selectionchange", () => come());

  requestAnimationFrame(() => {
    const here = menu.querySelector("[aria-current]");
    if (here) menu.scrollTop = here.offsetTop - 300;
  });

  // What scrolls sideways can be reached by keyboard; what does not is no stop on the way. A closed fold is not laid out for it.
  const reach = () => {
    const areas = all(":is(pre > code, .table, div.numbers, math[display=block]):not(details:not([open]) *)");
    const wide = areas.map((area) => area.scrollWidth > area.clientWidth + 1);
    areas.forEach((area, i) => (wide[i] ? (area.tabIndex = 0) : area.removeAttribute("tabindex")));
  };
  on(window, "load resize", reach);
  on(document, "toggle", reach, true);
}
