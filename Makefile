# Favn's commands. What they do stands in scripts/; each can be read in a minute.
PYTHON ?= python3
VENV := .venv/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo serve test check fix messages lock setup setup-test clean

help:  ## This list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

demo:  ## The demo world in a browser: builds what is missing, prints the address
	@$(PYTHON) scripts/setup.py base
	@$(VENV)/favn demo $(ARGS)

serve: setup  ## The server on your own data
	@$(VENV)/favn serve $(ARGS)

test:  ## Every test: on SQLite, in a browser, on a real PostgreSQL
	@$(PYTHON) scripts/test.py $(ARGS)

check: setup-test  ## Style, types, the order of the house, templates, migrations, generated pages
	@$(PYTHON) scripts/check.py $(ARGS)

fix: setup-test  ## Put the code in the common style
	@$(VENV)/ruff check --fix --quiet . || true
	@$(VENV)/ruff format .

messages: setup-test  ## Bring the English catalogue up to date with the Danish texts
	@$(VENV)/python scripts/messages.py --missing

lock: setup  ## Pin all packages again, by hash and without addresses
	@$(PYTHON) scripts/lock.py $(ARGS)

setup:  ## The environment for running Favn
	@$(PYTHON) scripts/setup.py base

setup-test:  ## The environment for working on Favn
	@$(PYTHON) scripts/setup.py test

clean:  ## Remove what the commands made, except your data in var/
	rm -rf .venv .node node_modules .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -rf src/favn/kit/static/kit/dkfds src/favn/kit/static/kit/htmx
