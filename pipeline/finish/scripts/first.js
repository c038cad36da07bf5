// Runs before anything is drawn: where the site begins, and the scheme that was chosen, or else the system's.
// The three names are those by which the theme's own script, when it comes for a search, looks for them.
var __md_scope = new URL(document.documentElement.dataset.base + "/", location);
var __md_get = (name, store = localStorage, scope = __md_scope) => JSON.parse(store.getItem(scope.pathname + "." + name));
var __md_set = (name, value, store = localStorage, scope = __md_scope) => {
  try { store.setItem(scope.pathname + "." + name, JSON.stringify(value)); } catch {}
};
{
  let chosen;
  try { chosen = __md_get("__palette"); } catch {}
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.dataset.mdColorScheme = /:/.test(chosen?.color?.media) ? chosen.color.scheme : dark ? "slate" : "default";
  document.documentElement.classList.remove("no-js");
}
