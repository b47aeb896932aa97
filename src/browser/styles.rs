//! Styles that a part of the page brings along (CSSOM, constructable style sheets). The page's policy allows no
//! inline styles, and constructed sheets need no exception from it.

use crate::browser::dom;
use js_sys::{Array, Reflect};
use web_sys::CssStyleSheet;

/// Adds a sheet for the lifetime of the page.
pub fn adopt(css: &str) {
    let Some(document) = dom::document() else {
        return;
    };
    let Ok(sheet) = CssStyleSheet::new() else {
        return;
    };
    // A browser that cannot take the sheet shows the part without its style.
    if sheet.replace_sync(css).is_ok()
        && let Ok(adopted) = Reflect::get(&document, &"adoptedStyleSheets".into())
    {
        let sheets = Array::from(&adopted);
        sheets.push(&sheet);
        let _ = Reflect::set(&document, &"adoptedStyleSheets".into(), &sheets);
    }
}
