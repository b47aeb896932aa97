//! Whether the page stays responsive: how much CPU time each task of its main thread took, from the browser's
//! own trace. Unlike wall-clock time, it does not grow with other load on the machine.

use super::cpu;
use super::engine::Engine;
use super::page::{Page, until};
use super::{Outcome, ensure};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Duration;

/// How many times as long as the yardstick a task may take. The longest task of a correct page takes about
/// twice as long, even on a busy machine; a thousand rows or a million keys in one task take 13 to 60 times as
/// long.
const LIMIT: f64 = 8.0;
/// The marks in the trace around the yardstick and around the watched work.
const MARKS: [&str; 4] = [
    "yardstick begins",
    "yardstick ends",
    "watch begins",
    "watch ends",
];
/// One kind of event for a task of any thread, and one for the marks.
const CATEGORIES: [&str; 2] = ["disabled-by-default-devtools.timeline", "blink.user_timing"];
/// A fixed piece of work in a task of its own, between two marks.
const YARDSTICK: &str = "
    const next = () => new Promise((done) => setTimeout(done));
    const yardstick = async (begin, end) => {
        const numbers = Uint32Array.from({ length: 600_000 }, (_, n) => Math.imul(n, 0x9e3779b1));
        await next();
        performance.mark(begin);
        await window.__gate?.(begin);
        numbers.sort();
        performance.mark(end);
        await window.__gate?.(end);
        await next();
    };";
/// How long the work may last before the page counts as hung. Only a failing test ever waits so long.
const PATIENCE: Duration = Duration::from_secs(100);
/// How many streams of the browser, after the last one known, are searched for the trace.
const STREAMS: u32 = 20;

/// Presses the button with this text.
pub fn press(button: &str) -> String {
    // The text first: to tell whether a button is visible, the browser may have to lay out the page.
    format!(
        "[...document.querySelectorAll('button')]
             .find((button) => button.textContent.trim() === '{button}' && button.checkVisibility()).click();"
    )
}

/// Does what the JavaScript `start` says and waits for a progress bar to come and go.
pub fn with_progress(start: &str) -> String {
    format!(
        "const bars = [...document.querySelectorAll('progress')].map((bar) => bar.closest('.progress'));
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
         }});"
    )
}

/// Runs `prepare`, then `act`, which sees what `prepare` declares, and returns what `act` returns. Both are
/// bodies of async functions in JavaScript. Fails if a task of the page's main thread took long meanwhile:
/// longer than [`LIMIT`] times a fixed piece of work in the same page. Only Chromium's driver has a trace to tell that
/// from: in the other engines the work is done and its result returned.
pub async fn ensure_responsive<T: DeserializeOwned>(
    page: &Page,
    what: &str,
    prepare: &str,
    act: &str,
) -> Outcome<T> {
    let [measure, measured, begin, end] = MARKS;
    if page.engine() != Engine::Chromium {
        page.driver().set_script_timeout(PATIENCE).await?;
        return page.task(&format!("{prepare} {act}")).await;
    }
    start_trace(page).await?;
    // Nothing queries the page meanwhile: that would add tasks. The yardstick is the browser's own code, whose
    // speed does not depend on when the browser compiles it.
    let value = page
        .task(&format!(
            "{prepare}
             {YARDSTICK}
             await yardstick('{measure}', '{measured}');
             performance.mark('{begin}');
             const value = await (async () => {{ {act} }})();
             // What was changed last is drawn in tasks of its own.
             await new Promise(requestAnimationFrame);
             await next();
             performance.mark('{end}');
             return value;"
        ))
        .await?;
    let events = trace_events(page).await?;
    let (yardstick, tasks) = cpu_times(&events)?;
    let longest = tasks.iter().copied().fold(0.0, f64::max);
    ensure(longest <= LIMIT * yardstick, || {
        format!(
            "{what} took {longest:.0} ms of CPU time in one task; the yardstick took {yardstick:.1}"
        )
    })?;
    Ok(value)
}

/// Starts a trace of the tasks of all threads.
async fn start_trace(page: &Page) -> Outcome {
    let trace = json!({
        "transferMode": "ReturnAsStream",
        "traceConfig": {
            "recordMode": "recordAsMuchAsPossible",
            "includedCategories": CATEGORIES,
            "excludedCategories": ["*"],
        },
    });
    page.driver().set_script_timeout(PATIENCE).await?;
    page.cdp("Tracing.start", trace).await.map(drop)
}

/// Runs `work`, the body of an async function in JavaScript, with a trace, and returns what it returns and, in
/// milliseconds of CPU time, the tasks of the page's main thread between each pair of the marks
/// `NAME begins` and `NAME ends` that it sets, by NAME; the pair `yardstick` is there too. At each mark it awaits
/// `window.__gate`, if there is one. Only Chromium's driver has a trace: in the other engines all tasks between two marks
/// count together, see [`cpu::between_marks`].
pub async fn cpu_times_of<T: DeserializeOwned>(
    page: &Page,
    work: &str,
) -> Outcome<(T, BTreeMap<String, Vec<f64>>)> {
    let [measure, measured, ..] = MARKS;
    let work = format!("{YARDSTICK} await yardstick('{measure}', '{measured}'); {work}");
    if page.engine() != Engine::Chromium {
        page.driver().set_script_timeout(PATIENCE).await?;
        return cpu::between_marks(page, &work).await;
    }
    start_trace(page).await?;
    let value = page.task(&work).await?;
    let events = trace_events(page).await?;
    let yardstick = yardstick(&events)?;
    let mut times = BTreeMap::from([("yardstick".to_owned(), vec![yardstick])]);
    for begin in &events {
        let name = begin["name"]
            .as_str()
            .and_then(|name| name.strip_suffix(" begins"));
        let Some(name) = name.filter(|name| *name != "yardstick") else {
            continue;
        };
        let end = mark(&events, &format!("{name} ends"))?;
        times.insert(name.to_owned(), tasks_between(&events, begin, end)?);
    }
    Ok((value, times))
}

/// Ends the trace and returns its events.
async fn trace_events(page: &Page) -> Outcome<Vec<Value>> {
    page.cdp("Tracing.end", json!({})).await?;
    // The browser names the stream with the trace in an event that the driver does not pass on. Streams are
    // counted from 1, and no other is open.
    let last = page.streams.get();
    let text = RefCell::new(String::new());
    let handle = until("the trace", async || {
        let mut refusals = Vec::new();
        for handle in last + 1..=last + STREAMS {
            match read(page, handle, &text).await {
                Ok(()) => {
                    page.streams.set(handle);
                    return Ok(handle);
                }
                Err(error) => refusals.push(error.to_string()),
            }
        }
        Err(refusals.join(", ").into())
    })
    .await?;
    // The stream may end only because the rest is not written yet.
    let mut trace = until("the rest of the trace", async || {
        let trace = serde_json::from_str::<Value>(&text.borrow());
        if trace.is_err() {
            read(page, handle, &text).await?;
        }
        Ok(trace?)
    })
    .await?;
    page.cdp("IO.close", json!({ "handle": handle.to_string() }))
        .await?;
    Ok(serde_json::from_value(trace["traceEvents"].take())?)
}

/// Appends the next data of a stream to `text`.
async fn read(page: &Page, handle: u32, text: &RefCell<String>) -> Outcome {
    let handle = json!({ "handle": handle.to_string() });
    let read = page.cdp("IO.read", handle).await?;
    let piece = read["data"].as_str().ok_or("a stream without data")?;
    text.borrow_mut().push_str(piece);
    Ok(())
}

/// The CPU time of the yardstick, and of each task that was watched, in milliseconds.
fn cpu_times(events: &[Value]) -> Outcome<(f64, Vec<f64>)> {
    let [_, _, begin, end] = MARKS;
    let tasks = tasks_between(events, mark(events, begin)?, mark(events, end)?)?;
    Ok((yardstick(events)?, tasks))
}

/// The CPU time of the yardstick in milliseconds.
fn yardstick(events: &[Value]) -> Outcome<f64> {
    let [measure, measured, ..] = MARKS;
    let (measure, measured) = (mark(events, measure)?, mark(events, measured)?);
    let yardstick = (number(measured, "tts")? - number(measure, "tts")?) / 1000.0;
    // The trace must show such tasks at all.
    let seen = tasks_between(events, measure, measured)?;
    ensure(
        yardstick > 0.0 && seen.iter().any(|&time| time >= yardstick),
        || format!("the trace has {seen:?} for a task of {yardstick} ms"),
    )?;
    Ok(yardstick)
}

/// The event of a mark.
fn mark<'a>(events: &'a [Value], name: &str) -> Outcome<&'a Value> {
    let found = events.iter().find(|event| event["name"] == name);
    found.ok_or_else(|| format!("the trace has no mark {name:?}").into())
}

/// The CPU time of each task between two marks, in milliseconds. The marks are set on the page's main thread, which
/// identifies it.
fn tasks_between(events: &[Value], from: &Value, to: &Value) -> Outcome<Vec<f64>> {
    let (start, end) = (number(from, "ts")?, number(to, "ts")?);
    let mut times = Vec::new();
    for event in events {
        let is_task = event["name"] == "RunTask" && event["ph"] == "X";
        if !is_task || ["pid", "tid"].iter().any(|id| event[id] != from[id]) {
            continue;
        }
        let began = number(event, "ts")?;
        if began < end && began + number(event, "dur")? > start {
            // One that took no time that could be measured has none.
            times.push(event["tdur"].as_f64().unwrap_or_default() / 1000.0);
        }
    }
    Ok(times)
}

/// A number of an event, all of which are in microseconds.
fn number(event: &Value, name: &str) -> Outcome<f64> {
    let number = event[name].as_f64();
    number.ok_or_else(|| format!("no {name} in {event}").into())
}
