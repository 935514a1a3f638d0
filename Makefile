# make setup | demo | run | test | check
VENV := .venv
PYTHON ?= python3
STAMP := $(VENV)/.made-from-lock

.PHONY: setup demo run test check lock long crash points simulate hostile guards

setup: $(STAMP)

$(STAMP): requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	$(VENV)/bin/innendienst demo

run: setup
	$(VENV)/bin/innendienst run

test: check
	$(VENV)/bin/python -m pytest

check: setup
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/deptry .

# The tests that take minutes.
long: setup
	$(VENV)/bin/python -m pytest -m long

lock:
	uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --python-version 3.11 --extra dev --extra postgresql pyproject.toml -o requirements.lock

# Kill the running program N times under load and count what was lost, doubled or unanswered;
# ON=sqlite or ON=postgresql: on that one only.
N ?= 100
crash: setup
	$(VENV)/bin/python -m tests.crash.kills --kills $(N) $(if $(ON),--on $(ON))

# Kill the simulated program before each commit, call and confirmation of every scenario.
points: setup
	$(VENV)/bin/python -m tests.crash.points

# Live through two simulated days SEEDS times, with misfortunes by the dice.
SEEDS ?= 1000
simulate: setup
	$(VENV)/bin/python -m tests.simulated.days --seeds $(SEEDS)

# Feed hostile input to every place that takes any, INPUTS times.
INPUTS ?= 20000
hostile: setup
	$(VENV)/bin/python -m tests.hostile.campaign --inputs $(INPUTS)

# Take each guard of the promises away in turn, and show that a test misses it.
guards: setup
	$(VENV)/bin/python -m tests.guards.run
