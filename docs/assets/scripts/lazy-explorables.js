// An explorable's scripts are fetched when it comes near the view. Where they are late, or never come, it is the figure that it was.
{
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) {
        near.unobserve(target);
        setTimeout(() => target.classList.add("late"), 3000);
        for (const src of target.dataset.scripts.split(" "))
          if (![...document.scripts].some((script) => script.getAttribute("src") === src))
            document.head.append(Object.assign(document.createElement("script"), { src, async: false }));
      }
  }, { rootMargin: "200px" });
  for (const place of document.querySelectorAll("[data-scripts]")) {
    near.observe(place);
    // "#who-turns:rate=0.6" is a state and not an id, so the browser does not look for it.
    if (location.hash.startsWith(`#${place.localName}:`)) place.scrollIntoView(false);
  }
}
