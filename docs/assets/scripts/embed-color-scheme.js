// An embedded page has the color scheme of the reader's system. In our slides, the slide has the title and the credit.
{
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => (document.documentElement.dataset.scheme = dark.matches ? "dark" : "light");
  dark.addEventListener("change", paint);
  paint();
  if (window.name === "slide") document.documentElement.classList.add("in-slide");
}
