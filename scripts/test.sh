#!/bin/sh
# All checks and tests, cheapest first; `make test` calls it after the set-up.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh

say() { printf '\n== %s\n' "$*"; }
tree() { git status --porcelain 2>/dev/null || true; }
before=$(tree)

say 'Formatting'
cargo fmt --all --check

say 'Lints, natively and for the browser'
cargo clippy --locked --workspace --all-targets -- -D warnings
cargo clippy --locked --target wasm32-unknown-unknown --package latchkey --package worker --all-targets -- -D warnings

say 'Documentation'
RUSTDOCFLAGS='-D warnings' cargo doc --locked --quiet --no-deps --document-private-items --lib --target wasm32-unknown-unknown

say 'Native tests'
cargo test --locked --workspace --exclude e2e --lib --bins
for test in tests/*; do
    name=$(basename "$test" .rs)
    case $name in
    web) ;; # below, in a browser
    *) if [ -f "tests/$name.rs" ] || [ -f "tests/$name/main.rs" ]; then set -- "$@" --test "$name"; fi ;;
    esac
done
cargo test --locked "$@"

say 'Every parser, fuzzed for a moment'
sh scripts/fuzz.sh 3000

say 'Tests inside the browser'
CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
    cargo test --locked --target wasm32-unknown-unknown --test web

say 'The release build'
sh scripts/build.sh

say 'Tests from end to end'
cargo test --locked --package e2e -- --test-threads=2

if [ "$(tree)" != "$before" ]; then
    echo 'The tests left the tree changed:' >&2
    git status --short >&2
    exit 1
fi
