# What everybody types. `make run` and `make test` need Python 3.11, make and git, nothing else.
PYTHON  ?= python3
BIN     := .venv/bin
VENDOR  := src/jiefang/site/static/vendor/icons.svg
CODE    ?= 410802
PORT    ?= 8000
SERVE   ?= yes
# Tests that need neither a browser nor PostgreSQL nor more than a few seconds.
QUICK   := not browser and not postgres and not slow

.DEFAULT_GOAL := help
.PHONY: help env assets run test fast soak lint fix types docs bench score seed bundle clean

help:  ## say what can be made
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

env:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is missing: apt install python3" >&2; exit 1; }
	@$(PYTHON) tools/bootstrap.py

assets: env $(VENDOR)

$(VENDOR): package-lock.json tools/icons.txt tools/assets.py
	@$(PYTHON) tools/assets.py

run: assets  ## set up, audit the example reports on the terminal, serve the site (SERVE=no: do not serve)
	@$(BIN)/jiefang init $(CODE)
	@$(BIN)/jiefang audit $${JIEFANG_HOME:-var}/examples || test $$? -eq 1
	@test "$(SERVE)" = no || exec $(BIN)/jiefang serve --port $(PORT)

test: assets  ## install what the tests need, then run all of them
	@$(PYTHON) tools/system.py
	@$(BIN)/pytest -n auto --dist loadgroup $(ARGS)

fast: assets  ## the tests without browser and PostgreSQL, under a minute
	@$(BIN)/pytest -n auto --dist loadgroup -m "$(QUICK)" --hypothesis-profile fast $(ARGS)

soak: assets  ## the full counts of fuzz, races and kills
	@$(PYTHON) tools/system.py
	@$(BIN)/pytest -n auto --dist loadgroup --soak --hypothesis-profile soak $(ARGS)

lint: env  ## style, import contracts, templates, lock file
	@$(BIN)/pytest -q tests/architecture/test_tools.py -m "not slow"

fix: env  ## let the formatter and the linter repair what they can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: env  ## the type checker
	@$(BIN)/mypy

docs: env  ## write the generated reference pages
	@$(BIN)/python tools/reference.py

bench: env  ## print speed, memory and start-up time
	@PYTHONPATH=tools $(BIN)/python -m tests.speed

score: env  ## print extraction and audit scores
	@$(BIN)/python -m tests.score

seed: env  ## make the demo district
	@$(BIN)/jiefang init $(CODE) --demo

bundle: assets  ## build folders in dist/ that run without a network
	@$(BIN)/python tools/bundle.py

clean:  ## remove everything that was made, except var/
	rm -rf .venv .boot dist build tests/vendor src/jiefang/site/static/vendor
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
