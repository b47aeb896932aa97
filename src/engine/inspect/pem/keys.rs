//! What the DER of keys and certificates says: PKCS#8, PKCS#1, SEC1, SPKI, X.509.

use crate::engine::base::utc;
use crate::engine::inspect::der::{
    BIT_STRING, Der, GENERALIZED_TIME, INTEGER, NULL, OCTET_STRING, OID, SEQUENCE, UTC_TIME, bits,
    bytes_of_bits, encoded,
};
use crate::engine::inspect::finding::Fact;

/// What is known of a key.
pub(super) struct KeyFacts {
    /// Kind and size.
    pub kind: String,
    /// The size of RSA.
    pub rsa_bits: Option<usize>,
    /// Its public key as SPKI.
    pub spki: Option<Vec<u8>>,
    /// What else the text says.
    pub more: Vec<Fact>,
}

const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
/// The context-specific tags `[0]` and `[1]` of SEC1, and `[1]` of PKCS#8's second version, which is primitive.
const CONTEXT_0: u8 = 0xa0;
const CONTEXT_1: u8 = 0xa1;
const PUBLIC_KEY: u8 = 0x81;

/// Algorithms whose object identifiers tell the size too, and DSA and RSA-PSS.
const ALGORITHMS: [(&[u8], &str); 6] = [
    (&[0x2b, 0x65, 0x70], "Ed25519, 256 bits"),
    (&[0x2b, 0x65, 0x71], "Ed448, 448 bits"),
    (&[0x2b, 0x65, 0x6e], "X25519, 256 bits"),
    (&[0x2b, 0x65, 0x6f], "X448, 448 bits"),
    (&[0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x01], "DSA"),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a],
        "RSA-PSS",
    ),
];

const CURVES: [(&[u8], &str); 4] = [
    (
        &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07],
        "EC on P-256",
    ),
    (&[0x2b, 0x81, 0x04, 0x00, 0x22], "EC on P-384"),
    (&[0x2b, 0x81, 0x04, 0x00, 0x23], "EC on P-521"),
    (&[0x2b, 0x81, 0x04, 0x00, 0x0a], "EC on secp256k1"),
];

fn named(table: &[(&[u8], &str)], oid: &[u8]) -> Option<String> {
    let row = table.iter().find(|(known, _)| *known == oid);
    row.map(|(_, name)| (*name).to_owned())
}

fn curve(oid: Option<&[u8]>) -> String {
    oid.and_then(|oid| named(&CURVES, oid))
        .unwrap_or_else(|| "EC on another curve".to_owned())
}

fn rsa(modulus: &[u8], exponent: &[u8]) -> KeyFacts {
    let size = bits(modulus);
    let numbers = [encoded(INTEGER, modulus), encoded(INTEGER, exponent)].concat();
    let algorithm = [encoded(OID, RSA), encoded(NULL, &[])].concat();
    KeyFacts {
        kind: format!("RSA, {size} bits"),
        rsa_bits: Some(size),
        spki: Some(in_spki(&algorithm, &encoded(SEQUENCE, &numbers))),
        more: Vec::new(),
    }
}

/// The SPKI of an algorithm and a public key.
fn in_spki(algorithm: &[u8], key: &[u8]) -> Vec<u8> {
    let key = encoded(BIT_STRING, &[&[0], key].concat());
    encoded(SEQUENCE, &[encoded(SEQUENCE, algorithm), key].concat())
}

/// `PrivateKeyInfo` (RFC 5208, RFC 5958).
pub(super) fn pkcs8(bytes: &[u8]) -> Option<KeyFacts> {
    let mut info = Der(bytes).sequence()?;
    info.take(INTEGER)?;
    let algorithm = info.take(SEQUENCE)?;
    let key = info.take(OCTET_STRING)?;
    let mut of_algorithm = Der(algorithm);
    let oid = of_algorithm.take(OID)?;
    if oid == RSA {
        return pkcs1(key);
    }
    if oid == EC {
        return sec1(key, of_algorithm.take(OID));
    }
    let kind = named(&ALGORITHMS, oid).unwrap_or_else(|| "another algorithm".to_owned());
    // Ed25519 and its kin have their key in an octet string of its own.
    if kind.starts_with(['E', 'X']) && Der(key).take(OCTET_STRING).is_none() {
        return None;
    }
    let mut public = None;
    while let Some((tag, content, _)) = info.next() {
        if tag == PUBLIC_KEY {
            public = bytes_of_bits(content);
        }
    }
    Some(KeyFacts {
        kind,
        rsa_bits: None,
        spki: public.map(|public| in_spki(algorithm, public)),
        more: Vec::new(),
    })
}

/// `RSAPrivateKey` (RFC 8017).
pub(super) fn pkcs1(bytes: &[u8]) -> Option<KeyFacts> {
    let mut key = Der(bytes).sequence()?;
    key.take(INTEGER)?;
    let (modulus, exponent) = (key.take(INTEGER)?, key.take(INTEGER)?);
    key.take(INTEGER)?;
    Some(rsa(modulus, exponent))
}

/// `RSAPublicKey` (RFC 8017).
pub(super) fn pkcs1_public(bytes: &[u8]) -> Option<KeyFacts> {
    let mut key = Der(bytes).sequence()?;
    let modulus = key.take(INTEGER)?;
    Some(rsa(modulus, key.take(INTEGER)?))
}

/// `ECPrivateKey` (RFC 5915); in PKCS#8 the curve stands outside of it.
pub(super) fn sec1(bytes: &[u8], outside: Option<&[u8]>) -> Option<KeyFacts> {
    let mut key = Der(bytes).sequence()?;
    key.take(INTEGER)?;
    key.take(OCTET_STRING)?;
    let inside = key.take(CONTEXT_0).and_then(|inside| Der(inside).take(OID));
    let oid = inside.or(outside);
    let public = key
        .take(CONTEXT_1)
        .and_then(|public| Der(public).take(BIT_STRING))
        .and_then(bytes_of_bits);
    let spki = oid.zip(public).map(|(oid, public)| {
        let algorithm = [encoded(OID, EC), encoded(OID, oid)].concat();
        in_spki(&algorithm, public)
    });
    Some(KeyFacts {
        kind: curve(oid),
        rsa_bits: None,
        spki,
        more: Vec::new(),
    })
}

/// `SubjectPublicKeyInfo` (RFC 5280).
pub(super) fn spki(bytes: &[u8]) -> Option<KeyFacts> {
    let mut values = Der(bytes);
    let (tag, content, whole) = values.next()?;
    if tag != SEQUENCE {
        return None;
    }
    let mut info = Der(content);
    let mut algorithm = info.sequence()?;
    let oid = algorithm.take(OID)?;
    let key = bytes_of_bits(info.take(BIT_STRING)?)?;
    if oid == RSA {
        return pkcs1_public(key);
    }
    let kind = if oid == EC {
        curve(algorithm.take(OID))
    } else {
        named(&ALGORITHMS, oid).unwrap_or_else(|| "another algorithm".to_owned())
    };
    Some(KeyFacts {
        kind,
        rsa_bits: None,
        spki: Some(whole.to_vec()),
        more: Vec::new(),
    })
}

/// `Certificate` (RFC 5280): its public key, and how long it is valid.
pub(super) fn certificate(bytes: &[u8]) -> Option<KeyFacts> {
    let mut signed = Der(bytes).sequence()?.sequence()?;
    // Version 1 leaves the version out.
    signed.take(CONTEXT_0);
    signed.take(INTEGER)?;
    signed.take(SEQUENCE)?;
    signed.take(SEQUENCE)?;
    let mut validity = signed.sequence()?;
    signed.take(SEQUENCE)?;
    let (_, _, whole) = signed.next()?;
    let mut facts = spki(whole)?;
    let (from, until) = (validity.next()?, validity.next()?);
    for (name, (tag, content, _)) in [("Valid from", from), ("Valid until", until)] {
        facts
            .more
            .extend(moment(tag, content).map(|moment| Fact::new(name, moment)));
    }
    Some(facts)
}

/// `CertificationRequest` (RFC 2986).
pub(super) fn request(bytes: &[u8]) -> Option<KeyFacts> {
    let mut info = Der(bytes).sequence()?.sequence()?;
    info.take(INTEGER)?;
    info.take(SEQUENCE)?;
    let (_, _, whole) = info.next()?;
    spki(whole)
}

/// A time of X.509 in words: `YYMMDDhhmmssZ` up to 2049, `YYYYMMDDhhmmssZ` after.
fn moment(tag: u8, content: &[u8]) -> Option<String> {
    let text = str::from_utf8(content).ok()?.strip_suffix('Z')?;
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let text = match (tag, text.len()) {
        (UTC_TIME, 12) if text < "50" => format!("20{text}"),
        (UTC_TIME, 12) => format!("19{text}"),
        (GENERALIZED_TIME, 14) => text.to_owned(),
        _ => return None,
    };
    is_digits.then(|| utc::of_digits(&text))
}
