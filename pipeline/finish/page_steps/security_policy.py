"""The security policy: a page loads only what is the site's, and of inline scripts and styles only ours count."""

import base64
import hashlib

from pipeline.finish.site import Page, Site, new

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
HEADERS = """\
/*
  Content-Security-Policy: {policy}
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
  Referrer-Policy: strict-origin-when-cross-origin
  X-Content-Type-Options: nosniff
/assets/*.css
  Cache-Control: public, max-age=31536000, immutable
/assets/find.*
  Cache-Control: public, max-age=31536000, immutable
"""


def policy(page: Page) -> str:
    inline = [script.string for script in page.soup.find_all("script", src=False) if not script.get("type")]
    sources = {**POLICY, "script-src": " ".join([POLICY["script-src"], *map(digest, inline)])}
    return "; ".join(f"{name} {value}" for name, value in sources.items())


def digest(text: str) -> str:
    """The source expression that lets a script of exactly this text run, or a style of this text count."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def allowing(text: str, style: str) -> str:
    """The policy in `text`, where there is one, with leave for this style."""
    return text.replace("style-src 'self'", f"style-src 'self' {digest(style)}", 1)


def state(site: Site, page: Page) -> None:
    """Writes the policy into the page, before anything that it rules; not while serving, where MkDocs adds a script."""
    if not site.serving:
        tag = new('<meta http-equiv="Content-Security-Policy">')
        tag["content"] = policy(page)
        page.soup.head.find("meta", charset=True).insert_after(tag)


def headers(site: Site) -> None:
    """The same and more for hosts that read a file `_headers`."""
    stated = [page.policy for page in site.pages if page.policy]
    if stated:
        (site.folder / "_headers").write_text(HEADERS.format(policy=united(stated)), "utf-8")


def united(policies: list[str]) -> str:
    """One policy for all pages: it allows what each of them allows."""
    sources: dict[str, dict[str, None]] = {}
    for rule in "; ".join(policies).split("; "):
        name, *allowed = rule.split()
        sources.setdefault(name, {}).update(dict.fromkeys(allowed))
    return "; ".join(f"{name} {' '.join(allowed)}" for name, allowed in sources.items())
