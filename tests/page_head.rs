//! The head of the page and `robots.txt`, as other programs than the page read them: search engines, what shows a
//! preview of a link, and the frame of a phone's browser.
#![cfg(not(target_arch = "wasm32"))]

const PAGE: &str = include_str!("../index.html");
const THEME: &str = include_str!("../style/theme.css");

/// The head of the page, on one line.
fn head() -> String {
    let (head, _) = PAGE.split_once("</head>").expect("the page has a head");
    head.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The content of the `meta` element that begins with these attributes.
fn meta(attributes: &str) -> String {
    let head = head();
    let start = format!("<meta {attributes} content=\"");
    let mut found = head.split(&start).skip(1);
    let content = found.next().and_then(|rest| rest.split('"').next());
    assert_eq!(found.next(), None, "{attributes} is there twice");
    content
        .unwrap_or_else(|| panic!("no {attributes}"))
        .to_owned()
}

#[test]
fn the_page_has_a_title_a_description_and_a_preview() {
    assert!(head().contains("<html lang=\"en\">"));
    assert!(head().contains("<title>Latchkey</title>"));
    // What a search engine and a chat show before they cut it off.
    for description in [
        meta("name=\"description\""),
        meta("property=\"og:description\""),
    ] {
        assert!(
            (50..=155).contains(&description.len()) && description.contains("Nothing is sent."),
            "{description}"
        );
    }
    assert_eq!(meta("property=\"og:title\""), "Latchkey");
    assert_eq!(meta("property=\"og:type\""), "website");
    // The page does not know where it is hosted: it names no address, and what needs one is not there.
    for address in ["og:url", "og:image", "canonical", "https://"] {
        assert!(!head().contains(address), "{address}");
    }
}

#[test]
fn the_browsers_frame_has_the_colour_of_the_paper() {
    let (_, paper) = THEME
        .split_once("--paper: light-dark(")
        .expect("the theme has a paper");
    let (paper, _) = paper.split_once(')').expect("it has two colours");
    let (light, dark) = paper.split_once(", ").expect("it has two colours");
    for (scheme, colour) in [("light", light), ("dark", dark)] {
        let media = format!("media=\"(prefers-color-scheme: {scheme})\"");
        let wanted = format!("<meta name=\"theme-color\" content=\"{colour}\" {media}>");
        assert!(head().contains(&wanted), "no {wanted}");
    }
}

#[test]
fn the_icon_and_what_crawlers_may_read_come_with_the_page() {
    // Inside the page: a request for it would not be one of the page's own parts.
    let head = head();
    let (_, icon) = head.split_once("rel=\"icon\" href=\"").expect("an icon");
    assert!(icon.starts_with("data:image/svg+xml,%3Csvg "), "{icon}");
    assert!(head.contains("rel=\"copy-file\" href=\"robots.txt\""));
    let robots = include_str!("../robots.txt");
    assert_eq!(robots, "User-agent: *\nAllow: /\n");
}
