#!/bin/sh
# Changes the security core one place at a time: a test must notice each change. In the file named, or in all that
# .cargo/mutants.toml lists; a change that makes no difference is excluded there, with its reason.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh

# A folder of its own, so that the dependencies are compiled once.
CARGO_TARGET_DIR=$PWD/target/mutants
export CARGO_TARGET_DIR

files=$(sed -n 's/^    "\([^"]*\.rs\)",.*/\1/p' .cargo/mutants.toml)
failed=
for file in ${1:-$files}; do
    case $file in
    scripts/site/*) package=site ;;
    *) package=latchkey ;;
    esac
    set -- --cargo-arg=--locked --cargo-arg=--lib
    for test in $(sed -n "s|^    \"$file\", # ||p" .cargo/mutants.toml); do
        set -- "$@" "--cargo-arg=--test=$test"
    done
    echo "mutants: $file"
    # The files of the configuration, narrowed to this one.
    cargo mutants --package "$package" --re "^$file:" --no-shuffle \
        --output "$CARGO_TARGET_DIR/$(echo "$file" | tr / -)" "$@" || failed="$failed $file"
done
if [ -n "$failed" ]; then
    echo "mutants: no test notices some changes of$failed" >&2
    exit 1
fi
