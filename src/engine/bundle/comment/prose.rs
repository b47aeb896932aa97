//! The sentences and the words of a comment.

/// The sentences of `prose`.
pub(in crate::engine::bundle) fn sentences(prose: &str) -> impl Iterator<Item = &str> {
    prose
        .split(". ")
        .flat_map(|part| part.split([';', '!', '?']))
}

/// Whether `text` contains a word of `list`.
pub(super) fn has_word(text: &str, list: &[&str]) -> bool {
    words(text).any(|word| list.contains(&word))
}

/// Whether one of `phrases` stands in `text`. They are looked for in one pass, since setting up a search for each takes
/// longer than reading a comment.
pub(in crate::engine::bundle) fn has_phrase(text: &str, phrases: &[&str]) -> bool {
    let bytes = text.as_bytes();
    (0..bytes.len()).any(|at| {
        let rest = &bytes[at..];
        phrases
            .iter()
            .map(|phrase| phrase.as_bytes())
            .any(|phrase| rest[0] == phrase[0] && rest.starts_with(phrase))
    })
}

/// The words of `text`, without the punctuation between them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|symbol: char| !symbol.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
}
