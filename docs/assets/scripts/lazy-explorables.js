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
  document.querySelectorAll("[data-scripts]").forEach((place) => near.observe(place));
}
