# Each target sets up what it needs: a fresh machine with Python and make is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: run test check lint types layers tests bench catalog pictures clean

run: $(VENV)/.runs
	$(BIN)/motcua

test: check

check: lint types layers tests

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runs: $(VENV)/.made pyproject.toml constraints.txt
	$(PIP) install -c constraints.txt -e .
	$(BIN)/python -m compileall -q tui handouts services_catalog  # quick first start, even where Python may not write
	@touch $@

# pip 23 knows no dependency groups, so the list is read from pyproject.toml itself.
$(VENV)/.tests: $(VENV)/.runs
	$(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['dev'], sep='\n')" > $(VENV)/dev.txt
	$(PIP) install -c constraints.txt -r $(VENV)/dev.txt
	@touch $@

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tests
	$(BIN)/mypy

layers: $(VENV)/.tests
	$(BIN)/lint-imports --no-cache

tests: $(VENV)/.tests
	$(BIN)/python -m pytest -n 2 --cov --cov-report=
	$(BIN)/coverage report --include='services_catalog/*,handouts/*' --fail-under=95 --skip-covered

# What the program is measured against is heavy, so only a benchmark installs it.
$(VENV)/.bench: $(VENV)/.tests
	$(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['bench'], sep='\n')" > $(VENV)/bench.txt
	$(PIP) install -c constraints.txt -r $(VENV)/bench.txt
	@touch $@

bench: $(VENV)/.bench
	$(BIN)/python -m tests.benchmarks

FACTS ?= ../shared/facts/services.csv
ESSENTIAL ?= ../shared/domain/essential_25.csv
COUNTER ?= ../shared/facts/counter_services.csv
RECORDS ?= ../shared/facts/procedures.jsonl.xz

catalog: $(VENV)/.runs
	$(BIN)/python -m services_catalog.exchange.facts_csv $(FACTS)
	$(BIN)/python -m services_catalog.exchange.essential_csv $(ESSENTIAL)
	$(BIN)/python -m services_catalog.exchange.counter_csv $(COUNTER)
	$(BIN)/python -m services_catalog.exchange.guidance_facts $(RECORDS)

clean:
	rm -rf $(VENV) build dist .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis

pictures: $(VENV)/.tests
	$(BIN)/python -m tests.pictures
