//! The check functions, run by their own languages over one table of cases.

use crate::cases::{Case, Variant, cases, variants};
use crate::referees::{answer, program, python};
use latchkey::engine::base::date::Moment;
use latchkey::engine::key::record::check::CheckLanguage;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// Writes the function of each variant as a file, and the cases as JSON; returns the folder.
fn written(language: CheckLanguage, name: impl Fn(usize) -> String) -> TempDir {
    let folder = TempDir::new().expect("there is a temporary folder");
    for (at, Variant { spec, terms }) in variants().iter().enumerate() {
        let file = folder.path().join(name(at));
        fs::create_dir_all(file.parent().expect("it is in the folder")).expect("it can be made");
        fs::write(file, language.write(spec, terms)).expect("it can be written");
    }
    let all: Vec<_> = cases().iter().map(Case::json).collect();
    let all = serde_json::to_string(&all).expect("JSON can be written");
    fs::write(folder.path().join("cases.json"), all).expect("it can be written");
    folder
}

/// Compares what a language said, a line a case, with the table.
fn judge(language: CheckLanguage, said: &str) {
    let cases = cases();
    let said: Vec<&str> = said.lines().collect();
    assert_eq!(
        said.len(),
        cases.len(),
        "{language:?} answered\n{}",
        said.join("\n")
    );
    let mut faults = Vec::new();
    for (case, said) in cases.iter().zip(said) {
        if said != case.expected {
            faults.push(format!(
                "{language:?}, variant {}, {}: {said} instead of {} ({} {} {} {} at {})",
                case.variant,
                case.name,
                case.expected,
                case.key,
                case.scope,
                case.ip,
                case.origin,
                case.now
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Which parameters the function of a variant has.
fn parameters(variant: &Variant) -> [bool; 3] {
    let terms = &variant.terms;
    [
        !terms.scopes.is_empty(),
        !terms.allowed_ips.is_empty(),
        !terms.allowed_origins.is_empty(),
    ]
}

/// A line a variant: which parameters its function has.
fn signatures() -> String {
    let line = |variant: &Variant| {
        let names = ["scope", "ip", "origin"].iter().zip(parameters(variant));
        let names: Vec<&str> = names
            .filter(|(_, has)| *has)
            .map(|(name, _)| *name)
            .collect();
        names.join(" ")
    };
    variants().iter().map(line).collect::<Vec<_>>().join("\n")
}

fn harness(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/record")
        .join(name)
}

#[test]
fn python_gives_every_case_its_verdict() {
    let folder = written(CheckLanguage::Python, |at| format!("check{at}.py"));
    let said = answer(
        python().arg(harness("harness.py")).arg(folder.path()),
        signatures().as_bytes(),
    );
    judge(CheckLanguage::Python, &said);
}

#[test]
fn node_gives_every_case_its_verdict() {
    let folder = written(CheckLanguage::Node, |at| format!("check{at}.mjs"));
    let said = answer(
        program("node")
            .arg(harness("harness.mjs"))
            .arg(folder.path()),
        signatures().as_bytes(),
    );
    judge(CheckLanguage::Node, &said);
}

#[test]
fn php_gives_every_case_its_verdict() {
    let folder = written(CheckLanguage::Php, |at| format!("check{at}.php"));
    // A function can be declared once: one process a variant. Each answers its own cases, in their order.
    let mut said = String::new();
    for (at, signature) in signatures().lines().enumerate() {
        said += &answer(
            program("php")
                .args(["-d", "error_reporting=-1", "-d", "display_errors=stderr"])
                .arg(harness("harness.php"))
                .arg(folder.path())
                .arg(at.to_string())
                .args(signature.split_whitespace()),
            b"",
        );
    }
    judge(CheckLanguage::Php, &said);
}

#[test]
fn go_gives_every_case_its_verdict() {
    let folder = written(CheckLanguage::Go, |at| format!("v{at}/check_key.go"));
    let (mut imports, mut calls) = (String::new(), String::new());
    for (at, variant) in variants().iter().enumerate() {
        let names = ["c.Scope", "c.IP", "c.Origin"]
            .iter()
            .zip(parameters(variant));
        let names: Vec<&str> = names
            .filter(|(_, has)| *has)
            .map(|(name, _)| *name)
            .collect();
        let arguments = [&["c.Key", "find"][..], &names, &["c.Now"]]
            .concat()
            .join(", ");
        writeln!(imports, "\tv{at} \"check/v{at}\"").expect("a text takes all");
        write!(
            calls,
            "\tcase {at}:\n\t\tfind := func(wanted string) *v{at}.Record {{\n\t\t\tlookedUp = wanted\n\t\t\tvar record *v{at}.Record\n\t\t\tread(c.Record, &record)\n\t\t\treturn record\n\t\t}}\n\t\treturn v{at}.CheckKey({arguments}), lookedUp\n"
        )
        .expect("a text takes all");
    }
    let main = fs::read_to_string(harness("harness.go.txt")).expect("it is there");
    let main = main
        .replace("\t// imports\n", &imports)
        .replace("\t// calls\n", &calls);
    fs::write(folder.path().join("main.go"), main).expect("it can be written");
    fs::write(folder.path().join("go.mod"), "module check\n\ngo 1.18\n")
        .expect("it can be written");
    let mut formatted = program("gofmt");
    let lines = answer(formatted.arg("-l").arg(folder.path()), b"");
    assert!(
        !lines.contains("check_key.go"),
        "gofmt would change {lines}"
    );
    let said = answer(
        program("go")
            .args(["run", "."])
            .current_dir(folder.path())
            .env("GOFLAGS", "-mod=mod")
            .env("GOPROXY", "off")
            .env("GOTOOLCHAIN", "local"),
        b"",
    );
    judge(CheckLanguage::Go, &said);
}

fn rust_moment(moment: Option<Moment>) -> String {
    moment.map_or("None".to_owned(), |moment| {
        let seconds = answer(
            Command::new("date").args(["-u", "+%s", "-d", &moment.to_string()]),
            b"",
        );
        format!("at({})", seconds.trim())
    })
}

fn rust_texts(texts: &[String]) -> String {
    let texts: Vec<String> = texts
        .iter()
        .map(|text| format!("{text:?}.to_owned()"))
        .collect();
    format!("vec![{}]", texts.join(", "))
}

/// The call of a case as an expression of Rust.
fn rust_call(case: &Case, variant: &Variant) -> String {
    let at = case.variant;
    let [scope, ip, origin] = parameters(variant);
    let mut record = "None".to_owned();
    if let Some(found) = &case.record {
        let mut fields = vec![
            format!("sha256: {:?}.to_owned()", found.key.sha256),
            format!("status: {:?}.to_owned()", found.status.id()),
            format!("expires: {}", rust_moment(found.terms.expires)),
            format!("revoked_at: {}", rust_moment(found.revoked_at)),
            format!("grace_until: {}", rust_moment(found.grace_until)),
        ];
        let lists = [
            (scope, "scopes", &found.terms.scopes),
            (ip, "allowed_ips", &found.terms.allowed_ips),
            (origin, "allowed_origins", &found.terms.allowed_origins),
        ];
        for (_, name, texts) in lists.into_iter().filter(|(has, ..)| *has) {
            fields.push(format!("{name}: {}", rust_texts(texts)));
        }
        record = format!("Some(v{at}::Record {{ {} }})", fields.join(", "));
    }
    let mut arguments = vec![
        format!("{:?}", case.key),
        format!("|wanted| {{ looked_up = wanted.to_owned(); {record} }}"),
    ];
    let texts = [(scope, case.scope), (ip, case.ip), (origin, case.origin)];
    arguments.extend(
        texts
            .iter()
            .filter(|(has, _)| *has)
            .map(|(_, text)| format!("{text:?}")),
    );
    arguments.push(format!("{}.unwrap()", rust_moment(Some(case.now))));
    format!(
        "    {{ let mut looked_up = String::from(\"-\"); let said = v{at}::check_key({}); say(said, &looked_up); }}\n",
        arguments.join(", ")
    )
}

#[test]
fn rust_gives_every_case_its_verdict() {
    let folder = written(CheckLanguage::Rust, |at| format!("src/v{at}.rs"));
    let variants = variants();
    let mut main = String::from("#![deny(warnings)]\n");
    for at in 0..variants.len() {
        writeln!(main, "mod v{at};").expect("a text takes all");
    }
    main += "use std::time::{Duration, SystemTime};\n\
        fn at(seconds: u64) -> Option<SystemTime> { Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)) }\n\
        fn say(said: Result<(), &str>, looked_up: &str) { println!(\"{} {looked_up}\", said.err().unwrap_or(\"valid\")); }\n\
        fn main() {\n";
    for case in cases() {
        main += &rust_call(&case, &variants[case.variant]);
    }
    main += "}\n";
    fs::write(folder.path().join("src/main.rs"), main).expect("it can be written");
    fs::write(
        folder.path().join("Cargo.toml"),
        "[package]\nname = \"check\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\nsha2 = \"0.11\"\nsubtle = \"2.6\"\n",
    )
    .expect("it can be written");
    // The versions of this workspace, which are downloaded already.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    fs::copy(lock, folder.path().join("Cargo.lock")).expect("it can be copied");
    let said = answer(
        Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--offline"])
            .current_dir(folder.path())
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("check"),
            )
            .env_remove("RUSTC_WRAPPER")
            .env("CARGO_PROFILE_DEV_DEBUG", "false"),
        b"",
    );
    judge(CheckLanguage::Rust, &said);
}

#[test]
fn the_table_has_every_verdict_and_every_language_is_asked_it() {
    let cases = cases();
    for verdict in [
        "valid",
        "malformed",
        "unknown",
        "revoked",
        "expired",
        "replaced",
        "ip",
        "origin",
        "scope",
    ] {
        let given = cases
            .iter()
            .filter(|case| case.expected.starts_with(verdict));
        assert!(given.count() >= 4, "{verdict}");
    }
    assert!(cases.len() > 150, "{}", cases.len());
}
