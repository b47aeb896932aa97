//! A key: its form and parts, minting one or many, its record for the server, scanner rules, TOTP and recovery codes.

pub mod alphabet;
mod amount;
pub mod batch;
pub mod body;
pub mod checksum;
pub mod draft;
pub mod entropy;
pub mod error;
pub mod format;
pub mod generate;
pub mod known_answer;
pub(in crate::engine) mod minter;
pub mod prefix;
pub mod record;
pub mod recovery;
pub mod scanner;
pub mod size;
pub mod spec;
pub mod token;
pub mod totp;
