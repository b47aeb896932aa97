//! Bytes as text: hex, base64 and base64url, as RFC 4648 defines them.

use crate::engine::base::choices::choices;
use base64ct::Encoding as _;

/// A way to write bytes as text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Base16 in lower case, as most tools print digests: `0-9a-f`.
    #[default]
    Hex,
    /// Base16 in upper case: `0-9A-F`.
    HexUpper,
    /// Base64 with `+`, `/` and padding.
    Base64,
    /// Base64 with `-` and `_`, without padding.
    Base64Url,
}

choices!(impl Encoding {
    Hex = "hex", "hex";
    HexUpper = "hex-upper", "HEX";
    Base64 = "base64", "base64";
    Base64Url = "base64url", "base64url";
});

impl Encoding {
    /// `bytes` in this encoding.
    #[must_use]
    pub fn encode(self, bytes: &[u8]) -> String {
        match self {
            Self::Hex => base16ct::lower::encode_string(bytes),
            Self::HexUpper => base16ct::upper::encode_string(bytes),
            Self::Base64 => base64ct::Base64::encode_string(bytes),
            Self::Base64Url => base64ct::Base64UrlUnpadded::encode_string(bytes),
        }
    }
}
