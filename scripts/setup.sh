#!/bin/sh
# Installs what a bare machine lacks: the pinned Rust toolchain with its wasm target, wasm-bindgen-cli
# and Trunk. With the argument "browser" also Chromium and ChromeDriver, which only the tests need; with
# "bench" these and npm.
# What is there already is left alone, so a second run installs nothing and asks nobody.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

command -v rustup >/dev/null || fail 'rustup is missing: install it from https://rustup.rs, then run this again.'
command -v cc >/dev/null || fail 'a C compiler is missing: install gcc or clang (Debian: apt install build-essential), then run this again.'

# rustup reads the versions from rust-toolchain.toml, but does not install them by itself everywhere.
toolchain=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
have_toolchain() {
    rustup target list --installed --toolchain "$toolchain" 2>/dev/null | grep -qx wasm32-unknown-unknown &&
        rustup component list --installed --toolchain "$toolchain" | grep -q '^clippy' &&
        rustup component list --installed --toolchain "$toolchain" | grep -q '^rustfmt'
}
if ! have_toolchain; then
    say "installing Rust $toolchain with the wasm32 target"
    rustup toolchain install "$toolchain" --no-self-update --profile minimal \
        --component clippy --component rustfmt --target wasm32-unknown-unknown
fi

# A build tool needs no fat link-time optimisation: this profile installs each in minutes, not tens of them.
install_tool() { # crate, version, root, further arguments
    crate=$1 version=$2 root=$3
    shift 3
    # Built in a folder beside, moved when complete: an interrupted install leaves nothing half there.
    if [ ! -d "$root" ]; then
        say "installing $crate $version (a few minutes, once)"
        rm -rf "$root.part"
        mkdir -p "$TOOLS"
        CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
            CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
            cargo install --quiet --locked --root "$root.part" --target-dir "$root.part/target" \
            --version "$version" "$crate" "$@"
        rm -rf "$root.part/target"
        mv "$root.part" "$root"
    fi
}
install_tool wasm-bindgen-cli "$WASM_BINDGEN_VERSION" "$WASM_BINDGEN_ROOT"
install_tool trunk "$TRUNK_VERSION" "$TRUNK_ROOT" --no-default-features --features rustls

apt() { # what for, packages
    what=$1
    shift
    if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
        return 1
    fi
    say "installing $what with apt"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

case ${1:-} in browser | bench)
    if ! { command -v chromium || command -v google-chrome; } >/dev/null || ! command -v chromedriver >/dev/null; then
        apt 'Chromium and ChromeDriver' chromium chromium-driver || apt 'Chromium and ChromeDriver' chromium-browser chromium-chromedriver ||
            fail 'Chromium or ChromeDriver is missing: install both in the same version (Debian: apt install chromium chromium-driver), then run this again.'
    fi
    ;;
esac

if [ "${1:-}" = bench ] && ! command -v npm >/dev/null; then
    apt npm npm || fail 'npm is missing: install Node.js with npm (Debian: apt install npm), then run this again.'
fi
