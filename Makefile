# Each target sets up what it needs by itself: an environment from a lock file, pinned and with hashes.
PYTHON ?= python3
TESTS ?=
ROOM ?=
# Which libraries `make matrix` runs: files of release/peers/, or none for all.
LIBRARIES ?=
# What `make mutants-of` is told beside the room: COUNT='--sample 200 --seed 1 --jobs 2'
COUNT ?=
VENV := .venv/bin
# A program runs in its environment while nobody clears it.
ENVIRONMENT := $(PYTHON) release/environment.py
IN := $(ENVIRONMENT) .venv --
IN_PEERS := $(ENVIRONMENT) .venv-peers --
IN_LOWEST := $(ENVIRONMENT) .venv-lowest --
IN_TRAIN := $(ENVIRONMENT) .venv-train --

TRAINED := attn-only-1l attn-only-2l
FINDINGS := --pages docs/findings --figures docs/images/findings
SITE = $(IN) python -m sphinx --fresh-env --nitpicky --fail-on-warning --keep-going --quiet --doctree-dir build/doctrees docs build/site && $(IN) python docs/live/make.py build/site/live ../index.html

# Without --upgrade a lock keeps what it pins as far as pyproject.toml allows: make lock UPGRADE=--upgrade
UPGRADE ?=
LOCK := $(VENV)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header $(UPGRADE)
# Every environment has what builds refmath, and agrees with .venv on what both have.
ALIKE := --group build --constraint requirements/dev.lock
# The tests that something is skipped in where these are missing.
OF_PEERS := tests/backends tests/peers tests/training tests/commands/test_count.py tests/numeric/arrays/test_libraries.py \
	tests/numeric/layered/test_activations.py tests/readers/test_mutations.py tests/sequences/test_saved.py tests/trained/test_tokens.py
PEERS := test peers dask pandas parquet polars tokenizers duckdb

.DEFAULT_GOAL := help
.PHONY: help verify kernel kernel-full expected test peers check lint format docs site docs-check browser dist vectors matrix pythons lowest bench mutants mutants-of train lock clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

verify: .venv/ready  ## Prove every theorem, refute every near miss, check the numbers
	$(IN) refmath verify

expected: .venv/ready  ## Write the list that verify holds its verdicts against, after a statement changed
	$(IN) python -m release.expected

kernel: .venv/ready  ## Have Rocq accept every statement, and disprove near misses (needs coqc; minutes)
	$(IN) python -m refmath.kernel

kernel-full: .venv/ready  ## The same, and have coqchk check all of it again
	$(IN) python -m refmath.kernel --full

test: .venv/ready  ## Run the tests and the examples in docstrings, README and docs
	$(IN) pytest -n auto --dist worksteal $(TESTS)

peers: .venv-peers/ready  ## Run the tests that need torch, TransformerLens, Dask and the like
	$(IN_PEERS) pytest -n auto --dist worksteal -W ignore $(OF_PEERS)

check: .venv/ready  ## Check format, lint and types: seconds
	$(IN) ruff format --check .
	$(IN) ruff check .
	$(IN) mypy

lint: check docs-check  ## Check format, lint, types, and that the pages are up to date

format: .venv/ready  ## Format the code
	$(IN) ruff check --fix .
	$(IN) ruff format .

docs: .venv/ready  ## Write the theorems' blocks into docs/derivations, examples/, and the site into build/site
	$(IN) refmath docs docs
	$(IN) python docs/notebooks.py
	$(foreach model,$(TRAINED),$(IN) refmath report $(model) $(FINDINGS) &&) true
	$(SITE)

site: .venv/ready  ## Write the site into build/site from the pages as they are
	$(SITE)

browser: site  ## Open every page of the site in headless browsers, and look for what a reader would stumble on
	$(IN) python -m release.browser build/site

docs-check: .venv/ready  ## Fail if `make docs` would change a byte of a page
	$(IN) refmath docs docs --check
	$(foreach model,$(TRAINED),$(IN) refmath report $(model) $(FINDINGS) --check &&) true

vectors: .venv/ready  ## Write what is expected of implementations in any language, into vectors/
	$(IN) python -m release.vectors

matrix: .venv/ready  ## Hold other people's libraries against the cases, each in its own environment (minutes)
	$(IN) python -m release.matrix $(LIBRARIES)

dist: .venv/tools  ## Build wheel and sdist, look into them, install and use the wheel elsewhere
	$(IN) python -m release.distribution

pythons: .venv/ready  ## Run the tests on each Python from 3.11 to 3.14 that is found; name the others
	$(IN) python -m release.pythons $(TESTS)

lowest: .venv-lowest/ready  ## Run the tests with the lowest versions that pyproject.toml admits
	$(IN_LOWEST) pytest -n auto --dist worksteal $(TESTS)

bench: .venv/ready  ## Measure speed and memory, side by side with what one would use instead
	$(IN) python -m benchmarks

mutants: .venv/tools  ## Put errors into fourteen numeric files, one at a time, and count what the tests notice
	OPENBLAS_NUM_THREADS=1 HYPOTHESIS_PROFILE=mutants $(IN) mutmut run --max-children 2
	$(IN) mutmut results

mutants-of: .venv/tools  ## Count a sample of such errors in one room: make mutants-of ROOM=symbolic
	$(VENV)/python -m release.mutants $(ROOM) $(COUNT)

train: .venv-train/ready  ## Train the bundled models from scratch, or go on where it stopped
	$(IN_TRAIN) python -m training

lock: .venv/tools  ## Renew the lock files in requirements/ from pyproject.toml (needs the network)
	$(LOCK) --group build --extra test --extra lint --extra docs --output-file requirements/dev.lock
	$(LOCK) --constraint requirements/dev.lock --output-file requirements/run.lock
	$(LOCK) $(ALIKE) --group tools --extra parquet --extra tokenizers --output-file requirements/tools.lock
	$(LOCK) $(ALIKE) $(PEERS:%=--extra %) --output-file requirements/peers.lock
	$(LOCK) $(ALIKE) --extra lens --output-file requirements/lens.lock
	$(LOCK) $(ALIKE) --extra nnterp --output-file requirements/nnterp.lock
	$(LOCK) $(ALIKE) --extra train --output-file requirements/train.lock
	$(LOCK) --group build --extra test --extra plots --resolution lowest-direct --output-file requirements/lowest.lock

clean:  ## Remove the environments and everything that was built
	rm -rf .venv .venv-* build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready: requirements/dev.lock pyproject.toml
	@$(PYTHON) release/environment.py .venv dev.lock

.venv/tools: requirements/tools.lock .venv/ready
	$(VENV)/python -m pip install --quiet --require-hashes --requirement requirements/tools.lock
	@touch $@

.venv-%/ready: requirements/%.lock pyproject.toml
	@$(PYTHON) release/environment.py .venv-$* $*.lock
