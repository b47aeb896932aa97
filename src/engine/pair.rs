//! Key pairs: one file an algorithm.

pub mod vapid;
