"""The security policy: what the page may load is itself, and the only inline scripts that run are our own."""

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
    "form-action": "'none'",
}
HEADERS = """\
/*
  Content-Security-Policy: {policy}; frame-ancestors 'self'
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


def digest(script: str) -> str:
    """The source expression that lets a script of exactly this text run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def state(site: Site, page: Page) -> None:
    """Writes the policy into the page, before anything that it rules; not while serving, where MkDocs adds a script."""
    if not site.serving:
        tag = new('<meta http-equiv="Content-Security-Policy">')
        tag["content"] = policy(page)
        page.soup.head.find("meta", charset=True).insert_after(tag)


def headers(site: Site) -> None:
    """The same and more for hosts that read a file `_headers`."""
    stated = {page.policy for page in site.pages if page.policy}
    if stated:
        (site.folder / "_headers").write_text(HEADERS.format(policy=stated.pop()), "utf-8")
