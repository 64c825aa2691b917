# make run [ARGS="..."]   set everything up in this checkout, then start pathfinder
# make test               set everything up, then lint, types, layers and tests, on the wheel as it is installed
# make schemas            write data/schemas/, by which an editor completes and checks data/*.yaml
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA := $(wildcard data/*.yaml data/*/*.yaml)
READERS := $(wildcard src/pathfinder/errors.py src/pathfinder/model/*.py src/pathfinder/knowledge/*.py)
COMPILED := src/pathfinder/knowledge/compiled.en.json
WHEEL := $(VENV)/wheel
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: run test lint types check wheel schemas bench clean

run: $(COMPILED)
	@$(BIN)/pathfinder $(ARGS)

test: lint types check wheel
	$(WHEEL)/bin/python -m pytest -n 2 --dist worksteal --cov --cov-report=term $(PYTEST)

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo

types: $(VENV)/dev
	$(BIN)/mypy
	$(BIN)/basedpyright

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

schemas: $(COMPILED)
	@mkdir -p data/schemas
	@for name in $(basename $(notdir $(wildcard data/*.yaml))); do \
		$(BIN)/pathfinder schema $$name > data/schemas/$$name.json || exit 1; done

bench: $(COMPILED)
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/interview.py
	$(BIN)/python benchmarks/verify.py
	$(BIN)/python benchmarks/batch.py

clean:
	rm -rf $(VENV) src/pathfinder/knowledge/compiled.*.json

# The stamps say what the environment holds, so that nothing is installed twice.
$(VENV)/run: pyproject.toml hatch_build.py
	@echo "Setting up pathfinder in $(VENV) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . >&2
	@touch $@

$(VENV)/dev: $(VENV)/run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1" >&2
	@$(BIN)/python -m pip install --quiet --group dev >&2
	@touch $@

$(COMPILED): $(VENV)/run $(DATA) $(READERS)
	@$(BIN)/python -c "from pathfinder.knowledge.compiling import write_compiled; from pathfinder.knowledge.location import shipped_data; write_compiled(shipped_data())"
