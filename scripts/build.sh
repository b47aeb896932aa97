#!/bin/sh
# Builds the finished site into dist/; `make build` calls it after the set-up.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh

# Cargo links page and worker at the same time; Trunk would link them one after the other.
cargo build --release --locked --target wasm32-unknown-unknown --package latchkey --package worker --bins
trunk build --release
