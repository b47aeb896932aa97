# The targets that people use. Each installs what it needs (scripts/setup.sh) and leaves the rest alone.

SHELL := /bin/sh

.PHONY: build release release-check serve test test-engines bench check setup

# The finished site in dist/.
build: setup
	sh scripts/build.sh

# dist/, the whole page in one file (latchkey.html), and their digests (SHA256SUMS).
release: setup
	sh scripts/release.sh

# What takes too long for every test run, cheapest first: the licences and sources of the dependencies, Lighthouse's
# scores, the long runs of random use and of texts in every field, that two builds have the same bytes, minutes of fuzzing
# for each parser, all tests from end to end in every engine, and whether the tests notice each change of the security core.
release-check: setup
	sh scripts/setup.sh release
	sh scripts/setup.sh browser
	sh scripts/setup.sh bench
	sh scripts/referees.sh
	sh scripts/deny.sh
	sh scripts/build.sh
	sh scripts/bench.sh lighthouse --check
	sh scripts/abuse.sh
	sh scripts/reproduce.sh
	sh scripts/fuzz.sh 300000
	sh scripts/test-engines.sh
	sh scripts/mutants.sh

# The finished site on http://127.0.0.1:8080, until Ctrl+C.
serve: build
	cargo run --quiet --locked --package site -- serve dist 127.0.0.1:8080

# All checks and tests, cheapest first.
test: setup
	sh scripts/setup.sh browser
	sh scripts/referees.sh
	sh scripts/readers.sh
	sh scripts/test.sh

# The tests from end to end in Chromium, Firefox and WebKit, all in all: before a release.
test-engines: build
	sh scripts/setup.sh browser
	sh scripts/referees.sh
	sh scripts/test-engines.sh

# Speed and memory compared with npm packages, in Chromium; the table goes to bench/RESULTS.md.
bench: build
	sh scripts/setup.sh bench
	sh scripts/bench.sh

setup:
	sh scripts/setup.sh
