# Pincite's commands; `make` alone lists them.
#
# All of them run in .venv, made on first use with PYTHON. The packages are installed
# again only when pyproject.toml or a list of releases has changed: the stamps in .venv say
# when that was last done, and an install that was cut short leaves none.

PYTHON ?= python3

VENV := .venv
PY := $(VENV)/bin/python
APP := $(VENV)/.installed
TOOLS := $(VENV)/.installed-test
TOOLS_MCP := $(VENV)/.installed-mcp

PIPFLAGS ?= -q
INSTALL = $(PY) -m pip install --disable-pip-version-check $(PIPFLAGS) -c constraints.txt

# A file's tests run in one process: they share a server or an index. A browser test waits most of
# the time, for which a second process has use.
TWO_AT_ONCE := -n 2 --dist loadscope

# Make and the shell must both leave a password as it is.
untouched = '$(subst ','\'',$(value $(1)))'

# Set on make's own command line: some shells export a HOST that means something else.
given = $(filter command%,$(origin $(1)))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test check fix hooks bench soak evals figures screenshots clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: $(if $(MCP),$(TOOLS_MCP),$(APP)) ## Start the app; HOST=..., PORT=..., AUTH=user:password, MCP=1
	$(PY) app.py $(if $(call given,HOST),--host "$(HOST)") \
	  $(if $(call given,PORT),--port "$(PORT)") \
	  $(if $(call given,AUTH),--auth $(call untouched,AUTH)) $(if $(MCP),--mcp)

test: $(TOOLS) ## Run the whole test suite, browser tests too; ARGS=... go to pytest
	$(PY) tests/browser/chromium.py
	$(PY) -m tests.ocr_data
	$(PY) -m pytest $(TWO_AT_ONCE) $(ARGS)

check: $(TOOLS) ## Lint, check format and types, then run the tests
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) tests/browser/chromium.py
	$(PY) -m tests.ocr_data
	$(PY) -m pytest $(TWO_AT_ONCE) $(ARGS)

fix: $(TOOLS) ## Mend what ruff can mend, and format
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

hooks: $(TOOLS) ## Have git check what is staged before each commit, with ruff and mypy
	git config core.hooksPath .githooks

bench: $(APP) ## Measure speed and memory
	$(PY) -m evals.speed

soak: $(TOOLS) ## Attack it for an hour: a crowd, kills, damaged files; ARGS=... as --help says
	$(PY) -m tests.robustness.soak $(ARGS)

evals: $(APP) ## Measure answers and citations; fails below the floors
	$(PY) -m evals
	$(PY) -m evals.everyday

figures: $(TOOLS) ## Measure the figures in README.md and docs/benchmarks.md again
	$(PY) -m evals.readme_figures

screenshots: $(TOOLS) ## Take the README's screenshots again
	$(PY) tests/browser/chromium.py
	$(PY) -m pytest tests/browser/test_screenshots.py --screenshots

clean: ## Remove caches, build output and install stamps; .venv stays
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis $(APP) $(TOOLS) $(TOOLS_MCP)
	find . -path ./$(VENV) -prune -o -type d -name __pycache__ -prune -exec rm -rf {} +

$(PY):
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo 'Pincite needs Python 3.11 or newer: there is no "$(PYTHON)" here.' >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.version_info >= (3, 11) or sys.exit( \
	  "Pincite needs Python 3.11 or newer: $(PYTHON) is " + sys.version.split()[0] \
	  + ". Name another with make PYTHON=...")'
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'This Python cannot make environments: install python3-venv.' >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

$(APP): $(PY) pyproject.toml constraints.txt
	@rm -f $(APP)
	@echo 'Installing what Pincite runs on into $(VENV); the first time takes minutes.'
	@$(INSTALL) -e '.[documents]'
	@touch $(APP)

$(TOOLS): $(PY) pyproject.toml constraints.txt tests/requirements.txt
	@rm -f $(APP) $(TOOLS)
	@echo 'Installing what Pincite runs and is tested on into $(VENV); the first time takes minutes.'
	@$(INSTALL) -e '.[test]' -r tests/requirements.txt
	@touch $(APP) $(TOOLS)

$(TOOLS_MCP): $(APP)
	@$(INSTALL) -e '.[documents,mcp]'
	@touch $(TOOLS_MCP)
