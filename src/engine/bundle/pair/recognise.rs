//! Finds the key pairs among the variables of an imported text.
//!
//! A pair is one to make where its private half is blank, holds a placeholder, or stands in an example, and where the
//! names or the values tell that it signs an application's own tokens. In doubt it stays as it is: a pair may have been
//! registered somewhere.

use super::name::{Half, PairName};
use super::value::{PairContent, PairValue};
use crate::engine::base::secret::Secret;
use crate::engine::bundle::comment;
use crate::engine::bundle::env_form::EnvForm;
use crate::engine::bundle::format::SecretFormat;
use crate::engine::bundle::place::Place;
use crate::engine::bundle::placeholder::is_placeholder;
use crate::engine::bundle::reason::Reason;
use crate::engine::bundle::row::Anchor;
use crate::engine::bundle::source::Source;
use crate::engine::bundle::{Class, Decision, Row};
use crate::engine::env::document::Document;
use crate::engine::pair::part::{PairKey, PairPart};
use crate::engine::syntax::json;
use crate::engine::syntax::tree::Tree;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::collections::HashMap;
use zeroize::Zeroizing;

/// Decides on the pairs among `rows`.
pub(in crate::engine::bundle) fn join(rows: &mut [Row], document: &Document, source: Source) {
    let mut pairs: HashMap<String, Vec<Found>> = HashMap::new();
    let mut order = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(found) = find(at, row, document) {
            let stem = PairName::stem(&row.name);
            let pair = pairs.entry(stem.clone()).or_default();
            if pair.is_empty() {
                order.push(stem);
            }
            pair.push(found);
        }
    }
    for stem in order {
        if let Some(pair) = pairs.remove(&stem) {
            decide(rows, &pair, &stem, document, source);
        }
    }
}

/// A variable that may hold half a pair.
struct Found {
    at: usize,
    half: Half,
    /// What its value or its name says of the part.
    part: Option<PairPart>,
    text: EnvForm,
    /// What its value says of the algorithm.
    key: Option<PairKey>,
    state: HalfState,
}

/// What stands in a variable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HalfState {
    Blank,
    /// A placeholder in the form of a key.
    Placeholder,
    /// A placeholder in words.
    Words,
    /// The beginning of a key, perhaps somebody's.
    Fragment,
    Real,
}

/// Half a pair in a row; `None` for one that is decided already, or that has nothing of a pair.
fn find(at: usize, row: &Row, document: &Document) -> Option<Found> {
    let open = row.decision == Decision::Keep && !row.is_off() && !row.is_template();
    let undecided = matches!(
        row.reason,
        Reason::KeyPair
            | Reason::Setting
            | Reason::BlankSetting
            | Reason::Placeholder
            | Reason::Structured
            | Reason::Real
            | Reason::Doubtful
            | Reason::Weak
    );
    if !open || !undecided || row.pair_value().is_some() {
        return None;
    }
    let name = PairName::new(&row.name);
    if name.is_of_others() {
        return None;
    }
    let Anchor::Entry(entry) = row.anchor else {
        return None;
    };
    let entry = &document.entries()[entry];
    let beside = comment::said(document.tail(entry).trim());
    let above = comment::said(document.slice(&entry.above));
    if [beside, above]
        .iter()
        .any(|said| said.issued || said.optional)
    {
        return None;
    }
    let value = row.origin.as_ref()?.value.as_ref()?;
    let named = name.half();
    let is_base64 = name.is_base64();
    let base64 = |text| if is_base64 { EnvForm::Base64 } else { text };
    if let Some(pem) = Pem::parse(value.expose()) {
        let (half, part) = pem.part()?;
        // What is called otherwise and cut off may be anything.
        if named.is_none() && !pem.is_whole {
            return None;
        }
        return Some(Found {
            at,
            half,
            part: Some(part),
            text: pem.text,
            key: pem.key(),
            state: pem.state(),
        });
    }
    if let Some(jwk) = Jwk::parse(value.expose()) {
        let half = if jwk.is_private {
            Half::Private
        } else {
            Half::Public
        };
        return Some(Found {
            at,
            // A placeholder may leave out what tells the halves apart.
            half: named
                .filter(|_| !jwk.is_private && !jwk.is_set)
                .unwrap_or(half),
            part: Some(match (half, jwk.is_set) {
                (Half::Private, _) => PairPart::PrivateJwk,
                (Half::Public, true) => PairPart::Jwks,
                (Half::Public, false) => PairPart::PublicJwk,
            }),
            text: EnvForm::MultiLine,
            key: jwk.key,
            state: jwk.state,
        });
    }
    let half = named?;
    let bare = value.expose().trim();
    let state = match () {
        () if bare.is_empty() => HalfState::Blank,
        () if is_placeholder(bare) => HalfState::Words,
        // Of another form: hex, the name of a file.
        () => return None,
    };
    Some(Found {
        at,
        half,
        part: name.part(half),
        text: base64(EnvForm::MultiLine),
        key: None,
        state,
    })
}

/// Decides on one pair.
fn decide(rows: &mut [Row], pair: &[Found], stem: &str, document: &Document, source: Source) {
    let privates: Vec<&Found> = pair
        .iter()
        .filter(|found| found.half == Half::Private)
        .collect();
    let Some(first) = privates.first() else {
        // Whoever only verifies has no private key.
        return;
    };
    let is_kept = |found: &Found| {
        source == Source::Own && matches!(found.state, HalfState::Real | HalfState::Fragment)
    };
    let kept = privates.iter().any(|found| is_kept(found));
    let verifies = !kept && pair.iter().any(is_kept);
    let shaped = privates
        .iter()
        .any(|found| !matches!(found.state, HalfState::Blank | HalfState::Words));
    let named = PairName::new(stem).is_of_tokens();
    let both = !stem.is_empty() && pair.len() > privates.len();
    if verifies || !(shaped || named || both) {
        return;
    }
    let key = privates
        .iter()
        .chain(&pair.iter().collect::<Vec<_>>())
        .find_map(|found| found.key)
        .or_else(|| told(&rows[first.at], stem, document))
        .unwrap_or_else(|| usual(pair));
    let private_part = first.part.unwrap_or(PairPart::PrivatePem);
    let usual_public = if private_part == PairPart::PrivateJwk {
        PairPart::PublicJwk
    } else {
        PairPart::PublicPem
    };
    for found in pair {
        let part = match found.half {
            Half::Private => found.part.unwrap_or(private_part),
            Half::Public => found.part.unwrap_or(usual_public),
        };
        let row = &mut rows[found.at];
        // A blank public key beside a kept private one cannot be made without it.
        if kept && !is_kept(found) {
            continue;
        }
        row.class = Class::Own;
        row.kind = SecretFormat::Pair(PairValue {
            key,
            content: PairContent::Part {
                part,
                text: found.text,
            },
        });
        row.place = Place::Whole;
        (row.decision, row.reason) = match (kept, found.state) {
            (true, _) => (Decision::Keep, Reason::Real),
            (false, HalfState::Blank | HalfState::Words) => (Decision::Mint, Reason::Name),
            (false, _) => (Decision::Mint, Reason::Value),
        };
    }
}

/// The algorithm where nothing tells it: what most libraries for tokens begin with.
fn usual(pair: &[Found]) -> PairKey {
    let jwk = |found: &Found| {
        matches!(
            found.part,
            Some(PairPart::PrivateJwk | PairPart::PublicJwk | PairPart::Jwks)
        )
    };
    if pair.iter().all(jwk) {
        PairKey::Es256
    } else {
        PairKey::Rs256Bits2048
    }
}

/// The algorithm that the name, the comment, or a setting beside the pair tells.
fn told(row: &Row, stem: &str, document: &Document) -> Option<PairKey> {
    if PairName::new(stem).has(&["PASSPORT"]) {
        return Some(PairKey::Rs256Bits4096);
    }
    let Anchor::Entry(entry) = row.anchor else {
        return None;
    };
    let entry = &document.entries()[entry];
    let first = stem.split('_').next().unwrap_or_default();
    let setting = document.entries().iter().find_map(|entry| {
        let name = document.slice(&entry.name).to_ascii_uppercase();
        let of_pair =
            name.starts_with(first) && (name.ends_with("_ALG") || name.ends_with("ALGORITHM"));
        entry.value.as_ref().filter(|_| of_pair)
    });
    in_words(document.tail(entry))
        .or_else(|| in_words(document.slice(&entry.above)))
        .or_else(|| setting.and_then(|value| in_words(value.expose())))
        .or_else(|| in_words(stem))
}

/// The algorithm that `text` names.
fn in_words(text: &str) -> Option<PairKey> {
    let upper = Zeroizing::new(text.to_ascii_uppercase());
    let words: Vec<&str> = upper
        .split(|symbol: char| !symbol.is_ascii_alphanumeric())
        .collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let large = has(&["4096", "RSA4096"]);
    let medium = has(&["3072", "RSA3072"]);
    match () {
        () if has(&["ES256", "P256", "PRIME256V1", "SECP256R1", "ECDSA", "EC"]) => {
            Some(PairKey::Es256)
        }
        () if has(&["ES384", "P384", "SECP384R1"]) => Some(PairKey::Es384),
        () if has(&["EDDSA", "ED25519"]) => Some(PairKey::EdDsa),
        () if has(&["PS256"]) && large => Some(PairKey::Ps256Bits4096),
        () if has(&["PS256"]) && medium => Some(PairKey::Ps256Bits3072),
        () if has(&["PS256"]) => Some(PairKey::Ps256Bits2048),
        () if !has(&["RS256", "RSA", "GENRSA", "RSA2048", "RSA3072", "RSA4096"]) => None,
        () if large => Some(PairKey::Rs256Bits4096),
        () if medium => Some(PairKey::Rs256Bits3072),
        () => Some(PairKey::Rs256Bits2048),
    }
}

/// A key in PEM (RFC 7468), perhaps one that leaves out the key.
struct Pem {
    label: String,
    /// The base64 between the lines.
    body: Secret,
    is_whole: bool,
    text: EnvForm,
}

impl Pem {
    fn parse(value: &str) -> Option<Self> {
        let value = value.trim();
        if value.starts_with("LS0tLS1CRUdJTi") {
            // An example may end in the middle.
            let whole = value.len() / 4 * 4;
            let bytes = Zeroizing::new(STANDARD.decode(value.get(..whole)?).ok()?);
            let inner = Self::parse(str::from_utf8(&bytes).ok()?)?;
            return Some(Self {
                text: EnvForm::Base64,
                ..inner
            });
        }
        let (label, rest) = value.strip_prefix("-----BEGIN ")?.split_once("-----")?;
        let (body, end) = match rest.split_once("-----END ") {
            Some((body, _)) => (body, true),
            None => (rest, false),
        };
        let escaped = body.contains(r"\n");
        let body = Zeroizing::new(body.replace(r"\n", ""));
        let mut bare = Secret::with_capacity(body.len());
        for symbol in body.chars().filter(|symbol| !symbol.is_whitespace()) {
            bare.push(symbol);
        }
        Some(Self {
            label: label.to_owned(),
            body: bare,
            is_whole: end,
            text: if escaped {
                EnvForm::Escaped
            } else {
                EnvForm::MultiLine
            },
        })
    }

    fn part(&self) -> Option<(Half, PairPart)> {
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

    fn state(&self) -> HalfState {
        let body = self.body.expose();
        match () {
            () if self.is_whole && self.der().is_some() => HalfState::Real,
            // The header of a sequence in base64.
            () if body.starts_with('M') && body.chars().all(is_base64) => HalfState::Fragment,
            () => HalfState::Placeholder,
        }
    }

    /// The algorithm, by its object identifier and the length.
    fn key(&self) -> Option<PairKey> {
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
struct Jwk {
    is_private: bool,
    is_set: bool,
    state: HalfState,
    key: Option<PairKey>,
}

impl Jwk {
    fn parse(value: &str) -> Option<Self> {
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
