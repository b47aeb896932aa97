//! Keys as they stand in a variable: PEM and JWK, real ones and what holds their place in an example.

use super::name::Half;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::env_form::EnvForm;
use crate::engine::bundle::placeholder::is_placeholder;
use crate::engine::pair::part::{PairKey, PairPart};
use crate::engine::syntax::json;
use crate::engine::syntax::tree::Tree;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

/// What stands in a variable.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HalfState {
    /// Nothing.
    Blank,
    /// A placeholder in the form of a key.
    Placeholder,
    /// A placeholder in words.
    Words,
    /// A piece of a key, or one that is not understood: perhaps somebody's.
    Fragment,
    /// A key.
    Real,
}

/// A key in PEM (RFC 7468), perhaps one that leaves out the key.
pub(super) struct Pem {
    label: String,
    /// The base64 between the lines.
    body: Secret,
    is_whole: bool,
    text: EnvForm,
}

impl Pem {
    /// Reads the PEM that `value` is: as it is, with `\n` for its line breaks, or in base64.
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

    /// How it is written.
    pub const fn text(&self) -> EnvForm {
        self.text
    }

    /// Whether its end is there.
    pub const fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The half, and the part of it; `None` for one of another use, and for an encrypted one.
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
    fn der(&self) -> Option<Zeroizing<Vec<u8>>> {
        let bytes = Zeroizing::new(STANDARD.decode(self.body.expose()).ok()?);
        // A sequence of more than the shortest key.
        (bytes.len() >= 44 && bytes[0] == 0x30).then_some(bytes)
    }

    /// What it is.
    pub fn state(&self) -> HalfState {
        /// The base64 of the shortest key has so many symbols.
        const KEY: usize = 60;
        let body = self.body.expose();
        let all = body.chars().all(is_base64);
        let dotted = body.contains("..") || body.contains(['…', '<', '*']);
        match () {
            () if self.is_whole && self.der().is_some() => HalfState::Real,
            // The header of a sequence in base64.
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

/// A JWK (RFC 7517) or a set of them, perhaps one that leaves out the key.
pub(super) struct Jwk {
    is_private: bool,
    is_set: bool,
    state: HalfState,
    key: Option<PairKey>,
}

impl Jwk {
    /// Reads the JWK, or the set of them, that `value` is.
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
        })
    }

    /// The half and the part, where the variable names this one; `None` for a set with a private key in it.
    pub fn part(&self, named: Option<Half>) -> Option<(Half, PairPart)> {
        match (self.is_private, self.is_set) {
            (true, true) => None,
            (true, false) => Some((Half::Private, PairPart::PrivateJwk)),
            (false, true) => Some((Half::Public, PairPart::Jwks)),
            // A placeholder may leave out what tells the halves apart.
            (false, false) if named == Some(Half::Private) => {
                Some((Half::Private, PairPart::PrivateJwk))
            }
            (false, false) => Some((Half::Public, PairPart::PublicJwk)),
        }
    }

    /// What it is.
    pub const fn state(&self) -> HalfState {
        self.state
    }

    /// The algorithm.
    pub const fn key(&self) -> Option<PairKey> {
        self.key
    }
}

/// RSA with a modulus of so many symbols of base64url.
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
