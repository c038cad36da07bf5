"""The security policy of a page: its own inline scripts and styles by their hash, and nothing else."""

from pipeline.finish.page_steps.security_policy import EMBED_POLICY, add_security_policy, csp_hash, policy_for
from pipeline.finish.site_files.security_headers import merge_policies


def test_a_page_names_each_of_its_inline_scripts_and_styles(page_of):
    site, page = page_of(
        '<script>a()</script><style>b{}</style><script src="c.js"></script><script type="x/y">d</script>'
    )
    add_security_policy(site, page)
    meta = page.soup.select_one("meta[charset]").find_next_sibling()
    assert meta["http-equiv"] == "Content-Security-Policy" and meta["content"] == page.policy
    assert (
        f"script-src 'self' {csp_hash('a()')};" in page.policy and f"style-src 'self' {csp_hash('b{}')};" in page.policy
    )
    assert page.policy.count("sha256") == 2 and "unsafe" not in page.policy


def test_the_hash_is_that_of_the_standard():
    """The example of the specification, Content Security Policy Level 3, section 2.3.1."""
    expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert csp_hash("alert('Hello, world.');") == expected


def test_a_page_in_a_foreign_frame_fetches_no_script_and_no_style():
    policy = policy_for(["a"], ["b"], EMBED_POLICY)
    assert f"script-src {csp_hash('a')}; style-src {csp_hash('b')};" in policy


def test_one_policy_for_all_pages_allows_what_each_needs_and_no_more():
    merged = merge_policies(["script-src 'self' 'a'; img-src data:", "script-src 'self' 'b'; img-src data:"])
    assert merged == "script-src 'self' 'a' 'b'; img-src data:"
