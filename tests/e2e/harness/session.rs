//! One browser for one test: a fresh profile, the page behind a plain file server, and a clean shutdown.

use super::engine::Engine;
use super::page::Page;
use super::{Outcome, ensure, noise};
use site::Server;
use std::env;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use thirtyfour::{WebDriver, WebDriverRunError};

/// The folder with the built page.
pub fn dist() -> PathBuf {
    env::var_os("LATCHKEY_DIST").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist"),
        PathBuf::from,
    )
}

/// Runs `test` against the built page in a browser of its own, then fails if the page broke its policy or
/// complained on the console. `LATCHKEY_ENGINE` chooses the engine.
pub fn run(test: impl AsyncFnOnce(&Page) -> Outcome) {
    run_on(&built(), test);
}

/// How many times a browser that does not come up is started.
const STARTS: usize = 3;

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
    run_in(Engine::chosen(), root, test);
}

/// The same with the built page in Chromium, whatever engine was chosen. `_reason` says what there is in Chromium
/// only; `engines.rs` counts these tests.
pub fn run_in_chromium(_reason: &str, test: impl AsyncFnOnce(&Page) -> Outcome) {
    run_in(Engine::Chromium, &built(), test);
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
    let mut refusals = Vec::new();
    // A driver listens on a port that was free a moment ago, and another process may have been faster.
    let (_profile, process, driver) = loop {
        let profile = TempDir::new()?;
        let (process, capabilities) =
            engine.start(profile.path(), downloads.path(), &site.url())?;
        match WebDriver::new(process.url(), capabilities).await {
            Ok(driver) => break (profile, process, driver),
            Err(error) => refusals.push(error.to_string()),
        }
        ensure(refusals.len() < STARTS, || refusals.join(", "))?;
    };
    driver
        .run_and_quit(async |driver| {
            let page =
                Page::new(driver, engine, process.id(), site, root, downloads.path()).await?;
            page.inject(noise::WATCH).await?;
            test(&page).await?;
            page.assert_quiet().await
        })
        .await
        .map_err(|error| match error {
            WebDriverRunError::Body(error) => error,
            other => other.to_string().into(),
        })
}
