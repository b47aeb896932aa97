//! What was typed does not come back with a reload, after which Firefox fills in fields that do not forbid it.

use crate::harness::{Outcome, Page, ensure, run};

/// Something that is nobody's.
const TYPED: &str = "typed-by-hand-4711";

/// The fields that take a secret, or what may hold one, and the tabs they are in.
const FIELDS: [(&[&str], &str); 7] = [
    (&["Bundle"], "Import .env.example"),
    (&["Hashes", "Text"], "Text"),
    (&["Hashes", "Text"], "HMAC key"),
    (&["Hashes", "Text"], "Expected digest"),
    (&["Hashes", "Passwords"], "Password"),
    (&["Hashes", "Passwords"], "Hash to verify against"),
    (&["Key pair"], "Key id (kid)"),
];

/// Types into the fields, reloads, and fails if one of them is filled in.
pub async fn ensure_nothing_typed_comes_back(page: &Page) -> Outcome {
    page.open("").await?;
    for (tabs, field) in FIELDS {
        for tab in tabs {
            page.tab(tab).await?;
        }
        page.paste("textbox", field, TYPED).await?;
        ensure(page.value("textbox", field).await? == TYPED, || {
            format!("\"{field}\" takes no text")
        })?;
    }
    page.reload().await?;
    for (tabs, field) in FIELDS {
        for tab in tabs {
            page.tab(tab).await?;
        }
        let text = page.value("textbox", field).await?;
        ensure(text.is_empty(), || format!("\"{field}\" reads {text:?}"))?;
    }
    Ok(())
}

#[test]
fn nothing_typed_comes_back_with_a_reload() {
    run(ensure_nothing_typed_comes_back);
}
