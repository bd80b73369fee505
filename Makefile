# The words of this house. `make help` lists them.
.DEFAULT_GOAL := help

PY ?= python3
PORT ?= 8000
BIN := .venv/bin
export PATH := $(CURDIR)/.venv/bin:$(PATH)
LOCK := requirements/dev.lock
BUILT := src/saola/web/static/dist/manifest.json
MESSAGES := $(patsubst %.po,%.mo,$(wildcard src/saola/locale/*/LC_MESSAGES/*.po))

.PHONY: setup run test test-postgres check audit torture fix bench wheelhouse messages pictures help

setup: .venv/.ready $(BUILT) $(MESSAGES)  ## Virtual environment, dependencies by hash, front end, translations

run: setup  ## Serve the fictional country at http://127.0.0.1:8000 (PORT and SAOLA_DATA to change)
	SAOLA_DEMO=1 PORT=$(PORT) $(BIN)/saola serve --with-demo

test: setup check  ## The floors, the style, then every test
	$(BIN)/python -m pytest -n auto --dist loadfile

test-postgres: setup  ## The tests of what is kept, with the records in PostgreSQL (needs its programs)
	$(BIN)/python tests/with_postgres.py $(BIN)/python -m pytest $(or $(TESTS),tests/apps tests/cli tests/web --ignore=tests/web/browser)

torture: setup  ## Each torture N times (200 unless said): kills, full disks, flipped bits, hostile files
	SAOLA_TORTURE=$(or $(N),200) $(BIN)/python -m pytest tests/torture

check: .venv/.ready  ## Style, types, import contracts, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	SAOLA_DATA=build/check $(BIN)/lint-imports
	SAOLA_DATA=build/check $(BIN)/python manage.py makemigrations --check --dry-run

audit: .venv/.ready  ## Known mistakes in our code, and known holes in what we build on (asks the network)
	$(BIN)/python -m pytest tests/house/test_scanners.py
	$(BIN)/pip-audit --require-hashes --disable-pip --requirement $(LOCK)

fix: .venv/.ready  ## Put the style right and write the reference pages anew
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python docs/write_reference.py

bench: setup  ## Measure, each figure a ratio against something in the same run
	$(BIN)/python -m bench

wheelhouse: setup  ## Everything a node without network needs, in dist/wheelhouse, each file with its digest
	rm -rf dist/wheelhouse && mkdir -p dist/wheelhouse
	$(BIN)/python requirements/runtime.py > dist/wheelhouse/runtime.lock
	$(BIN)/python -m pip download -q --disable-pip-version-check --only-binary :all: --no-deps --require-hashes -r dist/wheelhouse/runtime.lock -d dist/wheelhouse
	$(BIN)/python -m pip wheel -q --disable-pip-version-check --no-deps --no-build-isolation . -w dist/wheelhouse
	cp -r docs/deploy dist/wheelhouse/deploy
	cd dist/wheelhouse && find . -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs sha256sum > SHA256SUMS

messages: .venv/.ready  ## Gather the sentences to translate (needs gettext)
	cd src/saola && SAOLA_DATA=$(CURDIR)/build/check ../../$(BIN)/python ../../manage.py makemessages --all --no-wrap --no-location

pictures: setup  ## Take the pictures of the documentation from the running product (needs Chromium)
	$(BIN)/python docs/pictures.py

.venv/.ready: $(LOCK) pyproject.toml
	$(PY) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(LOCK)
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(BUILT): frontend/package-lock.json $(shell find frontend -path '*/node_modules' -prune -o -type f -print 2>/dev/null) | .venv/.ready
	cd frontend && npm ci --silent && npm run --silent check && npm run --silent build
	touch $@

%.mo: %.po | .venv/.ready
	$(BIN)/pybabel -q compile -i $< -o $@

help:  ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12
