// The scheme of the reader's system.
{
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => (document.body.dataset.mdColorScheme = dark.matches ? "slate" : "default");
  dark.addEventListener("change", paint);
  paint();
}
