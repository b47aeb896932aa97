#!/bin/sh
# Installs the programs that read `.env` bundles, so that the tests can ask them what they read: npm's
# dotenv and dotenv-expand, varlock, python-dotenv, PyYAML, HCL, Docker's clients, and a few from the system.
# What is there already is left alone, so a second run installs nothing and asks nobody.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh
. scripts/apt.sh

DOTENV_17=17.4.2
DOTENV_18=18.0.10
DOTENV_EXPAND_12=12.0.3
DOTENV_EXPAND_1000=1000.0.0
HCL2JSON=0.21.0
VARLOCK=1.20.0
WEB_PUSH=3.6.7
# Version 1.2 reads backslashes before a closing quote otherwise than 1.0.
PYTHON_DOTENV=1.2.4
PYTHON_DOTENV_OLD=1.0.1
PYYAML=6.0.3
PYJWT=2.15.1
CRYPTOGRAPHY=50.0.2
PYNACL=1.6.2
# The Debian release whose Docker clients are taken: the first with Compose 2.
DEBIAN=trixie

say() { printf 'readers: %s\n' "$*"; }
fail() { printf 'readers: %s\n' "$*" >&2; exit 1; }

# From the system: a command or file that proves it, and the Debian package that brings it.
missing=
need() {
    command -v "$1" >/dev/null || missing="$missing $2"
}
need bash bash
need dash dash
need jq jq
need node nodejs
need npm npm
need python3 python3
python3 -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"
find /usr/lib /lib -path '*/systemd/libsystemd-shared-*.so' 2>/dev/null | grep -q . || missing="$missing libsystemd-shared"
if [ -n "$missing" ]; then
    if apt_asks_nobody; then
        say "installing with apt:$missing"
        # shellcheck disable=SC2086 # a list of package names
        apt_install $missing
    else
        fail "missing on this system:$missing. Install these (Debian's names), then run this again."
    fi
fi

# Built in a folder beside, moved when complete: an interrupted install leaves nothing incomplete.
piece() { # name
    part=$LATCHKEY_READERS/$1.part
    [ ! -d "$LATCHKEY_READERS/$1" ] || return 1
    say "installing $1"
    rm -rf "$part"
    mkdir -p "$part"
}
done_with() { mv "$LATCHKEY_READERS/$1.part" "$LATCHKEY_READERS/$1"; }

if piece node; then
    npm install --prefix "$part" --silent --no-audit --no-fund --ignore-scripts \
        "dotenv-17@npm:dotenv@$DOTENV_17" "dotenv-18@npm:dotenv@$DOTENV_18" \
        "dotenv-expand-12@npm:dotenv-expand@$DOTENV_EXPAND_12" \
        "dotenv-expand-1000@npm:dotenv-expand@$DOTENV_EXPAND_1000" \
        "@cdktf/hcl2json@$HCL2JSON" "varlock@$VARLOCK" "web-push@$WEB_PUSH" >/dev/null
    done_with node
fi

# A virtual environment cannot be moved, so this one only counts as complete with its mark.
if [ ! -e "$LATCHKEY_READERS/python/complete" ]; then
    say 'installing python'
    rm -rf "$LATCHKEY_READERS/python"
    mkdir -p "$LATCHKEY_READERS"
    python3 -m venv "$LATCHKEY_READERS/python"
    "$LATCHKEY_READERS/python/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: \
        "python-dotenv==$PYTHON_DOTENV" "PyYAML==$PYYAML" "PyJWT==$PYJWT" \
        "cryptography==$CRYPTOGRAPHY" "PyNaCl==$PYNACL"
    "$LATCHKEY_READERS/python/bin/pip" install --quiet --disable-pip-version-check --no-deps \
        --only-binary :all: --target "$LATCHKEY_READERS/python/old" "python-dotenv==$PYTHON_DOTENV_OLD"
    touch "$LATCHKEY_READERS/python/complete"
fi

mirror() {
    apt-get indextargets --format '$(REPO_URI)' 'Component: main' | grep -v security | head -n 1
}

if piece debian; then
    # Packages of another Debian release, unpacked and not installed: the system stays as it is.
    if command -v apt-get >/dev/null && [ -e /usr/share/keyrings/debian-archive-keyring.gpg ]; then
        work=$part/work
        mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial"
        # From the mirror that this system uses itself, which it knows once it has the lists of packages.
        mirror=$(mirror)
        if [ -z "$mirror" ]; then
            apt-get update -qq
            mirror=$(mirror)
        fi
        [ -n "$mirror" ] || fail "apt names no mirror of Debian's main packages: see /etc/apt/sources.list."
        printf 'deb [signed-by=%s] %s %s main\n' \
            /usr/share/keyrings/debian-archive-keyring.gpg "$mirror" "$DEBIAN" >"$work/sources.list"
        cat >"$work/apt.conf" <<CONF
Dir::State "$work/state";
Dir::State::status "/dev/null";
Dir::Cache "$work/cache";
Dir::Etc::SourceList "$work/sources.list";
Dir::Etc::SourceParts "/dev/null";
APT::Sandbox::User "root";
CONF
        APT_CONFIG=$work/apt.conf
        export APT_CONFIG
        apt-get update -qq
        (cd "$work" && apt-get download -qq docker-compose docker-cli gh)
        for package in "$work"/*.deb; do
            dpkg -x "$package" "$part"
        done
        unset APT_CONFIG
        rm -rf "$work"
        done_with debian
    else
        fail "Docker's clients can be fetched on Debian only (the archive's keyring is missing: apt install debian-archive-keyring)."
    fi
fi
