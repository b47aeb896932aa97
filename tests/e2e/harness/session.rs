//! One browser for one test: a fresh profile, the page behind a plain file server, and a clean shutdown.

use super::page::Page;
use super::{Outcome, noise};
use driver::Driver;
use serde_json::json;
use site::Server;
use std::env;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use thirtyfour::{
    Capabilities, ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel,
};
use thirtyfour::{WebDriver, WebDriverRunError};

/// The names that the browser resolves to this machine. Unlike 127.0.0.1 they are no secure context over plain
/// HTTP, as with a page on a company's own network.
const OTHER_HOSTS: &str = "MAP *.test 127.0.0.1";

const BROWSER_FLAGS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--window-size=1280,900",
];

/// The folder with the built page.
pub fn dist() -> PathBuf {
    env::var_os("LATCHKEY_DIST").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist"),
        PathBuf::from,
    )
}

/// Runs `test` against the built page in a browser of its own, then fails if the page broke its policy or
/// complained on the console.
pub fn run(test: impl AsyncFnOnce(&Page) -> Outcome) {
    run_on(&built(), test);
}

/// The folder with the built page, which must be there.
fn built() -> PathBuf {
    let root = dist();
    assert!(
        root.join("index.html").is_file(),
        "there is no page in {}: run `make build` first",
        root.display()
    );
    root
}

/// The same with the page in `root`.
pub fn run_on(root: &Path, test: impl AsyncFnOnce(&Page) -> Outcome) {
    run_in(Engine::Chromium, root, test);
}

/// The same in the browser with this engine.
pub fn run_in(engine: Engine, root: &Path, test: impl AsyncFnOnce(&Page) -> Outcome) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime needs no more");
    if let Err(error) = runtime.block_on(session(engine, root, test)) {
        panic!("{engine:?}: {error}");
    }
}

async fn session(engine: Engine, root: &Path, test: impl AsyncFnOnce(&Page) -> Outcome) -> Outcome {
    let site = Server::start(root, "127.0.0.1:0")?;
    let downloads = TempDir::new()?;
    let profile = TempDir::new()?;
    let (process, capabilities) = match engine {
        Engine::Chromium => (Driver::chromium()?, chromium(profile.path())?),
        Engine::Firefox => (Driver::firefox()?, firefox(downloads.path())?),
        Engine::WebKit => (Driver::webkit()?, webkit()?),
    };
    let driver = WebDriver::new(process.url(), capabilities).await?;
    driver
        .run_and_quit(async |driver| {
            let page = Page::new(driver, engine, site, downloads.path()).await?;
            if engine == Engine::Chromium {
                page.inject(noise::WATCH).await?;
            }
            test(&page).await?;
            page.assert_quiet().await
        })
        .await
        .map_err(|error| match error {
            WebDriverRunError::Body(error) => error,
            other => other.to_string().into(),
        })
}

/// A browser's engine. In Chromium all tests run, in the others the core flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink and V8.
    Chromium,
    /// Gecko and `SpiderMonkey`.
    Firefox,
    /// `WebKitGTK` and `JavaScriptCore`.
    WebKit,
}

fn chromium(profile: &Path) -> Outcome<Capabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    for flag in BROWSER_FLAGS {
        capabilities.add_arg(flag)?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    capabilities.add_arg(&format!("--host-resolver-rules={OTHER_HOSTS}"))?;
    capabilities.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    Ok(capabilities.into())
}

fn firefox(downloads: &Path) -> Outcome<Capabilities> {
    let options = json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "args": ["-headless", "--width=1280", "--height=900"],
            "prefs": {
                // Downloads land where the test can see them, without a question.
                "browser.download.folderList": 2,
                "browser.download.dir": downloads,
                "browser.download.useDownloadDir": true,
                "browser.download.always_ask_before_handling_new_types": false,
            },
        },
    });
    Ok(serde_json::from_value(options)?)
}

fn webkit() -> Outcome<Capabilities> {
    let options = json!({ "browserName": "MiniBrowser", "webkitgtk:browserOptions": { "args": ["--automation"] } });
    Ok(serde_json::from_value(options)?)
}
