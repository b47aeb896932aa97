//! Which version of the project a page is built from.

use crate::SiteError;
use crate::error::read_text;
use std::path::Path;
use std::process::Command;

/// The version in the project's manifest and the commit: `0.1.0, commit 1234567890ab`.
///
/// # Errors
/// [`SiteError`] when the manifest cannot be read or has no version.
pub(crate) fn of(project: &Path) -> Result<String, SiteError> {
    let manifest = read_text(&project.join("Cargo.toml"))?;
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .ok_or(SiteError::Unexpected("the manifest has no version"))?;
    Ok(match commit(project) {
        Some(commit) => format!("{version}, commit {commit}"),
        None => version.to_owned(),
    })
}

/// The commit of the working tree, and whether files differ from it; `None` outside of a repository.
fn commit(project: &Path) -> Option<String> {
    let git = |arguments: &[&str]| -> Option<String> {
        let output = Command::new("git")
            .arg("-C")
            .arg(project)
            .args(arguments)
            .output()
            .ok()?;
        let text = output.status.success().then_some(output.stdout)?;
        Some(String::from_utf8(text).ok()?.trim().to_owned())
    };
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let changes = git(&["status", "--porcelain", "--untracked-files=no"])?;
    Some(if changes.is_empty() {
        commit
    } else {
        format!("{commit} with changes")
    })
}

#[cfg(test)]
mod tests {
    use super::of;
    use std::fs;
    use std::path::Path;

    #[test]
    fn the_version_is_that_of_the_manifest_with_the_commit() {
        let version = of(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))).expect("it");
        assert!(
            version.starts_with(|first: char| first.is_ascii_digit()),
            "{version}"
        );
    }

    #[test]
    fn outside_of_a_repository_there_is_no_commit() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(of(folder.path()).is_err());
        let manifest = "[package]\nname = \"x\"\nversion = \"1.2.3\"\n";
        fs::write(folder.path().join("Cargo.toml"), manifest).expect("a file");
        assert_eq!(of(folder.path()).expect("a version"), "1.2.3");
    }
}
