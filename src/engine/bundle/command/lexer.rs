//! The words of a shell command in the middle of prose: with POSIX quoting, without redirections, up to the first
//! symbol that ends a command.

/// A part of a pipeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LexerToken {
    /// A word without its quotes.
    Word(String),
    /// `|`.
    Pipe,
    /// The end of the pipeline.
    End,
}

/// Reads the words of one pipeline.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    /// A lexer for the command at the beginning of `text`, which is part of a line.
    pub const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// How much of the text has been read.
    pub const fn position(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// The words of the next simple command, the file after a `<` among them, and the token that ends it.
    pub fn stage(&mut self) -> (Vec<String>, LexerToken) {
        let mut words = Vec::new();
        loop {
            match self.next() {
                LexerToken::Word(word) => words.push(word),
                end => return (words, end),
            }
        }
    }

    fn next(&mut self) -> LexerToken {
        loop {
            self.skip_blanks();
            let rest = self.rest();
            let number = rest.trim_start_matches(|symbol: char| symbol.is_ascii_digit());
            if let Some(target) = number.strip_prefix('>') {
                self.at = self.text.len() - target.trim_start_matches(['>', '&']).len();
                self.skip_blanks();
                if self.word().is_none() {
                    return LexerToken::End;
                }
                continue;
            }
            if let Some(target) = rest.strip_prefix('<') {
                self.at = self.text.len() - target.len();
                continue;
            }
            if rest.starts_with("||") || rest.starts_with("|>") {
                return LexerToken::End;
            }
            if rest.starts_with('|') {
                self.at += 1;
                return LexerToken::Pipe;
            }
            return self.word().map_or(LexerToken::End, LexerToken::Word);
        }
    }

    /// The next word; `None` at the end of the text and at an unclosed quote.
    fn word(&mut self) -> Option<String> {
        let mut out = String::new();
        let start = self.at;
        let mut at = start;
        while let Some(symbol) = self.text[at..].chars().next() {
            let inside = &self.text[at + symbol.len_utf8()..];
            match symbol {
                '\'' | '"' => {
                    let Some(length) = closing(inside, symbol) else {
                        break;
                    };
                    push(&inside[..length], symbol == '"', &mut out);
                    at += length + 2;
                    continue;
                }
                '\\' => {
                    let escaped = inside.chars().next();
                    // Prose gives these escapes to `tr` without quotes; they mean the same.
                    if let Some('n' | 'r' | 't') = escaped {
                        out.push('\\');
                    }
                    out.extend(escaped);
                    at += 1 + escaped.map_or(0, char::len_utf8);
                    continue;
                }
                ' ' | '\t' | '\n' | '|' | ';' | '&' | '<' | '>' | '`' | ')' => break,
                _ => out.push(symbol),
            }
            at += symbol.len_utf8();
        }
        let end = at;
        self.at = end;
        (end > start).then_some(out)
    }
}

/// Where the quote that `inside` follows is closed.
fn closing(inside: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, symbol) in inside.char_indices() {
        if symbol == quote && !escaped {
            return Some(at);
        }
        escaped = quote == '"' && symbol == '\\' && !escaped;
    }
    None
}

/// Appends the text between two quotes; in double ones a backslash escapes `"`, `\`, `$` and a backtick.
fn push(inside: &str, double: bool, out: &mut String) {
    let mut symbols = inside.chars().peekable();
    while let Some(symbol) = symbols.next() {
        match symbols.peek() {
            Some(next @ ('"' | '\\' | '$' | '`')) if double && symbol == '\\' => {
                out.push(*next);
                symbols.next();
            }
            _ => out.push(symbol),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stages(text: &str) -> Vec<Vec<String>> {
        let mut lexer = Lexer::new(text);
        let mut all = Vec::new();
        loop {
            let (words, end) = lexer.stage();
            all.push(words);
            if end != LexerToken::Pipe {
                return all;
            }
        }
    }

    #[test]
    fn a_pipeline_is_split_at_its_pipes() {
        let expected = [
            vec!["tr", "-dc", "a|b c"],
            vec!["head", "-c", "8"],
            vec!["tr", "-d", "\\n"],
        ];
        let text = "tr -dc 'a|b c' 2>/dev/null | head -c 8|tr -d \"\\n\"; echo";
        assert_eq!(stages(text), expected);
    }

    #[test]
    fn what_ends_a_command_ends_it() {
        for end in ["`", ")", ";", " && x", " || x", "' and more", "\nx", ""] {
            assert_eq!(stages(&format!("a b{end}")), [["a", "b"]], "{end}");
        }
    }

    #[test]
    fn the_file_of_an_input_is_a_word() {
        assert_eq!(stages("tr x </dev/zero"), [["tr", "x", "/dev/zero"]]);
        assert_eq!(stages("< /dev/zero tr x"), [["/dev/zero", "tr", "x"]]);
    }
}
