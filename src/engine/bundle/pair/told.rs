//! What the name of a pair, its comment, and the settings beside it say about its algorithm and its encoding.

use super::name::PairName;
use crate::engine::bundle::Row;
use crate::engine::bundle::env_form::EnvForm;
use crate::engine::bundle::row::Anchor;
use crate::engine::env::document::Document;
use crate::engine::pair::part::PairKey;
use std::collections::HashSet;
use zeroize::Zeroizing;

/// What is said about a pair.
#[derive(Default)]
pub(super) struct PairHints {
    /// The algorithm.
    pub key: Option<PairKey>,
    /// How it is written.
    pub text: Option<EnvForm>,
    /// Whether its algorithm is not offered here, or only a tool of its own makes it.
    pub elsewhere: bool,
}

/// The names of a text in upper case, looked up for each pair.
pub(super) struct Names<'a> {
    /// All of them.
    pub all: HashSet<String>,
    /// Those of settings for an algorithm, in order and with their values.
    algorithms: Vec<(String, &'a str)>,
}

impl<'a> Names<'a> {
    /// The names in `document`.
    pub fn of(document: &'a Document) -> Self {
        let mut names = Self {
            all: HashSet::with_capacity(document.entries().len()),
            algorithms: Vec::new(),
        };
        for entry in document.entries() {
            let name = document.slice(&entry.name).to_ascii_uppercase();
            if let Some(value) = &entry.value
                && (name.ends_with("_ALG") || name.ends_with("ALGORITHM") || name == "ALG")
            {
                names.algorithms.push((name.clone(), value.expose()));
            }
            names.all.insert(name);
        }
        names
    }
}

/// What is said about the pair with this stem and the private half `row`.
pub(super) fn told(row: &Row, stem: &str, names: &Names<'_>, document: &Document) -> PairHints {
    let Anchor::Entry(entry) = row.anchor else {
        return PairHints::default();
    };
    let entry = &document.entries()[entry];
    let first = stem.split('_').next().unwrap_or_default();
    let setting = names.algorithms.iter().find(|(name, _)| {
        let of_all = matches!(name.as_str(), "ALG" | "ALGORITHM");
        of_all || !first.is_empty() && name.starts_with(first)
    });
    let comments = [document.tail(entry), document.slice(&entry.above)];
    let setting = setting.map_or("", |(_, value)| *value);
    let texts = [comments[0], comments[1], setting, stem].map(words);
    let has = |list: &[&str]| texts.iter().any(|words| has(words, list));
    let key = texts.iter().find_map(|words| algorithm(words));
    let in_base64 = texts[..comments.len()]
        .iter()
        .any(|words| self::has(words, &["BASE64"]));
    PairHints {
        // Tokens may also be signed with a key that `ssh-keygen -m PEM` makes.
        elsewhere: key.is_none() && has(&OTHER_ALGORITHMS)
            || has(&TOOLS) && !PairName::new(stem).is_of_tokens(),
        key: key.or_else(|| {
            let passport = PairName::new(stem).has(&["PASSPORT"]);
            passport.then_some(PairKey::Rs256Bits4096)
        }),
        text: in_base64.then_some(EnvForm::Base64),
    }
}

/// Algorithms of tokens that have no key pair, or one that is not offered here.
const OTHER_ALGORITHMS: [&str; 6] = ["HS256", "HS384", "HS512", "ES512", "ES256K", "P521"];

/// Tools that make pairs of a form of their own.
const TOOLS: [&str; 7] = ["AGE", "GPG", "KEYGEN", "MINISIGN", "SSH", "WG", "WIREGUARD"];

/// `text` in upper case, with `P-384` as one word.
fn words(text: &str) -> Zeroizing<String> {
    let upper = Zeroizing::new(text.to_ascii_uppercase());
    Zeroizing::new(upper.replace("P-", "P"))
}

fn has(words: &str, list: &[&str]) -> bool {
    words
        .split(|symbol: char| !symbol.is_ascii_alphanumeric())
        .any(|word| list.contains(&word))
}

/// The algorithm that `words` name: a specific name counts before a general one.
fn algorithm(words: &str) -> Option<PairKey> {
    let has = |list: &[&str]| has(words, list);
    let large = has(&["4096", "RSA4096"]);
    let medium = has(&["3072", "RSA3072"]);
    let sized = |small, medium_sized, large_sized| match (large, medium) {
        (true, _) => large_sized,
        (false, true) => medium_sized,
        (false, false) => small,
    };
    match () {
        () if has(&["ES256", "P256", "PRIME256V1", "SECP256R1"]) => Some(PairKey::Es256),
        () if has(&["ES384", "P384", "SECP384R1"]) => Some(PairKey::Es384),
        () if has(&["EDDSA", "ED25519"]) => Some(PairKey::EdDsa),
        () if has(&["PS256"]) => Some(sized(
            PairKey::Ps256Bits2048,
            PairKey::Ps256Bits3072,
            PairKey::Ps256Bits4096,
        )),
        () if has(&["RS256", "RSA", "GENRSA", "RSA2048", "RSA3072", "RSA4096"]) => Some(sized(
            PairKey::Rs256Bits2048,
            PairKey::Rs256Bits3072,
            PairKey::Rs256Bits4096,
        )),
        () if has(&OTHER_ALGORITHMS) => None,
        () if has(&["ECDSA", "EC"]) => Some(PairKey::Es256),
        () => None,
    }
}
