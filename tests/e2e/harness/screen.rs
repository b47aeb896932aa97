//! The screen that the page is on: its size, and what the system or a printer asks of it. Chromium is asked by its
//! `DevTools` protocol, Firefox in the context of its own windows; `WebKit` has neither.

use super::engine::Engine;
use super::page::{Page, until};
use super::{Outcome, ensure};
use http::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{RequestData, SessionId};

/// Moves between the page and Firefox's own window.
#[derive(Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("session/{session}/moz/context"))
            .add_body(json!({ "context": self.0 }))
    }
}

impl Page {
    /// Makes the inside of the window this large, in CSS pixels.
    pub async fn size(&self, width: u32, height: u32) -> Outcome {
        if self.engine == Engine::Chromium {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            return self
                .cdp("Emulation.setDeviceMetricsOverride", metrics)
                .await
                .map(drop);
        }
        // The window is larger by its frame, which may depend on its size.
        let (mut wide, mut high) = (width, height);
        for _ in 0..3 {
            self.driver.set_window_rect(0, 0, wide, high).await?;
            let seen = until("the window to have its size", async || {
                let inside: (u32, u32) =
                    self.script("return [innerWidth, innerHeight]", []).await?;
                let outside = self.driver.get_window_rect().await?;
                ensure(
                    (outside.width, outside.height) == (i64::from(wide), i64::from(high)),
                    || format!("{outside:?}, {inside:?} of it the page"),
                )?;
                Ok(inside)
            })
            .await?;
            if seen == (width, height) {
                return Ok(());
            }
            wide = (wide + width).saturating_sub(seen.0);
            high = (high + height).saturating_sub(seen.1);
        }
        Err(format!("no window is {width} by {height} inside").into())
    }

    /// Fails if the page is wider than its window, in which it would then be moved sideways.
    pub async fn ensure_fits(&self) -> Outcome {
        let (content, window): (f64, f64) = self
            .script(
                "return [document.scrollingElement.scrollWidth, innerWidth]",
                [],
            )
            .await?;
        ensure(content <= window, || {
            format!("the page is {content} px wide on {window} px")
        })
    }

    /// Makes the system prefer these features of media, each with a value. Whether this engine can be told so.
    pub async fn prefer(&self, features: &[(&str, &str)]) -> Outcome<bool> {
        match self.engine {
            Engine::Chromium => {
                let features: Vec<Value> = features
                    .iter()
                    .map(|(name, value)| json!({ "name": name, "value": value }))
                    .collect();
                let features = json!({ "features": features });
                self.cdp("Emulation.setEmulatedMedia", features).await?;
            }
            Engine::Firefox => {
                for (feature, value) in features {
                    let name = match *feature {
                        "prefers-color-scheme" => "prefersColorSchemeOverride",
                        "forced-colors" => "forcedColorsOverride",
                        other => return Err(format!("no override for {other}").into()),
                    };
                    self.overrule(name, value).await?;
                }
            }
            Engine::WebKit => return Ok(false),
        }
        Ok(true)
    }

    /// Shows the page as it is printed, or again as it is on screen. Whether this engine can be told so.
    pub async fn print(&self, is_printed: bool) -> Outcome<bool> {
        let medium = if is_printed { "print" } else { "" };
        match self.engine {
            Engine::Chromium => {
                let media = json!({ "media": medium });
                self.cdp("Emulation.setEmulatedMedia", media).await?;
            }
            Engine::Firefox => self.overrule("mediumOverride", medium).await?,
            Engine::WebKit => return Ok(false),
        }
        Ok(true)
    }

    /// Sets one of Firefox's overrides of the page.
    async fn overrule(&self, name: &str, value: &str) -> Outcome {
        self.in_firefox(
            "gBrowser.selectedBrowser.browsingContext[arguments[0]] = arguments[1]",
            [name.into(), value.into()],
        )
        .await
    }

    /// Runs a script in Firefox's own window, which is around the page.
    pub async fn in_firefox<T: DeserializeOwned>(
        &self,
        body: &str,
        arguments: impl Into<Vec<Value>>,
    ) -> Outcome<T> {
        self.driver.cmd(Context("chrome")).await?;
        let done = self.script(body, arguments).await;
        self.driver.cmd(Context("content")).await?;
        done
    }
}
