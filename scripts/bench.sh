#!/bin/sh
# Compares the finished site in dist/ with npm packages, and has Lighthouse judge it; `make bench` calls it after the
# set-up and build. With the argument "lighthouse", "start", "peers", "site", "files", "bundle", "hour" or "native" (what
# needs no browser: the health tests and inspections) it only prints that section; "lighthouse --check" fails as well where
# a score is below 100.
#
# The packages, in the exact versions of bench/package-lock.json, are kept beside the tools, in a folder for
# each lock file.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh

case ${1:-} in
native) exec cargo run --quiet --locked --package bench -- native ;;
files | bundle | hour) exec cargo run --quiet --locked --package bench -- "$1" dist ;;
esac

lock=$(cat bench/package.json bench/package-lock.json | cksum | cut -d ' ' -f 1)
peers=$TOOLS/bench-peers-$lock
# Installed in a temporary folder, moved when complete: an interrupted install leaves nothing incomplete.
if [ ! -d "$peers" ]; then
    echo 'bench: installing the npm packages to measure beside, and Lighthouse'
    rm -rf "$peers.part"
    mkdir -p "$peers.part"
    cp bench/package.json bench/package-lock.json bench/.npmrc "$peers.part"
    npm ci --prefix "$peers.part" --silent --ignore-scripts
    mv "$peers.part" "$peers"
fi

case ${1:-} in
lighthouse) exec cargo run --quiet --locked --package bench -- "$@" dist "$peers/node_modules" ;;
peers | site) exec cargo run --quiet --locked --package bench -- "$1" dist "$peers/node_modules" ;;
esac

# The smallest page of the same toolchain, the reference for the start.
(cd bench/counter && trunk build --release)
if [ "${1:-}" = start ]; then
    exec cargo run --quiet --locked --package bench -- start dist target/counter-dist
fi

cargo run --quiet --locked --package bench -- dist target/counter-dist "$peers/node_modules" bench/RESULTS.md
