//! The consumers' restrictions on the names that [`is_name`] allows.
//!
//! [`is_name`]: crate::engine::env::document::is_name

/// Names that bash reserves: an assignment fails, does nothing, or changes how the shell works.
const SHELL: &str = "\
    BASHOPTS BASHPID BASH_ARGC BASH_ARGV BASH_CMDS BASH_ENV BASH_VERSINFO COMP_WORDBREAKS DIRSTACK ENV \
    EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD IFS LINENO OPTIND PIPESTATUS PPID RANDOM \
    SECONDS SHELLOPTS SRANDOM UID";

/// Letters, digits and underscores only.
pub(super) fn is_identifier(name: &str) -> bool {
    name.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Names that a shell can assign without side effects.
pub(super) fn is_free_in_shell(name: &str) -> bool {
    is_identifier(name) && !SHELL.split(' ').any(|kept| kept == name) && name != "_"
}

/// HCL parses a dot as attribute access.
pub(super) fn is_hcl(name: &str) -> bool {
    !name.contains('.')
}

/// GitHub reserves the names that begin with `GITHUB_`.
pub(super) fn is_github_secret(name: &str) -> bool {
    let kept = name
        .get(..7)
        .is_some_and(|start| start.eq_ignore_ascii_case("GITHUB_"));
    is_identifier(name) && !kept
}

/// A key of a Kubernetes Secret is at most as long as a DNS subdomain name.
pub(super) fn is_secret_key(name: &str) -> bool {
    name.len() <= 253
}
