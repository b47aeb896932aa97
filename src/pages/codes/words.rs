//! The words of what servers hand to people.

pub const GENERATE: &str = "Generate";
pub const COPIED: &str = "Copied";
pub const EARLIER_COPIED: &str = "What was here before was copied.";
pub const DOWNLOAD_STARTED: &str = "Download started.";

// The TOTP secret.
pub const YOUR_SECRET: &str = "Your secret";
pub const SHOWN_ONCE: &str = "shown once: after you copy it or its address, only";
pub const STAYS: &str = "stays";
pub const ONLY_HINT: &str = "Copied. Only this hint remains.";
pub const COPY_SECRET: &str = "Copy secret";
pub const SECRET_COPIED: &str = "Secret copied. From now on it is shown masked.";
pub const COPY_ADDRESS: &str = "Copy address";
pub const ADDRESS_COPIED: &str = "Address copied. From now on the secret is shown masked.";
pub const NEW_SECRET: &str = "New secret made.";
pub const QR_CODE: &str = "QR code of the address";
pub const SCAN: &str =
    "Scan it with an authenticator app, then compare its code with this one. Copy after that.";
pub const CURRENT_CODE: &str = "Current code";
pub const ADDRESS: &str = "Address";
pub const ISSUER: &str = "Issuer";
pub const ISSUER_EXAMPLE: &str = "Example";
pub const ISSUER_HINT: &str = "the name of your service, as the app shows it";
pub const ACCOUNT: &str = "Account";
pub const ACCOUNT_EXAMPLE: &str = "alice@example.com";
pub const ACCOUNT_HINT: &str = "whose secret it is";
pub const ALGORITHM: &str = "Algorithm";
pub const ALGORITHM_HINT: &str = "every app takes SHA-1; some ignore the others";
pub const KEEP_THE_SECRET: &str = "\
    Your server computes the same codes, so it needs the secret itself: store it encrypted, not as a hash.";

/// How long the current code is valid.
pub fn seconds_left(seconds: u64) -> String {
    format!("{seconds} s left")
}

// Recovery codes.
pub const YOUR_CODES: &str = "Your codes";
pub const CODES_SHOWN_ONCE: &str = "shown once: after you copy them, only their hashes stay";
pub const ONLY_HASHES: &str = "Copied. Only their hashes remain.";
pub const MASK: &str = "••••-••••-••••-••••";
pub const COPY_CODES: &str = "Copy codes";
pub const CODES_COPIED: &str = "Codes copied. From now on they are shown masked.";
pub const DOWNLOAD_CODES: &str = "Download codes";
pub const CODES_FILE: &str = "recovery-codes.txt";
pub const NEW_CODES: &str = "New codes made.";
pub const NO_CODES: &str = "No codes made: correct the marked field first.";
pub const HOW_MANY_CODES: &str = "How many codes";
pub const HOW_MANY_HINT: &str = "1 to 100, each for one sign-in";
pub const HASHES: &str = "SHA-256 of each code";
pub const HASHES_NOUN: &str = "Hashes";
pub const COPY_HASHES: &str = "Copy hashes";
pub const DOWNLOAD_HASHES: &str = "Download hashes";
pub const HASHES_FILE: &str = "recovery-codes-sha256.txt";
pub const DOWNLOAD_CSV: &str = "Download code,sha256";
pub const CSV_FILE: &str = "recovery-codes.csv";
pub const STORE_HASHES: &str = "\
    Store these on the server, not the codes, and delete each once its code is used. SHA-256 is right for codes of 80 \
    random bits, which are too many to try; shorter ones need Argon2id.";
pub const BEFORE_HASHING: &str = "\
    Each is the hash of a code as listed. Bring what a person types into the same form before you hash it: in \
    capitals, with the hyphens, O as 0, I and L as 1.";
