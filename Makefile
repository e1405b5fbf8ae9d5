# Every command of the project. `make` or `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= var
export PORT DATA_DIR

PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test test-postgres test-elasticsearch test-browser lint format bench bench-search bench-rooms install install-dev lock messages docs clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: install ## Try Meerstemmig: installs, loads the demo, serves (PORT, DATA_DIR)
	@$(PY) manage.py serve --port $(PORT)

install:
	@$(PYTHON) scripts/install.py base

install-dev:
	@$(PYTHON) scripts/install.py dev

test: install-dev ## Run the whole suite, real browser included
	@$(PYTHON) scripts/chromium.py
	@$(PY) -m pytest -n 2 --dist loadgroup

test-postgres: install-dev ## Run the suite on a private PostgreSQL server
	@$(PY) scripts/postgres.py $(PY) -m pytest -n 2 --dist loadgroup -m "not browser"

test-elasticsearch: install-dev ## Run the suite of the search engines on a private Elasticsearch node
	@$(PY) scripts/elasticsearch/run.py $(PY) -m pytest tests/search/test_engine_contract.py tests/search/test_relevance.py tests/search/test_elasticsearch_faults.py || [ $$? -eq 77 ]

test-browser: install-dev ## Run only the journeys in a real browser
	@$(PYTHON) scripts/chromium.py
	@$(PY) -m pytest -m browser

lint: install-dev ## Check style, types, floors, migrations, templates and catalogues
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@PYTHONPATH=site:. .venv/bin/lint-imports --no-cache | tail -n 2
	@$(PY) -m mypy .
	@DJANGO_SETTINGS_MODULE=meerstemmig.settings.test $(PY) manage.py makemigrations --check --dry-run
	@DJANGO_SETTINGS_MODULE=meerstemmig.settings.test $(PY) manage.py check --fail-level WARNING
	@$(PY) scripts/check_production.py
	@$(PY) scripts/messages.py --check

format: install-dev ## Format code
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

bench: install-dev ## Kill fifty indexers; measure pages and search beside Wagtail's own
	@$(PY) bench/kills.py
	@$(PY) bench/pages.py
	@SIZES=2000 $(PY) bench/search.py

bench-rooms: install-dev ## Measure pokes and clicks with a thousand open streams, beside Django Channels
	@$(PY) bench/rooms.py

bench-search: install-dev ## Measure search in a large library (SIZES="2000 20000")
	@$(PY) bench/search.py

lock: install-dev ## Lock the requirements again (needs uv)
	@uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 --no-header --no-annotate -q -o requirements/base.txt
	@uv pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 --no-header --no-annotate -q -o requirements/dev.txt

messages: install-dev ## Collect interface text into the catalogues and compile them
	@$(PY) scripts/messages.py

docs: install-dev ## Write the pages of docs/ that are made from code
	@$(PY) manage.py write_reference

clean: ## Remove what the commands made, the data folder excepted
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache
