//! JSON Web Tokens (RFC 7519): what header and claims say, and the signature where a secret is given.

use super::finding::{CheckSubject, Fact, KeyCheck};
use super::recognised::{FoundPart, RecognisedKey};
use super::symbols::KeySymbols;
use crate::engine::base::utc;
use crate::engine::digest::Algorithm;
use crate::engine::digest::decoding::read_base64;
use crate::engine::digest::hmac::hmac;
use crate::engine::key::token::PartKind;
use crate::engine::syntax::json;
use crate::engine::syntax::tree::Tree;

/// The claims that are moments (RFC 7519, `OpenID` Connect), and what each says.
const MOMENTS: [(&str, &str); 5] = [
    ("exp", "Expires"),
    ("nbf", "Not before"),
    ("iat", "Issued"),
    ("auth_time", "Signed in"),
    ("updated_at", "Updated"),
];
/// How many claims are listed, and how many characters of each.
const MOST_CLAIMS: usize = 40;
const MOST_CHARACTERS: usize = 200;
/// GitHub's newer installation tokens are `ghs_APPID_JWT`.
const GITHUB: &str = "ghs_";

/// The token that `key` is, and whether a secret can verify it; `now` in seconds since 1970.
pub(super) fn recognise(key: &str, secret: &str, now: i64) -> Option<(RecognisedKey, bool)> {
    let (prefix, bare) = key.split_at(before_jwt(key));
    let pieces: Vec<&str> = bare.splitn(6, '.').collect();
    let is_base64 = |piece: &&str| KeySymbols::Base64Url.holds(piece);
    if !matches!(pieces.len(), 3 | 5) || !pieces.iter().all(is_base64) {
        return None;
    }
    let header = object(pieces[0])?;
    let algorithm = header.get("alg")?.text()?.to_owned();
    let app = prefix
        .strip_prefix(GITHUB)
        .and_then(|rest| rest.strip_suffix('_'));
    let header_facts = app
        .map(|app| Fact::new("App", app))
        .into_iter()
        .chain(facts("Header", &header, now));
    let part = |kind, piece: &str, dot: usize, label| {
        FoundPart::new(kind, piece.len() + dot, KeySymbols::Base64Url).called(label)
    };
    let head = FoundPart::plain(PartKind::Prefix, prefix.len());
    if pieces.len() == 5 {
        let mut found = RecognisedKey::new(
            "Encrypted JSON Web Token (JWE)",
            KeyCheck::not("It is encrypted: nothing in it can be read without its key."),
        )
        .with_parts(vec![
            head,
            part(PartKind::KeyId, pieces[0], 1, "header"),
            part(
                PartKind::Random,
                &bare[pieces[0].len() + 1..],
                0,
                "encrypted",
            ),
        ])
        .with_facts(header_facts);
        found.made_of = Some("header, encrypted key, initial value, text, tag".to_owned());
        found.bits = Some(256.0);
        return Some((found, false));
    }
    let claims = object(pieces[1]);
    let name = if prefix.is_empty() {
        "JSON Web Token (JWT)"
    } else {
        "GitHub App installation access token (JWT)"
    };
    let keyed = match algorithm.as_str() {
        "HS256" => Some(Algorithm::Sha256),
        "HS384" => Some(Algorithm::Sha384),
        "HS512" => Some(Algorithm::Sha512),
        _ => None,
    };
    let check = match keyed {
        Some(hash) if !secret.is_empty() => verify(
            hash,
            secret,
            &bare[..pieces[0].len() + 1 + pieces[1].len()],
            pieces[2],
        ),
        Some(_) => KeyCheck::not("Its signature needs its secret: type it under the key."),
        None if algorithm.eq_ignore_ascii_case("none") => KeyCheck::not("It is not signed."),
        None => KeyCheck::NotCheckable(format!(
            "It is signed with {}: the public key of its issuer verifies that, not this page.",
            shortened(&algorithm)
        )),
    };
    let mut found = RecognisedKey::new(name, check)
        .with_parts(vec![
            head,
            part(PartKind::KeyId, pieces[0], 1, "header"),
            part(PartKind::Time, pieces[1], 1, "claims"),
            part(PartKind::Random, pieces[2], 0, "signature"),
        ])
        .with_facts(header_facts);
    found.made_of = Some("header, claims, signature".to_owned());
    found.bits = Some(0.0);
    if algorithm.eq_ignore_ascii_case("none") {
        found
            .notices
            .push("Its algorithm is none: anybody can make such a token.".to_owned());
    }
    match &claims {
        Some(claims) => {
            found.facts.extend(facts("Claim", claims, now));
            found.notices.extend(moments_off(claims, now));
        }
        None => found
            .notices
            .push("Its claims are not a JSON object.".to_owned()),
    }
    Some((found, keyed.is_some()))
}

/// How long the beginning is that GitHub writes before a JWT: `ghs_`, and the number of the app with a `_`.
fn before_jwt(key: &str) -> usize {
    let Some(rest) = key.strip_prefix(GITHUB) else {
        return 0;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let has_app = digits > 0 && rest[digits..].starts_with('_');
    GITHUB.len() + if has_app { digits + 1 } else { 0 }
}

/// The verdict on a signature: by the secret as typed, and decoded from base64.
fn verify(hash: Algorithm, secret: &str, signed: &str, signature: &str) -> KeyCheck {
    let Ok(signature) = read_base64(signature) else {
        return KeyCheck::Wrong(CheckSubject::Signature);
    };
    let is_by = |key: &[u8]| {
        hmac(hash, key, signed.as_bytes()).is_some_and(|digest| digest.equals(&signature))
    };
    if is_by(secret.as_bytes()) {
        KeyCheck::Valid(CheckSubject::Signature)
    } else if read_base64(secret).is_ok_and(|key| is_by(&key)) {
        KeyCheck::Valid(CheckSubject::SignatureOfBase64)
    } else {
        KeyCheck::Wrong(CheckSubject::Signature)
    }
}

fn object(piece: &str) -> Option<Tree> {
    let text = String::from_utf8(read_base64(piece).ok()?).ok()?;
    let tree = json::parse(&text).ok()?;
    tree.members().is_some().then_some(tree)
}

/// The members of an object, moments in words.
fn facts(of: &str, object: &Tree, now: i64) -> Vec<Fact> {
    let members = object.members().unwrap_or_default();
    let mut facts: Vec<Fact> = members
        .iter()
        .take(MOST_CLAIMS)
        .map(|(name, value)| {
            let moment = MOMENTS.iter().find(|(claim, _)| claim == name);
            match (moment, seconds(value)) {
                (Some((claim, label)), Some(at)) => Fact::new(
                    &format!("{label} ({claim})"),
                    format!("{}, {}", utc::date(at), utc::distance(at, now)),
                ),
                _ => Fact::new(
                    &format!("{of} {}", shortened(name)),
                    shortened(&written(value)),
                ),
            }
        })
        .collect();
    if members.len() > MOST_CLAIMS {
        facts.push(Fact::new(
            of,
            format!("and {} more", members.len() - MOST_CLAIMS),
        ));
    }
    facts
}

/// The notices about the times of a token: expired, never expiring, not valid yet, issued in the future.
fn moments_off(claims: &Tree, now: i64) -> Vec<String> {
    let at = |name: &str| claims.get(name).and_then(seconds);
    let mut notices = Vec::new();
    match at("exp") {
        Some(expires) if expires <= now => {
            notices.push(format!("Expired {}.", utc::distance(expires, now)));
        }
        Some(_) => {}
        None => notices.push("It never expires: it has no claim exp.".to_owned()),
    }
    if let Some(start) = at("nbf").filter(|start| *start > now) {
        notices.push(format!(
            "Not valid yet: it begins {}.",
            utc::distance(start, now)
        ));
    }
    // Clocks differ by some minutes.
    if let Some(issued) = at("iat").filter(|issued| *issued > now.saturating_add(300)) {
        notices.push(format!(
            "Issued in the future: {}.",
            utc::distance(issued, now)
        ));
    }
    notices
}

/// The seconds of a moment; a fraction is left out.
fn seconds(value: &Tree) -> Option<i64> {
    let Tree::Scalar(written) = value else {
        return None;
    };
    written.split('.').next()?.parse().ok()
}

/// A value as text.
fn written(value: &Tree) -> String {
    match value {
        Tree::Text(text) => text.expose().to_owned(),
        Tree::Bool(value) => value.to_string(),
        Tree::Scalar(text) => text.clone(),
        Tree::List(items) => {
            let items: Vec<String> = items.iter().take(MOST_CLAIMS).map(written).collect();
            items.join(", ")
        }
        Tree::Table(members) => {
            let members: Vec<String> = members
                .iter()
                .take(MOST_CLAIMS)
                .map(|(name, value)| format!("{name}: {}", written(value)))
                .collect();
            members.join(", ")
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
