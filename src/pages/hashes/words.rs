//! The words of the Hashes tab.

use crate::engine::base::number::grouped;
use crate::engine::digest::Algorithm;

// The views, and what all of them remember.
pub const HASH_OF: &str = "Hash of";
pub const VIEW_TEXT: &str = "Text";
pub const VIEW_FILES: &str = "Files";
pub const VIEW_PASSWORDS: &str = "Passwords";
pub const REMEMBERED_HINT: &str =
    "options are remembered in this browser; texts, keys, passwords and digests never";

/// The text of a link that computes such digests.
pub fn link_text(algorithm: Algorithm) -> String {
    format!("Compute {} in your browser", algorithm.label())
}

/// The browser was handed a file.
pub fn download_started(name: &str) -> String {
    format!("Download started: {name}.")
}

// The options of Text and Files.
pub const ALGORITHM: &str = "Algorithm";
pub const BROKEN_ALGORITHMS: &str = "Broken, for old downloads only";
pub const ENCODING: &str = "Encoding";

// Text: the field.
pub const HASH_OF_TEXT: &str = "Hash of a text";
pub const HASH_OF_TEXT_SUMMARY: &str = "the digest follows as you type";
pub const TEXT: &str = "Text";
pub const LONG_TEXT: &str = "Too long to edit here: the field shows the beginning, the digest is of all of it. A paste replaces it.";
pub const CLEAR_TEXT: &str = "Clear";
pub const TEXT_CLEARED: &str = "Text cleared.";
pub const TEXT_NOT_PASTED: &str =
    "Not pasted: the text is longer than 256 MiB. Save it as a file, and choose that under Files.";
pub const REMOVE_WHITE_SPACE: &str = "Remove it";
pub const WHITE_SPACE_REMOVED: &str = "White space removed from both ends.";
pub const HASHED_WITH_CRLF: &str = "Hashed with CRLF line ends, as it was pasted. ";
pub const PASTED_WITH_CRLF: &str = "The pasted text had CRLF line ends; a text field turns them into LF, and that is what is hashed. ";
pub const HASH_WITH_LF: &str = "Hash with LF";
pub const HASH_WITH_CRLF: &str = "Hash with CRLF";
pub const PASTED_WITH_OTHERS: &str = "\
    The pasted text had CR or mixed line ends; a text field turns them into LF. For the digest of a file \
    choose the file.";
pub const BY_LINE: &str = "Hash each line separately";
pub const DOWNLOAD_CSV: &str = "Download CSV";

// Text: the digest.
pub const DIGEST: &str = "Digest";
pub const DIGESTS: &str = "Digests";
pub const COPY_DIGEST: &str = "Copy digest";
pub const STILL_COMPUTED: &str = "The digest is still being computed.";
pub const TRY_AGAIN: &str = "Try again";
pub const WHICH_HASH: &str = "\
    SHA-256 is right for random keys: nobody can guess 256 random bits, so a fast hash gives nothing away. It is \
    wrong for passwords, which people choose and machines guess: those need a slow hash such as Argon2id.";

/// The worker computes the digest.
pub fn computing(algorithm: Algorithm) -> String {
    format!("Computing {}…", algorithm.label())
}

/// The worker failed.
pub fn not_computed(algorithm: Algorithm) -> String {
    format!("{} was not computed.", algorithm.label())
}

/// What the digests of the lines are of.
pub fn digests_of_lines(algorithm: Algorithm, keyed: bool) -> String {
    format!(
        "{} of every line that is not empty.",
        computed(algorithm, keyed)
    )
}

/// What the digest is of.
pub fn digest_of_text(algorithm: Algorithm, keyed: bool, bytes: u64, has_crlf: bool) -> String {
    let what = computed(algorithm, keyed);
    match bytes {
        0 => format!("{what} of the empty text (0 bytes)."),
        1 => format!("{what} of 1 byte."),
        bytes => {
            let bytes = grouped(bytes);
            let ends = if has_crlf { " with CRLF line ends" } else { "" };
            format!("{what} of {bytes} bytes, the text as UTF-8{ends}.")
        }
    }
}

fn computed(algorithm: Algorithm, keyed: bool) -> String {
    let name = algorithm.label();
    if keyed {
        format!("HMAC with {name}")
    } else {
        name.to_owned()
    }
}

// Text: its options.
pub const HMAC_KEY: &str = "HMAC key";
pub const NO_KEY_HINT: &str = "Empty: a plain digest without a key.";
pub const KEY_FORMAT: &str = "Key format";
pub const EXPECTED_OF_TEXT: &str = "Expected digest";
pub const EXPECTED_OF_TEXT_HINT: &str =
    "Paste it as you found it: hex, base64, sha256:…, a line or a list with it.";
pub const NO_TEXT_TO_COMPARE: &str =
    "Nothing is compared with an empty text. To compare a file, open Files.";
pub const LINES_ARE_NOT_COMPARED: &str =
    "Only the text as a whole is compared. For that, switch off \"Hash each line separately\".";

/// The algorithm has no HMAC.
pub fn takes_no_key(algorithm: Algorithm) -> String {
    format!("{} is computed without a key.", algorithm.label())
}

// Text: the digest in a configuration.
pub const SERVER_CONFIG: &str = "Server config";
pub const SERVER_CONFIG_SUMMARY: &str = "the digest as a line of it, or for a database";
pub const CONFIG_NAME: &str = "Name";
pub const CONFIG_LINE: &str = "Config line";
pub const COPY_CONFIG_LINE: &str = "Copy config line";

// Files: the field and the table.
pub const HASH_OF_FILES: &str = "Hash of files";
pub const HASH_OF_FILES_SUMMARY: &str = "read in this page, piece by piece";
pub const FILE: &str = "File";
pub const FILE_HINT: &str = "\
    Choose one or many, or drop them anywhere on the page. A checksum list among them is used to check the others.";
pub const FILES_TABLE: &str = "Files";
pub const FILE_AND_DIGESTS: &str = "File and digests";
pub const VERDICT: &str = "Verdict";
pub const NOT_READ_YET: &str = "Not read yet.";
pub const CANCELLED: &str = "Cancelled.";
pub const NOT_LISTED: &str = "not listed";
pub const CHECKSUM_LINES: &str = "Checksum lines";
pub const COPY_CHECKSUM_LINES: &str = "Copy checksum lines";
pub const SAVE_CHECKSUM_LINES: &str = "Save checksum lines";

/// All files were read.
pub fn files_read(count: usize) -> String {
    let files = if count == 1 { "file" } else { "files" };
    format!("{count} {files} read.")
}

// Files: the options.
pub const EXPECTED_OF_FILES: &str = "Expected digest or SHA256SUMS";
pub const EXPECTED_OF_FILES_HINT: &str =
    "Paste it as you found it: a digest, a checksum list, what certutil or Get-FileHash printed.";
pub const MORE_ALGORITHMS: &str = "Compute more algorithms";
pub const MORE_ALGORITHMS_SUMMARY: &str = "over the same read of the files";
pub const ALSO_COMPUTE: &str = "Also compute";

/// The box of an algorithm that is computed besides.
pub fn algorithm_box(algorithm: Algorithm) -> String {
    let broken = if algorithm.is_broken() {
        " (broken)"
    } else {
        ""
    };
    format!("{}{broken}", algorithm.label())
}

// Files: the checksum list.
pub const CHECKS_TABLE: &str = "Checks";
pub const LISTED_FILE: &str = "Listed file";
pub const NO_DIGEST_IN_LINE: &str = "there is no digest in it.";

/// Files were dropped or chosen that are lists.
pub fn taken_as_list(names: &[String]) -> String {
    format!("{} taken as a checksum list.", names.join(", "))
}

/// The verdicts, counted.
pub fn checked(ok: usize, failed: usize, missing: usize) -> String {
    format!("{ok} OK, {failed} FAILED, {missing} missing")
}

/// The table shows only the first entries.
pub fn first_shown(shown: usize) -> String {
    format!("the first {shown} shown")
}

/// Follows the summary where files are not in the list.
pub fn files_not_listed(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some(" 1 file is not in the list.".to_owned()),
        count => Some(format!(
            " {} files are not in the list.",
            grouped(count as u64)
        )),
    }
}

/// What is wrong with a line of the list.
pub fn line_error(line: usize, error: &str) -> String {
    format!("Line {line}: {error}")
}

/// How many more lines are wrong.
pub fn further_lines(count: usize) -> String {
    let lines = if count == 1 { "line" } else { "lines" };
    format!(
        "And {} more {lines} without a digest to check.",
        grouped(count as u64)
    )
}

// Passwords: the field and the options.
pub const PASSWORD_HASH: &str = "Password hash";
pub const PASSWORD_HASH_SUMMARY: &str = "slow on purpose, with a salt of its own";
pub const PASSWORD: &str = "Password";
pub const SHOW_PASSWORD: &str = "Show password";
pub const SCHEME: &str = "Scheme";
pub const WEAK_COSTS: &str = "OWASP advises more than this.";
pub const USER: &str = "User";
pub const USER_HINT: &str = "a line for Apache, nginx or Traefik, with bcrypt";

/// The range of a cost, and the memory that it takes.
pub fn takes_memory(range: &str, mib: u64) -> String {
    format!("{range}; takes {} MiB", grouped(mib))
}

// Passwords: hashing.
pub const HASH_PASSWORD: &str = "Hash password";
pub const HASHING_THE_PASSWORD: &str = "Hashing the password";
pub const ONE_PASSWORD_AT_A_TIME: &str = "One at a time: wait for it, or press Cancel.";
pub const PASSWORD_HASHED: &str = "Password hashed.";
pub const PASSWORD_NOT_HASHED: &str = "The password was not hashed.";
pub const FIELD_IS_MARKED: &str = "The password was not hashed: correct the marked field first.";
pub const STORED_HASH: &str = "Stored hash";
pub const COPY_STORED_HASH: &str = "Copy stored hash";
pub const HTPASSWD_LINE: &str = "htpasswd line";
pub const COPY_HTPASSWD_LINE: &str = "Copy htpasswd line";
pub const FOR_COMPOSE: &str = "For Docker Compose";
pub const COPY_FOR_COMPOSE: &str = "Copy for Docker Compose";

/// A hash is being computed since then.
pub fn hashing(milliseconds: u64) -> String {
    format!("Hashing: {}", seconds(milliseconds))
}

/// How long it took.
pub fn took(milliseconds: u64) -> String {
    format!("Took {}.", seconds(milliseconds))
}

/// `0.4 s`.
fn seconds(milliseconds: u64) -> String {
    format!("{}.{} s", milliseconds / 1000, milliseconds % 1000 / 100)
}

// Passwords: verifying.
pub const VERIFY_A_PASSWORD: &str = "Verify a password";
pub const VERIFY_AGAINST: &str = "Hash to verify against";
pub const VERIFY_AGAINST_HINT: &str = "\
    The hash, or the lines it is in: from htpasswd, /etc/shadow, LDAP, Django, Flask or Spring.";
pub const VERIFY_PASSWORD: &str = "Verify password";
pub const MATCH: &str = "Match";
pub const NO_MATCH: &str = "No match";
pub const PASSWORD_MATCHES: &str = "The password matches.";
pub const PASSWORD_DIFFERS: &str = "The password does not match.";
pub const PASSWORD_NOT_VERIFIED: &str = "The password was not verified.";

/// What there is to say of a verdict, and how long it took.
pub fn verdict_detail(detail: &str, milliseconds: u64) -> String {
    format!("{detail} {}", took(milliseconds))
}
