// Runs before anything is drawn: the scheme that was chosen, or else the system's.
{
  const root = document.documentElement;
  let chosen;
  try { chosen = localStorage.getItem("scheme"); } catch {}
  root.dataset.scheme = /^(light|dark)$/.test(chosen) ? chosen : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.classList.remove("no-js");
}
