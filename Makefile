# The commands of the house. `make demo` and `make test` are the two that matter.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN = $(VENV)/bin

.PHONY: demo test lock messages format quick mutants bundle

demo: $(VENV)/.run
	$(BIN)/python start.py demo --port $(PORT)

test: $(VENV)/.dev
	BIN=$(BIN) deploy/test.sh

# Lint, types and unit tests on SQLite only: the loop while writing.
quick: $(VENV)/.dev
	BIN=$(BIN) deploy/test.sh quick

# Small wrong changes to the code that figures rest on: do the tests notice? SUITES=periods for one.
mutants: $(VENV)/.dev
	$(BIN)/python bench/mutants.py $(SUITES)

$(VENV)/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version)."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv module is missing (Debian: apt-get install python3-venv)."; exit 1; }
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

format: $(VENV)/.dev
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

# Translations: take up new messages, then fill locale/vi/LC_MESSAGES/django.po by hand.
messages: $(VENV)/.dev
	$(BIN)/python deploy/messages.py

LOCK = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --only-binary :all: \
  --override requirements/overrides.txt --custom-compile-command "make lock" -q
lock: $(VENV)/.dev
	$(LOCK) requirements/run.in -o requirements.txt
	$(LOCK) requirements/dev.in -c requirements.txt -o requirements/dev.txt

# Everything a machine without internet needs, in dist/: unpack there, then sh install.sh
bundle: $(VENV)/.run
	BIN=$(BIN) deploy/bundle.sh
