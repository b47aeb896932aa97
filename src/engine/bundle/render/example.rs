//! A bundle without its values: what one commits as `.env.example`.
//!
//! Names and comments stay; every value goes, and so does every secret in a comment, since a `.env` in use may
//! have one in any of them.

use super::file::without;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::hidden::{secrets, secrets_beside};
use crate::engine::bundle::{Bundle, Class, row::Anchor};

/// The names with empty values.
pub(super) fn render(bundle: &Bundle) -> Secret {
    let size = bundle.rows.iter().map(|row| row.name.len() + 2).sum();
    let mut text = Secret::with_capacity(size);
    let document = bundle.document();
    let mut at = 0;
    let between = |from: usize, to: usize, text: &mut Secret| {
        let gap = document.map_or("", |document| &document.text()[from..to]);
        gap.split_inclusive('\n')
            .for_each(|line| without(&secrets(line), line, text));
    };
    let end = document.map_or(0, |document| document.text().len());
    for row in bundle.rows().iter().filter(|row| !row.is_off()) {
        match (row.anchor, document) {
            (Anchor::Comment(entry), Some(document)) => {
                let entry = &document.commented()[entry];
                between(at, entry.lines.start, &mut text);
                at = entry.lines.end;
                added(&row.name, &mut text);
            }
            (Anchor::Entry(entry), Some(document)) => {
                let entry = &document.entries()[entry];
                between(at, entry.lines.start, &mut text);
                at = entry.lines.end;
                let start = &document.text()[entry.lines.start..entry.token.start];
                text.push_str(start.trim_end_matches([' ', '\t']));
                let tail = document.tail(entry);
                if tail.starts_with('#') {
                    text.push(' ');
                }
                let secret = row.class != Class::Setting;
                without(&secrets_beside(tail, secret), tail, &mut text);
            }
            (Anchor::Behind, _) => added(&row.name, &mut text),
            _ => {
                between(at, end, &mut text);
                at = end;
                added(&row.name, &mut text);
            }
        }
    }
    between(at, end, &mut text);
    text
}

fn added(name: &str, text: &mut Secret) {
    if !text.is_empty() && !text.expose().ends_with('\n') {
        text.push('\n');
    }
    text.push_str(name);
    text.push_str("=\n");
}
