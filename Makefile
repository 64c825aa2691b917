# make run [ARGS="..."]   set everything up in this checkout, then start pathfinder
# make test               set everything up as constraints.txt says, then lint, types, layers and tests, on the
#                         wheel as it is installed
# make check              check the knowledge base and prove its safety rules, in this checkout
# make quick              a short set of tests in this checkout, for another Python:
#                         make quick PYTHON=python3.13 VENV=.venv-3.13
# make coverage           the same, and how much of the program the tests run: 95 % at least
# make mutants [ALL=1]    break the core in one place at a time, and see whether the tests notice: docs/testing.md.
#                         A sample, for half an hour; with ALL=1 every mutant, for a day or more. What was caught
#                         stays so until make clean
# make test-latest        the same as `make test`, with the newest releases, in an environment of its own
# make lock               write constraints.txt: the newest releases as they are today
# make pictures           draw the pictures of the READMEs anew: what a terminal shows now
# make schemas            write data/schemas/, by which an editor completes and checks data/*.yaml
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA := $(wildcard data/*.yaml data/*/*.yaml)
READERS := $(wildcard src/pathfinder/errors.py $(addprefix src/pathfinder/,model/*.py model/*/*.py documents/*.py knowledge/*.py knowledge/*/*.py knowledge/*/*/*.py))
COMPILED := $(addprefix src/pathfinder/knowledge/compiled.,en.json es.json foundation.en.json foundation.es.json)
WHEEL := $(VENV)/wheel
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
LOCK := constraints.txt
PINS = $(addprefix --constraint ,$(LOCK))
LATEST := .venv-latest
COVERAGE :=
QUICK := $(addprefix tests/,authored/test_vignettes.py authored/test_red_team.py broken broken_local \
	e2e/test_bad_input.py e2e/test_startup.py e2e/test_typer.py properties/test_oracle.py)

.PHONY: run test quick coverage mutants test-latest lock lint types check wheel pictures schemas bench clean
# Two rules fill one environment, and one makes four files: in turn, or they would meet.
.NOTPARALLEL:

run: $(COMPILED)
	@$(BIN)/pathfinder $(ARGS)

TESTS = $(WHEEL)/bin/python -m pytest -n 2 --dist worksteal $(COVERAGE) $(PYTEST)

# What `make check` proves, tests/e2e/test_cli.py and test_verify.py prove on the wheel, with fewer random sheets.
# Types are checked beside the build and the tests, for that keeps one processor busy and leaves the other idle;
# what is wrong with them is said last.
test: lint
	@$(MAKE) --no-print-directory types > $(VENV)/types.txt 2>&1 & types=$$!; \
		$(MAKE) --no-print-directory wheel && $(TESTS); tests=$$?; \
		wait $$types; types=$$?; cat $(VENV)/types.txt; exit $$((tests ? tests : types))

quick: $(VENV)/dev $(COMPILED)
	$(BIN)/python -m pytest -n 2 --dist worksteal $(QUICK)

coverage: COVERAGE := --cov --cov-report=term
coverage: test

mutants: $(VENV)/dev $(COMPILED)
	@$(PIP) install --group mutants
	@rm -rf mutants/data mutants/tests mutants/src/pathfinder/knowledge/*.json # or mutmut keeps its copies
	$(BIN)/python benchmarks/mutants.py $(if $(ALL),all)

test-latest:
	@rm -rf $(LATEST)
	@$(MAKE) test VENV=$(LATEST) LOCK=

# What the oldest Python can have, all can. setuptools is left out: it comes with some Pythons only.
lock:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info[:2] != (3, 11) and 'make lock PYTHON=python3.11')"
	@rm -rf $(LATEST)
	@$(MAKE) $(LATEST)/dev VENV=$(LATEST) LOCK=
	@echo "# What the tests are run with, here and in CI. Written by make lock." > $(LOCK)
	@$(LATEST)/bin/python -m pip list --format=freeze --exclude-editable --exclude setuptools >> $(LOCK)

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo

types: $(VENV)/dev
	$(BIN)/mypy & first=$$!; $(BIN)/basedpyright --pythonpath $(BIN)/python; second=$$?; wait $$first && exit $$second

check: $(VENV)/dev $(COMPILED)
	$(BIN)/pathfinder kb check
	$(BIN)/pathfinder kb verify

# An environment with the wheel, which borrows all else from that of the checkout. addsitedir also
# starts coverage in every process.
wheel: $(VENV)/dev
	@rm -rf $(WHEEL) && $(PYTHON) -m venv --without-pip $(WHEEL)
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir $(WHEEL) .
	@$(PIP) --python $(WHEEL)/bin/python install --no-deps --no-index $(WHEEL)/*.whl
	@cd $(WHEEL)/lib/python*/site-packages && \
		echo "import site; site.addsitedir('$$(echo $(abspath $(VENV))/lib/python*/site-packages)')" > borrowed.pth

pictures: $(VENV)/dev $(COMPILED)
	$(BIN)/python -m tests.pictures

schemas: $(COMPILED)
	@mkdir -p data/schemas
	@for name in $(basename $(notdir $(wildcard data/*.yaml))); do \
		$(BIN)/pathfinder schema $$name > data/schemas/$$name.json || exit 1; done

bench: $(COMPILED)
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/interview.py
	$(BIN)/python benchmarks/verify.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/meetings.py
	$(BIN)/python benchmarks/growth.py

clean:
	rm -rf mutants $(VENV) $(LATEST) src/pathfinder/knowledge/compiled.*.json

# The stamps say what the environment holds, so that nothing is installed twice.
$(VENV)/run: pyproject.toml hatch_build.py
	@echo "Setting up pathfinder in $(VENV) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --editable . >&2
	@touch $@

$(VENV)/dev: pyproject.toml hatch_build.py $(LOCK)
	@echo "Setting up the tests of pathfinder in $(VENV) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install $(PINS) "pip>=25.1" >&2
	@$(PIP) install $(PINS) --group dev >&2
	@$(PIP) install $(PINS) --no-build-isolation --editable . >&2
	@touch $(VENV)/run $@

$(COMPILED): $(VENV)/run $(DATA) $(READERS)
	@$(BIN)/python -c "from pathfinder.knowledge.build.compile import write_compiled; from pathfinder.knowledge.data_dir import shipped_data; write_compiled(shipped_data())"
