// An embedded page has the color scheme of the reader's system.
{
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => (document.documentElement.dataset.scheme = dark.matches ? "dark" : "light");
  dark.addEventListener("change", paint);
  paint();
}
