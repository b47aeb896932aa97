//! The EFF large word list, 62 kB.
//!
//! Only the worker calls this, so that the linker leaves the list out of the page's own download.

use super::passphrase::Words;

/// The EFF large word list of 2016: 7,776 English words of 3 to 9 letters, none of which is a prefix of
/// another.
#[must_use]
pub fn eff_large() -> Words {
    Words::new(&diceware_wordlists::EFF_LONG_WORDLIST)
}
