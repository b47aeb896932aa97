//! Pure logic: no browser, no user interface, randomness passed in.
//!
//! Everything here compiles and is tested natively. Secrets are held in [`secret::Secret`], random
//! bytes come from a [`random::ByteSource`] that the caller brings.

pub mod alphabet;
pub mod batch;
pub mod body;
pub mod bundle;
pub mod checksum;
pub mod choice;
pub mod dotenv;
pub mod draft;
pub mod encode;
pub mod entropy;
pub mod error;
pub mod format;
pub mod generate;
pub mod hash;
pub mod job;
mod minter;
pub mod number;
pub mod pace;
pub mod password;
pub mod prefix;
pub mod random;
pub mod secret;
pub mod server_config;
pub mod size;
pub mod spec;
pub mod sums;
pub mod token;
pub mod vapid;
pub mod verdict;
