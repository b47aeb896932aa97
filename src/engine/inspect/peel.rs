//! What is pasted along with a key: white space, quotes, `Bearer `, a name before it. One layer at a time.

use super::characters::QUOTES;

/// The longest name of a variable or a header.
const LONGEST_NAME: usize = 64;

/// The longest word of a name, and the most digits in one. What has more may be a key with a note behind it.
const LONGEST_WORD: usize = 20;
const MOST_DIGITS: usize = 8;

/// The schemes that precede a key in a header.
const SCHEMES: [&str; 4] = ["Bearer ", "Token ", "ApiKey ", "Api-Key "];
/// What stands before a name.
const BEFORE_NAMES: [&str; 5] = ["export ", "set ", "ENV ", "env ", "$env:"];

/// `text` without its outermost layer, and what there is to say about that; `None` where there is none.
pub(super) fn peel(text: &str) -> Option<(&str, String)> {
    white_space(text)
        .or_else(|| quotes(text))
        .or_else(|| punctuation(text))
        .or_else(|| scheme(text))
        .or_else(|| name(text))
        .filter(|(rest, _)| !rest.is_empty())
}

fn left_out(what: &str) -> String {
    format!("“{what}” was pasted along; it is left out here.")
}

fn white_space(text: &str) -> Option<(&str, String)> {
    let rest = text.trim();
    let (before, behind) = (!text.starts_with(rest), !text.ends_with(rest));
    let place = match (before, behind) {
        (true, true) => "before and behind",
        (true, false) => "before",
        (false, true) => "behind",
        (false, false) => return None,
    };
    Some((
        rest,
        format!("White space {place} it; it is left out here."),
    ))
}

fn quotes(text: &str) -> Option<(&str, String)> {
    let is_quote = |symbol: char| matches!(symbol, '"' | '\'' | '`') || QUOTES.contains(&symbol);
    // Quotes with the same quote between them enclose something else.
    let first = text.chars().next().filter(|symbol| is_quote(*symbol));
    let rest = first.map_or(text, |quote| &text[quote.len_utf8()..]);
    let last = rest.chars().next_back().filter(|symbol| is_quote(*symbol));
    let rest = last.map_or(rest, |quote| &rest[..rest.len() - quote.len_utf8()]);
    if first.is_some_and(|quote| rest.contains(quote))
        || last.is_some_and(|quote| rest.contains(quote))
    {
        return None;
    }
    let said = match (first, last) {
        (Some(_), Some(_)) => "Quotes around it; they are left out here.",
        (Some(_), None) => "A quote before it, and none behind; it is left out here.",
        (None, Some(_)) => "A quote behind it, and none before; it is left out here.",
        (None, None) => return None,
    };
    Some((rest, said.to_owned()))
}

fn punctuation(text: &str) -> Option<(&str, String)> {
    let last = text.chars().next_back()?;
    matches!(last, ',' | ';' | ':' | '\\' | ')' | ']' | '}').then(|| {
        (
            &text[..text.len() - last.len_utf8()],
            left_out(&last.to_string()),
        )
    })
}

fn scheme(text: &str) -> Option<(&str, String)> {
    SCHEMES.iter().find_map(|scheme| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start
            .eq_ignore_ascii_case(scheme)
            .then(|| (rest, left_out(start)))
    })
}

/// `NAME=`, `export NAME=`, `"name": `, `X-API-Key: `.
fn name(text: &str) -> Option<(&str, String)> {
    let before = BEFORE_NAMES.iter().find(|word| text.starts_with(**word));
    let rest = before.map_or(text, |word| &text[word.len()..]);
    let is_quote = |symbol: char| symbol == '"' || symbol == '\'';
    let bare = rest.trim_start_matches(is_quote);
    let is_name =
        |symbol: char| symbol.is_ascii_alphanumeric() || matches!(symbol, '_' | '-' | '.');
    let end = bare.find(|symbol| !is_name(symbol))?;
    if end == 0
        || end > LONGEST_NAME
        || may_be_key(&bare[..end])
        || !bare.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
    {
        return None;
    }
    let behind = bare[end..]
        .trim_start_matches(is_quote)
        .trim_start_matches(' ');
    let value = if let Some(value) = behind
        .strip_prefix(":=")
        .or_else(|| behind.strip_prefix('='))
    {
        value
    } else {
        // A colon inside a word belongs to the word.
        let value = behind.strip_prefix(':')?;
        value.starts_with([' ', '"', '\'', '\t']).then_some(value)?
    };
    // The padding of base64 is not a value.
    if value.starts_with('=') {
        return None;
    }
    let said = &text[..text.len() - value.len()];
    // White space after a name is usual: there is nothing to say about it.
    let notice = if is_variable(&bare[..end]) {
        left_out(said.trim_end())
    } else {
        "The name before it is left out here.".to_owned()
    };
    Some((value.trim_start(), notice))
}

/// Whether a name is that of an environment variable, in capitals. Other names may be a key with a note behind it, such as
/// a Nano ID or a passphrase: they are not told.
fn is_variable(name: &str) -> bool {
    name.bytes()
        .all(|symbol| matches!(symbol, b'A'..=b'Z' | b'0'..=b'9' | b'_'))
}

/// Whether a text in the place of a name may be a key, which must not be told.
fn may_be_key(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    digits > MOST_DIGITS
        || name
            .split(['_', '-', '.'])
            .any(|word| word.len() > LONGEST_WORD)
}

#[cfg(test)]
mod tests {
    use super::peel;

    #[test]
    fn what_is_pasted_along_is_taken_off_layer_by_layer() {
        for (pasted, layers) in [
            ("key", 0),
            (" key\t", 1),
            ("\"key\"", 1),
            ("“key”", 1),
            ("'key", 1),
            ("key,", 1),
            ("Bearer key", 1),
            ("bearer  key", 2),
            ("Authorization: Bearer key", 2),
            ("X-API-Key: key", 1),
            ("API_KEY=key", 1),
            ("export API_KEY=\"key\";", 3),
            ("\"apiKey\": \"key\",", 3),
            ("$env:API_KEY = 'key'", 2),
            ("api.key:=key", 1),
            ("key:", 1),
        ] {
            let (mut rest, mut count) = (pasted, 0);
            while let Some((inner, _)) = peel(rest) {
                (rest, count) = (inner, count + 1);
            }
            assert_eq!((rest, count), ("key", layers), "{pasted}");
        }
    }

    #[test]
    fn what_may_be_a_key_is_no_name_of_what_follows_it() {
        for key in [
            "sk_live_51FwqftsmMDHHbJAMEXXHCgG0mLq17",
            "123e4567-e89b-12d3-a456-426614174000",
        ] {
            for text in [
                format!("{key}: my note"),
                format!("{key}=1"),
                format!("'{key}': x"),
            ] {
                let told = peel(&text).map(|(_, notice)| notice).unwrap_or_default();
                assert!(!told.contains("mLq17") && !told.contains("1741"), "{told}");
            }
        }
        assert!(peel("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_DEFAULT_KEY_2=x").is_some());
    }

    #[test]
    fn a_key_is_no_layer() {
        for key in [
            "abcd=",
            "abcd==",
            "a:b",
            "sha256:abc",
            "=",
            "\"",
            "https://x",
            "",
            "é=x",
        ] {
            assert_eq!(peel(key), None, "{key}");
        }
    }
}
