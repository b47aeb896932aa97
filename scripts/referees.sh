#!/bin/sh
# Installs the reference implementations of the tests: the Python packages of scripts/referees.txt, in an
# environment outside the checkout, npm's axe-core, jose, standardwebhooks and the readers of schemas beside it, and
# from Debian openssl, ssh-keygen, wg, age, htpasswd, oathtool, zbarimg, curl, git, jq, the databases and the languages
# of the check functions. A second run installs nothing.
set -eu
cd "$(dirname "$0")/.."
. scripts/tools.sh
. scripts/apt.sh

say() { printf 'referees: %s\n' "$*"; }
fail() { printf 'referees: %s\n' "$*" >&2; exit 1; }

packages=
# Debian ships venv without pip in a package of its own; the module then exists, but cannot create environments.
python3 -c 'import ensurepip, sqlite3, venv' 2>/dev/null || packages="$packages python3 python3-venv"
command -v openssl >/dev/null || packages="$packages openssl"
command -v ssh-keygen >/dev/null || packages="$packages openssh-client"
command -v wg >/dev/null || packages="$packages wireguard-tools"
command -v age-keygen >/dev/null || packages="$packages age"
command -v htpasswd >/dev/null || packages="$packages apache2-utils"
command -v oathtool >/dev/null || packages="$packages oathtool"
command -v zbarimg >/dev/null || packages="$packages zbar-tools"
command -v npm >/dev/null || packages="$packages npm"
for program in curl git jq sqlite3; do
    command -v "$program" >/dev/null || packages="$packages $program"
done
command -v node >/dev/null || packages="$packages nodejs"
# The compiler and the interpreter alone: some 250 MB in a minute, most of it Go.
command -v go >/dev/null || packages="$packages golang-go"
command -v php >/dev/null || packages="$packages php-cli"
have_postgres() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; }
have_postgres >/dev/null 2>&1 || packages="$packages postgresql"
if [ -n "$packages" ]; then
    if apt_asks_nobody; then
        say "installing$packages with apt"
        # shellcheck disable=SC2086 # the list is words
        apt_install $packages
    else
        fail "these are missing, in Debian's names:$packages. Install them, then run this again."
    fi
fi

# Built in place, since an environment cannot be moved; the marker file is written last.
if [ ! -e "$LATCHKEY_REFEREES/complete" ]; then
    # Clears what an interrupted run left, but not a folder of somebody else's.
    if [ -e "$LATCHKEY_REFEREES" ] && [ ! -e "$LATCHKEY_REFEREES/pyvenv.cfg" ]; then
        fail "$LATCHKEY_REFEREES is there and is no Python environment: name another in LATCHKEY_REFEREES."
    fi
    say 'installing the Python packages of scripts/referees.txt'
    python3 -m venv --clear "$LATCHKEY_REFEREES"
    "$LATCHKEY_REFEREES/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: \
        --requirement scripts/referees.txt
    touch "$LATCHKEY_REFEREES/complete"
fi

# Built in a folder beside, moved when complete. The package has no dependencies.
if [ ! -d "$LATCHKEY_AXE" ]; then
    say "installing axe-core $AXE_CORE_VERSION from npm"
    rm -rf "$LATCHKEY_AXE.part"
    mkdir -p "$LATCHKEY_AXE.part"
    npm install --prefix "$LATCHKEY_AXE.part" --silent --no-audit --no-fund --ignore-scripts \
        "axe-core@$AXE_CORE_VERSION" >/dev/null
    mv "$LATCHKEY_AXE.part" "$LATCHKEY_AXE"
fi

if [ ! -d "$LATCHKEY_SCHEMAS" ]; then
    say "installing Prisma's parser of schemas and Drizzle from npm"
    rm -rf "$LATCHKEY_SCHEMAS.part"
    mkdir -p "$LATCHKEY_SCHEMAS.part"
    # Drizzle's peers are the drivers of databases, which nothing here needs.
    npm install --prefix "$LATCHKEY_SCHEMAS.part" --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps \
        "@prisma/prisma-schema-wasm@$PRISMA_SCHEMA_VERSION" "drizzle-orm@$DRIZZLE_VERSION" >/dev/null
    mv "$LATCHKEY_SCHEMAS.part" "$LATCHKEY_SCHEMAS"
fi

if [ ! -d "$LATCHKEY_JOSE" ]; then
    say "installing jose $JOSE_VERSION and standardwebhooks $STANDARD_WEBHOOKS_VERSION from npm"
    rm -rf "$LATCHKEY_JOSE.part"
    mkdir -p "$LATCHKEY_JOSE.part"
    npm install --prefix "$LATCHKEY_JOSE.part" --silent --no-audit --no-fund --ignore-scripts \
        "jose@$JOSE_VERSION" "standardwebhooks@$STANDARD_WEBHOOKS_VERSION" >/dev/null
    mv "$LATCHKEY_JOSE.part" "$LATCHKEY_JOSE"
fi
