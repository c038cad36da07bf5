"""What a reader does with a program that runs in the page, and what is seen of it."""

from playwright.sync_api import TimeoutError

SECONDS = 120
"""How long Python may take to start, where three browsers share two cores."""
SAID = """([place, words]) => {
  const status = document.querySelector(place)?.querySelector("[role=status]");
  return status?.textContent.includes(words);
}"""


def says(page, place: str, words: str) -> str:
    """What the status line of a place says, once these words are in it."""
    status = page.locator(place).first.locator("[role=status]")
    try:
        page.wait_for_function(SAID, arg=[place, words], timeout=SECONDS * 1000)
    except TimeoutError:
        raise AssertionError(f"“{words}” is not said, but: {status.text_content()}") from None
    return status.text_content()


class Panel:
    """What stands under a program."""

    def __init__(self, page, name: str) -> None:
        self.page, self.name, self.where = page, name, f".run[data-name={name}]"
        self.program = page.locator(f".program:has({self.where})")
        self.place = page.locator(self.where)
        self.status = self.place.locator("[role=status]")
        self.field = self.program.locator("textarea")
        self.code = self.program.locator(".language-python code").first
        self.printed = self.program.locator(".run-pair > :first-child code")
        self.output = self.program.locator(".run-pair > :last-child code")

    def press(self, button: str) -> None:
        self.place.locator(f"[name={button}]").click()

    def write(self, source: str) -> None:
        """Puts another program into the field."""
        if self.place.locator("[name=edit]").is_visible():
            self.press("edit")
        self.field.fill(source)

    def says(self, words: str) -> str:
        return says(self.page, self.where, words)

    def run(self, words: str = "It finished") -> str:
        if self.status.count():
            self.status.evaluate("(status) => (status.textContent = '')")  # what an earlier run said is no answer
        self.press("run")
        return self.says(words)
