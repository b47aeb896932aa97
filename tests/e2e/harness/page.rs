//! The page under test: opening it, running scripts in it, waiting for its states.

use super::engine::Engine;
use super::{Outcome, ensure, noise};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use site::Server;
use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use thirtyfour::WebDriver;

/// How long a state may take to be reached. Only a failing test ever waits so long: on a busy machine, `WebKit` takes 15
/// seconds to compile a tab.
const LIMIT: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(20);

/// Calls `probe` until it succeeds; its last error is reported when the time is up.
pub async fn until<T>(what: &str, probe: impl AsyncFn() -> Outcome<T>) -> Outcome<T> {
    let end = Instant::now() + LIMIT;
    loop {
        match probe().await {
            Ok(value) => return Ok(value),
            Err(seen) if Instant::now() > end => {
                return Err(format!("waited for {what}; seen: {seen}").into());
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// The page in its browser, and the server it came from.
pub struct Page {
    pub(super) driver: WebDriver,
    pub(super) engine: Engine,
    /// The process id of the driver.
    driver_id: u32,
    pub(super) noise: RefCell<Vec<String>>,
    /// The scripts that run before the page's own, where the driver has none.
    first: RefCell<Vec<String>>,
    root: PathBuf,
    site: Server,
    downloads: PathBuf,
    /// The number of the browser's last stream.
    pub(super) streams: Cell<u32>,
}

impl Page {
    pub(super) async fn new(
        driver: WebDriver,
        engine: Engine,
        driver_id: u32,
        site: Server,
        root: &Path,
        downloads: &Path,
    ) -> Outcome<Self> {
        let page = Self {
            driver,
            engine,
            driver_id,
            noise: RefCell::default(),
            first: RefCell::default(),
            root: root.to_owned(),
            site,
            downloads: downloads.to_owned(),
            streams: Cell::default(),
        };
        if engine != Engine::Chromium {
            // As large as Chromium's.
            page.driver.set_window_rect(0, 0, 1280, 900).await?;
            return Ok(page);
        }
        // Downloads land where the test can see them, and the page counts as focused, without which the
        // browser refuses the clipboard.
        page.cdp(
            "Browser.setDownloadBehavior",
            json!({ "behavior": "allow", "downloadPath": downloads }),
        )
        .await?;
        page.cdp(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        )
        .await?;
        Ok(page)
    }

    /// Opens the page with `fragment`, which is empty or starts with `#`, and waits until it runs.
    pub async fn open(&self, fragment: &str) -> Outcome {
        self.go(&format!("{}{fragment}", self.site.url())).await?;
        self.until_running().await
    }

    /// Opens any address without waiting for more than the browser's load event.
    pub async fn go(&self, url: &str) -> Outcome {
        self.keep_noise().await?;
        self.driver.goto(url).await?;
        if self.engine != Engine::Chromium {
            // In a document other than the page, what goes wrong from here on is seen.
            self.script::<()>(noise::WATCH, []).await?;
        }
        Ok(())
    }

    /// Reloads the page and waits until it runs.
    pub async fn reload(&self) -> Outcome {
        self.refresh().await?;
        self.until_running().await
    }

    /// Reloads the page without waiting for more than the browser's load event.
    pub async fn refresh(&self) -> Outcome {
        self.keep_noise().await?;
        self.driver.refresh().await?;
        Ok(())
    }

    /// Has later documents note whether they came from the back/forward cache, for [`Self::leave_and_return`].
    pub async fn note_restores(&self) -> Outcome {
        self.inject(
            "addEventListener('pageshow', (event) => { window.__restored = event.persisted; });",
        )
        .await
    }

    /// Leaves the page and comes back to it from the back/forward cache: the same page with all of its memory, as
    /// [`Self::note_restores`] noted. With a new page it would prove nothing. A browser need not keep a page that it
    /// leaves while a file of it is on its way. Firefox, as its driver steers it, need not at all: what must not come
    /// back must not come back with a new page either.
    pub async fn leave_and_return(&self) -> Outcome {
        self.until_all_here().await?;
        self.go(&self.url_at("elsewhere.test")).await?;
        self.until_running().await?;
        self.driver().back().await?;
        self.until_running().await?;
        let restored: bool = self.script("return window.__restored", []).await?;
        if restored || self.engine == Engine::Firefox {
            return Ok(());
        }
        let reasons: String = self
            .script(
                "return JSON.stringify(performance.getEntriesByType('navigation')[0].notRestoredReasons ?? null);",
                [],
            )
            .await?;
        Err(format!("the browser did not keep the page: {reasons}").into())
    }

    /// Takes the page offline. In the other engines, whose drivers cannot, the server answers no more.
    pub async fn go_offline(&self) -> Outcome {
        if self.engine != Engine::Chromium {
            self.site.fall_silent();
            return Ok(());
        }
        self.cdp("Network.enable", json!({})).await?;
        self.cdp(
            "Network.emulateNetworkConditions",
            json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 }),
        )
        .await
        .map(drop)
    }

    /// Empties the browser's cache. `WebKit`'s driver cannot: what the server sends is not kept there without leave.
    pub async fn forget_files(&self) -> Outcome {
        match self.engine {
            Engine::Chromium => self
                .cdp("Network.clearBrowserCache", json!({}))
                .await
                .map(drop),
            Engine::Firefox => self.in_firefox("Services.cache2.clear()", []).await,
            Engine::WebKit => Ok(()),
        }
    }

    /// Waits until the program runs and the open tab's part has loaded.
    pub async fn until_running(&self) -> Outcome {
        until("the page to run", async || {
            let state: String = self
                .script(
                    "const main = document.querySelector('main');
                     if (!main || main.ariaBusy === 'true') return 'the program does not run';
                     const rest = [...main.querySelectorAll('[role=tabpanel]:not([hidden]) .rest > *')];
                     const isHere = rest.length > 0 && !rest.some((part) => part.matches('.pending'))
                         && !main.querySelector('[aria-busy=true]');
                     return isHere ? '' : 'the tab is not complete';",
                    [],
                )
                .await?;
            ensure(state.is_empty(), || state)
        })
        .await
    }

    /// Waits until every part of the page has loaded and the page says so.
    pub async fn until_all_here(&self) -> Outcome {
        self.until_body_says(|text| text.contains("Everything is here: no further requests."))
            .await
    }

    /// The page's URL on 127.0.0.1: a secure context.
    pub fn url(&self) -> String {
        self.site.url()
    }

    /// The page's URL under another host name, as over plain HTTP from another machine.
    pub fn url_at(&self, host: &str) -> String {
        self.site.url().replace("127.0.0.1", host)
    }

    /// The paths requested from the server, in order.
    pub fn requests(&self) -> Vec<String> {
        self.site.requests()
    }

    /// The download folder.
    pub fn downloads(&self) -> &Path {
        &self.downloads
    }

    /// The `WebDriver` client, for what has no method here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// The engine that the page is in, for what is expected of it alone.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Runs `script` in every later document before the document's own scripts. Where the driver cannot, the server
    /// sends the page with this script in it, which its policy then names too.
    pub async fn inject(&self, script: &str) -> Outcome {
        if self.engine == Engine::Chromium {
            let source = json!({ "source": script });
            let method = "Page.addScriptToEvaluateOnNewDocument";
            return self.cdp(method, source).await.map(drop);
        }
        self.first.borrow_mut().push(script.to_owned());
        let html = fs::read_to_string(self.root.join("index.html"))?;
        self.site.put_document(self.with_first(html));
        Ok(())
    }

    /// A copy of the page with what was injected so far in it, for one that does not come from the server.
    pub fn with_first(&self, html: String) -> String {
        let mut html = html;
        // Each goes before those that are there.
        for script in self.first.borrow().iter().rev() {
            let hash = site::policy_hash(script);
            html = html
                .replacen("script-src ", &format!("script-src {hash} "), 1)
                .replacen("<script>", &format!("<script>{script}</script><script>"), 1);
        }
        html
    }

    /// Runs the body of a function in the page and returns what it returns.
    pub async fn script<T: DeserializeOwned>(
        &self,
        body: &str,
        args: impl Into<Vec<Value>>,
    ) -> Outcome<T> {
        Ok(self.driver.execute(body, args.into()).await?.convert()?)
    }

    /// Runs the body of an async function in the page, as a task of the page itself: the debugger's evaluation
    /// that starts it is exempt from the page's policy, this is not.
    pub async fn task<T: DeserializeOwned>(&self, body: &str) -> Outcome<T> {
        let script = format!(
            "const done = arguments[0];
             setTimeout(() => (async () => {{ {body} }})().then(
                 (value) => done({{ value: value ?? null }}), (error) => done({{ error: `${{error}}` }})));"
        );
        let mut answer: Value = self.driver.execute_async(script, []).await?.convert()?;
        match answer.get("error").and_then(Value::as_str) {
            Some(error) => Err(error.into()),
            None => Ok(serde_json::from_value(answer["value"].take())?),
        }
    }

    /// The process id of the driver, of which the browser descends.
    pub(super) fn driver_id(&self) -> u32 {
        self.driver_id
    }

    /// Sends a command of the Chrome `DevTools` protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Outcome<Value> {
        Ok(self.driver.cdp().send_raw(method, parameters).await?)
    }
}
