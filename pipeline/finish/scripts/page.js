// What a page does by itself. The theme's script is fetched when somebody goes for the search box, and then only searches.
{
  const { body } = document;
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const on = (target, types, act, options) => types.split(" ").forEach((type) => target.addEventListener(type, act, options));

  // The scheme: as the system, light, or dark.
  const schemes = all(".md-option");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = (option) => {
    body.dataset.mdColorScheme = option.value !== "system" ? option.value : dark.matches ? "slate" : "default";
    option.checked = true;
    for (const other of schemes) other.nextElementSibling.hidden = other !== option;
  };
  for (const option of schemes)
    on(option, "change", () => {
      paint(option);
      try { localStorage.setItem("scheme", option.value); } catch {}
    });
  on(dark, "change", () => paint(one(".md-option:checked")));
  let chosen;
  try { chosen = localStorage.getItem("scheme"); } catch {}
  paint(schemes.find((option) => option.value === chosen) ?? schemes[0]);

  // Search: its parts come side by side, and what was typed before they are there is answered too.
  const search = one(".md-search");
  const box = one(".md-search__input");
  const open = one("#__search");
  const turn = (toggle, to) => toggle.checked !== to && toggle.click(); // by a click, so that the theme hears of it
  const made = (name, properties) => body.append(Object.assign(document.createElement(name), properties));
  const answer = () => document.activeElement === box && box.dispatchEvent(new Event("focus"));
  let loading = false;
  const load = () => {
    if (loading) return;
    loading = true;
    const [style, script, ...parts] = search.dataset.needs.split(" ");
    made("link", { rel: "stylesheet", href: style });
    made("script", { src: script, onerror: () => (loading = false), onload: answer });
    if (location.protocol !== "file:") parts.forEach((part) => fetch(part));
  };
  on(box, "pointerenter focus", load);
  on(box, "focus", () => turn(open, true));
  if (document.activeElement === box) load(); // somebody was faster than this script
  on(open, "change", () => open.checked && box.focus());
  on(search, "focusout", ({ relatedTarget: next }) => next && !search.contains(next) && turn(open, false));
  if (/[?&]q=/.test(location.search)) on(window, "load", load);

  // Keys: Ctrl K searches, Escape closes. Single letters are left to the reader's own tools.
  const drawer = one("#__drawer");
  on(document, "keydown", (event) => {
    const { key, target } = event;
    if ((event.ctrlKey || event.metaKey) && key === "k") {
      event.preventDefault();
      box.focus();
    } else if (key === "Escape") {
      if (open.checked) box.blur();
      if (drawer.checked) drawer.focus();
      turn(open, false);
      drawer.checked = false;
    } else if (key === "Enter" && target === drawer) drawer.click();
    else if (key.length < 2 && !target.closest("input, select")) event.stopImmediatePropagation();
  }, true);
  const menu = one(".md-sidebar--primary");
  on(drawer, "change", () => drawer.checked && one(".md-nav--primary li a").focus());
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

  // Where the reader is.
  const links = all(".md-nav--secondary a");
  const heads = links.map((link) => document.getElementById(link.hash.slice(1)));
  const follow = () => {
    const current = heads.findLast((head) => head.getBoundingClientRect().top < 120);
    links.forEach((link, index) => link.classList.toggle("md-nav__link--active", heads[index] === current));
  };
  on(window, "scroll", follow);
  const here = one(".md-sidebar--primary a.md-nav__link--active");
  requestAnimationFrame(() => {
    follow();
    if (here) one(".md-sidebar__scrollwrap").scrollTop = here.offsetTop - 300;
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
