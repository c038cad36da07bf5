// What a page does by itself. The theme's script is fetched when somebody goes for the search box, and then only searches.
{
  const { body } = document;
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const on = (target, types, act, options) => types.split(" ").forEach((type) => target?.addEventListener(type, act, options));

  // The scheme: as the system, light, or dark.
  const schemes = all(".md-option");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = (option) => {
    const { mdColorMedia: media, mdColorScheme: scheme } = option.dataset;
    body.dataset.mdColorScheme = /:/.test(media) ? scheme : dark.matches ? "slate" : "default";
    option.checked = true;
    for (const other of schemes) other.nextElementSibling.hidden = other !== option;
    return { media, scheme, primary: "custom", accent: "custom" };
  };
  const chosen = () => schemes.find((option) => option.checked) ?? schemes[0];
  schemes.forEach((option, index) => on(option, "change", () => __md_set("__palette", { index, color: paint(option) })));
  on(dark, "change", () => paint(chosen()));
  let kept;
  try { kept = __md_get("__palette"); } catch {}
  paint(schemes[kept?.index] ?? chosen());

  // Search: its parts come side by side, and what was typed before they are there is answered too.
  const search = one(".md-search");
  const box = one(".md-search__input");
  const open = one("#__search");
  const config = JSON.parse(one("#__config").textContent);
  let loading = false;
  const load = () => {
    if (loading) return;
    loading = true;
    const scripts = config.scripts.map((source) => Object.assign(document.createElement("script"), { src: source, async: false }));
    scripts.at(-1).onerror = () => (loading = false);
    body.append(...scripts);
    if (location.protocol !== "file:") for (const part of config.parts) fetch(part);
  };
  const find = () => (open.checked = true, box.focus());
  on(box, "pointerenter focus", load);
  on(box, "focus", () => (open.checked = true));
  on(open, "change", () => open.checked && box.focus());
  on(search, "focusout", ({ relatedTarget: next }) => next && !search.contains(next) && (open.checked = false));
  if (new URLSearchParams(location.search).has("q")) on(window, "load", load);

  // Keys: Ctrl K searches, Escape closes. Single letters are left to the reader's own tools.
  const drawer = one("#__drawer");
  on(document, "keydown", (event) => {
    const { key, target } = event;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "k") {
      event.preventDefault();
      find();
    } else if (key === "Escape") {
      if (open.checked) box.blur();
      if (drawer.checked) drawer.focus();
      open.checked = drawer.checked = false;
    } else if (key === "Enter" && target === drawer) drawer.click();
    else if (key.length === 1 && !target.closest("input, textarea, select")) event.stopImmediatePropagation();
  }, true);
  const menu = one(".md-sidebar--primary");
  on(drawer, "change", () => drawer.checked && one(".md-nav--primary .md-nav__list a").focus());
  on(menu, "focusout", ({ relatedTarget: next }) => next && next !== drawer && !menu.contains(next) && (drawer.checked = false));

  // Copying.
  const dialog = one(".md-dialog");
  on(document, "click", async ({ target }) => {
    const code = target.closest(".copy")?.parentElement.querySelector("code");
    if (!code) return;
    let said = "Copied";
    try { await navigator.clipboard.writeText(code.textContent); }
    catch {
      getSelection().selectAllChildren(code);
      said = "Selected: press Ctrl C to copy";
    }
    dialog.firstElementChild.textContent = said;
    dialog.classList.add("md-dialog--active");
    setTimeout(() => dialog.classList.remove("md-dialog--active"), 2000);
  });

  // Where the reader is: the contents, the title in the header, and the way back up.
  const links = all(".md-nav--secondary .md-nav__link[href^='#']");
  const heads = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const title = one("h1");
  const up = one(".md-top");
  let before = 0;
  let due = false;
  const follow = () => {
    due = false;
    const current = heads.findLast((head) => head?.getBoundingClientRect().top < 120);
    let passed = Boolean(current);
    links.forEach((link, index) => {
      const active = heads[index] === current && Boolean(current);
      if (active) passed = false;
      link.classList.toggle("md-nav__link--active", active);
      link.classList.toggle("md-nav__link--passed", passed);
    });
    one(".md-header__title").classList.toggle("md-header__title--active", title?.getBoundingClientRect().bottom < 48);
    if (up) up.hidden = up !== document.activeElement && (scrollY < 400 || scrollY > before);
    before = scrollY;
  };
  on(window, "scroll", () => due || (due = Boolean(requestAnimationFrame(follow))), { passive: true });
  on(up, "click", () => (scrollTo(0, 0), one(".md-logo").focus({ preventScroll: true })));
  follow();
  const here = one(".md-sidebar--primary a.md-nav__link--active");
  const around = here?.closest(".md-sidebar__scrollwrap");
  if (around?.clientHeight) around.scrollTop = here.offsetTop - around.clientHeight / 2;

  // What scrolls sideways can be reached by keyboard; what does not is no stop on the way.
  const reach = () => {
    for (const area of all("pre > code, .table, math[display=block]"))
      if (area.scrollWidth > area.clientWidth + 1) area.tabIndex = 0;
      else area.removeAttribute("tabindex");
  };
  on(window, "load resize", reach);
  on(document, "toggle", reach, true);
}
