#!/bin/sh
# Builds what a release consists of: dist/ for hosting, the whole page as one file in latchkey.html, and their digests
# in SHA256SUMS; `make release` calls it after the set-up.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh

sh scripts/build.sh
cargo run --quiet --locked --package site --no-default-features -- single dist latchkey.html
# In byte order, which is the same everywhere: it is the shell that sorts, some by the language of their user.
LC_ALL=C
export LC_ALL
sha256sum latchkey.html dist/* >SHA256SUMS
