# make setup   the virtual environment .venv with everything
# make demo    a simulated class, graded for real
# make test    everything, at the sizes of autograding; banks of answers that train networks, which
#              take more than half an hour, are left to `make check` and to their author
# make check   the long way: whole banks through the referee, full notebooks, all attacks
PYTHON ?= python3
VENV := .venv
# nbgrader calls alembic by name, so the environment's commands must be on PATH.
RUN := PATH="$(CURDIR)/$(VENV)/bin:$$PATH"

.PHONY: setup demo test lint check clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11, 3.12 or 3.13 is needed, not " + sys.version.split()[0] if not (3, 11) <= sys.version_info < (3, 14) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable ".[dev]"
	touch $@

demo: setup
	$(RUN) course faces describe embedded
	$(RUN) course release
	$(RUN) course demo

lint: setup
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) lint-imports --no-logo

test: setup lint
	$(RUN) course release --check
	$(RUN) course prove --quick 01-visualization 02-classification
	$(RUN) python -m pytest

check: test
	$(RUN) course release
	$(RUN) course prove --full
	$(RUN) course demo --all
	$(RUN) python -m pytest -m "long or not long"

clean:
	rm -rf $(VENV) demo .course gradebook.db* gradebook.secret autograded/*/ feedback
