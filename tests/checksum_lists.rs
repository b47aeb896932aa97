//! Checksum lists as tools, sites and people write them, checked against files.
#![cfg(not(target_arch = "wasm32"))]

use latchkey::engine::digest::file_answer::{FileAnswer, file_answers};
use latchkey::engine::digest::sums::{Check, FileState, Sums, gnu_line, joined, tag_line};
use latchkey::engine::digest::{Algorithm, Digest, Encoding, digest};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;
use std::ops::Range;

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
const LISTS: [&str; 94] = [
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
    "{}  latch-2.1.tar.gz  \t",
    "{}  latch-2.1.tar.gz\0",
    // Of the standard input: the file at hand.
    "{}  -",
    "{} *-",
    "SHA256 (-) = {}",
    "SHA2-256(stdin)= {}",
    "(stdin)= {}",
    "{} *stdin",
    "Algorithm : SHA256\nHash      : {U}\nPath      : \n",
    "\"Algorithm\",\"Hash\",\"Path\"\r\n\"SHA256\",\"{U}\",\"\"\r\n",
    // With the size.
    "{}             8  latch-2.1.tar.gz",
    "{}   8  latch-2.1.tar.gz",
    "\n7-Zip 23.01 (x64) : Copyright (c) 1999-2023 Igor Pavlov : 2023-06-20\n\nScanning\n1 file, 8 bytes (1 KiB)\n\nSHA256                                                                    Size  Name\n---------------------------------------------------------------- -------------  ------------\n{}             8  latch-2.1.tar.gz\n---------------------------------------------------------------- -------------  ------------\n{}             8  \n\nSize: 8\n\nSHA256 for data:              {}\n\nEverything is Ok\n",
    "         8  {}  /tmp/latch-2.1.tar.gz",
    "8 {} latch-2.1.tar.gz",
    "8,{},/tmp/latch-2.1.tar.gz",
    "%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\n## Invoked from: /tmp\n## $ hashdeep -c sha256 latch-2.1.tar.gz\n##\n8,{},/tmp/latch-2.1.tar.gz\n",
    "latch-2.1.tar.gz,8,{}",
    "latch-2.1.tar.gz 8.1 MB {}",
    "latch-2.1.tar.gz (8 bytes): {}",
    "| latch-2.1.tar.gz | 8.1 MB | {} |",
    "latch-2.1.tar.gz\tArchive\tLinux\t8MB\t{}",
    "<tr><td>latch-2.1.tar.gz</td><td><code>{}</code></td></tr>",
    // JSON.
    "{\"filename\":\"latch-2.1.tar.gz\",\"size\":8,\"sha256\":\"{}\"}",
    "{\"sha256\":\"{}\",\"size\":8,\"filename\":\"latch-2.1.tar.gz\"}",
    "{\n  \"digests\": {\n    \"sha256\": \"{}\"\n  },\n  \"filename\": \"latch-2.1.tar.gz\",\n  \"size\": 8\n}\n",
    "[{\"name\": \"latch-2.1.tar.gz\", \"size\": 8, \"digest\": \"sha256:{}\"}]",
    "{\"latch-2.1.tar.gz\": {\"size\": 8, \"hash\": \"{}\"}}",
    "{\"files\": {\"dist/latch-2.1.tar.gz\": \"{}\"}}",
    "{\"{}\": \"latch-2.1.tar.gz\"}",
    "{\"version\":\"2.1\",\"url\":\"https://files.example/2.1/latch-2.1.tar.gz?raw=1\",\"hash\":\"{}\"}",
    "{\"commit\": \"0123456789abcdef0123456789abcdef01234567\", \"file\": \"latch-2.1.tar.gz\", \"sha256\": \"{}\"}",
    "\"name\": \"latch-2.1.tar.gz\",\n\"size\": 8,\n\"sha256\": \"{}\",\n",
    "{\"body\": \"## Sums\\n\\n{}  latch-2.1.tar.gz\\n\", \"tag_name\": \"2.1\"}",
    // The name on a line above.
    "latch-2.1.tar.gz\nSHA-256: {}\n",
    "latch-2.1.tar.gz\n\nSHA-256: {}\n",
    "latch-2.1.tar.gz\nsha256:{}\n8 Bytes\n",
    "latch-2.1.tar.gz\n8.1 MB\nSHA-256\n{}\n",
    "### latch-2.1.tar.gz\n\nSHA-256: `{}`\n",
    "**latch-2.1.tar.gz**\n- SHA-256: {}\n",
    "[latch-2.1.tar.gz](https://files.example/latch-2.1.tar.gz)\n{}\n",
    "Filename: pool/main/l/latch-2.1.tar.gz\nSize: 8\nSHA256: {}\n",
    "Dateiname: latch-2.1.tar.gz\nSHA256: {}\n",
    "Nom du fichier : latch-2.1.tar.gz\nSHA256 : {}\n",
    "- name: latch-2.1.tar.gz\n  size: 8\n  sha256: {}\n",
    "  url \"https://files.example/2.1/latch-2.1.tar.gz\"\n  sha256 \"{}\"\n",
    "source = \"https://files.example/2.1/latch-2.1.tar.gz\"\nchecksum = \"{}\"\n",
    // certutil in Japanese and Chinese.
    "SHA256 \u{30cf}\u{30c3}\u{30b7}\u{30e5} (\u{5bfe}\u{8c61} latch-2.1.tar.gz):\r\n{}\r\nCertUtil: -hashfile\r\n",
    "SHA256 \u{7684} latch-2.1.tar.gz \u{54c8}\u{5e0c}:\r\n{}\r\nCertUtil: -hashfile\r\n",
    "latch-2.1.tar.gz\u{ff1a}{}",
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
fn a_line_of_an_escaped_name_is_no_heading() {
    for name in ["sha256:", "two lines\nmd5:", "a\\sha256 :"] {
        let escaped = name.replace('\\', r"\\").replace('\n', r"\n");
        let list = format!(r"\{}  {escaped}", hex(Algorithm::Sha256, CONTENT));
        let sums = Sums::read(&list, Algorithm::Sha256);
        let checks = sums.check(&[(name.to_owned(), read(CONTENT))]);
        assert_eq!(checks, [Check::Ok], "{list}");
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

const STYLES: [Style; 19] = [
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
    // The name on a line above, in a section with sizes, in a table, in JSON.
    |digest, name| {
        let (tag, hex) = (digest.algorithm().tag(), digest.encode(Encoding::Hex));
        format!("\n{name}\n\n{tag}: {hex}\n")
    },
    |digest, name| {
        let (tag, hex) = (digest.algorithm().tag(), digest.encode(Encoding::Hex));
        format!("{tag}:\n {hex} 8 {name}")
    },
    |digest, name| format!("8,{},/tmp/{name}", digest.encode(Encoding::Hex)),
    |digest, name| format!("{}             8  {name}", digest.encode(Encoding::Hex)),
    |digest, name| format!("{name}\t8 KB\t{}", digest.encode(Encoding::Hex)),
    |digest, name| {
        let hex = digest.encode(Encoding::Hex);
        format!("{{\"name\": \"{name}\", \"size\": 8, \"hash\": \"{hex}\"}}")
    },
    |digest, name| format!("{name} = {}", digest.encode(Encoding::Base64)),
];

/// A name of words that also stand around names, with brackets, and of letters and signs.
fn name() -> impl Strategy<Value = String> {
    let words = select(vec![
        "The", "a", "of", "File", "file", "hash", "Checksum", "Rel", "[x]", "(copy)", "(2)",
        "v2.1", "8", "for", "README", "sum",
    ]);
    let of_words = (
        prop::collection::vec(words, 1..4_usize),
        select(vec![" ", "-", "_", "."]),
    )
        .prop_map(|(words, between)| words.join(between));
    let of_signs = "[A-Za-z0-9][A-Za-z0-9_.+ ()\\[\\]&-]{0,11}[a-z)]";
    let end = select(vec![".txt", ".zip", ".tar.gz", ".bin"]);
    (prop_oneof![of_words, of_signs], end)
        .prop_map(|(name, end)| format!("{name}{end}"))
        .prop_filter("no algorithm stands beside its digest", |name| {
            !names_an_algorithm(name)
        })
}

/// Names of different files. None is another one behind a size, as lists with a column of sizes write it.
fn names(how_many: Range<usize>) -> impl Strategy<Value = BTreeSet<String>> {
    prop::collection::btree_set(name(), how_many).prop_filter(
        "a size before the name of one file makes that of another",
        |names| {
            let has_other = |name: &String| {
                let (size, rest) = name.split_once(' ').unwrap_or_default();
                size.bytes().all(|digit| digit.is_ascii_digit())
                    && names.contains(rest.trim_start())
            };
            !names.iter().any(has_other)
        },
    )
}

/// Whether a name holds that of an algorithm, which then is the digest's.
fn names_an_algorithm(name: &str) -> bool {
    let mut plain = name.to_lowercase();
    plain.retain(|sign| sign.is_ascii_alphanumeric());
    ["md", "sha", "b2", "b3", "blake", "crc", "sm3"]
        .iter()
        .any(|one| plain.contains(one))
}

/// What is said with these files at hand, names and contents, all algorithms computed.
fn words(list: &str, files: &[(&str, &[u8])]) -> Vec<String> {
    let files: Vec<_> = files
        .iter()
        .map(|(name, content)| ((*name).to_owned(), read(content)))
        .collect();
    let checks = Sums::read(list, SHA256).check(&files);
    checks.iter().map(ToString::to_string).collect()
}

#[test]
fn a_name_is_taken_literally_where_a_file_has_it() {
    let (one, two) = (hex(SHA256, b"1"), hex(SHA256, b"2"));
    // The words and signs that stand around names stand in these.
    for name in [
        "The File.txt",
        "a file.txt",
        "Hash of File.txt",
        "[Rel] File.txt",
        "File (copy)",
        "File (2).txt",
        "(File).txt",
        "\"File\".txt",
        "File.txt 8 MB",
        "8  File.txt",
        "File, File.txt",
        "SHA-256 File.txt",
        "File.txt (64-bit)",
        "File.txt 3",
        "File.txt # 2",
        "a%20b.txt",
        "a%2Bb.txt",
        "-",
        "stdin",
        "checksum",
    ] {
        let styles: [&dyn Fn(&str) -> String; 5] = [
            &|hex| format!("{hex}  {name}"),
            &|hex| format!("SHA256 ({name}) = {hex}"),
            &|hex| format!("{name}: {hex}"),
            &|hex| format!("{name}  {hex}"),
            &|hex| format!("| {name} | `{hex}` |"),
        ];
        for style in styles {
            let line = style(&one);
            // The other file has the digest that is listed for this one.
            let swapped: [(&str, &[u8]); 2] = [("File.txt", b"1"), (name, b"2")];
            assert_eq!(words(&line, &swapped), ["FAILED"], "{line}");
            let right: [(&str, &[u8]); 2] = [("File.txt", b"2"), (name, b"1")];
            assert_eq!(words(&line, &right), ["OK"], "{line}");
            let both = format!("{line}\n{two}  File.txt");
            assert_eq!(words(&both, &right), ["OK", "OK"], "{both}");
            assert_eq!(words(&both, &swapped), ["FAILED", "FAILED"], "{both}");
        }
    }
}

#[test]
fn missing_is_only_what_names_a_file_that_was_not_given() {
    let (one, two) = (hex(SHA256, b"1"), hex(SHA256, b"2"));
    for list in [
        "one.zip\nSHA-256: {1}\n\ntwo.zip\nSHA-256: {2}\n",
        "one.zip\nsha256:{1}\n3 Bytes\n\ntwo.zip\nsha256:{2}\n4 Bytes\n",
        "## one.zip\n\n`{1}`\n\n## two.zip\n\n`{2}`\n",
        "one.zip:\nMD5: {m}\nSHA-256: {1}\n\ntwo.zip:\nSHA-256: {2}\n",
        "Filename: one.zip\nSHA256: {1}\n\nFilename: two.zip\nSHA256: {2}\n",
        "{\"one.zip\": \"{1}\", \"two.zip\": \"{2}\"}",
        "\"one.zip\": \"{1}\", \"two.zip\": \"{2}\",",
        "{\"name\":\"one.zip\",\"sha256\":\"{1}\"}\n{\"name\":\"two.zip\",\"sha256\":\"{2}\"}\n",
        "3,{1},/tmp/one.zip\n4,{2},/tmp/two.zip\n",
        "{1}   3  one.zip\n{2}   4  two.zip\n",
        "SHA256 Size  Name\n---------------------------------------------------------------- -----  ------\n{1}     3  one.zip\n{2}     4  two.zip\n                                                                     0  folder\n---------------------------------------------------------------- -----  ------\n{m}{m}     7  \n\nSHA256 for data:  {m}{m}\n",
    ] {
        let list = list
            .replace("{1}", &one)
            .replace("{2}", &two)
            .replace("{m}", &hex(Algorithm::Md5, b"1"));
        let mut said = words(&list, &[("one.zip", b"1")]);
        if said.len() == 3 {
            assert_eq!(said.remove(0), "OK", "{list}");
        }
        assert_eq!(said, ["OK", "missing"], "{list}");
        let mut said = words(&list, &[("two.zip", b"1")]);
        said.drain(..said.len() - 2);
        assert_eq!(said, ["missing", "FAILED"], "{list}");
    }
    // A name without an extension is one where another like it is that of a file.
    let list = format!("latch-linux\nSHA-256: {one}\n\nlatch-macos\nSHA-256: {two}\n");
    assert_eq!(words(&list, &[("latch-linux", b"1")]), ["OK", "missing"]);
    let list = format!("Release 2_1\nSHA-256: {one}\n");
    assert_eq!(words(&list, &[("latch.zip", b"1")]), ["OK"]);
}

#[test]
fn a_digest_of_no_named_algorithm_is_compared_by_all_that_fit() {
    for algorithm in Algorithm::ALL {
        let list = format!("{}  {NAME}\n", hex(algorithm, CONTENT));
        for selected in Algorithm::ALL {
            let sums = Sums::read(&list, selected);
            let digests = |algorithms: &[Algorithm], content| {
                let digests = algorithms.iter().map(|one| digest(*one, content)).collect();
                [(NAME.to_owned(), FileState::Done(digests))]
            };
            // As the page does: the likeliest first, and the others where that one fails.
            let mut computed = sums.algorithms();
            computed.extend(sums.further(&digests(&computed, CONTENT)));
            let case = format!("{algorithm:?} with {selected:?} selected");
            assert_eq!(
                sums.check(&digests(&computed, CONTENT)),
                [Check::Ok],
                "{case}"
            );
            let all: Vec<_> = Algorithm::of_len(algorithm.digest_len()).collect();
            let other = digests(&all, b"another latch\n");
            assert_eq!(sums.check(&other), [Check::Failed], "{case}");
            assert_eq!(sums.further(&other), [], "{case}");
        }
    }
    let named = Sums::read(
        &format!("SHA256 ({NAME}) = {}", hex(Algorithm::Blake3, CONTENT)),
        SHA256,
    );
    let files = [(NAME.to_owned(), read(CONTENT))];
    assert_eq!(named.check(&files), [Check::Failed]);
    assert_eq!(named.further(&files), []);
}

#[test]
fn lists_of_several_algorithms_keep_what_their_names_say() {
    let line = |algorithm| format!("{}  {NAME}", hex(algorithm, CONTENT));
    let lists = [
        Algorithm::Sha512,
        Algorithm::Blake2b512,
        Algorithm::Sha3_512,
        SHA256,
    ];
    let named = lists.map(|algorithm| (Some(algorithm), line(algorithm)));
    let mut with_unnamed = named.to_vec();
    with_unnamed.push((None, line(Algorithm::Sha384)));
    let (selected, text) = joined(with_unnamed).expect("there are lists");
    assert_eq!(selected, None);
    let sums = Sums::read(&text, SHA256);
    let algorithms: Vec<_> = sums
        .entries
        .iter()
        .map(|entry| entry.expected.algorithm())
        .collect();
    assert_eq!(algorithms[0], Algorithm::Sha384);
    assert_eq!(algorithms[1..], lists);
    assert_eq!(checks(&text), Ok(vec![Check::Ok; 5]));
    let one = joined(vec![(Some(Algorithm::Blake3), "x".to_owned())]);
    assert_eq!(one, Some((Some(Algorithm::Blake3), "x\n".to_owned())));
    assert_eq!(joined(Vec::new()), None);
}

/// The list with the digests of two contents: SHA-256 in place of `{1}` and `{2}`, MD5 of the first in place of `{m}`.
fn with_digests(list: &str, one: &[u8], two: &[u8]) -> String {
    list.replace("{1}", &hex(SHA256, one))
        .replace("{2}", &hex(SHA256, two))
        .replace("{m}", &hex(Algorithm::Md5, one))
}

/// Lists of `one.zip` and `two.zip`, which name each where a reader of the line alone would not look.
const PAIRS: [&str; 31] = [
    // Below its digest.
    "SHA256: {1}\nFile: one.zip\nSHA256: {2}\nFile: two.zip\n",
    "{1}\none.zip\n{2}\ntwo.zip\n",
    "{1}\none.zip\n\n{2}\ntwo.zip\n",
    "{1}\n\none.zip\n\n{2}\n\ntwo.zip\n",
    "{1}\n# one.zip\n\n{2}\n# two.zip\n",
    "<entry>\n<sha256>{1}</sha256>\n<name>one.zip</name>\n</entry>\n<entry>\n<sha256>{2}</sha256>\n<name>two.zip</name>\n</entry>",
    "- sha256: {1}\n  filename: one.zip\n- sha256: {2}\n  filename: two.zip\n",
    "- hash: {1}\n  size: 3\n  path: out/one.zip\n- hash: {2}\n  size: 3\n  path: out/two.zip\n",
    "- sha256: {1}\n  name: one.zip\n- name: two.zip\n  sha256: {2}\n",
    "[[asset]]\nchecksum=\"{1}\"\nurl=\"https://files.example/one.zip\"\n[[asset]]\nchecksum=\"{2}\"\nurl=\"https://files.example/two.zip\"\n",
    "Hash : {1}\nFullName : C:\\kim\\one.zip\n\nHash : {2}\nFullName : C:\\kim\\two.zip\n",
    // Above it, in a record whose keys are in another order, or in words that are not English.
    "Path : C:\\kim\\one.zip\r\nHash : {1}\r\n\r\nPath : C:\\kim\\two.zip\r\nHash : {2}\r\n",
    "Path      : C:\\kim\\one.zip\nAlgorithm : SHA256\nHash      : {1}\nPath      : C:\\kim\\two.zip\nAlgorithm : SHA256\nHash      : {2}\n",
    "Name,Hash\none.zip,{1}\ntwo.zip,{2}\n",
    "Hash SHA256 do arquivo one.zip:\n{1}\nCertUtil: -hashfile\nHash SHA256 do arquivo two.zip:\n{2}\n",
    "\u{425}\u{44d}\u{448} SHA256 \u{444}\u{430}\u{439}\u{43b}\u{430} one.zip:\n{1}\n\u{425}\u{44d}\u{448} SHA256 \u{444}\u{430}\u{439}\u{43b}\u{430} two.zip:\n{2}\n",
    "one.zip dosyas\u{131}n\u{131}n SHA256 karmas\u{131}:\n{1}\ntwo.zip dosyas\u{131}n\u{131}n SHA256 karmas\u{131}:\n{2}\n",
    // All of them before the digests.
    "source=('https://files.example/one.zip'\n        'two.zip')\nsha256sums=('{1}'\n            '{2}')\n",
    "{\"files\": [\"one.zip\", \"two.zip\"], \"sha256\": [\"{1}\", \"{2}\"]}",
    // On one line.
    "{'one.zip': '{1}', 'two.zip': '{2}'}",
    "{one.zip: {1}, two.zip: {2}}",
    "one.zip: {1}, two.zip: {2}",
    "files = [{file = \"one.zip\", hash = \"sha256:{1}\"}, {file = \"two.zip\", hash = \"sha256:{2}\"}]",
    "{1}  one.zip {2}  two.zip",
    "SHA256 (one.zip) = {1} SHA256 (two.zip) = {2}",
    "<tr><td>one.zip</td><td>{1}</td></tr><tr><td>two.zip</td><td>{2}</td></tr>",
    "<tr>\n<td>one.zip</td>\n<td><code>{1}</code></td>\n</tr>\n<tr>\n<td>two.zip</td>\n<td><code>{2}</code></td>\n</tr>",
    "<artifact name=\"one.zip\">\n  <sha256 value=\"{1}\" origin=\"Made by hand\"/>\n</artifact>\n<artifact name=\"two.zip\">\n  <sha256 value=\"{2}\" origin=\"Made by hand\"/>\n</artifact>",
    // With notes beside it.
    "one.zip 3 {1}\ntwo.zip 3 {2}\n",
    "{1}  one.zip  # stable\n{2} *two.zip (3 bytes)\n",
    "/srv/one.zip 3 1700000000 {1} 0100644 root root 0 0\n/srv/two.zip 3 1700000000 {2} 0100644 root root 0 0\n",
];

#[test]
fn each_digest_is_of_the_file_that_is_named_with_it() {
    for list in PAIRS {
        let right = with_digests(list, b"1", b"2");
        let swapped = with_digests(list, b"2", b"1");
        let both: [(&str, &[u8]); 2] = [("one.zip", b"1"), ("two.zip", b"2")];
        assert_eq!(words(&right, &both), ["OK", "OK"], "{list}");
        assert_eq!(words(&swapped, &both), ["FAILED", "FAILED"], "{list}");
        assert_eq!(words(&right, &both[..1]), ["OK", "missing"], "{list}");
        assert_eq!(words(&right, &both[1..]), ["missing", "OK"], "{list}");
        assert_eq!(words(&swapped, &both[..1]), ["FAILED", "missing"], "{list}");
    }
}

/// The verdicts on a pasted list with one file at hand, and whether its row says that it is right.
fn said_of(name: &str, content: &[u8], list: &str) -> (Vec<Check>, bool) {
    let sums = Sums::of_pasted(list, SHA256);
    let files = [(name.to_owned(), read(content))];
    let checks = sums.check(&files);
    let good = match &file_answers(&sums, &checks, &files)[0] {
        Some(FileAnswer::Compared(answer)) => answer.good,
        other => panic!("{list}: {other:?}"),
    };
    (checks, good)
}

#[test]
fn every_digest_of_a_file_is_compared_whatever_stands_beside_it() {
    for list in [
        "./one.zip size=3 md5digest={m} sha256digest={1}",
        "one.zip: CRC32 352441C2, MD5 {m}, SHA-256 {1}",
        "one.zip 3 {m} {1}",
        "{m}  {1}  one.zip",
        "DIST one.zip 3 MD5 {m} SHA256 {1}",
        "MD5: {m}\nSHA-2: {1}",
        "MD5: {m}\n{1}",
        "MD5 (one.zip) = {m}\nSHA256 (one.zip) = {1}",
    ] {
        let md5 = hex(Algorithm::Md5, b"1");
        let right = with_digests(list, b"1", b"");
        let wrong = with_digests(&list.replace("{m}", &md5), b"2", b"");
        let (checks, good) = said_of("one.zip", b"1", &right);
        assert_eq!(checks, [Check::Ok, Check::Ok], "{list}");
        assert!(good, "{list}");
        // Also where the browser named the download otherwise.
        for name in ["one.zip", "one (1).zip"] {
            let (checks, good) = said_of(name, b"1", &wrong);
            assert!(!good && checks.contains(&Check::Failed), "{name}: {list}");
        }
        let (checks, good) = said_of("one (1).zip", b"1", &right);
        assert!(good && !checks.contains(&Check::Failed), "{list}");
    }
}

#[test]
fn files_of_one_name_in_folders_that_were_not_given_are_missing() {
    for (list, said) in [
        ("{1}  ./one.zip\n{2}  ./old/one.zip", ["OK", "missing"]),
        ("{2}  arm/one.zip\n{1}  x64/one.zip", ["missing", "OK"]),
        ("{2}  arm\\one.zip\n{1}  x64\\one.zip", ["missing", "OK"]),
        ("{1}  /a/one.zip\n{2}  /b/one.zip", ["OK", "missing"]),
        (
            "one.zip (64-bit): {1}\none.zip (32-bit): {2}",
            ["OK", "missing"],
        ),
        // The same folder, or a name that may be in any.
        ("{1}  a/one.zip\n{2}  ./a/one.zip", ["OK", "FAILED"]),
        ("{1}  a/one.zip\n{2}  a\\one.zip", ["OK", "FAILED"]),
        ("{1}  one.zip\n{2}  a/one.zip", ["OK", "FAILED"]),
        (
            "one.zip (64-bit): {1}\none.zip (64-bit): {2}",
            ["OK", "FAILED"],
        ),
        (
            "one.zip (3 bytes): {1}\none.zip (1 byte): {2}",
            ["OK", "FAILED"],
        ),
        ("{1}  a/one.zip\n{2}  /tmp/a/one.zip", ["OK", "FAILED"]),
    ] {
        let list = with_digests(list, b"1", b"2");
        assert_eq!(words(&list, &[("one.zip", b"1")]), said, "{list}");
        // None of them.
        assert_eq!(words(&list, &[("one.zip", b"3")]), ["FAILED"; 2], "{list}");
    }
    // One digest of the file's own folder is right, the other is not.
    let list = with_digests("{1}  a/one.zip\n{2}  b/one.zip\n{m}  a/one.zip", b"1", b"2");
    let wrong = list.replace(&hex(Algorithm::Md5, b"1"), &hex(Algorithm::Md5, b"7"));
    let given: [(&str, &[u8]); 1] = [("one.zip", b"1")];
    assert_eq!(words(&list, &given), ["OK", "missing", "OK"]);
    assert_eq!(words(&wrong, &given), ["OK", "missing", "FAILED"]);
}

#[test]
fn a_digest_that_was_broken_over_lines_is_one() {
    let broken = |algorithm, content: &[u8], width: usize| {
        let hex = hex(algorithm, content);
        let lines = hex.as_bytes().chunks(width);
        let lines: Vec<_> = lines.map(String::from_utf8_lossy).collect();
        lines.join("\n")
    };
    for (algorithm, width) in [
        (SHA256, 32),
        (SHA256, 40),
        (SHA256, 16),
        (SHA256, 50),
        (Algorithm::Sha512, 64),
        (Algorithm::Sha512, 100),
        (Algorithm::Sha384, 32),
        (Algorithm::Sha1, 20),
    ] {
        for list in [
            "{}",
            "{}\n",
            "{T}: {}",
            "{T}:\n{}",
            "latch-2.1.tar.gz {T} {}",
            "- {T}: {}",
        ] {
            let list = list.replace("{T}", algorithm.tag());
            let all = |content| {
                let text = list.replace("{}", &broken(algorithm, content, width));
                checks(&text).unwrap_or_else(|error| panic!("{text}: {error}"))
            };
            let case = format!("{list} {width}");
            let right = all(CONTENT);
            assert!(right.iter().all(|check| *check == Check::Ok), "{case}");
            let wrong = all(b"another latch\n");
            assert!(wrong.iter().all(|check| *check == Check::Failed), "{case}");
            let is_certain = list.contains(algorithm.tag()) || !matches!(width, 32 | 64);
            assert!(!is_certain || wrong.len() == 1, "{case}");
        }
    }
    // Digests of several files.
    let (one, two) = (hex(SHA256, b"1"), hex(SHA256, b"2"));
    let given: [(&str, &[u8]); 2] = [("one.zip", b"1"), ("two.zip", b"2")];
    for heading in ["", "SHA-256:\n", "one.zip: "] {
        let list = format!("{heading}{one}\n{two}");
        assert_eq!(words(&list, &given), ["OK", "OK"], "{list}");
    }
    let commit = "0123456789abcdef0123456789abcdef01234567";
    let list = format!("{one}  one.zip\n{commit}");
    assert_eq!(Sums::read(&list, SHA256).entries.len(), 2);
}

#[test]
fn what_is_no_digest_of_the_file_alone_is_named_and_not_compared() {
    let one = hex(SHA256, b"1");
    let (md5, sha1) = (hex(Algorithm::Md5, b"1"), hex(Algorithm::Sha1, b"1"));
    let base64 = digest(SHA256, b"1").encode(Encoding::Base64);
    for (text, word) in [
        (format!("HMAC-SHA256(one.zip)= {one}"), "an HMAC"),
        (format!("hmac-sha2-256: {one}"), "an HMAC"),
        (format!("HMAC SHA256: {one}"), "an HMAC"),
        (format!("ETag: \"{md5}-7\""), "an S3 ETag"),
        (format!("\"{md5}-12\"  one.zip"), "an S3 ETag"),
        (format!("100644 blob {sha1}\tone.zip"), "a Git object id"),
        (format!("100755 {sha1} 0\tone.zip"), "a Git object id"),
        (format!("GOST R 34.11-2012: {one}"), "a Streebog digest"),
        (format!("h1:{base64}"), "a Go directory hash"),
        (
            format!("example.com/one v1.0.0 h1:{base64}"),
            "a Go directory hash",
        ),
        (
            format!("{{\"alg\": \"BLAKE2b-256\", \"content\": \"{one}\"}}"),
            "BLAKE2b-256",
        ),
    ] {
        let sums = Sums::of_pasted(&text, SHA256);
        assert_eq!(sums.entries, [], "{text}");
        let (_, error) = sums.unreadable[0];
        let sentence = error.expect("it is known what it is").to_string();
        assert!(sentence.contains(word), "{text}: {sentence}");
    }
    // Terraform's other hash is the archive's, and a name may look like a mode.
    for text in [
        format!("\"zh:{one}\","),
        format!("100644  {one}"),
        format!("{one}  100644"),
        format!("{{\"name\": \"one.zip\", \"type\": \"file\", \"hash\": \"{one}\"}}"),
        format!(
            "{{\"name\": \"one.zip\", \"hashes\": [{{\"alg\": \"SHA-256\", \"content\": \"{one}\"}}]}}"
        ),
        format!("SHA256 (one.zip) = {one}\nSIZE (one.zip) = 3"),
        format!("sha256%3A{one}"),
        format!("{{\"file\": \"one.zip\", \"keyid\": \"SHA256:{base64}\", \"sha256\": \"{one}\"}}"),
    ] {
        let sums = Sums::of_pasted(&text, SHA256);
        assert_eq!(sums.unreadable, [], "{text}");
        assert_eq!(sums.entries.len(), 1, "{text}");
    }
}

#[test]
fn a_name_on_its_own_line_keeps_its_stem_whatever_it_is_made_of() {
    let sha256 = hex(SHA256, b"1");
    for name in ["B]2 ).txt", "a ).zip", "SHA256 ].bin", "8 ).tar.gz"] {
        let list = format!("{name}\n\nSHA256: {sha256}\n");
        assert_eq!(words(&list, &[(name, b"1")]), ["OK"], "{list}");
        assert_eq!(words(&list, &[(name, b"2")]), ["FAILED"], "{list}");
    }
}

#[test]
fn a_name_in_markup_is_read_whole() {
    for (text, name) in [
        ("<td>Our&nbsp;one.zip</td><td>{1}</td>", "Our one.zip"),
        (
            "<li>this &amp; one.zip <code>{1}</code></li>",
            "this & one.zip",
        ),
        (
            "https://files.example/Our%20one.zip#sha256={1}",
            "Our one.zip",
        ),
        ("{1}  Our%20one.zip", "Our one.zip"),
    ] {
        let text = with_digests(text, b"1", b"");
        // Another file has the last part of the name.
        assert_eq!(words(&text, &[("one.zip", b"1")]), ["missing"], "{text}");
        let right: [(&str, &[u8]); 2] = [("one.zip", b"2"), (name, b"1")];
        assert_eq!(words(&text, &right), ["OK"], "{text}");
    }
    let list = with_digests("{1}  ONE.ZIP", b"1", b"");
    assert_eq!(words(&list, &[("one.zip", b"1")]), ["OK"]);
    assert_eq!(words(&list, &[("one.zip", b"2")]), ["FAILED"]);
    let given: [(&str, &[u8]); 2] = [("ONE.ZIP", b"2"), ("one.zip", b"1")];
    assert_eq!(words(&list, &given), ["FAILED"]);
    let both = with_digests("{1}  ONE.ZIP\n{2}  one.zip", b"1", b"2");
    assert_eq!(words(&both, &[("one.zip", b"2")]), ["missing", "OK"]);
}

#[test]
fn of_alternatives_one_is_enough() {
    let pip = "latch==2.1 \\\n    --hash=sha256:{1} \\\n    --hash=sha256:{2}\n";
    let list = with_digests(pip, b"1", b"2");
    assert_eq!(words(&list, &[("latch.whl", b"1")]), ["OK", "missing"]);
    assert_eq!(words(&list, &[("latch.whl", b"3")]), ["FAILED", "FAILED"]);
    let both = with_digests("sha256:{1}\nsha256:{2}\n", b"1", b"2");
    assert_eq!(words(&both, &[("latch.whl", b"1")]), ["OK", "FAILED"]);
}

/// The names of files, each with its digests.
type Listed = [(String, Vec<Digest>)];

/// How a list can give the digests of its files.
type Shape = fn(&Listed) -> String;

fn one_by_one(files: &Listed, write: impl Fn(&str, &Digest) -> String) -> String {
    let mut list = String::new();
    for (name, digests) in files {
        list.extend(digests.iter().map(|digest| write(name, digest)));
    }
    list
}

/// Each name once, with all its digests.
fn name_by_name(files: &Listed, write: impl Fn(&str, &[Digest]) -> String) -> String {
    let lines = files.iter().map(|(name, digests)| write(name, digests));
    lines.collect()
}

fn each_written(digests: &[Digest], write: impl Fn(&Digest, String) -> String) -> String {
    let all = digests.iter();
    all.map(|one| write(one, one.encode(Encoding::Hex)))
        .collect()
}

/// The hex digits in two lines, neither as long as a digest.
fn in_two_lines(hex: &str) -> String {
    let (start, end) = hex.split_at(hex.len() / 2 + 2);
    format!("{start}\n{end}")
}

const SHAPES: [Shape; 14] = [
    |files| one_by_one(files, |name, one| tag_line(one, name) + "\n"),
    // Names below digests.
    |files| {
        one_by_one(files, |name, one| {
            let (tag, hex) = (one.algorithm().tag(), one.encode(Encoding::Hex));
            format!("{tag}: {hex}\nFile: {name}\n")
        })
    },
    |files| {
        one_by_one(files, |name, one| {
            let (tag, hex) = (one.algorithm().tag(), one.encode(Encoding::Hex));
            format!("- {tag}: {hex}\n  name: {name}\n")
        })
    },
    |files| {
        one_by_one(files, |name, one| {
            format!("{}\n{name}\n", one.encode(Encoding::Hex))
        })
    },
    |files| {
        name_by_name(files, |name, digests| {
            let all = each_written(digests, |_, hex| format!("hash = \"{hex}\"\n"));
            format!("[[file]]\n{all}file = \"{name}\"\n")
        })
    },
    |files| {
        name_by_name(files, |name, digests| {
            let all = each_written(digests, |_, hex| format!("{hex}\n"));
            format!("{all}{name}\n")
        })
    },
    |files| {
        one_by_one(files, |name, one| {
            let (tag, hex) = (one.algorithm().tag(), one.encode(Encoding::Hex));
            format!("Path : C:\\x\\{name}\nAlgorithm : {tag}\nHash : {hex}\n\n")
        })
    },
    // Several on one line.
    |files| {
        let all = one_by_one(files, |name, one| {
            let (id, hex) = (one.algorithm().id(), one.encode(Encoding::Hex));
            format!("'{name}': '{id}:{hex}', ")
        });
        format!("{{{all}}}")
    },
    |files| {
        one_by_one(files, |name, one| {
            format!("{}  {name}  ", one.encode(Encoding::Hex))
        })
    },
    |files| {
        one_by_one(files, |name, one| {
            let (id, hex) = (one.algorithm().id(), one.encode(Encoding::Hex));
            format!("{{file = \"{name}\", hash = \"{id}:{hex}\"}}, ")
        })
    },
    |files| {
        name_by_name(files, |name, digests| {
            let all = each_written(digests, |one, hex| {
                format!(" {}digest={hex}", one.algorithm().id())
            });
            format!("./{name} size=3{all}\n")
        })
    },
    |files| {
        name_by_name(files, |name, digests| {
            let all = each_written(digests, |_, hex| format!(" {hex}"));
            format!("{name} 3{all}\n")
        })
    },
    // Broken over lines.
    |files| {
        one_by_one(files, |name, one| {
            let (tag, hex) = (one.algorithm().tag(), one.encode(Encoding::Hex));
            format!("{name} {tag}: {}\n", in_two_lines(&hex))
        })
    },
    |files| {
        one_by_one(files, |name, one| {
            let hex = one.encode(Encoding::Hex);
            format!("{name}:\n{}\n\n", in_two_lines(&hex))
        })
    },
];

/// One algorithm for each name, or two.
fn algorithms() -> impl Strategy<Value = Vec<Algorithm>> {
    select(vec![
        vec![SHA256],
        vec![Algorithm::Md5],
        vec![Algorithm::Sha512],
        vec![Algorithm::Md5, SHA256],
        vec![Algorithm::Sha512, Algorithm::Sha1],
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// A list of one to five files in any styles by one algorithm, with the digest of one entry changed in one digit.
    #[test]
    fn no_list_with_one_wrong_digest_yields_zero_failures(
        names in names(1..5_usize),
        entries in prop::collection::vec(
            (any::<prop::sample::Index>(), select(STYLES.as_slice())), 1..9_usize),
        algorithm in select(Algorithm::ALL.to_vec()),
        selected in select(Algorithm::ALL.to_vec()),
        wrong in any::<prop::sample::Index>(),
        bit in any::<prop::sample::Index>(),
        crlf in any::<bool>(),
    ) {
        let names: Vec<_> = names.into_iter().collect();
        let wrong = wrong.index(entries.len());
        let mut lines = Vec::new();
        for (index, (file, style)) in entries.iter().enumerate() {
            let name = file.get(&names);
            let right = digest(algorithm, name.as_bytes());
            let mut line = style(&right, name);
            if index == wrong {
                let bit = bit.index(8 * algorithm.digest_len());
                let mut bytes = right.as_bytes().to_vec();
                bytes[bit / 8] ^= 1 << (bit % 8);
                for encoding in Encoding::ALL {
                    line = line.replace(&right.encode(encoding), &encoding.encode(&bytes));
                }
            }
            lines.push(line);
        }
        let text = lines.join(if crlf { "\r\n" } else { "\n" });
        let files: Vec<_> = names.iter().map(|name| (name.clone(), read(name.as_bytes()))).collect();
        let sums = Sums::read(&text, selected);
        prop_assert_eq!(&sums.unreadable, &[], "{}", text);
        prop_assert_eq!(sums.entries.len(), entries.len(), "{}", text);
        let checks = sums.check(&files);
        for (index, check) in checks.iter().enumerate() {
            let expected = if index == wrong { Check::Failed } else { Check::Ok };
            prop_assert_eq!(*check, expected, "entry {} of\n{}", index, text);
        }
    }

    /// A file that was replaced by another one of the list fails, whatever the others are called.
    #[test]
    fn a_file_with_the_content_of_another_one_fails(
        names in names(2..5_usize),
        style in select(STYLES.as_slice()),
        replaced in any::<prop::sample::Index>(),
        by in any::<prop::sample::Index>(),
    ) {
        let names: Vec<_> = names.into_iter().collect();
        let replaced = replaced.index(names.len());
        let by = (replaced + 1 + by.index(names.len() - 1)) % names.len();
        let lines: Vec<_> = names.iter().map(|name| style(&digest(SHA256, name.as_bytes()), name)).collect();
        let content = |index: usize| if index == replaced { &names[by] } else { &names[index] };
        let files: Vec<_> = (0..names.len())
            .map(|index| (names[index].clone(), read(content(index).as_bytes())))
            .collect();
        let text = lines.join("\n");
        let checks = Sums::read(&text, SHA256).check(&files);
        for (index, check) in checks.iter().enumerate() {
            let expected = if index == replaced { Check::Failed } else { Check::Ok };
            prop_assert_eq!(*check, expected, "entry {} of\n{}", index, text);
        }
    }

    /// Lists in which the names do not simply stand beside the digests, of one algorithm or two for each name.
    #[test]
    fn no_list_of_any_shape_with_one_wrong_digest_yields_zero_failures(
        names in prop::collection::btree_set("[a-z]{2,8}(-[a-z0-9]{1,4})?\\.(zip|bin|tar\\.gz|txt)", 1..5_usize),
        shape in select(SHAPES.as_slice()),
        algorithms in algorithms(),
        wrong in any::<prop::sample::Index>(),
        bit in any::<prop::sample::Index>(),
        is_renamed in any::<bool>(),
    ) {
        prop_assume!(!names.iter().any(|name| names_an_algorithm(name)));
        let names: Vec<_> = names.into_iter().take(if is_renamed { 1 } else { 5 }).collect();
        let of = |name: &String| algorithms.iter().map(|one| digest(*one, name.as_bytes())).collect();
        let listed: Vec<(String, Vec<Digest>)> =
            names.iter().map(|name| (name.clone(), of(name))).collect();
        let right = shape(&listed);
        let good = wrong.get(&wrong.get(&listed).1);
        let mut bytes = good.as_bytes().to_vec();
        let bit = bit.index(8 * bytes.len());
        bytes[bit / 8] ^= 1 << (bit % 8);
        let (good, bad) = (good.encode(Encoding::Hex), Encoding::Hex.encode(&bytes));
        let tampered = right
            .replace(&good, &bad)
            .replace(&in_two_lines(&good), &in_two_lines(&bad));
        prop_assert_ne!(&right, &tampered);
        let called = |name: &String| if is_renamed { "download".to_owned() } else { name.clone() };
        let given: Vec<_> =
            names.iter().map(|name| (called(name), read(name.as_bytes()))).collect();
        let check = |text: &str| Sums::of_pasted(text, SHA256).check(&given);
        let checks = check(&right);
        prop_assert!(!checks.contains(&Check::Failed), "{:?} of\n{}", checks, right);
        let all = vec![Check::Ok; names.len() * algorithms.len()];
        prop_assert!(is_renamed || checks == all, "{:?} of\n{}", checks, right);
        let checks = check(&tampered);
        // Under another name one wrong digest alone is that of another file.
        let is_missing = is_renamed && algorithms.len() == 1 && !checks.contains(&Check::Ok);
        prop_assert!(checks.contains(&Check::Failed) || is_missing, "{:?} of\n{}", checks, tampered);
    }
}
