//! Key pairs: those of curves come from the engine, RSA from the browser's `crypto.subtle`, since a key of 4096 bits
//! takes wasm many seconds. The browser also signs the test token with it: an RSA implementation here would be for
//! that one signature.

use crate::wasm::{State, reply, subtle};
use crate::witnesses;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use latchkey::browser::rng::BrowserRng;
use latchkey::engine::base::random::ByteSource as _;
use latchkey::engine::base::secret::Secret;
use latchkey::engine::base::stack::overwritten;
use latchkey::engine::bundle::pair::WantedPair;
use latchkey::engine::bundle::pair::made;
use latchkey::engine::pair::error::PairError;
use latchkey::engine::pair::form::Pair;
use latchkey::engine::pair::spec::{PairAlgorithm, PairSpec};
use latchkey::engine::pair::{from_rsa, generate, rsa_signing_input};
use latchkey::engine::protocol::Run;
use latchkey::engine::protocol::bundle::{MakePairValues, PairText};
use latchkey::engine::protocol::pair::GeneratePair;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};
use zeroize::Zeroizing;

/// 65537, as three bytes.
const EXPONENT: [u8; 3] = [1, 0, 1];
/// The length of the salt of PS256, in bytes (RFC 7518, section 3.5).
const SALT_LEN: u8 = 32;

/// Makes a pair and replies with it, unless a newer request came in the meantime: the browser cannot be stopped, but
/// what it made is then dropped.
pub async fn make(state: &State, run: Run, request: GeneratePair) {
    let GeneratePair { spec, now } = request;
    let made = if spec.algorithm.is_rsa() && spec.validate().is_ok() {
        rsa(state, run, &spec, now).await
    } else {
        overwritten(|| generate(&spec, now, &mut BrowserRng::new()))
    };
    if state.run.get() == run {
        reply::<GeneratePair>(run, &made, &[]);
    }
}

/// Makes the values of a pair for rows of a bundle, and replies with them, as [`make`] does.
pub async fn values(state: &State, run: Run, request: MakePairValues) {
    let MakePairValues { wanted, now } = request;
    let made = if !wanted.private.is_empty() {
        overwritten(|| made::derive(&wanted))
    } else if wanted.key.algorithm().is_rsa() {
        rsa_values(&wanted).await
    } else {
        overwritten(|| made::make(&wanted, now, &mut BrowserRng::new()))
    };
    if state.run.get() == run {
        let values = made.map(|values| values.into_iter().map(PairText).collect());
        reply::<MakePairValues>(run, &values.map_err(|error| error.to_string()), &[]);
    }
}

/// The values of an RSA pair.
async fn rsa_values(wanted: &WantedPair) -> Result<Vec<Secret>, PairError> {
    let (_, pkcs8) = checked_key(&subtle().ok_or(PairError::NoRsa)?, &wanted.key.spec()).await?;
    overwritten(|| made::from_rsa(wanted, &pkcs8))
}

/// An RSA pair.
async fn rsa(state: &State, run: Run, spec: &PairSpec, now: i64) -> Result<Pair, PairError> {
    let subtle = subtle().ok_or(PairError::NoRsa)?;
    let (key, pkcs8) = checked_key(&subtle, spec).await?;
    if state.run.get() != run {
        // Superseded: the caller drops the reply, whatever it is.
        return Err(PairError::NoRsa);
    }
    let signature = match rsa_signing_input(spec, &pkcs8, now)? {
        Some(text) => Some(
            sign(&subtle, spec, &key, &text)
                .await
                .map_err(|_| PairError::NoRsa)?,
        ),
        None => None,
    };
    overwritten(|| {
        from_rsa(
            spec,
            &pkcs8,
            signature.as_deref(),
            now,
            &mut BrowserRng::new(),
        )
    })
}

/// The name that `crypto.subtle` has for the algorithm.
const fn scheme(spec: &PairSpec) -> &'static str {
    match spec.algorithm {
        PairAlgorithm::Ps256 => "RSA-PSS",
        _ => "RSASSA-PKCS1-v1_5",
    }
}

/// A new key of a browser whose random numbers pass the tests; one that fails them is not asked for a key either.
async fn checked_key(
    subtle: &SubtleCrypto,
    spec: &PairSpec,
) -> Result<(CryptoKey, Zeroizing<Vec<u8>>), PairError> {
    BrowserRng::new().fill(&mut [0])?;
    let (key, pkcs8) = browser_key(subtle, spec)
        .await
        .map_err(|_| PairError::NoRsa)?;
    witnesses::note_key(&pkcs8);
    Ok((key, pkcs8))
}

/// A new key, and the same as PKCS#8.
async fn browser_key(
    subtle: &SubtleCrypto,
    spec: &PairSpec,
) -> Result<(CryptoKey, Zeroizing<Vec<u8>>), JsValue> {
    let algorithm = object(&[
        ("name", scheme(spec).into()),
        ("modulusLength", spec.bits.into()),
        (
            "publicExponent",
            Uint8Array::from(EXPONENT.as_slice()).into(),
        ),
        ("hash", "SHA-256".into()),
    ])?;
    let usages = Array::of2(&"sign".into(), &"verify".into());
    let pair = answer(subtle.generate_key_with_object(&algorithm, true, &usages)?).await?;
    let key: CryptoKey = Reflect::get(&pair, &"privateKey".into())?.unchecked_into();
    let exported = answer(subtle.export_key("pkcs8", &key)?).await?;
    let exported = Uint8Array::new(&exported);
    let bytes = Zeroizing::new(exported.to_vec());
    // The browser frees it at a time of its own.
    exported.fill(0, 0, exported.length());
    Ok((key, bytes))
}

/// The signature of `text`.
async fn sign(
    subtle: &SubtleCrypto,
    spec: &PairSpec,
    key: &CryptoKey,
    text: &str,
) -> Result<Vec<u8>, JsValue> {
    let algorithm = object(&[
        ("name", scheme(spec).into()),
        ("saltLength", SALT_LEN.into()),
    ])?;
    let text = Uint8Array::from(text.as_bytes());
    let signing = subtle.sign_with_object_and_js_u8_array(&algorithm, key, &text)?;
    Ok(Uint8Array::new(&answer(signing).await?).to_vec())
}

async fn answer(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}

fn object(members: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}
