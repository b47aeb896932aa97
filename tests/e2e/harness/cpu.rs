//! The CPU time of a browser's pages, as Linux counts it: for the engines whose drivers have no trace.

use super::page::Page;
use super::{Outcome, ensure};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};
use std::fs;

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
    let mut pages = driver::descendants(driver)?;
    pages.retain(|process| OF_PAGES.contains(&process.name.as_str()));
    ensure(!pages.is_empty(), || {
        "no process of the browser runs a page".into()
    })?;
    let mut sum = 0.0;
    for page in pages {
        // The main thread has the number of its process. A process may end meanwhile.
        let id = page.id;
        let Ok(counts) = fs::read_to_string(format!("/proc/{id}/task/{id}/schedstat")) else {
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
