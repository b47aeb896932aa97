//! The verdict on a password and the stored hashes in a pasted text, in words.
//!
//! It claims no more than is known: a mismatch proves nothing where the text leaves open what was computed.

use super::error::{HashError, PasswordError};
use super::pasted::{Candidate, find};
use super::stored::{Caveat, StoredHash};
use super::{Input, InputError};
use serde::{Deserialize, Serialize};

/// The most hashes that are named one by one.
const MOST_NAMED: usize = 20;

/// A verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordVerdict {
    /// Whether the password has one of the hashes.
    pub matches: bool,
    /// What was compared, and what there is to know about it.
    pub detail: String,
}

/// Verifies `password` against every stored hash in what a person pasted.
///
/// # Errors
/// [`InputError`] where there is no verdict.
// For size, also in the worker: see its profile in Cargo.toml.
#[inline(never)]
pub fn verify(password: &[u8], pasted: &str) -> Result<PasswordVerdict, InputError> {
    let found = find(pasted)?;
    if password.is_empty() {
        return Err(PasswordError::Empty.into());
    }
    match &found[..] {
        [one] => verify_one(password, one),
        several => verify_each(password, several),
    }
}

/// What became of one hash.
enum Finding {
    Matches,
    Differs,
    /// No verdict, and why.
    Open(InputError),
}

fn finding(password: &[u8], stored: &StoredHash) -> Finding {
    match stored.verify(password) {
        Ok(true) => Finding::Matches,
        Ok(false) => match stored.caveat {
            Some(Caveat::OddLength(bytes)) => Finding::Open(open_end(stored, bytes)),
            _ => Finding::Differs,
        },
        Err(PasswordError::OutOfMemory(kib)) => Finding::Open(InputError {
            input: Some(Input::Stored),
            message: format!(
                "The browser did not give the {} MiB of memory that this hash takes. Close other tabs and try \
                 again.",
                kib.div_ceil(1024)
            ),
        }),
        Err(error) => Finding::Open(error.into()),
    }
}

fn open_end(stored: &StoredHash, bytes: usize) -> InputError {
    InputError {
        input: Some(Input::Stored),
        message: format!(
            "No verdict: this {} hash ends in a part of {bytes} bytes, an unusual length, and does not match. Was \
             its end left behind in copying?",
            stored.label()
        ),
    }
}

fn verify_one(password: &[u8], candidate: &Candidate) -> Result<PasswordVerdict, InputError> {
    let stored = candidate.hash.as_ref().map_err(Clone::clone)?;
    let matches = match finding(password, stored) {
        Finding::Matches => true,
        Finding::Differs => false,
        Finding::Open(error) => return Err(error),
    };
    let mut said = vec![format!("Scheme: {}.", stored.label())];
    said.extend(stored.caveat.map(|caveat| match caveat {
        Caveat::Defaults(defaults) if matches => format!("With {defaults}."),
        Caveat::Defaults(defaults) => format!(
            "Compared with {defaults}: the text does not hold them, and an application may set others."
        ),
        Caveat::OddLength(bytes) => {
            format!("Its last part has {bytes} bytes, an unusual length.")
        }
    }));
    said.extend(left_out(
        stored.method.reads_of(password.len()),
        password.len(),
    ));
    if candidate.is_locked {
        said.push("A ! before the hash locks the account.".to_owned());
    }
    let detail = said.join(" ");
    Ok(PasswordVerdict { matches, detail })
}

/// The sentence about a password of `len` bytes of which bcrypt reads fewer.
fn left_out(read: Option<usize>, len: usize) -> Option<String> {
    let read = read?;
    Some(format!(
        "bcrypt reads the first {read} bytes of a password, and this one has {len}: the rest was not compared."
    ))
}

fn verify_each(password: &[u8], candidates: &[Candidate]) -> Result<PasswordVerdict, InputError> {
    let mut open = false;
    let (mut words, mut others) = (Vec::new(), Vec::new());
    for Candidate {
        name,
        hash,
        is_locked,
    } in candidates
    {
        let word = match hash {
            Ok(stored) => {
                let label = stored.label();
                match (finding(password, stored), stored.caveat) {
                    (Finding::Matches, _) => {
                        let lock = if *is_locked {
                            ", and a ! before it locks the account"
                        } else {
                            ""
                        };
                        words.push(format!("{name} matches ({label}){lock}"));
                        continue;
                    }
                    (Finding::Differs, Some(Caveat::Defaults(defaults))) => {
                        open = true;
                        format!("{name} is undecided ({label}, compared with {defaults} alone)")
                    }
                    (Finding::Differs, _) => format!("{name} does not ({label})"),
                    (Finding::Open(_), _) => {
                        open = true;
                        format!("{name} is undecided ({label})")
                    }
                }
            }
            Err(error) => {
                open = true;
                match error {
                    HashError::Unsupported(scheme) => {
                        format!("{name} is not computed here ({scheme})")
                    }
                    HashError::Damaged(scheme)
                    | HashError::Broken(scheme)
                    | HashError::OddLength(scheme, _) => {
                        format!("{name} is no whole {scheme} hash")
                    }
                    _ => format!("{name} cannot be compared"),
                }
            }
        };
        others.push(word);
    }
    let matches = !words.is_empty();
    words.append(&mut others);
    let more = words.len().saturating_sub(MOST_NAMED);
    words.truncate(MOST_NAMED);
    if more > 0 {
        words.push(format!("and {more} more"));
    }
    let mut detail = format!("{} hashes: {}.", candidates.len(), words.join("; "));
    let mut whole = candidates.iter().filter_map(|one| one.hash.as_ref().ok());
    let read = whole.find_map(|stored| stored.method.reads_of(password.len()));
    if let Some(said) = left_out(read, password.len()) {
        detail.push(' ');
        detail.push_str(&said);
    }
    if open && !matches {
        return Err(InputError {
            input: Some(Input::Stored),
            message: format!("No verdict on {detail}"),
        });
    }
    Ok(PasswordVerdict { matches, detail })
}
