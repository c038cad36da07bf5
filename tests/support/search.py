"""The search as a reader has it, without the box: the site's own worker in a browser, one question after the other."""

SETUP = """async () => {
  const script = new URL(document.querySelector(".search").dataset.script, location);
  const index = await (await fetch(new URL("../../search/search_index.json", script))).json();
  const worker = new Worker(new URL("search-worker.js", script));
  window.answer = (type, data) => new Promise((done) => {
    worker.onmessage = ({ data }) => done(data.data);
    worker.postMessage({ type, data });
  });
  await window.answer(0, { ...index, options: { suggest: true } });
  await window.answer(4, await (await fetch(new URL("../../generated/names.json", script))).json());
}"""
ASK = """async (queries) => {
  const answers = [];
  for (const query of queries) {
    const { items } = await window.answer(2, query);
    answers.push(items.map((group) => group.map((item) => item.location)));
  }
  return answers;
}"""
SECTIONS = 3
"""Among how many sections of a page, or rows of the lookup, the wanted one may be. Three rows are shown."""


def open_search(browser, address: str):
    """A page of the site with the search worker and its index loaded, ready for `ask`."""
    page = browser.new_page()
    page.goto(address)
    page.evaluate(SETUP)
    return page


def ask(page, queries: list[str]) -> list[list[list[str]]]:
    """For each query the pages found, best first: each as the places on it, best first."""
    return page.evaluate(ASK, queries)


def rank(places: list[list[str]], wanted: list[str]) -> int | None:
    """Which page of the results is the first that leads to one of the wanted places; None if none does."""
    for position, found in enumerate(places, 1):
        page = found[0].split("#")[0]
        of_rows = page.startswith("lookup/") and page != "lookup/"
        for place in wanted:
            place = "" if place == "/" else place
            if of_rows and place.removeprefix("lookup/#") in [row.split("#")[-1] for row in found[:SECTIONS]]:
                return position
            if not of_rows and (place == page or place in found[:SECTIONS]):
                return position
    return None
