//! Finds the key pairs among the variables of an imported text.
//!
//! A pair is made anew where its private half is blank, holds a placeholder, or stands in an example, and where the
//! names or the values show that it signs an application's own tokens. In doubt it stays as it is: a pair may have been
//! registered somewhere.

use super::kept::gives;
use super::name::{Half, PairName};
use super::told::{Names, PairHints, told};
use super::value::{PairContent, PairValue};
use super::written::{HalfState, Jwk, Pem};
use crate::engine::base::pause::Pause;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::comment;
use crate::engine::bundle::env_form::EnvForm;
use crate::engine::bundle::format::SecretFormat;
use crate::engine::bundle::place::Place;
use crate::engine::bundle::placeholder::is_placeholder_in;
use crate::engine::bundle::reason::Reason;
use crate::engine::bundle::row::Anchor;
use crate::engine::bundle::source::Source;
use crate::engine::bundle::{Class, Decision, Row};
use crate::engine::env::document::Document;
use crate::engine::pair::part::{PairKey, PairPart};
use std::collections::HashMap;

/// Ends of the names of settings that accompany a key which somebody issued or registered.
const REGISTERED: [&str; 8] = [
    "API_KEY_NAME",
    "APP_ID",
    "CLIENT_EMAIL",
    "CLIENT_ID",
    "INSTALLATION_ID",
    "ISSUER_ID",
    "KEY_ID",
    "KEY_NAME",
];

/// Decides on the pairs among `rows`.
pub(in crate::engine::bundle) async fn join(
    rows: &mut [Row],
    document: &Document,
    source: Source,
    pause: &mut Pause,
) {
    let mut pairs: HashMap<String, Vec<FoundHalf>> = HashMap::new();
    let mut order = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        // Few rows have half a pair, and only of these are the comments parsed once more.
        let found = find(at, row, source).filter(|_| !is_left_to_others(row, document));
        if let Some(found) = found {
            let stem = PairName::stem(&row.name);
            let pair = pairs.entry(stem.clone()).or_default();
            if pair.is_empty() {
                order.push(stem);
            }
            pair.push(found);
        }
        pause.after_row().await;
    }
    if order.is_empty() {
        return;
    }
    let names = Names::of(document);
    for stem in order {
        if let Some(pair) = pairs.remove(&stem) {
            decide(rows, &pair, &stem, &names, document, source);
        }
        pause.after_row().await;
    }
}

/// A variable that may hold half a pair.
struct FoundHalf {
    at: usize,
    half: Half,
    /// What its value or its name says of the part.
    part: Option<PairPart>,
    /// What its value or its name says of how it is written.
    text: Option<EnvForm>,
    /// What its value, or the preset that has its name, says of the algorithm.
    key: Option<PairKey>,
    state: HalfState,
}

/// Whether the name or a comment says that somebody else has the pair of a row, or that it may stay empty.
fn is_left_to_others(row: &Row, document: &Document) -> bool {
    let Anchor::Entry(entry) = row.anchor else {
        return true;
    };
    let entry = &document.entries()[entry];
    PairName::new(&row.name).is_of_others()
        || [document.tail(entry).trim(), document.slice(&entry.above)]
            .into_iter()
            .map(comment::said)
            .any(|said| said.issued || said.optional)
}

/// Half a pair in a row; `None` for one that is decided already, or that has nothing of a pair.
fn find(at: usize, row: &Row, source: Source) -> Option<FoundHalf> {
    let preset = match row.kind {
        SecretFormat::Pair(PairValue {
            key,
            content: PairContent::Part { part, .. },
        }) => Some((key, part)),
        SecretFormat::Pair(_) => return None,
        _ => None,
    };
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
    let open = preset.is_some() || row.decision == Decision::Keep && undecided;
    if !open || row.is_off() || row.is_template() {
        return None;
    }
    let value = row.origin.as_ref()?.value.as_ref()?;
    let name = PairName::new(&row.name);
    let named = name.half();
    let found = |half, part: Option<PairPart>, text, key: Option<PairKey>, state| FoundHalf {
        at,
        half,
        part: part.or(preset.map(|(_, part)| part)),
        text,
        key: key.or(preset.map(|(key, _)| key)),
        state,
    };
    if let Some(pem) = Pem::parse(value.expose()) {
        let (half, part) = pem.part()?;
        // A truncated PEM under another name may be anything.
        if named.is_none() && !pem.is_whole() {
            return None;
        }
        return Some(found(
            half,
            Some(part),
            Some(pem.text()),
            pem.key(),
            pem.state(),
        ));
    }
    if let Some(jwk) = Jwk::parse(value.expose()) {
        let (half, part) = jwk.part(named)?;
        return Some(found(
            half,
            Some(part),
            Some(EnvForm::MultiLine),
            jwk.key(),
            jwk.state(),
        ));
    }
    let half = named?;
    let bare = value.expose().trim();
    let state = match () {
        () if bare.is_empty() => HalfState::Blank,
        // The name of a file, or an address.
        () if bare.contains(['/', '\\']) || bare.to_ascii_lowercase().contains("path") => {
            return None;
        }
        () if is_placeholder_in(source, bare) => HalfState::Words,
        // Of another form: hex, a passphrase.
        () => return None,
    };
    let text = name.is_base64().then_some(EnvForm::Base64);
    Some(found(half, name.part(half), text, None, state))
}

/// Decides on one pair.
fn decide(
    rows: &mut [Row],
    pair: &[FoundHalf],
    stem: &str,
    names: &Names<'_>,
    document: &Document,
    source: Source,
) {
    let privates: Vec<&FoundHalf> = pair
        .iter()
        .filter(|found| found.half == Half::Private)
        .collect();
    let Some(first) = privates.first() else {
        // An application that only verifies has no private key.
        leave(rows, pair);
        return;
    };
    let is_kept = |found: &FoundHalf| {
        source == Source::Own && matches!(found.state, HalfState::Real | HalfState::Fragment)
    };
    let kept = privates.iter().any(|found| is_kept(found));
    let verifies = !kept && pair.iter().any(is_kept);
    let told = told(&rows[first.at], stem, names, document);
    if verifies || told.elsewhere || !is_of_tokens(pair, &privates, stem, &told, names) {
        leave(rows, pair);
        return;
    }
    let key = pair
        .iter()
        .find_map(|found| found.key.filter(|_| found.half == Half::Private));
    let key = key
        .or_else(|| pair.iter().find_map(|found| found.key))
        .or(told.key)
        .unwrap_or_else(|| usual(pair));
    let private_part = first.part.unwrap_or(PairPart::PrivatePem);
    let usual_public = if private_part == PairPart::PrivateJwk {
        PairPart::PublicJwk
    } else {
        PairPart::PublicPem
    };
    let usual_text = first.text.or(told.text).unwrap_or(EnvForm::MultiLine);
    for found in pair {
        let part = match found.half {
            Half::Private => found.part.unwrap_or(private_part),
            Half::Public => found.part.unwrap_or(usual_public),
        };
        // A blank public key beside a kept private one is derived from it, where that can be read.
        let is_derived = kept && found.state == HalfState::Blank && privates.len() == 1 && {
            let private = rows[first.at].imported();
            private.is_some_and(|private| gives(private.expose(), part))
        };
        if kept && !is_kept(found) && !is_derived {
            leave(rows, std::slice::from_ref(found));
            continue;
        }
        let text = found.text.unwrap_or(if part.is_pem() {
            usual_text
        } else {
            EnvForm::MultiLine
        });
        let row = &mut rows[found.at];
        row.class = Class::Own;
        row.kind = SecretFormat::Pair(PairValue {
            key,
            content: PairContent::Part { part, text },
        });
        row.place = Place::Whole;
        (row.decision, row.reason) = match (kept, found.state) {
            (true, _) if is_derived => (Decision::Mint, Reason::PrivateKept),
            (true, _) => (Decision::Keep, Reason::Real),
            (false, _) if matches!(row.reason, Reason::Preset(_)) => continue,
            (false, HalfState::Blank | HalfState::Words) => (Decision::Mint, Reason::Name),
            (false, _) => (Decision::Mint, Reason::Value),
        };
    }
}

/// Keeps the imported values where a preset would have made new ones.
fn leave(rows: &mut [Row], pair: &[FoundHalf]) {
    for found in pair {
        let row = &mut rows[found.at];
        if row.pair_value().is_some() {
            let value = row.origin.as_ref().and_then(|origin| origin.value.as_ref());
            row.value = Secret::from(value.map_or("", Secret::expose));
            row.kind = SecretFormat::Hex { bytes: 32 };
            (row.class, row.decision, row.reason) =
                (Class::Setting, Decision::Keep, Reason::KeyPair);
        }
    }
}

/// Whether a pair is one that an application signs its own tokens with.
fn is_of_tokens(
    pair: &[FoundHalf],
    privates: &[&FoundHalf],
    stem: &str,
    told: &PairHints,
    names: &Names<'_>,
) -> bool {
    let both = pair.len() > privates.len();
    if PairName::new(stem).is_of_tokens() {
        return true;
    }
    let prefix = if stem.is_empty() {
        String::new()
    } else {
        format!("{stem}_")
    };
    let is_registered = REGISTERED
        .iter()
        .any(|end| names.all.contains(&format!("{prefix}{end}")));
    if is_registered || stem.is_empty() && !both {
        return false;
    }
    let is_shaped = |found: &FoundHalf| !matches!(found.state, HalfState::Blank | HalfState::Words);
    let is_told = |found: &FoundHalf| found.part.is_some() || both && told.key.is_some();
    privates
        .iter()
        .any(|found| is_shaped(found) || !stem.is_empty() && is_told(found))
}

/// The algorithm where nothing says which: the first one in the manuals of most token libraries.
fn usual(pair: &[FoundHalf]) -> PairKey {
    let jwk = |found: &FoundHalf| {
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
