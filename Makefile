.DEFAULT_GOAL := help
.PHONY: help site serve test proof check bench screenshots render ids links offline lock clean release

PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

help: ## say what each verb does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{printf "  make %-11s %s\n", $$1, $$2}'

# The environment: made once, and again when the lock changes.
.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python lacks its venv module; on Debian: apt install python3-venv"; exit 1; }
	@echo "Installing what requirements.txt locks; this takes a minute or two, once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	@touch $@

site: .venv/ready ## build the site into site/, or leave the old one untouched
	@$(BIN)/python -m pipeline site

offline: site ## pack the site into site-offline.zip, which works without a server or a network
	@$(BIN)/python -m pipeline offline

serve: .venv/ready ## show the site at the address that it prints, and follow every change
	@$(BIN)/python -m pipeline serve

test: .venv/ready ## build the site and prove it, in a real browser too
	@$(BIN)/python tests/browser.py
	@env -u SITE_URL -u REPO_URL $(BIN)/python -m pipeline site
	@env -u SITE_URL -u REPO_URL $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

proof: .venv/ready ## build the site and prove all of it: every seed, every program, every query
	@$(BIN)/python tests/browser.py
	@env -u SITE_URL -u REPO_URL $(BIN)/python -m pipeline site
	@env -u SITE_URL -u REPO_URL $(BIN)/python -m pytest -m "" -n auto --maxprocesses 4 --dist loadfile

check: .venv/ready ## lint and format: Python, spelling, YAML, Markdown, CITATION.cff, the workflow
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/codespell
	@$(BIN)/yamllint --strict .
	@$(BIN)/pymarkdown --config pyproject.toml scan README.md CONTRIBUTING.md CHANGELOG.md docs/*.md docs/libraries/*.md
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.citation-file-format CITATION.cff
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml

bench: .venv/ready ## measure weight, speed, builds and peers, for an hour; WHAT="bytes explorables lighthouse peers builds" for a part
	@$(BIN)/python tests/browser.py
	@env -u SITE_URL -u REPO_URL $(BIN)/python -m pipeline site
	@env -u SITE_URL -u REPO_URL $(BIN)/python -m benchmarks $(WHAT)

screenshots: .venv/ready ## photograph the built site, every page in both schemes and three widths; WHAT="index rule/" for some
	@$(BIN)/python tests/browser.py
	@$(BIN)/python tests/screenshots.py $(WHAT)

links: .venv/ready ## ask every external link of the built site whether it answers (needs a network)
	@$(BIN)/python -m pipeline links

render: .venv/ready ## run what changed in snippets/ and labs, without building the site
	@$(BIN)/python -m pipeline render

ids: .venv/ready ## enter the new anchors of the built site into docs/data/ids.txt
	@$(BIN)/python -m pipeline ids

release: .venv/ready ## build for publication: SITE_URL must say where
	@$(BIN)/python -m pipeline site --release

lock: ## renew requirements.txt to the newest versions that pyproject.toml allows
	@$(PYTHON) -m venv .build/uv && .build/uv/bin/python -m pip install --quiet uv
	@.build/uv/bin/uv pip compile pyproject.toml --group test --group check --universal --upgrade --generate-hashes \
		--no-annotate --no-header --quiet --output-file requirements.txt

clean: ## remove what was built, keep the environment
	@rm -rf site .build .cache docs/generated docs/labs/*.ipynb
