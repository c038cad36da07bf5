"""_headers: the pages' security policy, and more, for hosts that read such a file."""

from pipeline.content.data import explorables
from pipeline.content.files import write_atomically
from pipeline.content.run_assets import present_assets
from pipeline.content.slides import deck
from pipeline.finish.page import FinishedPage, Site
from pipeline.finish.page_steps.security_policy import policy_for
from pipeline.finish.site_files.embedded_pages import embedded_policy
from pipeline.finish.site_files.run_files import FOLDER
from pipeline.finish.site_files.slide_deck import deck_policy
from pipeline.render.question_bank.sheet import STYLE

HEADERS = """\
/*
  Content-Security-Policy: {policy}
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
  Referrer-Policy: strict-origin-when-cross-origin
  X-Content-Type-Options: nosniff
/assets/*.css
  Cache-Control: public, max-age=31536000, immutable
"""
FOR_PYTHON = """\
/{folder}/*
  ! Content-Security-Policy
  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'
/{folder}/{pyodide}/*
  Cache-Control: public, max-age=31536000, immutable
"""
"""The worker that runs programs obeys this policy and not that of its page. The line with "!" takes the pages' policy
away there: a host that would send both would allow what both allow, and so no WebAssembly."""


def write_security_headers(site: Site, pages: list[FinishedPage]) -> None:
    policies = [page.policy for page in pages if page.policy]
    if policies:
        policies.append(policy_for([], [STYLE]))  # a question sheet has its style inside
        shown = {name for page in pages for name in page.explorables}
        policies += [
            embedded_policy(site.project, one) for name, one in explorables(site.project).items() if name in shown
        ]
        if deck(site.project):
            policies.append(deck_policy(site.project))
        text = HEADERS.format(policy=merge_policies(policies))
        if lock := present_assets(site.project):
            text += FOR_PYTHON.format(folder=FOLDER, pyodide=lock.folder)
        write_atomically(site.folder / "_headers", text.encode())


def merge_policies(policies: list[str]) -> str:
    """One policy for all pages: it allows what each of them allows. 'none' counts only where it stands alone."""
    sources: dict[str, dict[str, None]] = {}
    for rule in "; ".join(policies).split("; "):
        name, *more = rule.split()
        sources.setdefault(name, {}).update(dict.fromkeys(more))
    for allowed in sources.values():
        if len(allowed) > 1:
            allowed.pop("'none'", None)
    return "; ".join(f"{name} {' '.join(allowed)}" for name, allowed in sources.items())
