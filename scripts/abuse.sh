#!/bin/sh
# The long runs of the tests that abuse the page in dist/: every text in every field, and five minutes of random use under
# a seed that is shown when it fails.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh

LATCHKEY_SEED=${LATCHKEY_SEED:-$(date +%s)}
LATCHKEY_ACTIONS=${LATCHKEY_ACTIONS:-12000}
export LATCHKEY_SEED LATCHKEY_ACTIONS
echo "abuse: $LATCHKEY_ACTIONS random actions under LATCHKEY_SEED=$LATCHKEY_SEED"
cargo test --locked --package e2e -- random_use_leaves
LATCHKEY_ABUSE=all cargo test --locked --package e2e -- a_megabyte_of_anything
