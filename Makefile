# Each target sets up what it needs by itself: .venv, from the pinned and hashed requirements/dev.lock.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
PEERS_BIN := .venv-peers/bin
PEERS := .venv-peers/ready
TRAIN_BIN := .venv-train/bin
TRAIN := .venv-train/ready

TRAINED := attn-only-1l attn-only-2l
FINDINGS := --pages docs/findings --figures docs/images/findings

.DEFAULT_GOAL := help
.PHONY: help verify test peers lint format docs docs-check bench mutants train lock clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

verify: $(READY)  ## Prove every theorem, refute every near miss, check the numbers
	$(BIN)/refmath verify

test: $(READY)  ## Run the tests and the examples in docstrings, README and docs
	$(BIN)/pytest -n auto

peers: $(PEERS)  ## Run the tests that need torch, TransformerLens, Dask and the like, in .venv-peers
	$(PEERS_BIN)/pytest -W ignore tests/backends tests/peers tests/trained tests/training

lint: $(READY) docs-check  ## Check format, lint, types, and that the pages are up to date
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY)  ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY)  ## Write the theorems' blocks into docs/derivations, and the site into build/site
	$(BIN)/refmath docs docs
	$(foreach model,$(TRAINED),$(BIN)/refmath report $(model) $(FINDINGS) &&) true
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

docs-check: $(READY)  ## Fail if `make docs` would change a byte of a page
	$(BIN)/refmath docs docs --check
	$(foreach model,$(TRAINED),$(BIN)/refmath report $(model) $(FINDINGS) --check &&) true

bench: $(READY)  ## Measure speed and memory, side by side with what one would use instead
	$(BIN)/python -m benchmarks

mutants: $(READY)  ## Put errors into five numeric files, one at a time, and count what the tests notice
	$(BIN)/pip install --quiet 'mutmut==3.8.1'
	OPENBLAS_NUM_THREADS=1 HYPOTHESIS_PROFILE=mutants $(BIN)/mutmut run --max-children 2
	$(BIN)/mutmut results

train: $(TRAIN)  ## Train the bundled models from scratch, or go on where it stopped
	$(TRAIN_BIN)/python -m training

lock: $(READY)  ## Renew requirements/dev.lock from pyproject.toml (needs the network)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
	  --extra test --extra lint --extra docs --group build --output-file requirements/dev.lock

clean:  ## Remove the environment and everything that was built
	rm -rf .venv .venv-peers .venv-train build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit(f"refmath needs Python 3.11 or newer; $(PYTHON) is {v.major}.{v.minor}. Name another: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(READY)

$(PEERS): pyproject.toml
	$(PYTHON) -m venv --clear .venv-peers
	$(PEERS_BIN)/pip install --quiet --editable '.[test,peers,dask,pandas,parquet,polars,tokenizers]'
	@touch $(PEERS)

$(TRAIN): pyproject.toml
	$(PYTHON) -m venv --clear .venv-train
	$(TRAIN_BIN)/pip install --quiet --editable '.[train]'
	@touch $(TRAIN)
