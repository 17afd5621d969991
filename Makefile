# make run        opens the editor on a sample photo (without a screen: cuts it out)
# make test       everything that needs no training; under five minutes
# make test-slow  what is killed, restarted, or large: some minutes more
# make test-hosts  our files in real Krita and GIMP
# The first call of each makes .venv and installs what it needs.

BIN := .venv/bin
SAMPLE := astronaut
TRANSLATIONS := $(patsubst %,resources/translations/sqsam_%.ts,de fr)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test test-slow test-hosts test-train lint bench bench-hosts gallery screenshots translations

run: .venv/installed
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(BIN)/sqsam resources/samples/$(SAMPLE).jpg; \
	else \
		mkdir -p build; \
		$(BIN)/sqsam cut resources/samples/$(SAMPLE).jpg -o build/$(SAMPLE)-cut.png >/dev/null && \
		echo "There is no screen for the editor. The subject of resources/samples/$(SAMPLE).jpg," \
			"cut out, is build/$(SAMPLE)-cut.png."; \
	fi

test: .venv/installed-dev
	$(BIN)/pytest -n 2 --dist loadscope -m "not slow" --ignore=tests/training --ignore=tests/hosts

test-slow: .venv/installed-slow
	$(BIN)/pytest -m slow --ignore=tests/training --ignore=tests/hosts

# Our files in real Krita and GIMP, which it installs: as root, on Debian 12.
test-hosts: .venv/installed-dev
	.ci/hosts
	$(BIN)/pytest tests/hosts

# Seconds from a menu's entry in them to the selection.
bench-hosts: .venv/installed-dev
	.ci/hosts
	$(BIN)/python -m tests.hosts.bench

test-train: .venv/installed-train
	$(BIN)/pytest tests/training

lint: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed
	$(BIN)/sqsam bench

# Every effect on three samples; and the 24 objects that the shipped model cuts out worst, for which
# SQSAM_DATA names the photographs.
gallery: .venv/installed
	$(BIN)/python -m sqsam_desktop.testing.gallery build/effects.jpg
	$(BIN)/sqsam evaluate --quick --worst build/gallery.png

screenshots: .venv/installed
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m sqsam_desktop.ui.screenshots resources/screenshots

translations: .venv/installed
	$(BIN)/pyside6-lupdate -no-obsolete -locations none \
		$$(find sqsam_desktop -name '*.py' | sort) -ts $(TRANSLATIONS)
	$(BIN)/pyside6-lrelease -silent $(TRANSLATIONS)

.venv/installed: pyproject.toml .ci/setup
	.ci/setup
	@touch $@

.venv/installed-dev: .venv/installed
	$(PIP) -e '.[dev]'
	@touch $@

.venv/installed-slow: .venv/installed-dev
	$(PIP) -e '.[matting]'
	@touch $@

.venv/installed-train: .venv/installed-dev
	$(PIP) -e '.[train]'
	@touch $@
