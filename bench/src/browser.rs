//! The browser, the page in it, and the server that all of it comes from.

use super::Outcome;
use super::measures::{Work, WorkerMessages};
use driver::Driver;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use site::Server;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::{
    By, ChromiumLikeCapabilities as _, DesiredCapabilities, WebDriver, WebDriverRunError,
};

/// How long one run may take before the browser counts as hung. `page/bench.js` waits for a reply a little less long.
pub const LIMIT: Duration = Duration::from_secs(200);
/// How long the driver may take to answer: longer than the page, so that its own error is the one that is shown.
const DRIVER_LIMIT: Duration = Duration::from_secs(220);
/// How long a page may take to open, and how long to wait before the next look.
const OPENING: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(50);

/// One run of a contestant.
#[derive(Debug, Deserialize)]
pub struct TimedRun {
    /// The whole run.
    pub milliseconds: f64,
    /// Its steps one by one.
    pub took: Vec<f64>,
    /// Latchkey's last reply, or the digest of a peer.
    pub reply: Vec<u8>,
}

/// The memory of a worker that made or read a file, in bytes.
#[derive(Debug, Deserialize)]
pub struct Memory {
    pub before: u64,
    pub peak: u64,
    /// The size of the file that was made.
    pub bytes: u64,
    pub lines: u64,
}

/// The page with the contestants.
pub struct Bench {
    pub driver: WebDriver,
    node_modules: PathBuf,
    url: String,
    /// "Chromium 150.0.1.2".
    pub browser: String,
}

/// Opens the page and hands it to `measure`.
pub async fn session<T>(
    dist: &Path,
    node_modules: &Path,
    measure: impl AsyncFnOnce(&Bench) -> Outcome<T>,
) -> Outcome<T> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = TempDir::new()?;
    for (name, folder) in [
        ("dist", dist),
        ("page", &package.join("page")),
        ("peers", node_modules),
    ] {
        let folder = folder
            .canonicalize()
            .map_err(|error| format!("{}: {error}", folder.display()))?;
        symlink(folder, root.path().join(name))?;
    }
    let server = Server::start(root.path(), "127.0.0.1:0")?;
    let node_modules = node_modules.to_owned();
    in_browser(async |driver| {
        driver.set_script_timeout(LIMIT).await?;
        driver
            .goto(&format!("{}page/index.html", server.url()))
            .await?;
        let mut bench = Bench {
            driver,
            node_modules,
            url: server.url(),
            browser: String::new(),
        };
        let agent: String = bench.task("return navigator.userAgent", Vec::new()).await?;
        let version = agent
            .split_once("Chrome/")
            .and_then(|(_, rest)| rest.split(' ').next());
        bench.browser = format!("Chromium {}", version.unwrap_or("of an unknown version"));
        bench
            .task::<Value>("return bench.start()", Vec::new())
            .await?;
        measure(&bench).await
    })
    .await
}

/// Runs `look` with a browser of its own, which has an empty profile and is closed afterwards.
pub async fn in_browser<T>(look: impl AsyncFnOnce(WebDriver) -> Outcome<T>) -> Outcome<T> {
    let profile = TempDir::new()?;
    let chromedriver = Driver::chromium()?;
    let mut capabilities = DesiredCapabilities::chrome();
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../webdriver.json");
    for flag in browser_flags(&settings)? {
        capabilities.add_arg(&flag)?;
    }
    // Files of a hundred megabytes do not fit the shared memory of many containers.
    capabilities.add_arg("--disable-dev-shm-usage")?;
    capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
    let driver = WebDriver::builder(chromedriver.url(), capabilities)
        .request_timeout(DRIVER_LIMIT)
        .await?;
    driver
        .run_and_quit(async |driver| look(driver).await)
        .await
        .map_err(|error| match error {
            WebDriverRunError::Body(error) => error,
            other => other.to_string().into(),
        })
}

/// The flags that the tests inside the browser run with.
pub fn browser_flags(file: &Path) -> Outcome<Vec<String>> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut settings: Value = serde_json::from_str(&text)?;
    Ok(serde_json::from_value(
        settings["goog:chromeOptions"]["args"].take(),
    )?)
}

/// Waits until the page that was opened has this element.
pub async fn until_there(driver: &WebDriver, selector: &str) -> Outcome {
    let script = "return document.querySelector(arguments[0]) !== null;";
    let end = Instant::now() + OPENING;
    while Instant::now() < end {
        // During a navigation there is no page to run the script in.
        let answer = driver.execute(script, [selector.into()]).await;
        if answer.is_ok_and(|answer| answer.json() == true) {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(format!("the page does not open: it has no {selector}").into())
}

/// Chooses these files in a file input of the page.
pub async fn choose(driver: &WebDriver, input: &str, files: &[PathBuf]) -> Outcome {
    let input = driver.find(By::Css(input)).await?;
    let paths: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
    Ok(input.send_keys(paths.join("\n")).await?)
}

/// Runs the body of an async function in the page with `input`, and returns what it returns. It is an error where that
/// takes longer than the driver's limit for scripts.
pub async fn task<T: DeserializeOwned>(
    driver: &WebDriver,
    body: &str,
    input: Vec<Value>,
) -> Outcome<T> {
    let script = format!(
        "const input = [...arguments];
         const done = input.pop();
         (async () => {{ {body} }})().then(
             (value) => done({{ value: value ?? null }}), (error) => done({{ error: `${{error}}` }}));"
    );
    let answer = driver.execute_async(script, input).await;
    let what = body.trim().lines().next().unwrap_or_default();
    let mut answer: Value = answer
        .map_err(|error| format!("`{what}`: {error}"))?
        .convert()?;
    match answer.get("error").and_then(Value::as_str) {
        Some(error) => Err(format!("`{what}`: {error}").into()),
        None => Ok(serde_json::from_value(answer["value"].take())?),
    }
}

impl Bench {
    /// One run.
    pub async fn run(&self, work: &Work) -> Outcome<TimedRun> {
        match work {
            Work::Latchkey(file) => {
                self.task(
                    "return bench.latchkey(...input)",
                    vec![serde_json::to_value(file)?],
                )
                .await
            }
            Work::Peer(peer) => {
                self.task(
                    "return bench.peer(...input)",
                    vec![serde_json::to_value(peer)?],
                )
                .await
            }
        }
    }

    /// Chooses the file in this file input of the current page.
    pub async fn choose(&self, input: &str, file: &Path) -> Outcome {
        choose(&self.driver, input, &[file.to_owned()]).await
    }

    /// The longest task of the page's main thread since this was last asked, in milliseconds; 0 where no
    /// task took over 50 ms.
    pub async fn longest_task(&self) -> Outcome<f64> {
        self.task("return bench.longest()", Vec::new()).await
    }

    /// Opens the site itself, at this fragment.
    pub async fn open_site(&self, fragment: &str) -> Outcome {
        let url = format!("{}dist/index.html{fragment}", self.url);
        Ok(self.driver.goto(&url).await?)
    }

    /// What a file costs in memory.
    pub async fn memory(&self, file: &WorkerMessages) -> Outcome<Memory> {
        self.task(
            "return bench.memory(...input)",
            vec![serde_json::to_value(file)?],
        )
        .await
    }

    /// The version of a peer that was measured.
    pub fn version(&self, peer: &str) -> Option<String> {
        let file = self.node_modules.join(peer).join("package.json");
        let package: Value = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
        package["version"].as_str().map(str::to_owned)
    }

    /// Runs the body of an async function in the current page.
    pub async fn task<T: DeserializeOwned>(&self, body: &str, input: Vec<Value>) -> Outcome<T> {
        task(&self.driver, body, input).await
    }
}
