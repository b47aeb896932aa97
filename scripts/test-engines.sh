#!/bin/sh
# The tests from end to end in every engine, one after the other; `make test-engines` calls it after the build and the
# set-up. With names of engines it runs in those only.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh

[ $# -gt 0 ] || set -- chromium firefox webkit
failed=
for engine; do
    printf '\n== From end to end in %s\n' "$engine"
    # Those tests choose their engines by themselves: once is enough.
    case $engine in chromium) skip= ;; *) skip='--skip engines::' ;; esac
    # shellcheck disable=SC2086
    LATCHKEY_ENGINE=$engine cargo test --locked --package e2e -- --test-threads=2 $skip || failed="$failed $engine"
done
if [ -n "$failed" ]; then
    echo "Failed in:$failed" >&2
    exit 1
fi
