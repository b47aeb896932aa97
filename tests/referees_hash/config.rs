//! Config texts read by the parsers they are for: Python's json, tomllib and sqlite3, `PyYAML`, a POSIX shell,
//! and a PostgreSQL server.

use crate::referees::{answer, postgres, program};
use crate::{ask, hex};
use latchkey::engine::digest::server_config::Target;
use latchkey::engine::digest::{Algorithm, Digest, Encoding, digest};
use std::path::Path;
use std::process::Command;

/// A digest of each algorithm, and three "magic" ones, which unquoted would be read as the number 0e….
fn digests() -> Vec<Digest> {
    let magic = [
        digest(Algorithm::Md5, b"240610708"),
        digest(Algorithm::Sha1, b"aaroZmOk"),
        digest(Algorithm::Sha256, b"34250003024812"),
    ];
    for digest in &magic {
        let hex = digest.encode(Encoding::Hex);
        assert!(
            hex.starts_with("0e") && hex[2..].bytes().all(|digit| digit.is_ascii_digit()),
            "{hex}"
        );
    }
    let usual = Algorithm::ALL.map(|algorithm| digest(algorithm, b"abc"));
    usual.into_iter().chain(magic).collect()
}

/// Names that a format without quotes would read as something else.
const NAMES: [&str; 7] = ["KEY_SHA256", "on", "no", "null", "_x", "e1", "y"];

#[test]
fn every_parser_reads_the_digest_that_was_written() {
    let (mut lines, mut expected) = (Vec::new(), Vec::new());
    for digest in digests() {
        for encoding in Encoding::ALL {
            for name in NAMES {
                for target in [Target::Json, Target::Yaml, Target::Toml] {
                    let text = target
                        .write(name, &digest, encoding)
                        .expect("the name is good");
                    lines.push(format!("{} {}", target.id(), hex(text.as_bytes())));
                    expected.push(format!("{name} {}", digest.encode(encoding)));
                }
            }
        }
        let text = Target::Sqlite
            .write("", &digest, Encoding::Hex)
            .expect("there is no name");
        lines.push(format!("sqlite {}", hex(text.as_bytes())));
        expected.push(digest.encode(Encoding::Hex));
    }
    assert_eq!(ask("config.py", &lines), expected);
}

#[test]
fn a_shell_reads_the_line_that_was_written() {
    for digest in digests() {
        for encoding in Encoding::ALL {
            let line = Target::Env
                .write("KEY", &digest, encoding)
                .expect("the name is good");
            let script = format!("{line}\nprintf %s \"$KEY\"");
            assert_eq!(
                answer(program("sh").args(["-euc", &script]), b""),
                digest.encode(encoding)
            );
        }
    }
}

#[test]
fn postgresql_reads_the_bytes_that_were_written() {
    // Under the system's temporary folder: the server's user cannot enter a checkout in a private home.
    let folder = answer(Command::new("mktemp").arg("-d"), b"");
    let folder = Path::new(folder.trim());
    answer(Command::new("chmod").arg("777").arg(folder), b"");
    let data = folder.join("data");
    answer(
        postgres("initdb")
            .args(["--no-sync", "--auth=reject", "--encoding=UTF8", "-D"])
            .arg(&data)
            .current_dir(folder),
        b"",
    );
    let write = |digest: &Digest| {
        let text = Target::Postgres
            .write("", digest, Encoding::Base64)
            .expect("there is no name");
        // PostgreSQL breaks its base64 into lines.
        format!("SELECT translate(encode({text}, 'base64'), chr(10), '') AS digest;\n")
    };
    let queries = digests().iter().map(write).collect::<Vec<_>>().concat();
    // A server for one session, without a socket.
    let server = ["--single", "-c", "dynamic_shared_memory_type=mmap", "-D"];
    let output = answer(
        postgres("postgres")
            .args(server)
            .arg(&data)
            .arg("postgres")
            .current_dir(folder),
        queries.as_bytes(),
    );
    answer(Command::new("rm").arg("-rf").arg(folder), b"");
    let values = output
        .lines()
        .filter_map(|line| line.split_once("digest = \"")?.1.split_once('"'));
    let expected: Vec<_> = digests()
        .iter()
        .map(|digest| digest.encode(Encoding::Base64))
        .collect();
    assert_eq!(values.map(|(value, _)| value).collect::<Vec<_>>(), expected);
}
