#!/bin/sh
# Names the pinned tools and where they are kept. Sourced by the other scripts, never run by itself.
#
# The tools live outside the checkout, in a folder for each version, so that a fresh clone on the same machine
# finds them and two versions never mix. LATCHKEY_TOOLS moves the folder.

TRUNK_VERSION=0.21.14
# Must equal the version of the wasm-bindgen crate in Cargo.lock: the two share a private format.
WASM_BINDGEN_VERSION=0.2.129
# Drives Firefox in the tests.
GECKODRIVER_VERSION=0.37.1
# Before a release: licences and sources of the dependencies, and whether the tests notice a change of the security core.
CARGO_DENY_VERSION=0.20.2
CARGO_MUTANTS_VERSION=27.1.0

TOOLS=${LATCHKEY_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/latchkey}
TRUNK_ROOT=$TOOLS/trunk-$TRUNK_VERSION
WASM_BINDGEN_ROOT=$TOOLS/wasm-bindgen-cli-$WASM_BINDGEN_VERSION
GECKODRIVER_ROOT=$TOOLS/geckodriver-$GECKODRIVER_VERSION
CARGO_DENY_ROOT=$TOOLS/cargo-deny-$CARGO_DENY_VERSION
CARGO_MUTANTS_ROOT=$TOOLS/cargo-mutants-$CARGO_MUTANTS_VERSION
# The tests' reference implementations, in a folder for each version of their list.
LATCHKEY_REFEREES=${LATCHKEY_REFEREES:-$TOOLS/referees-$(cksum <scripts/referees.txt | cut -d ' ' -f 1)}
export LATCHKEY_REFEREES
# The programs with which the tests read `.env` bundles, in a folder for each version of their list.
LATCHKEY_READERS=${LATCHKEY_READERS:-$TOOLS/readers-$(cksum <scripts/readers.sh | cut -d ' ' -f 1)}
export LATCHKEY_READERS
# The accessibility checker that the tests run in the page; no part of the page.
AXE_CORE_VERSION=4.14.1
LATCHKEY_AXE=${LATCHKEY_AXE:-$TOOLS/axe-core-$AXE_CORE_VERSION}
export LATCHKEY_AXE
# The readers of the schemas that a server record is written as.
PRISMA_SCHEMA_VERSION=8.1.0-2.59be4fda12412a79eeb9c2ae727b6aa723593323
DRIZZLE_VERSION=0.45.4
LATCHKEY_SCHEMAS=${LATCHKEY_SCHEMAS:-$TOOLS/schemas-$PRISMA_SCHEMA_VERSION-$DRIZZLE_VERSION}
export LATCHKEY_SCHEMAS
# What verifies in Node: the tokens of key pairs, and the signatures of webhooks.
JOSE_VERSION=6.2.18
STANDARD_WEBHOOKS_VERSION=1.1.1
LATCHKEY_JOSE=${LATCHKEY_JOSE:-$TOOLS/jose-$JOSE_VERSION-$STANDARD_WEBHOOKS_VERSION}
export LATCHKEY_JOSE
# Our wasm-bindgen wrapper comes first: it splits the page into parts and then calls the real one.
PATH=$PWD/scripts/bin:$TRUNK_ROOT/bin:$WASM_BINDGEN_ROOT/bin:$GECKODRIVER_ROOT/bin:$CARGO_DENY_ROOT/bin:$CARGO_MUTANTS_ROOT/bin:$PATH
export PATH
# Keeps the paths of this machine out of what is built for the browser.
RUSTC_WRAPPER=$PWD/scripts/bin/rustc-wrapper
export RUSTC_WRAPPER
