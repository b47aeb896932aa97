//! Which names consumers allow, of those that [`is_name`] does.
//!
//! [`is_name`]: crate::engine::env::document::is_name

/// Names that bash keeps for itself: an assignment fails, does nothing, or changes how the shell works.
const SHELL: &str = "\
    BASHOPTS BASHPID BASH_ARGC BASH_ARGV BASH_CMDS BASH_ENV BASH_VERSINFO COMP_WORDBREAKS DIRSTACK ENV \
    EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD IFS LINENO OPTIND PIPESTATUS PPID RANDOM \
    SECONDS SHELLOPTS SRANDOM UID";

/// Letters, digits and underscores only.
pub(super) fn is_identifier(name: &str) -> bool {
    name.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// What a shell can assign to without harm.
pub(super) fn is_free_in_shell(name: &str) -> bool {
    is_identifier(name) && !SHELL.split(' ').any(|kept| kept == name) && name != "_"
}

/// HCL takes a dot for access to an attribute.
pub(super) fn is_hcl(name: &str) -> bool {
    !name.contains('.')
}

/// GitHub keeps the names that begin with `GITHUB_` for itself.
pub(super) fn is_github_secret(name: &str) -> bool {
    let kept = name
        .get(..7)
        .is_some_and(|start| start.eq_ignore_ascii_case("GITHUB_"));
    is_identifier(name) && !kept
}

/// The length of a DNS subdomain name, which limits the keys of a Kubernetes Secret.
pub(super) fn is_secret_key(name: &str) -> bool {
    name.len() <= 253
}
