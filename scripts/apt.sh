# Installs packages of Debian and Ubuntu where nobody has to be asked: as root, or by a sudo that wants no password (one
# that remembers a password does not count). Sourced by the scripts that install, never run by itself.

apt_asks_nobody() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -k -n true 2>/dev/null; }
}

apt_install() { # packages
    as_root=
    [ "$(id -u)" = 0 ] || as_root='sudo -n'
    # shellcheck disable=SC2086 # empty or two words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
