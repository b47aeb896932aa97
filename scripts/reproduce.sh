#!/bin/sh
# Builds the release of this commit twice, each in a folder of its own, with another CARGO_HOME, user name, language
# and time zone, and compares every byte. Takes two builds from nothing, about six minutes each on two cores.
set -eu
cd "$(dirname "$0")/.."

commit=$(git rev-parse HEAD)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() { # folder, CARGO_HOME, user, time zone, language
    git clone --quiet . "$work/$1"
    (
        cd "$work/$1"
        git checkout --quiet --detach "$commit"
        mkdir -p "$2"
        # Where the registries are is this machine's business.
        for config in "${CARGO_HOME:-$HOME/.cargo}"/config.toml "${CARGO_HOME:-$HOME/.cargo}"/config; do
            if [ -f "$config" ]; then cp "$config" "$2"; fi
        done
        echo "reproduce: building in $work/$1"
        env CARGO_HOME="$2" USER="$3" LOGNAME="$3" TZ="$4" LC_ALL="$5" sh scripts/release.sh >log 2>&1 || {
            cat log
            exit 1
        }
    )
}
build one "$work/cargo-one" ada Pacific/Auckland C.UTF-8
build "another/folder" "$work/homes/cargo two" grace America/St_Johns C

cat "$work/one/SHA256SUMS"
if ! cmp "$work/one/SHA256SUMS" "$work/another/folder/SHA256SUMS"; then
    echo 'reproduce: the builds differ:' >&2
    diff "$work/one/SHA256SUMS" "$work/another/folder/SHA256SUMS" >&2 || true
    exit 1
fi
echo "reproduce: both builds of $commit have the same bytes"
