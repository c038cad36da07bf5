"""The license words, in one place."""

CONTENT, CONTENT_ADDRESS = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
CODE = "MIT-0"
RIGHTS = f"Text and figures: {CONTENT}; programs: {CODE}."
