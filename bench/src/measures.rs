//! What is measured, and the targets.

use latchkey::engine::key::batch::BatchError;
use latchkey::engine::key::batch::output::BatchOutput;
use latchkey::engine::key::body::identifier::Time;
use latchkey::engine::key::checksum::Checksum;
use latchkey::engine::key::format::Format;
use latchkey::engine::key::spec::TokenSpec;
use latchkey::engine::protocol::token::{BatchReply, ExportBatch, MintBatch, Piece};
use latchkey::engine::protocol::{Request, RequestBody, Run, encode};
use serde::Serialize;
use serde_json::Value;

/// How many keys Latchkey makes at once: the page's limit.
const KEYS: u32 = 1_000_000;
/// How many keys the peers make at once, for a run of about as long.
const PEERS_KEYS: u32 = 100_000;

/// Contestants with the same work.
pub struct Measure {
    pub title: &'static str,
    /// The unit of their speed.
    pub unit: &'static str,
    pub contestants: Vec<Contestant>,
    /// Names of the npm packages that take part.
    pub packages: &'static [&'static str],
    /// The ratios are to the peer of the first.
    pub targets: Vec<Target>,
    /// The index of another contestant that the speed of the first target's is compared with too.
    pub beside: Option<usize>,
    /// The size in bytes of the file that they read, where they read one.
    pub file: Option<u64>,
    /// Where the time of the first goes, by a profile; shown where a target is missed.
    pub profile: Option<&'static str>,
    /// Whether no task of the page's main thread may take over 50 ms meanwhile.
    pub quiet: bool,
}

/// One contestant.
pub struct Contestant {
    pub name: &'static str,
    pub work: Work,
    /// How many units the work is.
    pub count: f64,
    /// What its steps do, where there are several.
    pub steps: &'static [&'static str],
}

/// How many times faster one contestant must be than another, both by index.
pub struct Target {
    pub contestant: usize,
    pub peer: usize,
    pub least: f64,
}

/// The work of a contestant.
pub enum Work {
    /// Messages to Latchkey's worker.
    Latchkey(WorkerMessages),
    /// Calls a function of `page/peers.js`.
    Peer(Peer),
}

/// A function of `page/peers.js`.
#[derive(Serialize)]
pub struct Peer {
    pub name: &'static str,
    pub count: u32,
    /// What else it is called with.
    pub input: Value,
}

/// The messages to Latchkey's worker, each with the first bytes of its reply.
#[derive(Serialize)]
pub struct WorkerMessages {
    steps: Vec<Step>,
    /// The first bytes of a reply that reports a failure.
    failed: Vec<u8>,
    /// Posted afterwards, so that the next run begins like the first.
    forget: Vec<u8>,
}

#[derive(Serialize)]
struct Step {
    message: Vec<u8>,
    until: Vec<u8>,
    /// Whether the chosen file goes with the message.
    file: bool,
}

impl WorkerMessages {
    /// One request, with the chosen file beside it or not; the reply is known except for its last field, or
    /// reports a failure.
    pub fn one<Q: Request + Into<RequestBody>>(
        request: Q,
        file: bool,
        reply: &Q::Reply,
        failed: &Q::Reply,
    ) -> Self {
        let run = Run::default().next();
        Self {
            steps: vec![Step::new(run, request, file, reply)],
            failed: all_but_the_last(run, failed),
            forget: forget(run.next()),
        }
    }

    /// `keys` keys of the form `spec`, and with `output` the file of them.
    fn keys(spec: &TokenSpec, keys: u32, output: Option<BatchOutput>) -> Self {
        let batch = Run::default().next();
        let file = batch.next();
        let request = MintBatch {
            spec: spec.clone(),
            keys,
            time: Time::default(),
        };
        let done = BatchReply::Done {
            masked: Vec::new(),
            traces: Vec::new(),
        };
        let mut minting = Step::new(batch, request, false, &done);
        // The masked keys before the traces are not known either.
        minting.until.pop();
        let mut steps = vec![minting];
        if let Some(output) = output {
            let (last, share) = (true, 0);
            let piece = Piece { last, share };
            steps.push(Step::new(file, ExportBatch { output }, false, &piece));
        }
        Self {
            steps,
            failed: all_but_the_last(batch, &BatchReply::Failed(BatchError::Count)),
            forget: forget(file.next()),
        }
    }
}

impl Step {
    fn new<Q: Request + Into<RequestBody>>(
        run: Run,
        request: Q,
        file: bool,
        reply: &Q::Reply,
    ) -> Self {
        let body: RequestBody = request.into();
        Self {
            message: encode(run, &body).to_vec(),
            until: all_but_the_last(run, reply),
            file,
        }
    }
}

fn forget(run: Run) -> Vec<u8> {
    encode(run, &RequestBody::Forget).to_vec()
}

/// The first bytes of a reply: all but its last field, which is not known before. Its least value is one byte
/// long.
fn all_but_the_last(run: Run, reply: &impl Serialize) -> Vec<u8> {
    let mut bytes = encode(run, reply).to_vec();
    bytes.pop();
    bytes
}

/// A key like the peers' keys: the prefix and 43 random symbols.
fn without_checksum(format: Format) -> TokenSpec {
    TokenSpec {
        format,
        checksum: Checksum::None,
        ..TokenSpec::default()
    }
}

fn latchkey(name: &'static str, spec: &TokenSpec, output: Option<BatchOutput>) -> Contestant {
    Contestant {
        name,
        work: Work::Latchkey(WorkerMessages::keys(spec, KEYS, output)),
        count: f64::from(KEYS),
        steps: if output.is_some() {
            &["minting", "writing the file"]
        } else {
            &[]
        },
    }
}

fn peer(name: &'static str, function: &'static str, count: u32) -> Contestant {
    Contestant {
        name,
        work: Work::Peer(Peer {
            name: function,
            count,
            input: Value::Null,
        }),
        count: f64::from(count),
        steps: &[],
    }
}

/// The measures of the speed of keys, in the order in which they run.
pub fn speed() -> Vec<Measure> {
    vec![keys(), hashed_keys()]
}

fn keys() -> Measure {
    Measure {
        title: "Keys into one text: `sk_live_` and 256 random bits, a key a line",
        unit: "keys/s",
        contestants: vec![
            latchkey(
                "Latchkey, 43 base62 symbols",
                &without_checksum(Format::Base62),
                None,
            ),
            latchkey(
                "Latchkey, 43 symbols of nanoid's alphabet",
                &without_checksum(Format::NanoId),
                None,
            ),
            latchkey(
                "Latchkey, 43 base62 symbols and a CRC-32 (its default)",
                &TokenSpec::default(),
                None,
            ),
            latchkey(
                "Latchkey, the default, handed over as a file",
                &TokenSpec::default(),
                Some(BatchOutput::Text),
            ),
            peer("nanoid(43)", "nanoid", PEERS_KEYS),
            peer("uuid v4 (122 random bits)", "uuid", PEERS_KEYS),
            peer(
                "`crypto.getRandomValues` alone, 43 bytes a key, no keys",
                "random bytes",
                KEYS,
            ),
        ],
        packages: &["nanoid", "uuid"],
        targets: vec![
            Target {
                contestant: 0,
                peer: 4,
                least: 100.0,
            },
            Target {
                contestant: 0,
                peer: 6,
                least: 0.2,
            },
        ],
        beside: None,
        file: None,
        profile: Some(
            "two fifths to random bytes, which are drawn, tested and copied; a quarter to choosing the symbols; a third \
             to putting keys and lines together",
        ),
        quiet: false,
    }
}

fn hashed_keys() -> Measure {
    Measure {
        title: "Keys with their SHA-256 in hex: `key,sha256` lines",
        unit: "keys/s",
        contestants: vec![
            latchkey(
                "Latchkey, 43 base62 symbols, handed over as a file",
                &without_checksum(Format::Base62),
                Some(BatchOutput::Csv),
            ),
            latchkey(
                "Latchkey, 43 base62 symbols and a CRC-32 (its default), handed over as a file",
                &TokenSpec::default(),
                Some(BatchOutput::Csv),
            ),
            peer(
                "nanoid(43) and hash-wasm",
                "nanoid and hash-wasm",
                PEERS_KEYS,
            ),
        ],
        packages: &["nanoid", "hash-wasm"],
        targets: vec![
            Target {
                contestant: 0,
                peer: 2,
                least: 40.0,
            },
            Target {
                contestant: 1,
                peer: 2,
                least: 25.0,
            },
        ],
        beside: None,
        file: None,
        profile: Some(
            "writing a line: half to the compression function of SHA-256 on vectors, an eighth to hex digits, a fifth \
             to finding and copying the key; making the key as above; the rest to handing the file over in pieces",
        ),
        quiet: false,
    }
}

/// The file whose cost in memory is measured, and how many keys it has.
pub fn memory() -> (WorkerMessages, u32) {
    (
        WorkerMessages::keys(&TokenSpec::default(), KEYS, Some(BatchOutput::Csv)),
        KEYS,
    )
}
