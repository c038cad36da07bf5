// A story moves its explorable while the reader scrolls: the step in the middle of the window shows the state that its link names.
{
  const machine = document.querySelector(".story .explorable"), steps = [...document.querySelectorAll(".steps > p")];
  const narrow = matchMedia("(width < 60em)").matches; // there the explorable covers the upper part of the window
  const seen = new IntersectionObserver((entries) => {
    const step = entries.find(({ isIntersecting }) => isIntersecting)?.target;
    if (step) customElements.whenDefined(machine.localName).then(() => show(step));
  }, { rootMargin: narrow ? "-75% 0px -25% 0px" : "-50% 0px -50% 0px" });

  const show = (step) => {
    const [, words] = step.querySelector('a[href*=":"]').hash.split(":");
    for (const each of steps) each.classList.toggle("now", each === step);
    machine.setState(explorables.parseState(words));
  };
  customElements.whenDefined(machine.localName).then(() => document.querySelector(".now") ?? show(steps[0]));
  for (const step of steps) seen.observe(step);
}
