//! The words of the server record.

use crate::engine::base::number::grouped;

pub const SERVER_RECORD: &str = "Server record";
pub const VIEWS: &str = "Parts of the server record";
pub const VIEW_RECORD: &str = "Record";
pub const VIEW_STORE: &str = "Store it";
pub const VIEW_USE: &str = "Use it";
pub const VIEW_CHECK: &str = "Check it";
pub const VIEW_ROTATE: &str = "Rotate, revoke";
pub const VIEW_LEAK: &str = "If it leaks";

/// Of which key the record is.
pub const OF_KEY: &str = "of";
pub const NEVER_THE_KEY: &str =
    "It holds the hash and the masked form, never the key, so it can be made after the copy too.";
pub const NO_KEY: &str = "There is no key. Generate one, and its record appears here.";

/// The record is of many keys.
pub fn of_keys(keys: usize) -> String {
    format!("{} keys, one record each", grouped(keys as u64))
}

/// More lines than are shown.
pub fn not_all_shown(shown: usize, lines: usize) -> String {
    format!(
        "The first {shown} of {} lines. Copy and download take all of them.",
        grouped(lines as u64)
    )
}

// The form.
pub const LABEL: &str = "Label";
pub const LABEL_HINT: &str = "what the key is for";
pub const OWNER: &str = "Owner or project";
pub const ENVIRONMENT: &str = "Used in";
pub const ENVIRONMENT_HINT: &str = "live, test, staging";
pub const SCOPES: &str = "Scopes";
pub const SCOPES_HINT: &str = "resource:action, one a line";
pub const SCOPES_LIST: &str = "Scopes of the record";
pub const CREATED: &str = "Created";
pub const EXPIRES: &str = "Expires";
pub const EXPIRES_HINT: &str = "2027-05-31, or with a time; empty for never";
pub const ROTATE_EVERY: &str = "Rotate every (days)";
pub const LIMITS: &str = "Limits and where it may be used from";
pub const LIMITS_SUMMARY: &str = "requests, quotas, IP addresses, origins";
pub const REQUESTS: &str = "Requests";
pub const PERIOD: &str = "Requests are counted in";
pub const BURST: &str = "Burst";
pub const BURST_HINT: &str = "how many at once";
pub const QUOTA_DAY: &str = "Quota a day";
pub const QUOTA_MONTH: &str = "Quota a month";
pub const ALLOWED_IPS: &str = "Allowed IP addresses";
pub const ALLOWED_IPS_HINT: &str = "addresses and CIDR ranges, one a line; empty for any";
pub const ALLOWED_ORIGINS: &str = "Allowed origins";
pub const ALLOWED_ORIGINS_HINT: &str = "https://app.example.com, one a line; empty for any";
pub const LAST_USED: &str =
    "last_used_at and last_used_from are in the record for your server to fill, for audits.";
pub const CORRECT_FIRST: &str = "Correct the marked field first: the texts below need it.";

// The record as a text.
pub const RECORD_AS: &str = "Write it as";
pub const RECORD_TEXT: &str = "Record";
pub const COPY_RECORD: &str = "Copy record";
pub const DOWNLOAD: &str = "Download";
pub const OF_RECORD: &str = " record";
pub const DOWNLOAD_STARTED: &str = "Download started.";

// Store it.
pub const STORE_IN: &str = "Secrets manager";
pub const STORE_TEXT: &str = "Commands that store the key";
pub const STORE_COPIED: &str = "Commands";
pub const COPY_STORE: &str = "Copy commands";
pub const STORE_ABOUT: &str = "\
    For bash and zsh. They ask for the key, which is not shown, and hand it on by standard input: in an argument it \
    would be in the list of processes and in the history.";
pub const STORE_RECORD: &str = "\
    The record goes into your database: under Record, download it as SQL, then run this beside the file. It is safe to \
    run twice. psql finds the server by PGHOST, PGDATABASE, PGUSER and ~/.pgpass; app.db stands for your file.";
pub const DATABASE: &str = "Database";
pub const DATABASE_TEXT: &str = "Command that stores the record";
pub const DATABASE_COPIED: &str = "Command";
pub const COPY_DATABASE: &str = "Copy database command";

// Use it.
pub const CALL_WITH: &str = "Call with";
pub const USE_TEXT: &str = "Call with the key";
pub const USE_COPIED: &str = "Call";
pub const COPY_USE: &str = "Copy call";
pub const USE_ABOUT: &str =
    "The key comes from the environment variable API_KEY. The address is an example.";

// Check it.
pub const LANGUAGE: &str = "Language";
pub const CHECK_TEXT: &str = "Check function";
pub const COPY_CHECK: &str = "Copy check function";
pub const OF_CHECK: &str = " check function";
pub const CHECK_ABOUT: &str = "\
    It refuses a mistyped key before any look-up, compares hashes in constant time, and honours revocation, expiry and \
    grace. Scopes, IP ranges and origins are in it where this record has them; a record that has more needs the \
    function made for it. Counting requests is left to your server.";

// Rotate, revoke.
pub const OLD_RECORD: &str = "Old record";
pub const OLD_RECORD_HINT: &str = "its JSON, pasted or dropped here";
pub const WHAT_BECOMES: &str = "The old key is";
pub const REPLACED: &str = "replaced";
pub const REVOKED: &str = "revoked";
pub const GRACE: &str = "Grace (days)";
pub const GRACE_HINT: &str = "how long the old key stays valid beside the new one";
pub const TAKE_OVER: &str = "Fill the form from it";
pub const TAKEN_OVER: &str = "The form has the values of the old record.";
pub const CLEAR_OLD: &str = "Clear old record";
pub const SEE_RECORD: &str = "Both records are now under Record: the new key's, and the old one's with the date on which its grace ends.";
pub const SEE_REVOKED: &str = "The old record, now with revoked_at, is under Record. The check functions then refuse its key.";
pub const NOT_READ: &str = "This file could not be read. Paste the record instead.";
pub const FILE_READ: &str = "File read.";

// If it leaks.
pub const LEAK_STEPS: [&str; 5] = [
    "Revoke it now: paste its record under “Rotate, revoke”, choose “revoked”, and run the SQL. No grace: whoever has it is using it.",
    "Replace it: generate a new key, give its record the same values, and store it where the old one was.",
    "Read the logs: what was done with the hash of this key since it leaked, and from which addresses.",
    "Find where it leaked: this command lists the commits with it, by its beginning and its end. A deleted commit was copied long ago.",
    "Tell those whose data it reached, and give the next key fewer scopes, an expiry and IP ranges.",
];
pub const LEAK_TEXT: &str = "Command that finds the key in a repository";
pub const LEAK_COPIED: &str = "Command";
pub const COPY_LEAK: &str = "Copy command";
