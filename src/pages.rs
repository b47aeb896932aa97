//! The tabs. A page owns its signals; what it knows of the world comes in by props.

pub mod bundle;
mod copying;
pub mod hashes;
pub mod token;
