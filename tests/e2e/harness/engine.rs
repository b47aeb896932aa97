//! The browsers' engines, and how each browser is started for a test.

use super::Outcome;
use driver::Driver;
use serde_json::json;
use std::path::Path;
use std::{env, fs};
use thirtyfour::{
    Capabilities, ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel,
};

/// The names that the browser resolves to this machine. Unlike 127.0.0.1 they are no secure context over plain
/// HTTP, as with a page on a company's own network.
const OTHER_HOSTS: [&str; 2] = ["elsewhere.test", "latchkey.test"];

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

/// A browser's engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink and V8.
    Chromium,
    /// Gecko and `SpiderMonkey`.
    Firefox,
    /// `WebKitGTK` and `JavaScriptCore`.
    WebKit,
}

impl Engine {
    /// The engine that `LATCHKEY_ENGINE` names, or else Chromium.
    pub(super) fn chosen() -> Self {
        match env::var("LATCHKEY_ENGINE").as_deref() {
            Err(_) | Ok("" | "chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("LATCHKEY_ENGINE is {other}: chromium, firefox or webkit"),
        }
    }

    /// Starts its driver, and says what browser to ask that for: with an empty `profile`, and with downloads in the
    /// other folder, where a test can see them. `server` is the URL of what the page comes from.
    pub(super) fn start(
        self,
        profile: &Path,
        downloads: &Path,
        server: &str,
    ) -> Outcome<(Driver, Capabilities)> {
        Ok(match self {
            Self::Chromium => (Driver::chromium()?, chromium(profile)?),
            Self::Firefox => (Driver::firefox()?, firefox(profile, downloads)?),
            Self::WebKit => {
                // As a desktop tells it to its programs.
                let folders = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
                fs::write(profile.join("user-dirs.dirs"), folders)?;
                // The browser's own controls keep its window from getting as narrow as a phone.
                fs::create_dir(profile.join("gtk-3.0"))?;
                fs::write(
                    profile.join("gtk-3.0/gtk.css"),
                    "* { min-width: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; -gtk-icon-transform: scale(0.1); }",
                )?;
                (Driver::webkit(profile)?, webkit(server)?)
            }
        })
    }
}

fn chromium(profile: &Path) -> Outcome<Capabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    for flag in BROWSER_FLAGS {
        capabilities.add_arg(flag)?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    let hosts = OTHER_HOSTS.map(|host| format!("MAP {host} 127.0.0.1"));
    capabilities.add_arg(&format!("--host-resolver-rules={}", hosts.join(",")))?;
    capabilities.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    Ok(capabilities.into())
}

fn firefox(profile: &Path, downloads: &Path) -> Outcome<Capabilities> {
    // The browser's own controls keep its window from getting as narrow as a phone.
    let styles = profile.join("chrome");
    fs::create_dir(&styles)?;
    fs::write(
        styles.join("userChrome.css"),
        ":root { min-width: 0 !important; }",
    )?;
    let options = json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "args": ["-headless", "-profile", profile],
            "prefs": {
                // Downloads without a question.
                "browser.download.folderList": 2,
                "browser.download.dir": downloads,
                "browser.download.useDownloadDir": true,
                "browser.download.always_ask_before_handling_new_types": false,
                "network.dns.localDomains": OTHER_HOSTS.join(","),
                "toolkit.legacyUserProfileCustomizations.stylesheets": true,
            },
        },
    });
    Ok(serde_json::from_value(options)?)
}

/// The other hosts by way of the server as a proxy: this browser has no names of its own.
fn webkit(url: &str) -> Outcome<Capabilities> {
    let server = url.trim_start_matches("http://").trim_end_matches('/');
    let options = json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "args": ["--automation"] },
        "proxy": { "proxyType": "manual", "httpProxy": server, "noProxy": ["127.0.0.1"] },
    });
    Ok(serde_json::from_value(options)?)
}
