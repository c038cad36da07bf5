"""What MkDocs puts around the text of a page: what the templates in theme/ are told, and the style sheets."""
