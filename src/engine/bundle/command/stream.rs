//! What flows from one stage of a command to the next: random bytes, or a text of so many symbols.
//!
//! Each method is one kind of stage. `None` means that the stage cannot be followed.

use super::super::symbols::SymbolSet;
use crate::engine::bundle::format::SecretFormat;

/// What a stage hands to the next.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stream {
    /// Random bytes; without a count, endless ones.
    Bytes(Option<u32>),
    Text(RandomText),
}

/// Random symbols, each from `symbols`.
#[derive(Clone, Copy, Debug)]
pub(super) struct RandomText {
    symbols: SymbolSet,
    /// How many, padding included; endless when there is no count.
    length: Option<u32>,
    /// How many of them are `=` at the end.
    padding: u32,
    /// How many stand on a line.
    line: Option<u32>,
    /// The format, if the text is a complete value of one.
    whole: Option<SecretFormat>,
}

/// Line lengths of `openssl rand -base64` and of `base64`.
pub(super) const OPENSSL_LINE: u32 = 64;
pub(super) const BASE64_LINE: u32 = 76;

impl Stream {
    /// `length` symbols of `symbols`, or an endless text of them.
    pub const fn text(symbols: SymbolSet, length: Option<u32>) -> Self {
        Self::Text(RandomText {
            symbols,
            length,
            padding: 0,
            line: None,
            whole: None,
        })
    }

    /// A random UUID.
    pub const fn uuid() -> Self {
        Self::Text(RandomText {
            symbols: SymbolSet::HEX.with(SymbolSet::DASH),
            length: Some(36),
            padding: 0,
            line: None,
            whole: Some(SecretFormat::Uuid),
        })
    }

    /// The bytes as hex, on lines of `line` digits.
    pub fn hex(self, upper: bool, line: Option<u32>) -> Option<Self> {
        let Self::Bytes(bytes) = self else {
            return None;
        };
        let length = match bytes {
            Some(bytes) => Some(bytes.checked_mul(2)?),
            None => None,
        };
        let symbols = if upper {
            SymbolSet::UPPER_HEX
        } else {
            SymbolSet::HEX
        };
        Some(Self::Text(RandomText {
            symbols,
            length,
            padding: 0,
            line,
            whole: None,
        }))
    }

    /// The text, if it is one of hex digits.
    pub fn as_hex(self) -> Option<Self> {
        matches!(self, Self::Text(text) if text.symbols == SymbolSet::HEX).then_some(self)
    }

    /// The bytes as hex with spaces between, as `od` writes them.
    pub fn spaced_hex(self) -> Option<Self> {
        match self.hex(false, None)? {
            Self::Text(text) => Some(Self::Text(RandomText {
                symbols: text.symbols.with(SymbolSet::SPACE),
                ..text
            })),
            Self::Bytes(_) => None,
        }
    }

    /// The bytes, or the characters of the text, as base64 with padding.
    pub fn base64(self, line: Option<u32>) -> Option<Self> {
        let (bytes, whole) = match self {
            Self::Bytes(bytes) => (bytes, true),
            Self::Text(text) => (text.length, false),
        };
        let symbols = SymbolSet::BASE64;
        let Some(bytes) = bytes else {
            return Some(Self::Text(RandomText {
                symbols,
                length: None,
                padding: 0,
                line,
                whole: None,
            }));
        };
        let count = u16::try_from(bytes).ok()?;
        Some(Self::Text(RandomText {
            symbols,
            length: Some(bytes.div_ceil(3) * 4),
            padding: (3 - bytes % 3) % 3,
            line,
            whole: whole.then_some(SecretFormat::Base64 { bytes: count }),
        }))
    }

    /// The bytes as base64url.
    pub fn base64_url(self, padded: bool) -> Option<Self> {
        match (self, self.base64(None)?) {
            (Self::Bytes(Some(bytes)), Self::Text(text)) => {
                let bytes = u16::try_from(bytes).ok()?;
                let padding = if padded { text.padding } else { 0 };
                Some(Self::Text(RandomText {
                    symbols: SymbolSet::BASE64_URL,
                    length: text.length.map(|length| length - text.padding + padding),
                    padding,
                    whole: Some(if padding > 0 {
                        SecretFormat::Base64UrlPadded { bytes }
                    } else {
                        SecretFormat::Base64Url { bytes }
                    }),
                    ..text
                }))
            }
            _ => None,
        }
    }

    /// The bytes as base32 (RFC 4648) without padding.
    pub fn base32(self) -> Option<Self> {
        match self {
            Self::Bytes(Some(bytes)) => Some(Self::text(
                SymbolSet::BASE32,
                Some(bytes.checked_mul(8)?.div_ceil(5)),
            )),
            _ => None,
        }
    }

    /// A digest of `bytes` bytes as hex.
    pub const fn digest(self, bytes: u32) -> Option<Self> {
        match self {
            Self::Bytes(None) | Self::Text(RandomText { length: None, .. }) => None,
            _ => Some(Self::text(SymbolSet::HEX, Some(2 * bytes))),
        }
    }

    /// What is left after all but `set` is deleted.
    pub fn keep(self, set: SymbolSet) -> Option<Self> {
        match self {
            // The expected number.
            Self::Bytes(length) => {
                let length = match length {
                    Some(bytes) => Some(bytes.checked_mul(set.count())? / 256),
                    None => None,
                };
                (set.count() > 0).then(|| Self::text(set, length))
            }
            Self::Text(_) => self.delete(set.not()),
        }
    }

    /// What is left after `set` is deleted.
    pub fn delete(self, set: SymbolSet) -> Option<Self> {
        let Self::Text(text) = self else {
            return None;
        };
        let text = if set.meets(SymbolSet::NEWLINE) {
            RandomText { line: None, ..text }
        } else {
            text
        };
        let equals = SymbolSet::parse("=").expect("it is ASCII");
        let unpadded = if text.padding > 0 && set.holds(equals) {
            RandomText {
                length: text.length.map(|length| length - text.padding),
                padding: 0,
                whole: match text.whole {
                    Some(SecretFormat::Base64UrlPadded { bytes }) => {
                        Some(SecretFormat::Base64Url { bytes })
                    }
                    _ => None,
                },
                ..text
            }
        } else {
            text
        };
        let symbols = unpadded.symbols.without(set);
        if symbols == unpadded.symbols {
            return Some(Self::Text(unpadded));
        }
        // The dashes of a UUID are at fixed places.
        let length = match text.whole {
            Some(SecretFormat::Uuid) if set.meets(SymbolSet::DASH) => Some(32),
            _ => unpadded.length,
        };
        Some(Self::Text(RandomText {
            symbols,
            length,
            whole: None,
            ..unpadded
        }))
    }

    /// The text up to the first symbol of `delimiter`; `None` if that may stand anywhere but in the padding.
    pub fn first_field(self, delimiter: SymbolSet) -> Option<Self> {
        match self {
            Self::Text(text) if text.symbols.meets(delimiter) => None,
            _ => self.delete(delimiter),
        }
    }

    /// The text with the symbols of `from` replaced by those of `to`.
    pub fn translate(self, from: &str, to: &str) -> Option<Self> {
        let Self::Text(text) = self else {
            return None;
        };
        let symbols = text.symbols.translate(from, to)?;
        let whole = match text.whole {
            same if symbols == text.symbols => same,
            Some(SecretFormat::Base64 { bytes }) if symbols == SymbolSet::BASE64_URL => {
                Some(if text.padding > 0 {
                    SecretFormat::Base64UrlPadded { bytes }
                } else {
                    SecretFormat::Base64Url { bytes }
                })
            }
            // Readers of UUIDs take both cases.
            Some(SecretFormat::Uuid) => Some(SecretFormat::Uuid),
            _ => None,
        };
        Some(Self::Text(RandomText {
            symbols,
            whole,
            ..text
        }))
    }

    /// The first `count` bytes or symbols.
    pub fn first(self, count: u32) -> Self {
        match self {
            Self::Bytes(bytes) => Self::Bytes(Some(bytes.map_or(count, |bytes| bytes.min(count)))),
            Self::Text(text) if text.length.is_some_and(|length| length <= count) => self,
            Self::Text(text) => {
                let bare = text.length.map(|length| length - text.padding);
                Self::Text(RandomText {
                    length: Some(count),
                    padding: bare.map_or(0, |bare| count.saturating_sub(bare)),
                    whole: None,
                    ..text
                })
            }
        }
    }

    /// The first `count` lines.
    pub fn first_lines(self, count: u32) -> Option<Self> {
        let Self::Text(text) = self else {
            // Random bytes have a newline now and then; ten lines are a few thousand bytes.
            return Some(self);
        };
        match (text.line, text.length) {
            (Some(line), _) => Some(self.first(count.checked_mul(line)?)),
            (None, Some(_)) => Some(self),
            (None, None) => None,
        }
    }

    /// The text on lines of `count` symbols.
    pub const fn fold(self, count: u32) -> Option<Self> {
        match self {
            Self::Text(text) if count > 0 => Some(Self::Text(RandomText {
                line: Some(count),
                ..text
            })),
            _ => None,
        }
    }

    /// The format of the value that arrives at the end; `None` when no format fits it.
    pub fn format(self) -> Option<SecretFormat> {
        let Self::Text(text) = self else {
            return None;
        };
        if text.whole.is_some() {
            return text.whole;
        }
        let length = u16::try_from(text.length?).ok()?;
        let symbols = text.symbols;
        let even = length % 2 == 0;
        let hex = SecretFormat::Hex { bytes: length / 2 };
        if text.padding > 0 {
            let padding = u16::try_from(text.padding).ok()?;
            return (symbols == SymbolSet::BASE64 && length % 4 == 0).then_some(
                SecretFormat::Base64 {
                    bytes: length / 4 * 3 - padding,
                },
            );
        }
        if symbols.meets(SymbolSet::SPACE) && !symbols.holds(SymbolSet::ALPHANUMERIC) {
            None
        } else if symbols == SymbolSet::BASE64 && length % 4 == 0 {
            Some(SecretFormat::Base64 {
                bytes: length / 4 * 3,
            })
        } else if symbols == SymbolSet::BASE64_URL {
            Some(SecretFormat::UrlSafe { length })
        } else if symbols == SymbolSet::BASE32 {
            Some(SecretFormat::Base32 {
                bytes: (u32::from(length) * 5 / 8).try_into().ok()?,
            })
        } else if symbols.holds(SymbolSet::ALPHANUMERIC) {
            // Symbols of a subset: a value that the command could have made too.
            Some(SecretFormat::Alphanumeric { length })
        } else if symbols == SymbolSet::UPPER_HEX || symbols.holds(SymbolSet::HEX) {
            even.then_some(hex)
        } else {
            None
        }
    }
}
