# Everything here runs in .venv, which the first command makes and later ones find.
#   make demo    read the sample reports      make test    all tests
#   make check   all that CI checks           make bench   speed and memory against the bars
#   make score   golden reports, scored       make soak    500 hostile files, 400 kills, 20000 operations
#   make clean   remove what was made         make claims-bench   statements found, beside others
#   make screenshots   pictures of the desk for the documentation
#   make storylines   reports of one case put together, scored beside the bars
#   make telegram-bench   1,000 posts of Telegram channels read, and what goes wrong
#   make places-bench   where places are put, beside the place with the most people
#   make bench-casebook SIZE=20000   a casebook of so many reports: size, speed of adding and asking

PYTHON ?= python3
PYTEST_FLAGS ?=
# All cores share the tests, a core that is done taking over from the other; PYTEST_SHARE= runs them in one process.
PYTEST_SHARE ?= -n auto --dist worksteal
# A part of PolNeAR; see docs/how-to/measure-claims.md.
POLNEAR ?= ../shared/data/polnear/dev
# TR-News.xml and GWN.xml; see docs/how-to/measure-places.md.
PLACES ?= ../shared/data/places
# Posts of channels; see benchmarks/telegram.py.
TELEGRAM ?= ../shared/data/telegram-ru
POSTS ?= 1000
# Reports of the casebook that is measured, and what else to tell (--at FOLDER, --database ...).
SIZE ?= 20000
CASEBOOK_FLAGS ?=

BIN := .venv/bin
STAMP := .venv/installed
# What the installation, with its gazetteer, is made from.
SOURCES := pyproject.toml constraints.txt hatch_build.py src/sayso/store/data/gazetteer.toml \
  $(wildcard src/sayso/store/gazetteer_build/*.py) src/sayso/store/folding.py

.PHONY: help install demo test check format lint types imports bench bench-casebook claims-bench places-bench telegram-bench score storylines screenshots soak clean

help:
	@sed -n 's/^#   //p' Makefile

install: $(STAMP)

$(STAMP): $(SOURCES)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "sayso needs Python 3.11 or newer; $(PYTHON) is" \
	    "$$($(PYTHON) --version 2>&1). Name another: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: install
	$(BIN)/sayso read --manifest examples/manifest.json
	$(BIN)/sayso read --manifest examples/manifest.json --format html --out demo
	@echo; echo "The same reports as pages for the browser:"; ls demo/*.html
	@echo; echo "Five other reports, and what they say together:"; rm -rf demo/kirsanov.casebook demo/cases
	$(BIN)/sayso new demo/kirsanov.casebook
	$(BIN)/sayso add --casebook demo/kirsanov.casebook --manifest examples/across.json
	$(BIN)/sayso cases --casebook demo/kirsanov.casebook
	$(BIN)/sayso cases --casebook demo/kirsanov.casebook --format html --out demo/cases

test: install
	$(BIN)/python -m pytest $(PYTEST_SHARE) $(PYTEST_FLAGS)

check: lint types imports test

format: install
	$(BIN)/ruff format

lint: install
	$(BIN)/ruff format --check
	$(BIN)/ruff check

types: install
	$(BIN)/mypy

imports: install
	$(BIN)/lint-imports

bench: install
	$(BIN)/python -m benchmarks.bench

bench-casebook: install
	$(BIN)/python -m benchmarks.casebook $(SIZE) $(CASEBOOK_FLAGS)

claims-bench: install
	$(BIN)/python -m benchmarks.claims --data $(POLNEAR)

telegram-bench: install
	$(BIN)/python -m benchmarks.telegram --data $(TELEGRAM) --posts $(POSTS)

places-bench: install
	$(BIN)/python -m benchmarks.places --data $(PLACES)

score: install
	$(BIN)/python -m benchmarks.scoring --all

storylines: install
	$(BIN)/python -m benchmarks.storylines

soak: install
	$(BIN)/python benchmarks/fuzz.py 500
	$(BIN)/python -m benchmarks.soak.kills 200
	$(BIN)/python -m benchmarks.soak.desk_kills 200
	SAYSO_OPERATIONS=10000 $(BIN)/python -m pytest tests/casebook/test_operations.py -s

# Pictures of the desk in the documentation, of five invented reports.
screenshots: install
	SAYSO_SCREENSHOTS=docs/images $(BIN)/python -m pytest tests/web/test_desk_screenshots.py

clean:
	rm -rf .venv demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f src/sayso/store/data/gazetteer.sqlite
