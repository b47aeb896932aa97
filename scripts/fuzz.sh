#!/bin/sh
# Fuzzes every parser: builds the programs of tests/fuzz and gives each so many inputs (a thousand, or as the argument
# says), after a fixed seed, so that a run can be repeated. An input that breaks a property is kept in target/fuzz/found.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh

runs=${1:-1000}
folder=target/fuzz
host=$(rustc -vV | sed -n 's/^host: //p')

# The code tells libFuzzer which branches it takes and what it compares. No sanitizers: the code is safe Rust, and they
# need an unstable compiler.
RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares" \
    cargo build --quiet --locked --package fuzz --features libfuzzer --bins --profile fuzz \
    --target "$host" --target-dir "$folder"

mkdir -p "$folder/found"
for target in tests/fuzz/targets/*.rs; do
    name=$(basename "$target" .rs)
    case $name in
    # A bundle's whole life takes a hundred times as long as reading a value.
    import* | schema*) count=$((runs / 20)) ;;
    *) count=$runs ;;
    esac
    # What is found grows here, from the same start in each run.
    corpus=$folder/corpus/$name
    rm -rf "$corpus"
    mkdir -p "$corpus"
    if ! "$folder/$host/fuzz/$name" -seed=1 -runs="$count" -max_len=2048 -timeout=20 -dict=tests/fuzz/words.dict \
        -artifact_prefix="$folder/found/$name-" "$corpus" "tests/fuzz/seeds/$name" >"$folder/$name.log" 2>&1; then
        tail -n 60 "$folder/$name.log" >&2
        echo "fuzz: $name broke; the input is in $folder/found" >&2
        exit 1
    fi
    echo "fuzz: $name: $(grep -a '^Done' "$folder/$name.log")"
done
