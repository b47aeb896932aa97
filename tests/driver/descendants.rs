//! The processes that descend from another one, as Linux lists them: a driver's browser has many.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

/// A process that descends from another one.
#[derive(Debug)]
pub struct Descendant {
    /// Its process id.
    pub id: u32,
    /// Its name, of which Linux keeps 15 bytes.
    pub name: String,
}

/// The processes that descend from `ancestor` now.
///
/// # Errors
/// Where the system has no list of processes.
pub fn descendants(ancestor: u32) -> io::Result<Vec<Descendant>> {
    let mut parents = HashMap::new();
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc")?.flatten() {
        // A process may end meanwhile.
        let Ok(id) = entry.file_name().to_string_lossy().parse::<u32>() else {
            continue;
        };
        if let Some((name, parent)) = name_and_parent(&entry.path()) {
            parents.insert(id, parent);
            found.push(Descendant { id, name });
        }
    }
    found.retain(|process| {
        let mut id = process.id;
        while let Some(&parent) = parents.get(&id) {
            if parent == ancestor {
                return true;
            }
            id = parent;
        }
        false
    });
    Ok(found)
}

/// A process's name, and the process that started it.
fn name_and_parent(process: &Path) -> Option<(String, u32)> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    // The name stands in brackets, and may hold anything; the parent is the second field after it.
    let (before, after) = stat.rsplit_once(')')?;
    let (_, name) = before.split_once('(')?;
    let parent = after.split_whitespace().nth(1)?.parse().ok()?;
    Some((name.to_owned(), parent))
}

#[cfg(test)]
mod tests {
    use super::descendants;
    use std::process::{Command, Stdio};

    #[test]
    fn a_child_descends_from_its_parent_and_not_from_itself() {
        let mut child = Command::new("sleep")
            .arg("60")
            .stdout(Stdio::null())
            .spawn()
            .expect("every system sleeps");
        let names = |ancestor: u32| -> Vec<(u32, String)> {
            let found = descendants(ancestor).expect("Linux lists its processes");
            let found = found.into_iter().map(|process| (process.id, process.name));
            found.collect()
        };
        let (of_this, of_child) = (names(std::process::id()), names(child.id()));
        child.kill().expect("it sleeps");
        child.wait().expect("it was killed");
        let name = of_this
            .iter()
            .find(|(id, _)| *id == child.id())
            .map(|(_, name)| name);
        assert!(name.is_some_and(|name| !name.is_empty()), "{of_this:?}");
        assert!(of_child.is_empty(), "{of_child:?}");
    }
}
