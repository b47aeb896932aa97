#!/bin/sh
# Takes the pictures of README.md, docs/*.png, from the page in dist/ (`make build` first) in a headless Chromium.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh

cargo test --quiet --locked --package e2e -- --ignored --exact \
    pictures::the_readme_shows_the_token_tab_light_and_dark
