# Two commands: `make demo` runs the product with invented data; `make test` runs the whole suite.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
export PORT ?= 8000
export DATA_DIR ?= var/demo
PYTEST_ARGS ?=

BIN := .venv/bin
RUN := $(BIN)/.run-installed
DEV := $(BIN)/.dev-installed
BUILT := static/build/.built
SOURCES := $(shell find static/src -type f)
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r
INSTALL_UV := install --quiet --disable-pip-version-check --require-hashes -r locks/uv.txt
SUITE := $(BIN)/python -m pytest -n 3 --dist worksteal --ignore=tests/bench $(PYTEST_ARGS)

.PHONY: help venv assets demo demo-reset test check check-types check-style check-templates check-django bench lock fmt

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# --- what everything stands on ---------------------------------------------------------------------------

# The venv gets uv from the pip at hand, which saves making a pip of its own; without one it makes its own.
$(BIN)/uv: locks/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed." if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv --without-pip .venv
	@$(PYTHON) -m pip --python $(BIN)/python $(INSTALL_UV) 2>/dev/null || \
	  { $(BIN)/python -m ensurepip >/dev/null && $(BIN)/python -m pip $(INSTALL_UV); }
	@touch $@

$(RUN): locks/run.txt | $(BIN)/uv
	@test -e $(DEV) || $(INSTALL) locks/run.txt
	@touch $@

$(DEV): locks/dev.txt | $(BIN)/uv
	@$(INSTALL) locks/dev.txt
	@touch $@ $(RUN)

venv: $(DEV)  ## Make .venv with everything development needs

# uv is needed only where Node has to come from a Python package; elsewhere both installs run side by side.
$(BUILT): static/package-lock.json $(SOURCES) | $(if $(shell command -v npm),,$(BIN)/uv)
	@command -v npm >/dev/null || $(INSTALL) locks/node.txt
	@cd static && export PATH="$$PATH:$(CURDIR)/$(BIN)" && npm ci --silent && npm run --silent build
	@touch $@

assets: $(BUILT)  ## Build style and script into static/build/

# --- the product -----------------------------------------------------------------------------------------

demo:  ## Run web, worker and beat with invented data until Ctrl-C (PORT, DATA_DIR)
	@echo "1/5 What the operating system supplies"
	@$(PYTHON) wscb/deploy/os_check.py
	@echo "2/5 Packages, style and script"
	@$(MAKE) --silent --no-print-directory --jobs=2 $(RUN) $(BUILT)
	@exec $(BIN)/python -m wscb.demo

demo-reset: $(RUN)  ## Remove the demo's data, so that the next `make demo` starts over
	@$(BIN)/python -m wscb.demo --reset

# --- the checks ------------------------------------------------------------------------------------------

test: $(DEV) $(BUILT)  ## Run the suite; with TEST_DATABASE_URL and TEST_REDIS_URL on PostgreSQL and Redis too
	@$(PYTHON) wscb/deploy/os_check.py --tests
	@if [[ -n "$${TEST_DATABASE_URL:-}" && -n "$${TEST_REDIS_URL:-}" ]]; then \
	  echo "On PostgreSQL and Redis: everything"; $(SUITE); \
	  export TEST_DATABASE_ALONE=1; fi; \
	echo "On SQLite: all but the journeys, and one of those$${TEST_DATABASE_ALONE:+; what asks no database was run above}"; \
	env -u TEST_DATABASE_URL -u TEST_REDIS_URL $(SUITE)

check: $(DEV) $(BUILT)  ## Lint, types, templates, layers, migrations, deployment settings, clause page
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target check-types check-style check-templates check-django

check-types:
	$(BIN)/mypy

check-style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python -c 'import yaml; yaml.safe_load(open("docker-compose.yml"))'

check-templates:
	$(BIN)/djlint --quiet --lint templates

check-django:
	DJANGO_SETTINGS_MODULE=wscb.settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	.ci/board-environment $(BIN)/python manage.py check --deploy --fail-level WARNING
ifneq ($(wildcard */management/commands/clauses.py wscb/*/management/commands/clauses.py),)
	DJANGO_SETTINGS_MODULE=wscb.settings.test $(BIN)/python manage.py clauses --check
endif

bench: $(DEV) $(BUILT)  ## Measure what the product promises about speed and query counts
	$(BIN)/python -m pytest -n 0 -s tests/bench $(PYTEST_ARGS)

fmt: $(DEV)  ## Format code and mend what the linter can
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

# Universal locks for every Python from 3.11, with hashes and without any address.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-header --no-annotate

lock: $(BIN)/uv  ## Write the lock files anew from pyproject.toml and static/package.json
	$(COMPILE) $(LOCK_ARGS) pyproject.toml -o locks/run.txt
	$(COMPILE) $(LOCK_ARGS) pyproject.toml --group dev -c locks/run.txt -o locks/dev.txt
	$(COMPILE) $(LOCK_ARGS) --group pyproject.toml:node -o locks/node.txt
	echo uv | $(COMPILE) $(LOCK_ARGS) - -o locks/uv.txt
	cd static && npm install --package-lock-only --silent
