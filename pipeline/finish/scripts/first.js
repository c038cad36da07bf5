// Runs before anything is drawn: the scheme that was chosen, or else the system's.
{
  let chosen;
  try { chosen = localStorage.getItem("scheme"); } catch {}
  document.body.dataset.mdColorScheme = /^(default|slate)$/.test(chosen) ? chosen : matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
  document.documentElement.classList.remove("no-js");
}
