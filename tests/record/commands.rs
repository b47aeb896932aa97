//! Commands and calls as a person runs them: with the key pasted or in the environment, and never in an argument.

use crate::referees::{answer, program, python};
use crate::{filled, key, terms};
use latchkey::engine::key::alphabet::Alphabet;
use latchkey::engine::key::checksum::Checksum;
use latchkey::engine::key::format::Format;
use latchkey::engine::key::record::leak::find_in_history;
use latchkey::engine::key::record::store::SecretStore;
use latchkey::engine::key::record::usage::Caller;
use latchkey::engine::key::spec::TokenSpec;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;
use std::thread;
use tempfile::TempDir;

/// A folder with a stand-in for each manager's program: it notes its name with its arguments, its environment and what
/// it reads. The programs themselves need an account of the service.
fn stand_ins() -> TempDir {
    let folder = TempDir::new().expect("there is a temporary folder");
    for name in ["aws", "vault", "gh", "kubectl", "op"] {
        let file = folder.path().join(name);
        // An argument that names standard input is read there, as the program would.
        let script = "#!/bin/sh\nfolder=$(dirname \"$0\")\nprintf '%s\\n' \"${0##*/}\" \"$@\" >\"$folder/arguments\"\nenv >\"$folder/environment\"\ncat >\"$folder/input\"\n";
        fs::write(&file, script).expect("it can be written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
    folder
}

/// The program of a manager and all that it is called with, for the label of `filled`. Each reads standard input: AWS
/// and Kubernetes as a file, Vault and 1Password as `-`, GitHub where no value is given.
const fn called_with(store: SecretStore) -> &'static [&'static str] {
    match store {
        SecretStore::Aws => &[
            "aws",
            "secretsmanager",
            "create-secret",
            "--name",
            "api-key-it-s-billing-100",
            "--secret-string",
            "file:///dev/stdin",
        ],
        SecretStore::Vault => &[
            "vault",
            "kv",
            "put",
            "-mount=secret",
            "api-key-it-s-billing-100",
            "api_key=-",
        ],
        SecretStore::GitHub => &["gh", "secret", "set", "API_KEY"],
        SecretStore::Kubernetes => &[
            "kubectl",
            "create",
            "secret",
            "generic",
            "api-key-it-s-billing-100",
            "--from-file=API_KEY=/dev/stdin",
        ],
        SecretStore::OnePassword => &["op", "item", "create", "-"],
    }
}

#[test]
fn every_store_gets_the_whole_key_by_standard_input_and_in_no_argument() {
    let custom = TokenSpec {
        format: Format::Custom,
        // What shells and JSON quote.
        alphabet: "\"'\\$%{}#`a1!*".parse::<Alphabet>().expect("it is one"),
        ..TokenSpec::default()
    };
    let terms = terms(&filled());
    for (seed, spec) in [(1, TokenSpec::default()), (2, custom)] {
        let (key, _) = key(&spec, &terms, seed);
        for store in SecretStore::ALL {
            let folder = stand_ins();
            let path = format!(
                "{}:{}",
                folder.path().display(),
                std::env::var("PATH").expect("there is a path")
            );
            let command = store.write(&terms);
            assert!(!command.contains(&key));
            // The shell reads the commands from a file, and the key where a person pastes it.
            let script = folder.path().join("commands");
            fs::write(&script, &command).expect("it can be written");
            let mut bash = program("bash");
            bash.args(["-eu"]).arg(&script).env("PATH", path);
            answer(&mut bash, format!("{key}\n").as_bytes());
            let read =
                |name: &str| fs::read_to_string(folder.path().join(name)).expect("it was written");
            let (arguments, input) = (read("arguments"), read("input"));
            let arguments: Vec<&str> = arguments.lines().collect();
            assert_eq!(arguments, called_with(store), "{store:?}");
            // Nor in the environment, which other programs of the user can read too.
            assert!(!read("environment").contains(&key), "{store:?}");
            if store == SecretStore::OnePassword {
                let item: serde_json::Value = serde_json::from_str(&input).expect("it is JSON");
                assert_eq!(item["fields"][0]["value"], key.as_str());
                assert_eq!(item["title"], terms.label.clone().expect("it has one"));
            } else {
                assert_eq!(input, key, "{store:?}");
            }
        }
    }
}

/// A server that answers one request and returns its header lines.
fn serve() -> (u16, thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it is bound").port();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("the caller connects");
        let lines = BufReader::new(stream.try_clone().expect("it can be shared")).lines();
        let lines: Vec<String> = lines
            .map(|line| line.expect("it is text"))
            .take_while(|line| !line.is_empty())
            .collect();
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nwelcome")
            .expect("the caller reads");
        lines
    });
    (port, server)
}

#[test]
fn every_caller_sends_the_key_of_the_environment() {
    let (key, _) = key(&TokenSpec::default(), &terms(&filled()), 1);
    for caller in Caller::ALL {
        let (port, server) = serve();
        let text = caller.text();
        assert!(
            text.contains("API_KEY") && text.contains("https://api.example.com"),
            "{text}"
        );
        let text = text.replace(
            "https://api.example.com",
            &format!("http://127.0.0.1:{port}"),
        );
        let folder = TempDir::new().expect("there is a temporary folder");
        let (mut command, name): (Command, _) = match caller {
            Caller::CurlBearer | Caller::CurlHeader => (program("sh"), "call.sh"),
            Caller::Fetch => (program("node"), "call.mjs"),
            Caller::Requests => (python(), "call.py"),
        };
        let file = folder.path().join(name);
        fs::write(&file, text).expect("it can be written");
        let said = answer(
            command
                .arg(&file)
                .env("API_KEY", &key)
                .env("NO_PROXY", "*")
                .env("no_proxy", "*"),
            b"",
        );
        assert_eq!(said.trim(), "welcome", "{caller:?}");
        let header = match caller {
            Caller::CurlHeader => format!("x-api-key: {key}"),
            _ => format!("authorization: Bearer {key}"),
        };
        let lines = server.join().expect("the server ends");
        let is_sent = |line: &String| {
            line.split_once(": ").is_some_and(|(name, value)| {
                format!("{}: {value}", name.to_ascii_lowercase()) == header
            })
        };
        assert!(lines.iter().any(is_sent), "{caller:?}: {lines:?}");
    }
}

#[test]
fn the_command_finds_the_commits_with_the_key_and_no_others() {
    for (seed, spec) in [
        (1, TokenSpec::default()),
        (
            2,
            TokenSpec {
                format: Format::Custom,
                // What regular expressions and shells know, at the end too.
                checksum: Checksum::None,
                alphabet: "'\\$^(|)[]{}*+?.".parse::<Alphabet>().expect("it is one"),
                prefix: "my-app.v1".parse().expect("it is a prefix"),
                ..TokenSpec::default()
            },
        ),
    ] {
        let (leaked, record) = key(&spec, &terms(&filled()), seed);
        let (other, _) = key(&spec, &terms(&filled()), seed + 2);
        let folder = TempDir::new().expect("there is a temporary folder");
        let git = |arguments: &[&str]| {
            let mut git = program("git");
            git.args(["-c", "user.name=x", "-c", "user.email=x@example.com", "-C"]);
            answer(git.arg(folder.path()).args(arguments), b"")
        };
        git(&["init", "--quiet"]);
        for (text, message) in [
            (format!("KEY={other}\n"), "another key"),
            (format!("KEY=\"{leaked}\"\n"), "leaked"),
            ("KEY=\n".to_owned(), "taken out"),
            ("KEY=sk_live_\n".to_owned(), "a prefix"),
        ] {
            fs::write(folder.path().join(".env"), text).expect("it can be written");
            git(&["add", "."]);
            git(&["commit", "--quiet", "-m", message]);
        }
        let command = find_in_history(&record.key);
        assert!(!command.contains(&leaked));
        let found = answer(
            program("sh")
                .args(["-euc", &command])
                .current_dir(folder.path()),
            b"",
        );
        let messages: Vec<&str> = found
            .lines()
            .filter_map(|line| line.split_once(' '))
            .map(|(_, said)| said)
            .collect();
        assert_eq!(messages, ["taken out", "leaked"], "{command}");
    }
}
