//! The CPU time of a browser's pages, as Linux counts it: for the engines whose drivers have no trace.

use super::page::Page;
use super::{Outcome, ensure};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

/// The names that Linux shows of the processes that run pages: Firefox's and `WebKitGTK`'s.
const OF_PAGES: [&str; 3] = ["Isolated Web Co", "Web Content", "WebKitWebProces"];

/// Has the page stop at each mark until it is told to go on, so that no script runs meanwhile that would count too.
const STEPS: &str = "
    let reach;
    let go;
    window.__next = () => new Promise((reached) => {
        reach = reached;
        go();
    });
    window.__gate = (mark) => new Promise((gone) => {
        go = gone;
        reach(mark);
    });";

/// Runs `work` as [`super::cpu_times_of`] does, and returns what it returns and the CPU time of the main threads of the
/// browser's pages between each pair of marks, in milliseconds: one figure, not one for each task.
pub(super) async fn between_marks<T: DeserializeOwned>(
    page: &Page,
    work: &str,
) -> Outcome<(T, BTreeMap<String, Vec<f64>>)> {
    page.task::<()>(&format!(
        "{STEPS}
         window.__work = {{}};
         go = () => (async () => {{ {work} }})()
             .then((value) => (window.__work = {{ value }}), (error) => (window.__work = {{ error: `${{error}}` }}))
             .then(() => reach(null));"
    ))
    .await?;
    let mut begun = HashMap::new();
    let mut times = BTreeMap::new();
    while let Some(mark) = page
        .task::<Option<String>>("return await window.__next()")
        .await?
    {
        let now = of_pages(page.driver_id())?;
        if let Some(name) = mark.strip_suffix(" begins") {
            begun.insert(name.to_owned(), now);
        } else if let Some(name) = mark.strip_suffix(" ends") {
            let before = begun.remove(name).ok_or("a mark ends that did not begin")?;
            times.insert(name.to_owned(), vec![now - before]);
        }
    }
    let value = page
        .task(
            "const { value, error } = window.__work;
             delete window.__gate;
             if (error !== undefined) throw error;
             return value;",
        )
        .await?;
    Ok((value, times))
}

/// The CPU time that the main threads of the browser's pages have taken so far, in milliseconds. `driver` is the process
/// that the browser descends from.
fn of_pages(driver: u32) -> Outcome<f64> {
    let mut parents = HashMap::new();
    let mut pages = Vec::new();
    for entry in fs::read_dir("/proc")?.flatten() {
        let Ok(process) = entry.file_name().to_string_lossy().parse::<u32>() else {
            continue;
        };
        let Some((name, parent)) = name_and_parent(&entry.path()) else {
            continue;
        };
        if OF_PAGES.contains(&name.as_str()) {
            pages.push(process);
        }
        parents.insert(process, parent);
    }
    let descends = |mut process: u32| {
        while let Some(&parent) = parents.get(&process) {
            if parent == driver {
                return true;
            }
            process = parent;
        }
        false
    };
    pages.retain(|process| descends(*process));
    ensure(!pages.is_empty(), || {
        "no process of the browser runs a page".into()
    })?;
    let mut sum = 0.0;
    for page in pages {
        // The main thread has the number of its process. A process may end meanwhile.
        let Ok(counts) = fs::read_to_string(format!("/proc/{page}/task/{page}/schedstat")) else {
            continue;
        };
        let nanoseconds: f64 = counts
            .split_whitespace()
            .next()
            .ok_or("the system counts no CPU time")?
            .parse()?;
        sum += nanoseconds / 1e6;
    }
    Ok(sum)
}

/// A process's name, and the process that it descends from.
fn name_and_parent(process: &Path) -> Option<(String, u32)> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    // The name stands in brackets, and may hold anything; the parent is the second field after it.
    let (before, after) = stat.rsplit_once(')')?;
    let (_, name) = before.split_once('(')?;
    let parent = after.split_whitespace().nth(1)?.parse().ok()?;
    Some((name.to_owned(), parent))
}
