# Thin on purpose: make .venv from the lock, then call the task graph (dodo.py) or pytest.
.DEFAULT_GOAL := help
SHELL := /bin/sh

# Without .pyc files every notebook and every build takes about twice as long.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
JOBS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
VENV := .venv
BIN := $(VENV)/bin
LOCK_ID := $(shell cat requirements.lock pyproject.toml | cksum | cut -d' ' -f1)
STAMP := $(VENV)/.installed-$(LOCK_ID)
# Its scripts name the folder where it was made: where the checkout was moved or copied, or the
# Python of .venv is gone, it is made anew. A linked .venv is somebody else's to keep.
MOVED := $(shell [ -h $(VENV) ] || [ ! -d $(VENV) ] || { [ -x $(BIN)/python ] && \
  { [ ! -f $(VENV)/.place ] || [ "$$(cat $(VENV)/.place)" = "$$(pwd -P)" ]; }; } || echo moved)
UV_LOCK = awk '/^uv==/ {keep = 1} keep {print} keep && !/\\$$/ {exit}' requirements.lock
# uv does not know pip's settings (a mirror, a certificate) and wants a cache it can write: where
# it cannot do the work, pip does it.
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
UV = $(BIN)/uv pip install --quiet --python $(BIN)/python
OURS = --no-deps --no-build-isolation -e .
DOIT = $(BIN)/doit run --process $(JOBS)

.PHONY: help book pdf test lab data words evaluate benchmark fuzz lint lock clean moved

help: ## show this list
	@echo "make book and make test do all set-up themselves; the rest is for convenience."
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1@\2/p' Makefile | column -t -s @ 2>/dev/null \
	  || sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1: \2/p' Makefile

book: $(STAMP) ## rebuild what changed: data, notebooks, book (book/_build/html/index.html)
	@echo "book: rebuilding what changed (all of it: about a minute; nothing changed: a second) ..."
	@$(DOIT) book

test: $(STAMP) ## run every test, the strict book build and the checks of style and types
	@echo "test: about a quarter of an hour; the longest steps execute every notebook twice and look at every page of the book ..."
	@$(BIN)/python -m pytest --numprocesses $(JOBS) --dist loadgroup $(ARGS)

lab: $(STAMP) ## open JupyterLab on the notebooks
	@echo "lab: opening JupyterLab; stop it with Ctrl-C ..."
	@$(BIN)/jupyter lab --notebook-dir=notebooks $(ARGS)

pdf: $(STAMP) ## print the whole book as one PDF (needs a Chromium)
	@$(DOIT) pdf

data: $(STAMP) ## rebuild data/processed only
	@$(DOIT) data

words: $(STAMP) ## gather the words that code writes into the book, for translators
	@$(DOIT) words

evaluate: $(STAMP) ## how well figures are read (needs CHONGQING_SOURCES)
	@$(BIN)/python benchmarks/evaluate_reading.py --write
	@$(BIN)/python benchmarks/held_out.py

benchmark: $(STAMP) ## how fast figures are read, beside other readers, and the book is built (needs CHONGQING_SOURCES)
	@echo "benchmark: about ten minutes; the longest step reads a hundred million characters ..."
	@$(BIN)/python benchmarks/time_reading.py .cache/peers --write
	@$(BIN)/python benchmarks/time_book.py --write

fuzz: ## look for text on which the reader slips, with a coverage-guided fuzzer (Linux)
	@echo "fuzz: about three minutes, two of them fuzzing ..."
	@mkdir -p .cache && $(PYTHON) -m venv .cache/fuzz
	@.cache/fuzz/bin/python -m pip install --quiet --disable-pip-version-check atheris==3.0.0
	@PYTHONPATH=src .cache/fuzz/bin/python benchmarks/fuzz_reading.py --write -max_total_time=120 -timeout=10

lint: $(STAMP) ## format and check the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix . && $(BIN)/mypy

lock: $(STAMP) ## renew requirements.lock from pyproject.toml
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --all-extras \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  --quiet --upgrade --output-file requirements.lock pyproject.toml

clean: ## remove everything that can be rebuilt, .venv included
	@rm -rf $(VENV) .cache book/_build book/executed book/_generated

# rfc3987-syntax is an optional format checker of jsonschema; it builds a grammar at import,
# which doubles the time of every notebook and of the book. Nothing here needs it.
$(STAMP): requirements.lock pyproject.toml $(MOVED)
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "Python 3.11 to 3.13 is needed, $(PYTHON) is $$($(PYTHON) --version 2>&1): name another one, as in make PYTHON=python3.12 book"; exit 1; }
	@echo "set-up: making .venv from requirements.lock, once (about a minute, mostly downloading) ..."
	@$(if $(MOVED),rm -rf $(VENV),:)
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "python3 -m venv failed: on Debian and Ubuntu install the package python3-venv, then try again"; exit 1; }
	@$(UV_LOCK) > $(VENV)/uv.lock.txt
	@{ $(PIP) --require-hashes -r $(VENV)/uv.lock.txt \
	  && $(UV) --require-hashes -r requirements.lock && $(UV) $(OURS) ; } \
	  || { echo "set-up: uv cannot do it here, pip does its work (a minute longer) ..."; \
	       $(PIP) --require-hashes -r requirements.lock && $(PIP) $(OURS) ; } \
	  || { echo "set-up failed: the packages cannot be had (see above): mind the network, or pip's settings (pip config list), then try again"; exit 1; }
	@$(BIN)/python -m pip uninstall --quiet --yes rfc3987-syntax
	@[ -h $(VENV) ] || pwd -P > $(VENV)/.place
	@rm -f $(VENV)/.installed-*
	@touch $(STAMP)
