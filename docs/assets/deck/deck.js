// The deck: one slide at a time, with its number in the address. A second window, ?presenter, goes in step with it.
{
  const root = document.documentElement;
  const slides = [...document.querySelectorAll(".slide")];
  const [controls, place, clock, told] = [".controls", ".place", ".clock", ".told"].map((name) => document.querySelector(name));
  const button = (name) => controls.querySelector(`[name=${name}]`);
  const presenting = location.search === "?presenter";
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("slides") : null;
  const opened = Date.now();
  let at = 0;

  const numberInAddress = () => {
    const number = Number(location.hash.slice(1));
    return Number.isInteger(number) && number >= 1 && number <= slides.length ? number - 1 : 0;
  };

  // Pictures of this slide and of the next one are fetched now, and not when they are seen.
  const show = (next, quiet) => {
    at = Math.max(0, Math.min(slides.length - 1, next));
    slides.forEach((slide, i) => {
      slide.classList.toggle("now", i === at);
      slide.classList.toggle("soon", presenting && i === at + 1);
      slide.querySelector(".board").inert = presenting && i !== at;
    });
    for (const slide of slides.slice(at, at + 2)) for (const image of slide.querySelectorAll("img")) image.loading = "eager";
    place.textContent = `${at + 1} / ${slides.length}`;
    button("back").disabled = at === 0;
    button("next").disabled = at === slides.length - 1;
    if (location.hash !== `#${at + 1}`) history.replaceState(null, "", `#${at + 1}`);
    scrollTo(0, 0);
    tick();
    if (quiet) return;
    told.textContent = `Slide ${at + 1} of ${slides.length}: ${slides[at].querySelector("h2").textContent}`;
    channel?.postMessage({ at });
  };

  // In the presenter's view: the time since it was opened, and the minute at which this slide should end.
  const tick = () => {
    if (!presenting) return;
    const seconds = Math.floor((Date.now() - opened) / 1000);
    const minutes = slides.slice(0, at + 1).reduce((sum, slide) => sum + Number(slide.dataset.minutes), 0);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} · this slide until ${minutes}:00`;
  };

  const actions = {
    back: () => show(at - 1),
    next: () => show(at + 1),
    notes: () => button("notes").setAttribute("aria-pressed", root.classList.toggle("with-notes")),
    screen: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()),
    presenter: () => window.open(`?presenter#${at + 1}`, "presenter", "popup,width=1200,height=800"),
    first: () => show(0),
    last: () => show(slides.length - 1),
  };
  const names = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next",
    ArrowLeft: "back", ArrowUp: "back", PageUp: "back",
    Home: "first", End: "last", n: "notes", f: "screen", p: "presenter",
  };
  // Inside an explorable the arrows turn its knobs. Only the keys of a clicker are ours there.
  const pressed = (event, within) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    let name = names[event.key] ?? names[event.key.toLowerCase()];
    const typed = event.target.closest?.("input, textarea, select");
    if (!name || typed && !event.key.startsWith("Page") || within && !event.key.startsWith("Page")) return;
    if (event.key === " " && event.target.closest("button, a, summary")) return;
    if (event.key === " " && event.shiftKey) name = "back";
    if (presenting && (name === "presenter" || name === "notes")) return;
    event.preventDefault();
    actions[name]();
  };
  addEventListener("keydown", (event) => pressed(event, false));
  addEventListener("hashchange", () => show(numberInAddress()));
  controls.addEventListener("click", ({ target }) => actions[target.name]?.());

  // A finger that goes sideways turns the slide, if it does not scroll something sideways.
  let start = null;
  addEventListener("touchstart", ({ touches: [touch, second], target }) => {
    start = second || target.closest(".controls") ? null : { x: touch.clientX, y: touch.clientY };
  }, { passive: true });
  addEventListener("touchend", ({ changedTouches: [touch] }) => {
    if (!start) return;
    const x = touch.clientX - start.x, y = touch.clientY - start.y;
    if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) show(at + (x < 0 ? 1 : -1));
    start = null;
  }, { passive: true });

  // A frame is drawn for 1100 pixels, and then made as large as the 92 percent of a slide that deck.css leaves to it.
  const sized = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) target.style.setProperty("--scale", contentRect.width * 0.92 / 1100);
  });

  // What the presenter does in an explorable happens in the other window, too: its state is in the address of the frame.
  const frames = [...document.querySelectorAll("iframe")];
  const states = new Map();
  const stateOf = (frame) => {
    try {
      return frame.contentWindow.location.hash;
    } catch {
      return ""; // a file on a disk may not look into another
    }
  };
  frames.forEach((frame, i) => {
    sized.observe(frame.closest(".board"));
    frame.addEventListener("load", () => {
      states.set(i, stateOf(frame));
      try {
        frame.contentWindow.addEventListener("keydown", (event) => pressed(event, true));
      } catch {
        // as above: the buttons still turn the slides
      }
    });
  });
  const compare = () => frames.forEach((frame, i) => {
    const state = states.has(i) && stateOf(frame);
    if (!state || state === states.get(i)) return;
    states.set(i, state);
    channel?.postMessage({ frame: i, state });
  });
  channel?.addEventListener("message", ({ data }) => {
    if ("at" in data) return data.at === at || show(data.at, true);
    if (!states.has(data.frame)) return;
    states.set(data.frame, data.state);
    frames[data.frame].contentWindow.location.replace(frames[data.frame].contentWindow.location.pathname + data.state);
  });

  // Paper has the light drawings. They have to be there when somebody prints the dark scheme.
  if (matchMedia("(prefers-color-scheme: dark)").matches) for (const image of document.images) new Image().src = image.src;

  root.classList.add("live");
  root.classList.toggle("presenter", presenting);
  controls.hidden = false;
  button("screen").hidden = !document.fullscreenEnabled;
  button("notes").setAttribute("aria-pressed", "false");
  show(numberInAddress(), true);
  setInterval(() => (tick(), compare()), 500);
}
