//! Whether the page stays responsive: the tasks of its main thread that took over 50 ms, as the browser
//! counts them.

use super::Outcome;
use super::page::Page;

/// How often what took long is measured again.
const RUNS: usize = 6;

/// Presses the button with this text.
pub fn press(button: &str) -> String {
    format!(
        "[...document.querySelectorAll('button')]
             .find((button) => button.checkVisibility() && button.textContent.trim() === '{button}').click();"
    )
}

/// Runs `prepare`, then `start` as one task of the page, and waits for a progress bar to come and go. Returns
/// the main-thread tasks over 50 ms since the start, in milliseconds. `busy` blocks the page by itself for so
/// many milliseconds meanwhile. Both texts are JavaScript; `start` sees what `prepare` declares.
pub async fn long_tasks(page: &Page, prepare: &str, start: &str, busy: u32) -> Outcome<Vec<f64>> {
    // Nothing here asks the page from outside meanwhile: that would be tasks as well.
    page.task(&format!(
        "{prepare}
         await new Promise((done) => setTimeout(done));
         const tasks = [];
         const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
         observer.observe({{ type: 'longtask' }});
         const began = performance.now();
         const bars = [...document.querySelectorAll('progress')].map((bar) => bar.closest('.progress'));
         const shown = () => bars.some((bar) => !bar.hidden);
         await new Promise((done) => {{
             let seen = false;
             const changes = new MutationObserver(() => {{
                 seen ||= shown();
                 if (seen && !shown()) {{
                     changes.disconnect();
                     done();
                 }}
             }});
             bars.forEach((bar) => changes.observe(bar, {{ attributes: true }}));
             {start}
             setTimeout(() => {{ for (const end = performance.now() + {busy}; performance.now() < end;); }});
         }});
         // A task is reported after its end.
         await new Promise((done) => setTimeout(done, 200));
         tasks.push(...observer.takeRecords());
         return tasks.filter((task) => task.startTime >= began).map((task) => task.duration);"
    ))
    .await
}

/// Whether the busy machine or the page is why a task was long, several runs tell: a page that blocks does so
/// in each of them. For tests that [run alone](super::run_alone).
pub async fn ensure_responsive(
    what: &str,
    measure: impl AsyncFn() -> Outcome<Vec<f64>>,
) -> Outcome {
    let mut seen = Vec::new();
    for _ in 0..RUNS {
        let tasks = measure().await?;
        if tasks.is_empty() {
            return Ok(());
        }
        seen.push(tasks);
    }
    Err(format!("{what} held the page up for (ms) {seen:?}").into())
}
