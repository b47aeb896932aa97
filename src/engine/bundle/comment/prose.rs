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

/// The words of `text`, without the punctuation between them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|symbol: char| !symbol.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
}
