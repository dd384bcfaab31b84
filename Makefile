# Everything a person or a machine needs to run, test and measure smallwins.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What the tests need of the machine: a real browser, and the shells that completion is for (Debian's packages).
PROGRAMS := chromium bash zsh fish

.PHONY: run test check unit browser bench scaling simulate lock clean withstand

run: $(VENV)/.run  ## open the app on your own journal
	@$(BIN)/smallwins serve --open

$(VENV)/.run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "smallwins needs Python 3.11 or newer")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing smallwins (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m compileall -q -j 0 -x '/tests/' $(VENV)/lib >/dev/null || true  # as pip would, on every core; what does not compile is none of ours
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src bench
	@touch $@ $(VENV)/.run

test: $(VENV)/.dev  ## every check and every test, browser included
	@for program in $(PROGRAMS); do command -v $$program >/dev/null || missing="$$missing $$program"; done; \
	if [ -n "$$missing" ]; then apt-get update -qq && apt-get install -y -qq $$missing; fi
	$(MAKE) --no-print-directory -j 2 check unit

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(VENV)/.dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 3  # many tests wait for servers and mails; a third one works meanwhile

withstand: $(VENV)/.dev  ## every promise of docs/trust.md with the counts of a release, into docs/withstand.md: some hours; ROWS="R1 R2" for those alone
	@test -n "$(ROWS)" || rm -f docs/withstand.json
	SMALLWINS_WITHSTAND=release SMALLWINS_WITHSTAND_TABLE=docs/withstand.md $(BIN)/pytest -n 2 --timeout 14400 -m promise --promises "$(ROWS)" ; \
	$(BIN)/python -m tests.promises docs/withstand.json

bench: $(VENV)/.dev  ## the speed promises, each against a floor measured in the same run
	$(BIN)/python -m bench

scaling: $(VENV)/.dev  ## ten million wins of 50,000 people in PostgreSQL, for docs/scaling.md: three quarters of an hour, 40 GB of disk
	$(BIN)/python -m bench.scaling --people 50000 --wins 200

simulate: $(VENV)/.dev  ## the honesty of the insights, shown on made-up journals; writes docs/simulation.md and the tables of docs/method.md: half an hour
	$(BIN)/python -m bench.simulate

lock:  ## write both locks anew; they name no address
	uv lock --upgrade
	uv export --quiet --format requirements.txt --no-header --no-emit-project --group build > requirements.txt
	uv export --quiet --format requirements.txt --no-header --no-emit-project --group build --extra server > requirements-server.txt
	uv export --quiet --format requirements.txt --no-header --no-emit-project --group build --group dev --all-extras > requirements-dev.txt

clean:
	rm -rf $(VENV) .local build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
