//! Checksum lists as tools, sites and people write them, checked against files.
#![cfg(not(target_arch = "wasm32"))]

use latchkey::engine::digest::sums::{Check, FileState, Sums, gnu_line, tag_line};
use latchkey::engine::digest::{Algorithm, Digest, Encoding, digest};
use proptest::prelude::*;
use proptest::sample::select;

const SHA256: Algorithm = Algorithm::Sha256;
/// The file at hand.
const NAME: &str = "latch-2.1.tar.gz";
const CONTENT: &[u8] = b"a latch\n";

/// All digests of a content, as if all algorithms had been computed.
fn read(content: &[u8]) -> FileState {
    FileState::Done(Algorithm::ALL.map(|one| digest(one, content)).to_vec())
}

fn hex(algorithm: Algorithm, content: &[u8]) -> String {
    digest(algorithm, content).encode(Encoding::Hex)
}

/// What is said of each entry, with the one file at hand; `Err` names a line that could not be parsed.
fn checks(list: &str) -> Result<Vec<Check>, String> {
    let sums = Sums::read(list, SHA256);
    match sums.unreadable.first() {
        Some((line, error)) => Err(format!("line {line}: {error:?}")),
        None => Ok(sums.check(&[(NAME.to_owned(), read(CONTENT))])),
    }
}

/// Lists of the one file, `{}` standing for its SHA-256 in lower case, `{U}` in upper case.
const LISTS: [&str; 44] = [
    "{}  latch-2.1.tar.gz",
    "{} *latch-2.1.tar.gz",
    "{} latch-2.1.tar.gz",
    "{}\tlatch-2.1.tar.gz",
    "{}  ./latch-2.1.tar.gz",
    "{}  dist/out/latch-2.1.tar.gz",
    "{} *dist\\latch-2.1.tar.gz",
    "\\{}  dist\\\\latch-2.1.tar.gz",
    "SHA256 (latch-2.1.tar.gz) = {}",
    "SHA2-256(latch-2.1.tar.gz)= {}",
    "SHA256 (/tmp/latch-2.1.tar.gz) = {}",
    "latch-2.1.tar.gz: {}",
    "latch-2.1.tar.gz {}",
    "latch-2.1.tar.gz = {}",
    "latch-2.1.tar.gz,{}",
    "latch-2.1.tar.gz SHA256 {}",
    "latch-2.1.tar.gz (SHA-256): {}",
    "latch-2.1.tar.gz sha256:{}",
    "SHA256 latch-2.1.tar.gz {}",
    "SHA-256 checksum of latch-2.1.tar.gz: {}",
    "sha256:{}  latch-2.1.tar.gz",
    "- latch-2.1.tar.gz: {}",
    "- `latch-2.1.tar.gz`: `{}`",
    "| latch-2.1.tar.gz | {} |",
    "| [latch-2.1.tar.gz](https://files.example/2.1/latch-2.1.tar.gz) | `{}` |",
    "\"latch-2.1.tar.gz\": \"{}\",",
    "{\"name\":\"latch-2.1.tar.gz\",\"sha256\":\"{}\"}",
    "https://files.example/2.1/latch-2.1.tar.gz#sha256={}",
    "{}",
    "{U}\n",
    "sha256:{}",
    "SHA256:\n{}\n",
    "# SHA-256\n{}  latch-2.1.tar.gz",
    "latch-2.1.tar.gz:\n  {}\n",
    "SHA256 hash of latch-2.1.tar.gz:\r\n{}\r\nCertUtil: -hashfile command completed successfully.\r\n",
    "SHA256 hash of file latch-2.1.tar.gz:\n{S}\nCertUtil: -hashfile command completed successfully.\n",
    "SHA256-Hash von latch-2.1.tar.gz:\n{}\nCertUtil: -hashfile-Befehl wurde erfolgreich ausgef\u{fc}hrt.\n",
    "\r\nAlgorithm       Hash                                                                   Path\r\n---------       ----                                                                   ----\r\nSHA256          {U}       C:\\Users\\kim\\Downloads\\latch-2.1.tar.gz\r\n\r\n",
    "\n\nAlgorithm : SHA256\nHash      : {U}\nPath      : C:\\Users\\kim\\Downloads\\latch-2.1.tar.gz\n\n",
    "Algorithm : SHA256\nHash      : {U}\nPath      : C:\\Users\\kim\\Some Folder\\\n            latch-2.1.tar.gz\n",
    "\"Algorithm\",\"Hash\",\"Path\"\r\n\"SHA256\",\"{U}\",\"C:\\Users\\kim\\latch-2.1.tar.gz\"\r\n",
    "#TYPE Microsoft.PowerShell.Commands.FileHashInfo\n\"Path\";\"Hash\"\n\"C:\\latch-2.1.tar.gz\";\"{U}\"\n",
    "latch-2.1.tar.gz: {8}",
    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n{}  latch-2.1.tar.gz\n-----BEGIN PGP SIGNATURE-----\n\niQIzBAEBCgAdFiEE\n=abcd\n-----END PGP SIGNATURE-----\n",
];

/// `gpg --print-md` breaks a line after some groups.
fn in_groups(hex: &str, size: usize) -> String {
    let mut text = String::new();
    for (index, group) in hex.as_bytes().chunks(size).enumerate() {
        text.push_str(match index {
            0 => "",
            6 if size == 8 => "\n                  ",
            _ => " ",
        });
        text.push_str(&String::from_utf8_lossy(group));
    }
    text
}

fn filled(list: &str, hex: &str) -> String {
    let upper = hex.to_uppercase();
    list.replace("{8}", &in_groups(&upper, 8))
        .replace("{S}", &in_groups(hex, 2))
        .replace("{U}", &upper)
        .replace("{}", hex)
}

#[test]
fn the_lists_of_all_tools_are_checked() {
    let right = hex(SHA256, CONTENT);
    let wrong = hex(SHA256, b"another latch\n");
    for list in LISTS {
        assert_eq!(checks(&filled(list, &right)), Ok(vec![Check::Ok]), "{list}");
        assert_eq!(
            checks(&filled(list, &wrong)),
            Ok(vec![Check::Failed]),
            "{list}"
        );
    }
}

#[test]
fn a_size_is_no_part_of_the_name() {
    let (sha256, md5) = (hex(SHA256, CONTENT), hex(Algorithm::Md5, CONTENT));
    let dsc = format!(
        "Format: 3.0 (quilt)\nSource: latch\nChecksums-Sha256:\n {sha256} 8 {NAME}\n {} 0 latch_2.1.debian.tar.xz\n\
         Files:\n {md5} 8 {NAME}\n",
        hex(SHA256, b"")
    );
    let sums = Sums::read(&dsc, SHA256);
    let names: Vec<_> = sums
        .entries
        .iter()
        .map(|entry| (entry.name.as_deref(), entry.expected.algorithm()))
        .collect();
    assert_eq!(
        names,
        [
            (Some(NAME), SHA256),
            (Some("latch_2.1.debian.tar.xz"), SHA256),
            (Some(NAME), Algorithm::Md5)
        ]
    );
    let file = [(NAME.to_owned(), read(CONTENT))];
    assert_eq!(sums.check(&file), [Check::Ok, Check::Missing, Check::Ok]);
    let changes = format!("Files:\n {md5} 8 admin optional {NAME}\n");
    assert_eq!(Sums::read(&changes, SHA256).check(&file), [Check::Ok]);
    let release = format!("SHA256:\n {sha256}        8 main/{NAME}\n");
    assert_eq!(Sums::read(&release, SHA256).check(&file), [Check::Ok]);
    // GNU coreutils writes two spaces: there the digits belong to the name.
    let gnu = Sums::read(&format!("{sha256}  8 {NAME}"), SHA256);
    assert_eq!(gnu.entries[0].name.as_deref(), Some("8 latch-2.1.tar.gz"));
}

#[test]
fn a_hash_function_that_is_not_computed_is_named_and_nothing_is_said_to_be_missing() {
    let sha224 = &hex(SHA256, CONTENT)[..56];
    for line in [
        format!("{sha224}  {NAME}"),
        format!("SHA224 ({NAME}) = {sha224}"),
        format!("{NAME}: {sha224}"),
        format!("RIPEMD160 ({NAME}) = {}", &sha224[..40]),
    ] {
        let sums = Sums::read(&line, SHA256);
        assert_eq!(sums.entries, [], "{line}");
        let (_, error) = sums.unreadable[0];
        let sentence = error.expect("it is known what it is").to_string();
        assert!(sentence.contains("does not compute"), "{line}: {sentence}");
        assert!(
            sentence.contains("SHA-224") || sentence.contains("RIPEMD-160"),
            "{line}: {sentence}"
        );
    }
}

#[test]
fn a_heading_tells_the_algorithm_of_the_lines_below_it() {
    let text = format!(
        "SHA-512:\n{}  {NAME}\n\nBLAKE3:\n{}  {NAME}\n\n# SHA3-256\n{}  {NAME}\n",
        hex(Algorithm::Sha512, CONTENT),
        hex(Algorithm::Blake3, CONTENT),
        hex(Algorithm::Sha3_256, CONTENT),
    );
    assert_eq!(checks(&text), Ok(vec![Check::Ok; 3]));
}

#[test]
fn tens_of_thousands_of_lines_without_a_digest_are_counted_and_not_fatal() {
    let text = "this is no line of a checksum list\n".repeat(75_000);
    let sums = Sums::read(&text, SHA256);
    assert_eq!((sums.entries.len(), sums.unreadable.len()), (0, 75_000));
}

/// How a line can name its file and write its digest.
type Style = fn(&Digest, &str) -> String;

const STYLES: [Style; 12] = [
    gnu_line,
    tag_line,
    |digest, name| format!("{} *{name}", digest.encode(Encoding::Hex)),
    |digest, name| format!("{}  dist/{name}", digest.encode(Encoding::HexUpper)),
    |digest, name| format!("{} *dist\\{name}", digest.encode(Encoding::Hex)),
    |digest, name| format!("{name}: {}", digest.encode(Encoding::Hex)),
    |digest, name| format!("{name}  {}", digest.encode(Encoding::HexUpper)),
    |digest, name| format!("| {name} | `{}` |", digest.encode(Encoding::Hex)),
    |digest, name| format!("\"{name}\": \"{}\",", digest.encode(Encoding::Hex)),
    |digest, name| {
        let (tag, hex) = (digest.algorithm().tag(), digest.encode(Encoding::HexUpper));
        format!("{tag}          {hex}       C:\\Users\\kim\\{name}")
    },
    |digest, name| {
        let (tag, hex) = (digest.algorithm().tag(), digest.encode(Encoding::Hex));
        format!("{tag} hash of {name}:\n{hex}\nCertUtil: -hashfile command completed successfully.")
    },
    |digest, name| {
        let (tag, hex) = (digest.algorithm().tag(), digest.encode(Encoding::HexUpper));
        format!("Algorithm : {tag}\nHash      : {hex}\nPath      : C:\\Users\\kim\\{name}\n")
    },
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// A list of one to five files, each by one or two algorithms in any style, with the digest of one entry
    /// changed in one digit.
    #[test]
    fn no_list_with_one_wrong_digest_yields_zero_failures(
        names in prop::collection::btree_set("[a-z][a-z0-9_.+-]{0,12}\\.(txt|zip|tar\\.gz|bin)", 1..5_usize),
        entries in prop::collection::vec(
            (any::<prop::sample::Index>(), select(STYLES.as_slice()), any::<bool>()), 1..9_usize),
        wrong in any::<prop::sample::Index>(),
        digit in any::<prop::sample::Index>(),
        crlf in any::<bool>(),
    ) {
        let names: Vec<_> = names.into_iter().collect();
        let wrong = wrong.index(entries.len());
        let mut lines = Vec::new();
        for (index, (file, style, is_md5)) in entries.iter().enumerate() {
            let name = file.get(&names);
            let algorithm = if *is_md5 { Algorithm::Md5 } else { SHA256 };
            let right = digest(algorithm, name.as_bytes());
            let line = style(&right, name);
            if index != wrong {
                lines.push(line);
                continue;
            }
            let hex = right.encode(Encoding::Hex);
            let place = digit.index(hex.len());
            let other = if &hex[place..=place] == "0" { "1" } else { "0" };
            let mut changed = hex.clone();
            changed.replace_range(place..=place, other);
            lines.push(line.replace(&hex, &changed).replace(&hex.to_uppercase(), &changed.to_uppercase()));
        }
        let text = lines.join(if crlf { "\r\n" } else { "\n" });
        let files: Vec<_> = names.iter().map(|name| (name.clone(), read(name.as_bytes()))).collect();
        let sums = Sums::read(&text, SHA256);
        prop_assert_eq!(&sums.unreadable, &[], "{}", text);
        prop_assert_eq!(sums.entries.len(), entries.len(), "{}", text);
        let checks = sums.check(&files);
        for (index, check) in checks.iter().enumerate() {
            let expected = if index == wrong { Check::Failed } else { Check::Ok };
            prop_assert_eq!(*check, expected, "entry {} of\n{}", index, text);
        }
    }
}
