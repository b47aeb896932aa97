//! Keys in variables, as PEM or JWK: real ones, and placeholders in the same form.

use super::name::Half;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::env_form::EnvForm;
use crate::engine::bundle::placeholder::is_placeholder;
use crate::engine::pair::part::{PairKey, PairPart};
use crate::engine::syntax::json;
use crate::engine::syntax::tree::Tree;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

/// What a variable holds of a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HalfState {
    /// Nothing.
    Blank,
    /// A placeholder in the form of a key.
    Placeholder,
    /// A placeholder in words.
    Words,
    /// A piece of a key, or a key that is not understood: it may be somebody's.
    Fragment,
    /// A key.
    Real,
}

/// A key in PEM (RFC 7468), possibly with a placeholder in place of the key.
pub(super) struct Pem {
    label: String,
    /// The text between the BEGIN and END lines, without white space.
    body: Secret,
    is_whole: bool,
    text: EnvForm,
}

impl Pem {
    /// Parses `value` as a PEM: as it is, with `\n` for its line breaks, or in base64.
    pub fn parse(value: &str) -> Option<Self> {
        let value = value.trim();
        if value.starts_with("LS0tLS1CRUdJTi") {
            // An example may end in the middle.
            let end = value.find(|symbol| !is_base64(symbol));
            let whole = end.unwrap_or(value.len()) / 4 * 4;
            let bytes = Zeroizing::new(STANDARD.decode(&value[..whole]).ok()?);
            let inner = Self::parse(str::from_utf8(&bytes).ok()?)?;
            return Some(Self {
                text: EnvForm::Base64,
                ..inner
            });
        }
        let (label, rest) = value.strip_prefix("-----BEGIN ")?.split_once("-----")?;
        let (body, is_whole) = match rest.split_once("-----END ") {
            Some((body, _)) => (body, true),
            None => (rest, false),
        };
        let escaped = body.contains(r"\n");
        let mut bare = Zeroizing::new(body.to_owned());
        for escape in [r"\\n", r"\\r", r"\n", r"\r"] {
            bare = Zeroizing::new(bare.replace(escape, ""));
        }
        let mut body = Secret::with_capacity(bare.len());
        for symbol in bare.chars().filter(|symbol| !symbol.is_whitespace()) {
            body.push(symbol);
        }
        Some(Self {
            label: label.to_owned(),
            body,
            is_whole,
            text: if escaped {
                EnvForm::Escaped
            } else {
                EnvForm::MultiLine
            },
        })
    }

    /// How it is written in the variable.
    pub const fn text(&self) -> EnvForm {
        self.text
    }

    /// Whether its END line is there.
    pub const fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The half, and the part of it; `None` for a key of another use, and for an encrypted one.
    pub fn part(&self) -> Option<(Half, PairPart)> {
        if self.body.expose().contains("ENCRYPTED") {
            return None;
        }
        match self.label.as_str() {
            "PRIVATE KEY" => Some((Half::Private, PairPart::PrivatePem)),
            "RSA PRIVATE KEY" | "EC PRIVATE KEY" => Some((Half::Private, PairPart::OwnPem)),
            "PUBLIC KEY" | "RSA PUBLIC KEY" => Some((Half::Public, PairPart::PublicPem)),
            _ => None,
        }
    }

    /// The DER, where there is one.
    pub fn der(&self) -> Option<Zeroizing<Vec<u8>>> {
        let bytes = Zeroizing::new(STANDARD.decode(self.body.expose()).ok()?);
        // A DER sequence; the shortest key, a public one of Ed25519, has 44 bytes.
        (bytes.len() >= 44 && bytes[0] == 0x30).then_some(bytes)
    }

    /// Whether it is a key, a piece of one, or a placeholder.
    pub fn state(&self) -> HalfState {
        /// The length of the shortest key in base64.
        const KEY: usize = 60;
        let body = self.body.expose();
        let all = body.chars().all(is_base64);
        let dotted = body.contains("..") || body.contains(['…', '<', '*']);
        match () {
            () if self.is_whole && self.der().is_some() => HalfState::Real,
            // A DER sequence in base64 begins with `M`.
            () if body.starts_with('M') && all => HalfState::Fragment,
            () if !dotted && body.chars().filter(|symbol| is_base64(*symbol)).count() >= KEY => {
                HalfState::Fragment
            }
            () => HalfState::Placeholder,
        }
    }

    /// The algorithm, by its object identifier and the length.
    pub fn key(&self) -> Option<PairKey> {
        const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
        const P384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];
        const ED25519: &[u8] = &[0x06, 0x03, 0x2b, 0x65, 0x70];
        const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
        let Some(der) = self.der() else {
            return match self.label.as_str() {
                "EC PRIVATE KEY" => Some(PairKey::Es256),
                "RSA PRIVATE KEY" | "RSA PUBLIC KEY" => Some(PairKey::Rs256Bits2048),
                _ => None,
            };
        };
        let has = |oid: &[u8]| der.windows(oid.len()).any(|window| window == oid);
        match () {
            () if self.label.starts_with("RSA ") || has(RSA) => {
                let public = self.label.ends_with("PUBLIC KEY");
                Some(match (public, der.len()) {
                    (true, ..350) | (false, ..1500) => PairKey::Rs256Bits2048,
                    (true, ..490) | (false, ..2080) => PairKey::Rs256Bits3072,
                    _ => PairKey::Rs256Bits4096,
                })
            }
            () if has(P256) => Some(PairKey::Es256),
            () if has(P384) => Some(PairKey::Es384),
            () if has(ED25519) => Some(PairKey::EdDsa),
            () => None,
        }
    }
}

fn is_base64(symbol: char) -> bool {
    symbol.is_ascii_alphanumeric() || "+/=".contains(symbol)
}

/// A JWK (RFC 7517) or a set of them, possibly with a placeholder in place of the key.
pub(super) struct Jwk {
    is_private: bool,
    is_set: bool,
    state: HalfState,
    key: Option<PairKey>,
    /// Whether it says that it is for signing tokens with an algorithm that is made here.
    is_for_tokens: bool,
}

impl Jwk {
    /// Parses `value` as a JWK or a set of them.
    pub fn parse(value: &str) -> Option<Self> {
        let value = value.trim();
        if !value.starts_with('{') || !value.contains("\"kty\"") && !value.contains("\"keys\"") {
            return None;
        }
        let tree = json::parse(value).ok()?;
        let set = match tree.get("keys") {
            Some(Tree::List(keys)) => Some(keys),
            _ => None,
        };
        let is_set = set.is_some();
        let jwk = match set {
            Some(keys) => keys.first().unwrap_or(&tree),
            None => &tree,
        };
        let text = |name: &str| jwk.get(name).and_then(Tree::text);
        let kind = text("kty");
        if kind.is_none() && !is_set || kind == Some("oct") {
            return None;
        }
        let number = |name: &str| text(name).map(|text| text.len() >= 22 && !is_placeholder(text));
        let numbers = ["d", "x", "n"].map(number);
        Some(Self {
            is_private: numbers[0].is_some(),
            is_set,
            state: if numbers.contains(&Some(true)) && !numbers.contains(&Some(false)) {
                HalfState::Real
            } else {
                HalfState::Placeholder
            },
            key: match (kind, text("alg"), text("crv")) {
                (_, _, Some("P-384")) | (_, Some("ES384"), _) => Some(PairKey::Es384),
                (Some("OKP"), ..) => Some(PairKey::EdDsa),
                (Some("EC"), ..) => Some(PairKey::Es256),
                (Some("RSA"), alg, _) => Some(of_modulus(
                    text("n").map_or(0, str::len),
                    alg == Some("PS256"),
                )),
                _ => None,
            },
            is_for_tokens: matches!(text("use"), None | Some("sig"))
                && matches!(
                    (kind, text("crv"), text("alg")),
                    (Some("EC"), Some("P-256"), None | Some("ES256"))
                        | (Some("EC"), Some("P-384"), None | Some("ES384"))
                        | (Some("OKP"), Some("Ed25519"), None | Some("EdDSA"))
                        | (Some("RSA"), _, Some("RS256" | "PS256"))
                ),
        })
    }

    /// Whether it is a private key, and for signing tokens.
    pub fn signs(&self) -> bool {
        let is_key = self.is_private && !self.is_set && self.state == HalfState::Real;
        is_key && self.is_for_tokens
    }

    /// The half and the part; `None` for a set with a private key in it. `named` is the half in the variable's name.
    pub fn part(&self, named: Option<Half>) -> Option<(Half, PairPart)> {
        match (self.is_private, self.is_set) {
            (true, true) => None,
            (true, false) => Some((Half::Private, PairPart::PrivateJwk)),
            (false, true) => Some((Half::Public, PairPart::Jwks)),
            // A placeholder may leave out the member that tells the halves apart.
            (false, false) if named == Some(Half::Private) => {
                Some((Half::Private, PairPart::PrivateJwk))
            }
            (false, false) => Some((Half::Public, PairPart::PublicJwk)),
        }
    }

    /// Whether it is a key or a placeholder.
    pub const fn state(&self) -> HalfState {
        self.state
    }

    /// The algorithm.
    pub const fn key(&self) -> Option<PairKey> {
        self.key
    }
}

/// RSA by the length of the modulus in base64url: 342 symbols for 2048 bits, 512 for 3072, 683 for 4096.
const fn of_modulus(symbols: usize, pss: bool) -> PairKey {
    match (symbols, pss) {
        (683.., true) => PairKey::Ps256Bits4096,
        (683.., false) => PairKey::Rs256Bits4096,
        (512.., true) => PairKey::Ps256Bits3072,
        (512.., false) => PairKey::Rs256Bits3072,
        (_, true) => PairKey::Ps256Bits2048,
        (_, false) => PairKey::Rs256Bits2048,
    }
}
