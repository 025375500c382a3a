# Everything is done by run.py, with Python's standard library alone.
PYTHON ?= python3
export INSTALL

.PHONY: run test test-fast lint requirements prove clean
run test test-fast lint requirements prove:
	@$(PYTHON) run.py $@

clean:
	rm -rf .venv var
