//! The pictures of the README, taken from the page: `sh scripts/screenshots.sh`. No test, since fonts differ between
//! machines; `tests/documents.rs` checks that they are there.

use crate::harness::{Outcome, run_in_chromium};
use crate::look::colours;
use serde_json::json;
use std::fs;
use std::path::Path;

/// In the pictures stands the same key each time: the random numbers are those of xorshift32 (Marsaglia 2003).
const FIXED_RANDOM: &str = "{
    let state = 0x2545f491;
    Crypto.prototype.getRandomValues = (array) => {
        const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
        for (let at = 0; at < bytes.length; at += 1) {
            state ^= state << 13;
            state ^= state >>> 17;
            state ^= state << 5;
            bytes[at] = state >>> 11;
        }
        return array;
    };
}";

/// The first screen of the Token tab: all of the card, and the beginning of the options.
const SCREEN: (u32, u32) = (968, 640);

#[test]
#[ignore = "it writes files of the project"]
fn the_readme_shows_the_token_tab_light_and_dark() {
    run_in_chromium("pictures are compared by people", async |page| {
        page.inject(FIXED_RANDOM).await?;
        page.open("").await?;
        page.fresh_key().await?;
        page.until_all_here().await?;
        page.cdp("Emulation.setScrollbarsHidden", json!({ "hidden": true }))
            .await?;
        let (width, height) = SCREEN;
        page.size(width, height).await?;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
        fs::create_dir_all(&folder)?;
        for scheme in ["light", "dark"] {
            colours(page, scheme).await?;
            let file = folder.join(format!("token-{scheme}.png"));
            page.driver().screenshot(&file).await?;
        }
        Outcome::Ok(())
    });
}
