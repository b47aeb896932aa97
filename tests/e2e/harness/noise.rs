//! What a correct page never does: violate its own policy, throw, or log a warning to the console.

use super::engine::Engine;
use super::page::{Page, until};
use super::{Outcome, ensure};

/// Runs before any script of the page, if not there already, and records its errors. The browser's log has most of them too, but not a
/// rejection that is handled late, and not the violated directive.
pub const WATCH: &str = r"
(() => {
    if ('__noise' in window) return;
    const seen = [];
    Object.defineProperty(window, '__noise', { value: seen });
    const note = (event, text) => addEventListener(event, (e) => seen.push(`${event}: ${text(e)}`), true);
    note('securitypolicyviolation', (e) => `${e.effectiveDirective} refuses ${e.blockedURI} ${e.sample}`);
    note('error', (e) => e.message ?? e.target?.outerHTML?.slice(0, 200));
    note('unhandledrejection', (e) => e.reason);
})();
";

impl Page {
    /// Saves what the current document recorded, since the next one starts empty.
    pub(super) async fn keep_noise(&self) -> Outcome {
        let seen: Vec<String> = self
            .script("return window.__noise?.splice(0) ?? []", [])
            .await?;
        // Firefox asks for this of a page that comes back, which has an icon of its own; the policy refuses it.
        let is_asked = |line: &String| {
            self.engine == Engine::Firefox
                && line.contains("img-src refuses")
                && line.contains("/favicon.ico")
        };
        let seen = seen.into_iter().filter(|line| !is_asked(line));
        self.noise.borrow_mut().extend(seen);
        // The other drivers give no console: what is there only to be read is not seen in their engines.
        if self.engine != Engine::Chromium {
            return Ok(());
        }
        for entry in self.driver.browser_log().await? {
            if matches!(entry.level.as_str(), "SEVERE" | "WARNING") {
                self.noise
                    .borrow_mut()
                    .push(format!("console {}: {}", entry.level, entry.message));
            }
        }
        Ok(())
    }

    /// Takes all violations, errors and warnings so far: for a test that provokes them.
    pub async fn take_noise(&self) -> Outcome<Vec<String>> {
        self.keep_noise().await?;
        Ok(self.noise.take())
    }

    /// Waits until the browser has logged `objection`. Elsewhere than in Chromium only what the page itself is told can
    /// be seen, which is the directive of a policy; of a word for the console alone nothing is asked there.
    pub async fn until_objected(&self, objection: &str) -> Outcome {
        if self.engine != Engine::Chromium && !objection.ends_with("-src") {
            return Ok(());
        }
        until("the browser to object", async || {
            let noise = self.take_noise().await?;
            ensure(noise.iter().any(|line| line.contains(objection)), || {
                format!("{noise:?}")
            })
        })
        .await
    }

    /// Fails on any policy violation, page error, or console message of level warning or error.
    pub async fn assert_quiet(&self) -> Outcome {
        let noise = self.take_noise().await?;
        ensure(noise.is_empty(), || {
            format!("the page was not quiet:\n  {}", noise.join("\n  "))
        })
    }
}
