#!/bin/sh
# Holds the dependencies to deny.toml. The database of advisories is fetched from GitHub: where that is out of reach it
# is said, and the rest still counts.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh

cargo deny --workspace --locked check --hide-inclusion-graph --deny unmatched-skip bans licenses sources
if cargo deny --workspace --locked fetch db; then
    cargo deny --workspace --locked check --disable-fetch advisories
else
    echo 'deny: the database of advisories (RustSec) is out of reach: whether one is about a dependency was not checked' >&2
fi
