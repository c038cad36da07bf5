// An explorable's scripts are fetched when it comes near the view. Without them it stays the figure that it is.
{
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) {
        near.unobserve(target);
        for (const src of target.dataset.scripts.split(" "))
          if (![...document.scripts].some((script) => script.getAttribute("src") === src))
            document.head.append(Object.assign(document.createElement("script"), { src, async: false }));
      }
  }, { rootMargin: "400px" });
  document.querySelectorAll("[data-scripts]").forEach((place) => near.observe(place));
}
