//! The measures of hashing: a file with each of the algorithms, and a password.
//!
//! The file is read by every contestant itself, in its worker. Their digests must be the same.

use super::Outcome;
use super::browser::TimedRun;
use super::measures::{Contestant, Measure, Peer, Target, Work, WorkerMessages};
use latchkey::engine::base::secret::Secret;
use latchkey::engine::digest::Algorithm;
use latchkey::engine::password::{InputError, Params, StoredHash};
use latchkey::engine::protocol::hashes::{FileError, FileReply, HashFile, HashPassword};
use latchkey::engine::protocol::{decode, open};
use serde_json::{Value, json};
use std::fs;
use std::io::Write as _;
use std::path::Path;

const MIB: u64 = 1 << 20;
const MEGABYTE: f64 = 1e6;
const PASSWORD: &str = "correct horse";
/// The length of the peers' Argon2id hashes in bytes; Latchkey's have it too.
const HASH_LEN: u32 = 32;

const PASSWORDS: &str = "Argon2id with 19456 KiB, 2 passes and 1 lane (the page's defaults)";

/// The measures of the speed of hashing, in the order in which they run.
pub fn speed() -> Vec<Measure> {
    vec![
        file(
            "SHA-256 of a file of 32 MiB, which the page leaves to the browser",
            (Algorithm::Sha256, 32 * MIB),
            &["subtle SHA-256", "hash-wasm SHA-256", "noble SHA-256"],
            0.9,
        ),
        file(
            "SHA-256 of a file of 256 MiB",
            (Algorithm::Sha256, 256 * MIB),
            &["hash-wasm SHA-256", "noble SHA-256", "subtle SHA-256"],
            1.2,
        ),
        file(
            "SHA-512 of a file of 128 MiB",
            (Algorithm::Sha512, 128 * MIB),
            &["hash-wasm SHA-512", "noble SHA-512", "subtle SHA-512"],
            1.2,
        ),
        file(
            "SHA3-256 of a file of 64 MiB",
            (Algorithm::Sha3_256, 64 * MIB),
            &["hash-wasm SHA3-256", "noble SHA3-256"],
            1.2,
        ),
        file(
            "BLAKE3 of a file of 64 MiB",
            (Algorithm::Blake3, 64 * MIB),
            &["hash-wasm BLAKE3", "noble BLAKE3"],
            1.0,
        ),
        password(),
    ]
}

/// The request to Latchkey's worker to hash the chosen file.
pub fn reading(algorithms: &[Algorithm]) -> WorkerMessages {
    WorkerMessages::one(
        HashFile {
            algorithms: algorithms.to_vec(),
        },
        true,
        &FileReply::Digests(Ok(Vec::new())),
        &FileReply::Digests(Err(FileError::Gone)),
    )
}

/// A file whose slices all differ.
pub fn write_file(path: &Path, size: u64) -> Outcome {
    let mut file = fs::File::create(path)?;
    let mut block: Vec<u8> = (0..=250).cycle().take(usize::try_from(MIB)?).collect();
    for number in 0..size / MIB {
        block[..8].copy_from_slice(&number.to_le_bytes());
        file.write_all(&block)?;
    }
    Ok(())
}

/// Checks the results of all runs of all contestants.
pub fn check(measure: &Measure, runs: &[Vec<TimedRun>]) -> Outcome {
    let mut digest: Option<Vec<u8>> = None;
    for (contestant, run) in measure
        .contestants
        .iter()
        .zip(runs)
        .flat_map(|(contestant, runs)| runs.iter().map(move |run| (contestant, run)))
    {
        let found = match &contestant.work {
            Work::Latchkey(_) if measure.file.is_some() => match decode(open(&run.reply)?.1)? {
                FileReply::Digests(Ok(digests)) => digests[0].as_bytes().to_vec(),
                _ => return Err("the file has no digest".into()),
            },
            Work::Latchkey(_) if measure.title == PASSWORDS => {
                let stored = decode::<Result<String, InputError>>(open(&run.reply)?.1)??;
                if !StoredHash::read(&stored)?.verify(PASSWORD.as_bytes())? {
                    return Err(format!("{stored} is not of the password").into());
                }
                continue;
            }
            Work::Latchkey(_) => continue,
            Work::Peer(_) if run.reply.is_empty() => continue,
            Work::Peer(_) => run.reply.clone(),
        };
        if *digest.get_or_insert_with(|| found.clone()) != found {
            return Err(format!("the digest of {} is another one", contestant.name).into());
        }
    }
    Ok(())
}

fn file(
    title: &'static str,
    (algorithm, size): (Algorithm, u64),
    peers: &[&'static str],
    least: f64,
) -> Measure {
    let contestant = |name, work| Contestant {
        name,
        work,
        count: megabytes(size),
        steps: &[],
    };
    let mut contestants = vec![contestant(
        "Latchkey",
        Work::Latchkey(reading(&[algorithm])),
    )];
    for &peer in peers.iter().chain([&"read the file"]) {
        contestants.push(contestant(full_name(peer), called(peer, Value::Null)));
    }
    Measure {
        title,
        unit: "MB/s",
        contestants,
        packages: &["hash-wasm", "@noble/hashes"],
        targets: vec![Target {
            contestant: 0,
            peer: 1,
            least,
        }],
        beside: peers
            .iter()
            .skip(1)
            .position(|peer| peer.starts_with("subtle"))
            .map(|at| at + 2),
        file: Some(size),
        profile: Some(
            "nine tenths and more to the algorithm's compression function, the rest to reading the file",
        ),
        quiet: true,
    }
}

fn password() -> Measure {
    let params = Params::default();
    let values = params.values();
    let (memory, passes, lanes) = (values[0], values[1], values[2]);
    let input = json!({
        "password": PASSWORD, "memory": memory, "passes": passes, "lanes": lanes, "length": HASH_LEN,
    });
    let mut password = Secret::with_capacity(PASSWORD.len());
    password.push_str(PASSWORD);
    let talk = WorkerMessages::one(
        HashPassword { password, params },
        false,
        &Ok(String::new()),
        &Err(InputError {
            input: None,
            message: String::new(),
        }),
    );
    let contestant = |name, work| Contestant {
        name,
        work,
        count: 1.0,
        steps: &[],
    };
    Measure {
        title: PASSWORDS,
        unit: "hashes/s",
        contestants: vec![
            contestant("Latchkey", Work::Latchkey(talk)),
            contestant("hash-wasm", called("hash-wasm Argon2id", input.clone())),
            contestant("@noble/hashes", called("noble Argon2id", input)),
        ],
        packages: &["hash-wasm", "@noble/hashes"],
        targets: vec![Target {
            contestant: 0,
            peer: 1,
            least: 1.6,
        }],
        beside: None,
        file: None,
        profile: Some(
            "four fifths to the compression function, a tenth to the memory that each hash asks for, a twentieth to \
             finding the next block in it",
        ),
        quiet: true,
    }
}

fn called(name: &'static str, input: Value) -> Work {
    Work::Peer(Peer {
        name,
        count: 1,
        input,
    })
}

fn full_name(peer: &'static str) -> &'static str {
    match peer.split(' ').next() {
        Some("hash-wasm") => "hash-wasm",
        Some("noble") => "@noble/hashes",
        Some("subtle") => "`crypto.subtle`, native, the whole file in memory",
        _ => "reading the file alone, no digest",
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "the files have far less than 2^52 bytes"
)]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / MEGABYTE
}
