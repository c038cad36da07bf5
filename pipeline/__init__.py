"""How the site is printed: `render` works before MkDocs, `finish` after it.

Code computes (snippets/, labs), pages explain (docs/), the pipeline prints. Nothing here imports a snippet;
`render` runs them as programs and writes what they print and draw into docs/generated/.
"""
