//! Characters that do not belong in a key: invisible ones, and those that look like others.

/// How many of them are named one by one.
const MOST: usize = 8;

/// Invisible characters and their names.
const INVISIBLE: [(char, &str); 17] = [
    ('\u{ad}', "soft hyphen"),
    ('\u{34f}', "combining grapheme joiner"),
    ('\u{61c}', "Arabic letter mark"),
    ('\u{180e}', "Mongolian vowel separator"),
    ('\u{200b}', "zero-width space"),
    ('\u{200c}', "zero-width non-joiner"),
    ('\u{200d}', "zero-width joiner"),
    ('\u{200e}', "left-to-right mark"),
    ('\u{200f}', "right-to-left mark"),
    ('\u{202a}', "left-to-right embedding"),
    ('\u{202c}', "pop directional formatting"),
    ('\u{202d}', "left-to-right override"),
    ('\u{202e}', "right-to-left override"),
    ('\u{2060}', "word joiner"),
    ('\u{2061}', "function application"),
    ('\u{2069}', "pop directional isolate"),
    ('\u{feff}', "zero-width no-break space (byte order mark)"),
];

/// White space that looks like U+0020 and is not.
const SPACES: [(char, &str); 5] = [
    ('\u{a0}', "no-break space"),
    ('\u{2007}', "figure space"),
    ('\u{2009}', "thin space"),
    ('\u{202f}', "narrow no-break space"),
    ('\u{3000}', "ideographic space"),
];

/// Letters and signs by their script, each followed by the ASCII character that it looks like.
#[rustfmt::skip]
const LOOK_ALIKES: [(&str, &str); 4] = [
    ("Cyrillic", "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxѕsіiјjһhԁdԛqԝw"),
    ("Greek", "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvαaρpκkιi"),
    ("typographic", "‐-‑-‒-–-—-―-−-﹣-＿_‗_⁎*∗*․.…."),
    ("modifier", "ıiȷjɡgɑaℓlℎhℊg"),
];

/// The quotes that word processors write.
pub(super) const QUOTES: [char; 10] = ['“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»'];

/// The name of an invisible character.
fn invisible(symbol: char) -> Option<&'static str> {
    let row = INVISIBLE.iter().find(|(other, _)| *other == symbol);
    row.map(|(_, name)| *name).or(match symbol {
        '\u{202b}'
        | '\u{2062}'..='\u{2064}'
        | '\u{2066}'..='\u{2068}'
        | '\u{206a}'..='\u{206f}' => Some("invisible formatting character"),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Some("variation selector"),
        '\u{e0000}'..='\u{e007f}' => Some("tag character"),
        '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {
            Some("control character")
        }
        _ => None,
    })
}

/// The ASCII character that `symbol` looks like, and the script of `symbol`.
fn look_alike(symbol: char) -> Option<(char, &'static str)> {
    if let '\u{ff01}'..='\u{ff5e}' = symbol {
        let plain = u32::from(symbol) - 0xfee0;
        return char::from_u32(plain).map(|plain| (plain, "full-width"));
    }
    LOOK_ALIKES.iter().find_map(|(script, pairs)| {
        let mut pairs = pairs.chars();
        while let (Some(other), Some(plain)) = (pairs.next(), pairs.next()) {
            if other == symbol && plain.is_ascii() {
                return Some((plain, *script));
            }
        }
        None
    })
}

/// The notices about the characters of a line; positions are counted from 1.
pub(super) fn notices(line: &str) -> Vec<String> {
    let mut told = Vec::new();
    let mut more = 0;
    // Only what is not ASCII, and control characters: all else may be in a key.
    let odd = line.chars().enumerate().filter(|(_, symbol)| {
        !symbol.is_ascii() || (symbol.is_ascii_control() && !symbol.is_ascii_whitespace())
    });
    for (at, symbol) in odd {
        if told.len() == MOST {
            more += 1;
            continue;
        }
        let place = at + 1;
        let code = u32::from(symbol);
        let notice = if let Some(name) = invisible(symbol) {
            format!(
                "A {name} (U+{code:04X}) at position {place}, which nobody sees; it is left out here."
            )
        } else if let Some((_, name)) = SPACES.iter().find(|(other, _)| *other == symbol) {
            format!("A {name} (U+{code:04X}) at position {place}, which looks like a space.")
        } else if let Some((plain, script)) = look_alike(symbol) {
            format!(
                "A {script} “{symbol}” (U+{code:04X}) at position {place}, which looks like “{plain}”."
            )
        } else if QUOTES.contains(&symbol) {
            format!("A typographic quote “{symbol}” (U+{code:04X}) at position {place}.")
        } else if symbol.is_alphanumeric() {
            format!("“{symbol}” (U+{code:04X}) at position {place}: keys hold ASCII only.")
        } else {
            format!("The character U+{code:04X} at position {place}: keys hold ASCII only.")
        };
        told.push(notice);
    }
    if more > 0 {
        told.push(format!("And {more} more such characters."));
    }
    told
}

/// Whether a character is invisible.
pub(super) fn is_invisible(symbol: char) -> bool {
    invisible(symbol).is_some()
}

#[cfg(test)]
mod tests {
    use super::{look_alike, notices};

    #[test]
    fn what_is_not_seen_is_named_with_its_position() {
        let told = notices("gh\u{200b}p_\u{430}\u{ff21}\u{a0}é\u{0}");
        assert_eq!(told.len(), 6);
        for (notice, words) in told.iter().zip([
            "zero-width space (U+200B) at position 3",
            "Cyrillic “а” (U+0430) at position 6, which looks like “a”",
            "full-width “Ａ” (U+FF21) at position 7, which looks like “A”",
            "no-break space (U+00A0) at position 8",
            "“é” (U+00E9) at position 9",
            "control character (U+0000) at position 10",
        ]) {
            assert!(notice.contains(words), "{notice}");
        }
        assert!(notices("ghp_abc /+=").is_empty());
    }

    #[test]
    fn of_many_such_characters_the_first_are_told_and_the_rest_counted() {
        let told = notices(&"\u{200b}".repeat(1000));
        assert_eq!(told.len(), 9);
        assert_eq!(told[8], "And 992 more such characters.");
    }

    #[test]
    fn every_look_alike_is_told_from_what_it_looks_like() {
        for (_, pairs) in super::LOOK_ALIKES {
            assert_eq!(pairs.chars().count() % 2, 0);
        }
        assert_eq!(look_alike('А'), Some(('A', "Cyrillic")));
        assert_eq!(look_alike('A'), None);
    }
}
