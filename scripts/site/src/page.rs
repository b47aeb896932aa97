//! The document: its scripts in place, and its policy with the hash of each script and style.

use crate::SiteError;
use crate::script::replace_once;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

/// The placeholder in `index.html` for the script in its head.
const EARLY_PLACE: &str = "<!-- early script -->";
/// The placeholder for the module script.
const MODULE_PLACE: &str = "<!-- boot script -->";
/// The placeholder for the version and the commit.
const VERSION_PLACE: &str = "<!-- version -->";
/// The placeholder in its policy for the hashes of the scripts.
const SCRIPT_HASHES: &str = "'script-hashes'";
/// The placeholder in its policy for the hashes of the styles.
const STYLE_HASHES: &str = "'style-hashes'";

/// Identifies the script with which `trunk serve` reloads the page after a change of its source.
const RELOAD_MARK: &str = ".well-known/trunk/ws";

/// Puts the scripts and the version in place and the hashes of all scripts and styles into the policy.
pub(crate) fn finish(
    page: &str,
    early: &str,
    module: &str,
    version: &str,
) -> Result<String, SiteError> {
    let served = match page.matches("<script").count() {
        0 => None,
        1 if page.contains(RELOAD_MARK) => Some(for_development(page)?),
        _ => {
            return Err(SiteError::Unexpected(
                "the page has a script that neither Trunk nor this tool put there",
            ));
        }
    };
    let page = served.as_deref().unwrap_or(page);
    let page = replace_once(page, VERSION_PLACE, version)?;
    let page = replace_once(&page, EARLY_PLACE, &format!("<script>{early}</script>"))?;
    let page = replace_once(
        &page,
        MODULE_PLACE,
        &format!("<script type=\"module\">{module}</script>"),
    )?;
    let page = without_comments(&without_style_comments(&page)?)?;
    let styles = hashes(&page, "style")?;
    if styles.is_empty() {
        return Err(SiteError::Unexpected("the page has no inline style"));
    }
    let scripts = hashes(&page, "script")?;
    let page = replace_once(&page, STYLE_HASHES, &styles)?;
    replace_once(&page, SCRIPT_HASHES, &scripts)
}

/// Allows what Trunk's own script needs: a connection to Trunk, which it opens before the page's scripts
/// restrict the policy, and writing the errors of a build into the page.
fn for_development(page: &str) -> Result<String, SiteError> {
    // `trunk serve` would fill these in when it serves the page, and the script would no longer match its hash.
    let page = replace_once(page, "'{{__TRUNK_ADDRESS__}}'", "window.location.host")?;
    let page = replace_once(&page, "{{__TRUNK_WS_BASE__}}", "/")?;
    let page = replace_once(&page, "connect-src 'self'", "connect-src 'self' ws: wss:")?;
    replace_once(
        &page,
        "; require-trusted-types-for 'script'; trusted-types latchkey",
        "",
    )
}

/// The document without its comments and the indentation of its lines. A comment inside a script or a style
/// would be changed too, and is refused by the scripts' own check.
fn without_comments(page: &str) -> Result<String, SiteError> {
    let mut short = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!--") {
        short.push_str(before);
        rest = after
            .split_once("-->")
            .ok_or(SiteError::Unexpected("a comment without its end"))?
            .1;
    }
    short.push_str(rest);
    let lines = short.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.flat_map(|line| [line, "\n"]).collect())
}

/// The document without the comments in its style elements.
fn without_style_comments(page: &str) -> Result<String, SiteError> {
    let unended = || SiteError::Unexpected("a style element or a comment in one without its end");
    let mut short = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<style") {
        let (mut style, after) = after.split_once("</style>").ok_or_else(unended)?;
        short.push_str(before);
        short.push_str("<style");
        let start = short.len();
        while let Some((before, after)) = style.split_once("/*") {
            short.push_str(before);
            if short[start..].matches(['"', '\'']).count() & 1 == 1 {
                return Err(SiteError::Unexpected(
                    "a style has the start of a comment in a string, and would be cut there",
                ));
            }
            style = after.split_once("*/").ok_or_else(unended)?.1;
        }
        short.push_str(style);
        short.push_str("</style>");
        rest = after;
    }
    short.push_str(rest);
    Ok(short)
}

/// The source expressions that allow exactly the contents of the page's elements of this name.
fn hashes(page: &str, element: &'static str) -> Result<String, SiteError> {
    let (start, end) = (format!("<{element}"), format!("</{element}>"));
    let unended = || SiteError::Unexpected("a script or style element without its end");
    let mut hashes: Vec<String> = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once(&start) {
        let (_, after) = after.split_once('>').ok_or_else(unended)?;
        let (content, after) = after.split_once(&end).ok_or_else(unended)?;
        hashes.push(policy_hash(content));
        rest = after;
    }
    Ok(hashes.join(" "))
}

/// The source expression of Content Security Policy Level 3 that allows exactly `text`.
#[must_use]
pub fn policy_hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::{finish, policy_hash};

    const PAGE: &str = "<html><!-- about\n the policy -->\n  <meta content=\"'script-hashes' 'style-hashes' \
                        connect-src 'self'; require-trusted-types-for 'script'; trusted-types latchkey\">\n\
                        <style>a</style><style x>b</style><!-- early script --><!-- boot script --><!-- version --></html>";

    #[test]
    fn the_policy_names_every_script_and_style_by_hash() {
        let page = finish(PAGE, "let e;\n", "let x;\n", "0.9.0").expect("a good page");
        for part in ["let e;\n", "let x;\n", "a", "b"].map(policy_hash) {
            assert!(page.contains(&part), "{part} is missing in {page}");
        }
        assert!(page.contains("0.9.0"), "{page}");
        assert!(page.contains("<script>let e;\n</script>"));
        assert!(page.contains("<script type=\"module\">let x;\n</script>"));
        assert!(page.contains("require-trusted-types-for") && !page.contains("ws:"));
        assert!(!page.contains("<!--"), "{page}");
        // The empty string's SHA-256 in base64 is well known.
        assert_eq!(
            policy_hash(""),
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
        );
    }

    #[test]
    fn styles_lose_their_comments_before_they_are_hashed() {
        let style = "/* one */\na { content: \"x\" } /* two\n\"lines\" */\n/**/b {}";
        let page = finish(
            &PAGE.replace("<style>a", &format!("<style>{style}")),
            "",
            "",
            "",
        );
        let page = page.expect("a good page");
        let short = "\na { content: \"x\" }\nb {}";
        assert!(page.contains(&format!("<style>{short}</style>")), "{page}");
        assert!(page.contains(&policy_hash(short)));
    }

    #[test]
    fn a_style_that_would_be_cut_in_a_string_is_refused() {
        for style in ["a { content: \"/* x */\" }", "a { } /* "] {
            let page = PAGE.replace("<style>a", &format!("<style>{style}"));
            assert!(finish(&page, "", "", "").is_err(), "{style}");
        }
    }

    #[test]
    fn the_script_that_trunk_reloads_the_page_with_is_allowed() {
        let reload = "<script>'{{__TRUNK_ADDRESS__}}' + '{{__TRUNK_WS_BASE__}}.well-known/trunk/ws';</script>";
        let served = PAGE.replace("</html>", &format!("{reload}</html>"));
        let page = finish(&served, "let e;\n", "let x;\n", "").expect("a good page");
        assert!(page.contains(&policy_hash(
            "window.location.host + '/.well-known/trunk/ws';"
        )));
        assert!(page.contains("connect-src 'self' ws:") && !page.contains("trusted-types"));
    }

    #[test]
    fn a_page_without_its_places_is_refused() {
        assert!(finish(&PAGE.replace("<!-- boot", "<!--"), "", "", "").is_err());
        assert!(finish(&PAGE.replace("<style", "<i"), "", "", "").is_err());
        assert!(finish(&PAGE.replace("'style-hashes'", ""), "", "", "").is_err());
        assert!(finish(&format!("{PAGE}<!-- "), "", "", "").is_err());
    }

    #[test]
    fn a_script_of_unknown_origin_is_refused() {
        assert!(finish(&format!("{PAGE}<script>f();</script>"), "", "", "").is_err());
    }
}
