"""The security policy: a page loads only what is the site's, and runs only the inline scripts and styles of ours."""

import base64
import hashlib

from pipeline.finish.page import BuiltPage, Site, parse_element, select_one

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
EMBED_POLICY = {
    "default-src": "'none'",
    "script-src": "",
    "style-src": "",
    "img-src": "'self' data:",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""For a page in a frame of any origin: it fetches no script and no style."""


def policy_for(scripts: list[str], styles: list[str], policy: dict[str, str] = POLICY) -> str:
    """The policy that allows these inline scripts and styles, and no others."""
    sources = {
        **policy,
        "script-src": " ".join([policy["script-src"], *map(csp_hash, scripts)]).strip(),
        "style-src": " ".join([policy["style-src"], *map(csp_hash, styles)]).strip(),
    }
    return "; ".join(f"{name} {value}" for name, value in sources.items())


def csp_hash(text: str) -> str:
    """The source expression ('sha256-...') that allows this inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def add_security_policy(site: Site, page: BuiltPage) -> None:
    """Writes the policy into the page, before anything that it rules; not while serving, where MkDocs adds a script."""
    if site.serving:
        return
    scripts = [tag.string or "" for tag in page.soup.find_all("script", src=False) if not tag.get("type")]
    styles = [tag.string or "" for tag in page.soup.find_all("style")]
    page.policy = policy_for(scripts, styles)
    tag = parse_element('<meta http-equiv="Content-Security-Policy">')
    tag["content"] = page.policy
    select_one(page.soup, "meta[charset]").insert_after(tag)
