.DEFAULT_GOAL := help
.PHONY: help site serve test test-quick proof check render anchors screenshots bench libraries links offline run-assets release publish lock clean

PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
BIN := .venv/bin
PYTEST := env -u SITE_URL -u REPO_URL $(BIN)/python -m pytest
WORKERS = $(shell $(BIN)/python -c 'import os; print(min(4, os.cpu_count() + 1))') # one more than cores: a browser test often waits
export NO_MKDOCS_2_WARNING := 1

help: ## list these verbs
	@echo "Begin with:"
	@grep -hE '^(site|serve|test):.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'
	@echo "And when you need it:"
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | grep -vE '^(site|serve|test):' | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

# The environment: made once, and again when the lock changes.
.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python lacks its venv module; on Debian: apt install python3-venv"; exit 1; }
	@echo "Installing what requirements.txt locks; this takes a minute or two, once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	@touch $@

site: .venv/ready ## build the site into site/, or leave the old one untouched
	@$(BIN)/python -m pipeline site

serve: .venv/ready ## show the site at ADDRESS (127.0.0.1:8000) and follow every change
	@$(BIN)/python -m pipeline serve --address $(ADDRESS)

test: .venv/ready run-assets ## build the site and test it, in a real browser too
	@$(BIN)/python tests/support/browser.py
	@env -u SITE_URL -u REPO_URL $(BIN)/python -m pipeline site
	@$(PYTEST) -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test-quick: .venv/ready ## test the code without the built site and the hunts, in less than a minute
	@$(PYTEST) -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not slow and not proof" \
		--ignore tests/site --ignore tests/lookup --ignore tests/commands --ignore tests/hunts

proof: .venv/ready run-assets ## run the slow proofs too: every seed, every query, every program, the same bytes twice
	@$(BIN)/python tests/support/browser.py
	@env -u SITE_URL -u REPO_URL $(BIN)/python -m pipeline site
	@$(PYTEST) -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m proof

check: .venv/ready ## look for faults without running anything: Python, types, spelling, plain words, YAML, Markdown, the workflow
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/codespell
	@$(BIN)/python -m tools.check_words
	@$(BIN)/yamllint --strict .
	@$(BIN)/pymarkdown --config pyproject.toml scan README.md CONTRIBUTING.md ARCHITECTURE.md CHANGELOG.md docs/*.md docs/libraries/*.md
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.citation-file-format CITATION.cff
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml

render: .venv/ready ## run what changed in snippets/ and labs, without building the site
	@$(BIN)/python -m pipeline render

anchors: .venv/ready ## enter the new anchors of the built site into docs/data/ids.txt
	@$(BIN)/python -m pipeline anchors

screenshots: .venv/ready ## photograph every page of the built site; WHAT="index rule/" for some
	@$(BIN)/python tests/support/browser.py
	@$(BIN)/python -m tests.support.screenshots $(WHAT)

bench: .venv/ready run-assets ## measure weight, speed, builds and peers, for an hour; WHAT="bytes lighthouse" for a part
	@$(BIN)/python tests/support/browser.py
	@env -u SITE_URL -u REPO_URL $(BIN)/python -m pipeline site
	@env -u SITE_URL -u REPO_URL $(BIN)/python -m benchmarks $(WHAT)

libraries: .build/libraries/ready ## try the lookup's names of libraries that the tests do not install, and record it (gigabytes)
	@.build/libraries/bin/python -m pytest -W ignore tests/libraries
	@.build/libraries/bin/python -m tests.libraries.record

.build/libraries/ready: tests/libraries/requirements.txt
	@$(PYTHON) -m venv .build/libraries
	@.build/libraries/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

links: .venv/ready ## ask every external link of the built site whether it answers (needs a network)
	@$(BIN)/python -m pipeline links

offline: site ## pack the site into site-offline.zip, which works without a server or a network
	@$(BIN)/python -m pipeline offline

run-assets: .venv/ready ## get what the Run buttons need, 45 MB once: Pyodide and its packages, each compared with its hash
	@$(BIN)/python -m pipeline run-assets

release: .venv/ready run-assets ## build for publication: SITE_URL must say where
	@$(BIN)/python -m pipeline site --release

publish: .venv/ready run-assets ## build this version and push it beside the earlier ones: SITE_URL must say where
	@$(BIN)/python -m pipeline publish $(if $(IF_NEW),--if-new)

lock: ## renew requirements.txt to the newest versions that pyproject.toml allows
	@$(PYTHON) -m venv .build/uv && .build/uv/bin/python -m pip install --quiet uv
	@.build/uv/bin/uv pip compile pyproject.toml --group test --group check --universal --upgrade --generate-hashes \
		--no-annotate --no-header --quiet --output-file requirements.txt

clean: ## remove what was built, keep the environment
	@rm -rf site .build .cache docs/generated docs/labs/*.ipynb
