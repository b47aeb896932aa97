#!/bin/sh
# Installs what a bare machine lacks: the pinned Rust toolchain with its wasm target, wasm-bindgen-cli
# and Trunk. With the argument "browser" also the browsers with their drivers and the servers that only the tests need;
# with "bench" Chromium, its driver and npm; with "release" what a release is checked with.
# What is there already is kept, so a second run installs and downloads nothing.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh
. scripts/apt.sh

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
    say "installing Rust $toolchain with the wasm32 target: once, about a minute"
    rustup toolchain install "$toolchain" --no-self-update --profile minimal \
        --component clippy --component rustfmt --target wasm32-unknown-unknown
fi

# Whether a tool is there in the pinned version, in our own folder or from wherever this machine has it.
have_tool() { # command, version
    [ "$($1 --version 2>/dev/null | head -n 1 | cut -d ' ' -f 2)" = "$2" ]
}

# Only binaries that the project itself publishes: those of other sources are of unknown origin.
fetch_tool() { # crate, version, root
    command -v cargo-binstall >/dev/null &&
        cargo binstall --quiet --no-confirm --locked --strategies crate-meta-data --root "$3" "$1@=$2"
}
# Built in a temporary folder, moved when complete: an interrupted install leaves nothing incomplete. A build
# tool needs no fat link-time optimisation: these settings build each in minutes, not tens of them.
install_tool() { # minutes, optimisation, crate, version, root, further arguments
    minutes=$1 opt=$2 crate=$3 version=$4 root=$5
    shift 5
    rm -rf "$root.part"
    mkdir -p "$TOOLS"
    if ! fetch_tool "$crate" "$version" "$root.part"; then
        say "building $crate $version: once, $minutes on two cores"
        rm -rf "$root.part"
        CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=$opt \
            CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0 \
            cargo install --quiet --locked --root "$root.part" --target-dir "$root.part/target" \
            --version "$version" "$crate" "$@"
        rm -rf "$root.part/target"
    fi
    rm -rf "$root"
    mv "$root.part" "$root"
}
if ! have_tool wasm-bindgen "$WASM_BINDGEN_VERSION" || ! have_tool wasm-bindgen-test-runner "$WASM_BINDGEN_VERSION"; then
    install_tool 'three to four minutes' 1 wasm-bindgen-cli "$WASM_BINDGEN_VERSION" "$WASM_BINDGEN_ROOT" \
        --no-default-features --bin wasm-bindgen --bin wasm-bindgen-test-runner
fi
# Without TLS: it downloads nothing here, and serves on this machine only.
if ! have_tool trunk "$TRUNK_VERSION"; then
    install_tool 'about four minutes' 0 trunk "$TRUNK_VERSION" "$TRUNK_ROOT" --no-default-features
fi

apt() { # what for, packages
    what=$1
    shift
    apt_asks_nobody || return 1
    say "installing $what with apt: once, about a minute"
    apt_install "$@"
}

case ${1:-} in browser | bench)
    if ! { command -v chromium || command -v google-chrome; } >/dev/null || ! command -v chromedriver >/dev/null; then
        apt 'Chromium and ChromeDriver' chromium chromium-driver || apt 'Chromium and ChromeDriver' chromium-browser chromium-chromedriver ||
            fail 'Chromium or ChromeDriver is missing: install both in the same version (Debian: apt install chromium chromium-driver), then run this again.'
    fi
    ;;
esac

need() { # what for, commands, packages
    what=$1 commands=$2 packages=$3
    for command in $commands; do
        if ! command -v "$command" >/dev/null; then
            apt "$what" $packages ||
                fail "$command is missing: install $what (Debian: apt install $packages), then run this again."
            return
        fi
    done
}

if [ "${1:-}" = browser ]; then
    # What the samples in hosting/ are for.
    need 'nginx and Caddy' 'nginx caddy' 'nginx-light caddy'
    # The other engines. Debian has no geckodriver.
    command -v firefox >/dev/null || need Firefox firefox-esr firefox-esr
    need 'WebKit and Xvfb' 'WebKitWebDriver Xvfb' 'webkit2gtk-driver xvfb'
    if ! have_tool geckodriver "$GECKODRIVER_VERSION"; then
        install_tool 'three minutes' 0 geckodriver "$GECKODRIVER_VERSION" "$GECKODRIVER_ROOT"
    fi
fi

if [ "${1:-}" = bench ]; then
    need 'Node.js with npm' npm npm
fi

if [ "${1:-}" = release ]; then
    need 'a clock to set' faketime faketime
    if ! have_tool cargo-deny "$CARGO_DENY_VERSION"; then
        install_tool 'two minutes' 0 cargo-deny "$CARGO_DENY_VERSION" "$CARGO_DENY_ROOT"
    fi
    if ! have_tool 'cargo mutants' "$CARGO_MUTANTS_VERSION"; then
        install_tool 'two minutes' 0 cargo-mutants "$CARGO_MUTANTS_VERSION" "$CARGO_MUTANTS_ROOT"
    fi
fi
