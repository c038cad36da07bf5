"""The steps on a page. Each changes one thing on one page; finish/steps.py says in which order."""
