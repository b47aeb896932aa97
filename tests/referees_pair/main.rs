//! Each form of a pair, taken by the tools that it is for: they agree on the public half, and sign, verify, encrypt and
//! decrypt with it.
//!
//! `openssl` makes the RSA keys here, in the place of the browser.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../support/pairs.rs"]
mod pairs;
#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "../referees/mod.rs"]
mod referees;
#[path = "../support/seeded.rs"]
mod seeded;

mod bundle;
mod files;
mod pem;
mod ssh;
mod tokens;

use latchkey::engine::pair::form::{Pair, PairForm};
use latchkey::engine::pair::spec::{PairAlgorithm, PairSpec, Purpose};
use latchkey::engine::pair::{from_rsa, generate, rsa_signing_input};
use pairs::{form, spec, text};
use seeded::Seeded;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// How many pairs of each curve.
const PAIRS: u64 = 5;

/// An empty folder of this name for one test's files.
fn scratch(name: &str) -> PathBuf {
    referees::scratch(&format!("pair/{name}"))
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since
        .ok()
        .and_then(|since| i64::try_from(since.as_secs()).ok())
        .expect("it is after 1970")
}

/// Writes the download of a form, as a private file.
fn download(folder: &Path, form: &PairForm) -> PathBuf {
    let text = form.content.expose().as_bytes();
    let bytes = form.der.as_ref().map_or(text, |der| der.as_slice());
    write(folder, &form.file_name, bytes)
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let file = folder.join(name);
    fs::write(&file, bytes).expect("the folder can be written");
    // ssh-keygen takes no key that others can read.
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("it is ours");
    file
}

/// What a program prints.
fn run(name: &str, args: &[&str], input: &[u8]) -> String {
    referees::answer(referees::program(name).args(args), input)
}

/// An RSA key as PKCS#8, in the place of the browser's; of each size the same one.
fn browser_key(bits: u16) -> Vec<u8> {
    static KEYS: Mutex<BTreeMap<u16, Vec<u8>>> = Mutex::new(BTreeMap::new());
    let mut keys = KEYS.lock().expect("no test fails while it makes a key");
    keys.entry(bits)
        .or_insert_with(|| {
            let size = format!("rsa_keygen_bits:{bits}");
            let make = ["genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", &size];
            let pem = run("openssl", &make, b"");
            let folder = scratch(&format!("rsa-key-{bits}"));
            let der = folder.join("key.der");
            let mut export = referees::program("openssl");
            export.args(["pkcs8", "-topk8", "-nocrypt", "-outform", "DER", "-out"]);
            referees::answer(export.arg(&der), pem.as_bytes());
            fs::read(der).expect("openssl wrote it")
        })
        .clone()
}

/// The pair of `spec`: of a curve from the seed, of RSA from openssl.
fn made(spec: &PairSpec, seed: u64) -> Pair {
    // Tests run side by side: each call has a folder of its own.
    static CALLS: AtomicU32 = AtomicU32::new(0);
    if !spec.algorithm.is_rsa() {
        return generate(spec, now(), &mut Seeded::new(seed)).expect("it makes a pair");
    }
    let folder = scratch(&format!("rsa-{}", CALLS.fetch_add(1, Ordering::Relaxed)));
    let pkcs8 = browser_key(spec.bits);
    let key = write(&folder, "key.der", &pkcs8);
    let key = key.to_str().expect("UTF-8");
    let at = now();
    let signature = rsa_signing_input(spec, &pkcs8, at)
        .expect("it is a key of that size")
        .map(|input| {
            let (input, signature) = (
                write(&folder, "input", input.as_bytes()),
                folder.join("sig"),
            );
            let padding = match spec.algorithm {
                PairAlgorithm::Ps256 => &[
                    "-sigopt",
                    "rsa_padding_mode:pss",
                    "-sigopt",
                    "rsa_pss_saltlen:32",
                ][..],
                _ => &[],
            };
            let mut sign = referees::program("openssl");
            sign.args(["dgst", "-sha256", "-keyform", "DER", "-sign", key, "-out"]);
            sign.arg(&signature).args(padding).arg(input);
            referees::answer(&mut sign, b"");
            fs::read(signature).expect("openssl wrote it")
        });
    from_rsa(
        spec,
        &pkcs8,
        signature.as_deref(),
        at,
        &mut Seeded::new(seed),
    )
    .expect("it is a key of that size")
}

/// Each algorithm of a purpose as often as it is tested: RSA once in each size, a curve with some seeds.
fn all(purpose: Purpose) -> Vec<(PairSpec, u64)> {
    let mut all = Vec::new();
    for &algorithm in purpose.algorithms() {
        if algorithm.is_rsa() {
            all.extend(purpose.rsa_bits().iter().map(|&bits| {
                let rsa = spec(purpose, algorithm);
                (PairSpec { bits, ..rsa }, 0)
            }));
        } else {
            all.extend((0..PAIRS).map(|seed| (spec(purpose, algorithm), seed)));
        }
    }
    all
}
