//! Key pairs: one file per algorithm.

pub mod vapid;
