//! Which names each consumer allows.

use crate::engine::bundle::output::Output;

/// Names that bash keeps for itself: an assignment fails, does nothing, or changes how the shell works.
const SHELL: &str = "\
    BASHOPTS BASHPID BASH_ARGC BASH_ARGV BASH_CMDS BASH_ENV BASH_VERSINFO COMP_WORDBREAKS DIRSTACK ENV \
    EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD IFS LINENO OPTIND PIPESTATUS PPID RANDOM \
    SECONDS SHELLOPTS SRANDOM UID";

/// Whether `output` has room for a variable of this name, which [`is_name`] allows.
///
/// [`is_name`]: crate::engine::env::document::is_name
pub fn allows(output: Output, name: &str) -> bool {
    let identifier = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    match output {
        Output::Systemd => identifier,
        Output::Posix => identifier && !SHELL.split(' ').any(|kept| kept == name) && name != "_",
        Output::Tfvars => !name.contains('.'),
        Output::GitHubCli => {
            identifier
                && !name
                    .get(..7)
                    .is_some_and(|start| start.eq_ignore_ascii_case("GITHUB_"))
        }
        Output::Kubernetes => name.len() <= 253,
        _ => true,
    }
}
