# Two commands matter: `make demo` and `make test`. Everything else is a short cut.
PYTHON ?= python3
PORT ?= 8000
RUN := .venv/bin/python

# Compiled code is kept in our own folders: without it every process reads the sources of a thousand modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo demo-reset test format clean

help:
	@echo "make demo [PORT=8000]  build everything, fill invented data, serve on 127.0.0.1"
	@echo "make demo-reset        throw the demo's data away"
	@echo "make test              every check and test, on SQLite and on PostgreSQL"
	@echo "make format            put the code into the house style"
	@echo "make clean             remove what was built (never data)"

demo:
	@$(PYTHON) scripts/bootstrap.py demo
	@.venv/bin/noddfa demo --port "$(PORT)"

demo-reset:
	@$(PYTHON) scripts/bootstrap.py demo
	@.venv/bin/noddfa demo --reset

test:
	@$(PYTHON) scripts/system_packages.py
	@$(PYTHON) scripts/bootstrap.py test
	@$(RUN) scripts/test.py

format:
	@$(PYTHON) scripts/bootstrap.py test
	@$(RUN) -m ruff format src tests scripts
	@$(RUN) -m ruff check --fix src tests scripts
	@$(RUN) -m djlint --reformat --quiet src

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -rf src/noddfa/design/static/noddfa/build
