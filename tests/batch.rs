//! Batches: no duplicate keys, every key passes its own checks, files that other programs can parse, and what
//! happens when there are too few keys or no random bytes.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/checksum.rs"]
mod checksum;
#[path = "support/seeded.rs"]
mod seeded;
#[path = "support/supplies.rs"]
mod supplies;

use checksum::crc32_base62;
use latchkey::engine::base::random::{ByteSource, RandomError};
use latchkey::engine::key::alphabet::Alphabet;
use latchkey::engine::key::batch::export::Export;
use latchkey::engine::key::batch::output::BatchOutput;
use latchkey::engine::key::batch::trace::traces;
use latchkey::engine::key::batch::{Batch, BatchError, LISTED};
use latchkey::engine::key::body::class::SymbolClass;
use latchkey::engine::key::body::password::PasswordRule;
use latchkey::engine::key::checksum::Checksum;
use latchkey::engine::key::entropy::Entropy;
use latchkey::engine::key::error::MintError;
use latchkey::engine::key::format::Format;
use latchkey::engine::key::spec::TokenSpec;
use seeded::Seeded;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use supplies::supplies;

/// The keys of a batch, one per line, written `piece` keys at a time.
fn lines(spec: &TokenSpec, keys: u32, piece: u32) -> Vec<u8> {
    let mut batch =
        Batch::new(spec, keys, supplies(), Seeded::new(7)).expect("the batch can be made");
    let mut out = batch.buffer().expect("the keys fit");
    let room = out.capacity();
    while batch.written() < keys {
        batch
            .write(piece, &mut out)
            .expect("the source never fails");
    }
    assert_eq!(out.capacity(), room, "the buffer has moved");
    out
}

/// The file of a batch, written `piece` keys at a time.
fn file(spec: &TokenSpec, keys: u32, output: BatchOutput, piece: u32) -> String {
    let mut export = Export::new(spec, output, supplies()).expect("the form is good");
    let mut out = Vec::with_capacity(export.size(keys) + export.size(1));
    let more = export.write(&lines(spec, keys, piece), &mut out);
    assert!(!more, "the file is larger than it said");
    String::from_utf8(out).expect("keys are ASCII")
}

fn sha256(text: &str) -> String {
    base16ct::lower::encode_string(&Sha256::digest(text.as_bytes()))
}

/// Forms of keys, among them some whose keys hold what CSV and JSON must escape.
fn forms() -> Vec<TokenSpec> {
    let mut forms: Vec<TokenSpec> = Format::ALL
        .iter()
        .map(|format| TokenSpec::default().with_format(*format))
        .collect();
    forms.push(TokenSpec {
        format: Format::Custom,
        alphabet: "\"\\,'".parse().expect("these are symbols"),
        ..TokenSpec::default()
    });
    forms.push(TokenSpec {
        key_id: true,
        ..TokenSpec::default()
    });
    forms
}

#[test]
fn a_million_keys_are_all_different_and_pass_their_own_checksum() {
    let text = file(&TokenSpec::default(), 1_000_000, BatchOutput::Text, 10_000);
    let mut keys: Vec<&str> = text.lines().collect();
    assert_eq!(keys.len(), 1_000_000);
    for key in &keys {
        let (random, checksum) = key.strip_prefix("sk_live_").unwrap().split_at(43);
        assert_eq!(
            checksum.as_bytes(),
            crc32_base62(random.as_bytes()),
            "{key}"
        );
    }
    keys.sort_unstable();
    assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
}

#[test]
fn the_size_of_a_file_is_known_before_it_is_written() {
    for output in BatchOutput::ALL {
        for spec in [
            TokenSpec::default(),
            TokenSpec {
                key_id: true,
                ..TokenSpec::default()
            },
        ] {
            let export = Export::new(&spec, output, supplies()).unwrap();
            assert_eq!(
                file(&spec, 1000, output, 1000).len(),
                export.size(1000),
                "{output:?}"
            );
        }
    }
}

#[test]
fn a_file_does_not_depend_on_the_pieces_it_is_written_in() {
    for spec in forms() {
        assert_eq!(
            file(&spec, 300, BatchOutput::Csv, 300),
            file(&spec, 300, BatchOutput::Csv, 7),
            "{:?}",
            spec.format
        );
    }
}

#[test]
fn every_line_of_csv_reads_back_as_key_and_hash() {
    for spec in forms() {
        let keys = file(&spec, 500, BatchOutput::Text, 500);
        let text = file(&spec, 500, BatchOutput::Csv, 500);
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        let header: Vec<String> = rows
            .headers()
            .unwrap()
            .iter()
            .map(ToOwned::to_owned)
            .collect();
        assert_eq!(header[..2], ["key", "sha256"]);
        let mut count = 0;
        for (row, key) in rows.records().zip(keys.lines()) {
            let row = row.unwrap();
            assert_eq!(&row[0], key);
            if spec.key_id {
                let rest = key.strip_prefix("sk_live_").unwrap();
                let (id, secret) = rest.split_once('_').unwrap();
                assert_eq!((&row[1], &row[2]), (sha256(secret).as_str(), id));
            } else {
                assert_eq!(&row[1], sha256(key));
            }
            count += 1;
        }
        assert_eq!(count, 500);
    }
}

#[test]
fn the_server_records_know_each_key_by_its_hash_its_mask_and_its_id() {
    let with_id = TokenSpec {
        key_id: true,
        ..TokenSpec::default()
    };
    for (spec, columns) in [(TokenSpec::default(), 2), (with_id, 3)] {
        let traces = traces(&spec, supplies(), &lines(&spec, 100, 100)).expect("the form is good");
        let file = file(&spec, 100, BatchOutput::Csv, 100);
        let rows: Vec<Vec<&str>> = file
            .lines()
            .skip(1)
            .map(|row| row.split(',').collect())
            .collect();
        assert_eq!(traces.len(), 100);
        for (trace, row) in traces.iter().zip(&rows) {
            assert_eq!(row.len(), columns);
            assert_eq!(trace.sha256, row[1]);
            assert_eq!(trace.key_id.as_deref(), row.get(2).copied());
            let (start, end) = trace.masked.split_once("••••").expect("it is masked");
            assert!(
                row[0].starts_with(start) && row[0].ends_with(end),
                "{trace:?}"
            );
        }
    }
}

#[test]
fn every_line_of_json_lines_reads_back_as_key_and_hash() {
    for spec in forms() {
        let keys = file(&spec, 500, BatchOutput::Text, 500);
        let hashes = file(&spec, 500, BatchOutput::Hashes, 500);
        let text = file(&spec, 500, BatchOutput::JsonLines, 500);
        assert_eq!(text.lines().count(), 500);
        for ((line, key), hash) in text.lines().zip(keys.lines()).zip(hashes.lines()) {
            let object: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(object["key"], key);
            if spec.key_id {
                let id = object["id"].as_str().unwrap();
                assert_eq!(hash, format!("{id},{}", object["sha256"].as_str().unwrap()));
            } else {
                assert_eq!(object["sha256"], hash);
                assert_eq!(hash, sha256(key));
            }
        }
    }
}

#[test]
fn all_four_digit_pins_can_be_had_once_each() {
    let spec = TokenSpec::default().with_format(Format::Pin);
    let spec = TokenSpec {
        entropy: spec.parse_length("4").unwrap(),
        ..spec
    };
    let text = file(&spec, 10_000, BatchOutput::Text, 999);
    let mut pins: Vec<&str> = text.lines().collect();
    pins.sort_unstable();
    assert!((0..10_000).map(|pin| format!("{pin:04}")).eq(pins));
}

#[test]
fn asking_for_more_than_there_are_says_how_many_there_are() {
    let spec = TokenSpec::default().with_format(Format::Pin);
    let spec = TokenSpec {
        entropy: spec.parse_length("4").unwrap(),
        ..spec
    };
    let error = Batch::new(&spec, 20_000, supplies(), Seeded::new(1))
        .err()
        .unwrap();
    assert_eq!(
        error,
        BatchError::TooMany {
            space: 10_000,
            asked: 20_000
        }
    );
    assert_eq!(
        error.to_string(),
        "There are only 10,000 different ones, so 20,000 cannot all differ. Ask for fewer, or make them longer."
    );
    for keys in [0, 1_000_001] {
        let error = Batch::new(&spec, keys, supplies(), Seeded::new(1))
            .err()
            .unwrap();
        assert_eq!(error, BatchError::Count);
    }
}

#[test]
fn all_passwords_of_a_small_rule_can_be_had_once_each() {
    // Two letters and one digit in eight places: 3^8 less those without a letter or without a digit.
    let left_out: String = ('a'..='x').chain('1'..='9').collect();
    let spec = TokenSpec {
        password: PasswordRule::new(
            &[SymbolClass::Lower, SymbolClass::Digits],
            false,
            &left_out,
            true,
        )
        .unwrap(),
        entropy: Entropy::from_bits(1).unwrap(),
        ..TokenSpec::default().with_format(Format::Password)
    };
    let all = 3_u32.pow(8) - 2_u32.pow(8) - 1;
    assert_eq!(spec.space(), Some(all.into()));
    let text = file(&spec, all, BatchOutput::Text, 1000);
    let passwords: HashSet<&str> = text.lines().collect();
    assert_eq!(passwords.len(), all as usize);
}

#[test]
fn small_spaces_and_key_ids_give_no_duplicate() {
    let pins = TokenSpec {
        entropy: Entropy::from_bits(26).unwrap(),
        ..TokenSpec::default().with_format(Format::Pin)
    };
    let ids = TokenSpec {
        key_id: true,
        ..TokenSpec::default()
    };
    let bits = TokenSpec {
        format: Format::Custom,
        alphabet: "01".parse().unwrap(),
        entropy: Entropy::MIN,
        ..TokenSpec::default()
    };
    for (spec, part) in [(pins, 0..8), (ids, 8..16), (bits, 8..72)] {
        let text = file(&spec, 200_000, BatchOutput::Text, 50_000);
        let parts: HashSet<&str> = text.lines().map(|key| &key[part.clone()]).collect();
        assert_eq!(parts.len(), 200_000, "{:?}", spec.format);
    }
}

#[test]
fn identifiers_with_a_time_are_in_order_and_do_not_give_the_next_away() {
    for format in [Format::Ulid, Format::UuidV7] {
        let text = file(
            &TokenSpec::default().with_format(format),
            10_000,
            BatchOutput::Text,
            100,
        );
        let keys: Vec<&str> = text.lines().collect();
        assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{format:?}");
        // Increments by one would change only the last symbols.
        let near = |pair: &&[&str]| {
            let end = pair[0].len() - 4;
            pair[0][..end] == pair[1][..end]
        };
        let near = keys.windows(2).filter(near).count();
        assert_eq!(near, 0, "{format:?}");
    }
}

#[test]
fn the_first_hundred_are_listed_masked() {
    let mut batch = Batch::new(&TokenSpec::default(), 150, supplies(), Seeded::new(3)).unwrap();
    let mut out = Vec::new();
    batch.write(150, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!(batch.masked().len(), LISTED);
    for (masked, key) in batch.masked().iter().zip(text.lines()) {
        assert_eq!(*masked, format!("sk_live_••••{}", &key[key.len() - 4..]));
    }
}

#[test]
fn identifiers_are_listed_as_they_are() {
    for format in [Format::UuidV4, Format::UuidV7, Format::Ulid] {
        let spec = TokenSpec {
            format,
            ..TokenSpec::default()
        };
        let mut batch = Batch::new(&spec, 20, supplies(), Seeded::new(3)).unwrap();
        let mut out = Vec::new();
        batch.write(20, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(batch.masked().iter().eq(text.lines()), "{format:?}");
    }
}

#[test]
fn a_batch_and_a_single_key_come_from_the_same_code() {
    for spec in forms() {
        let one = spec.mint(supplies(), &mut Seeded::new(7)).unwrap();
        assert_eq!(
            file(&spec, 1, BatchOutput::Text, 1),
            format!("{}\n", one.text().expose())
        );
        assert_eq!(
            file(&spec, 1, BatchOutput::JsonLines, 1)
                .matches(&one.sha256_hex())
                .count(),
            1
        );
    }
}

/// Gives seeded bytes for a while, then an error or the same byte for ever.
struct Failing {
    good: Seeded,
    left: usize,
    then: Result<u8, RandomError>,
}

impl ByteSource for Failing {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
        if self.left == 0 {
            out.fill(self.then?);
            return Ok(());
        }
        self.left -= 1;
        self.good.fill(out)
    }
}

/// Seeded bytes for many keys.
struct ForMany(Seeded);

impl ByteSource for ForMany {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
        self.0.fill(out)
    }

    fn is_for_many() -> bool {
        true
    }
}

#[test]
fn the_code_for_many_keys_makes_the_same_keys() {
    for spec in forms() {
        let mut batch = Batch::new(&spec, 1000, supplies(), ForMany(Seeded::new(7)))
            .expect("the batch can be made");
        let mut out = batch.buffer().expect("the keys fit");
        batch.write(1000, &mut out).expect("the source never fails");
        assert!(out == lines(&spec, 1000, 1000), "{:?}", spec.format);
    }
}

#[test]
fn random_bytes_that_fail_midway_end_the_batch() {
    let run = |spec: &TokenSpec, then| {
        let source = Failing {
            good: Seeded::new(1),
            left: 2,
            then,
        };
        let mut batch = Batch::new(spec, 100_000, supplies(), source).unwrap();
        let mut out = Vec::new();
        loop {
            match batch.write(1000, &mut out) {
                Ok(()) if batch.written() == batch.keys() => break Ok(()),
                Ok(()) => {}
                Err(error) => {
                    // Another call fails the same way.
                    assert_eq!(batch.write(1000, &mut out), Err(error));
                    break Err(error);
                }
            }
        }
    };
    for spec in forms() {
        let refused = run(&spec, Err(RandomError::Unavailable));
        assert_eq!(refused, Err(RandomError::Unavailable), "{:?}", spec.format);
    }
    // A stuck source cannot make enough distinct PINs, nor any symbol of base62.
    let pins = TokenSpec::default().with_format(Format::Pin);
    assert_eq!(run(&pins, Ok(0)), Err(RandomError::Broken));
    assert_eq!(
        run(&TokenSpec::default(), Ok(255)),
        Err(RandomError::Broken)
    );
    let missing = Failing {
        good: Seeded::new(1),
        left: 0,
        then: Err(RandomError::Unavailable),
    };
    let mut batch = Batch::new(&pins, 1, supplies(), missing).unwrap();
    let error = BatchError::from(batch.write(1, &mut Vec::new()).unwrap_err());
    assert_eq!(
        error,
        BatchError::Mint(MintError::Random(RandomError::Unavailable))
    );
}

#[test]
fn checksums_of_the_whole_key_cover_prefix_and_key_id() {
    let spec = TokenSpec {
        checksum: Checksum::WholeKey,
        key_id: true,
        ..TokenSpec::default()
    };
    for key in file(&spec, 100, BatchOutput::Text, 100).lines() {
        let (covered, checksum) = key.split_at(key.len() - 6);
        assert_eq!(checksum.as_bytes(), crc32_base62(covered.as_bytes()));
        let id = &key[8..16];
        assert!(
            id.bytes()
                .all(|symbol| Alphabet::BASE58.symbols().contains(&symbol)),
            "{id}"
        );
    }
}
