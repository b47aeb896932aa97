//! BLAKE3 of an input whose subtrees are hashed apart, at the same time, and then joined.
//!
//! BLAKE3 hashes chunks of 1024 bytes and joins them in a binary tree. The left child of a node covers the largest
//! power of two of chunks that leaves at least one for the right child (section 2.1 of its paper). So an input that is
//! cut every 2^n chunks is cut into subtrees, the last of which may be shorter; their chaining values give the digest.

use super::{Algorithm, Digest};
use blake3::hazmat::{HasherExt as _, Mode, merge_subtrees_non_root, merge_subtrees_root};

/// The length of a subtree in bytes; the last one may be shorter. So short that even a file of 32 MiB keeps several
/// workers busy to its end, and so long that asking for the next one costs little beside it.
pub const SUBTREE_LEN: u32 = 8 << 20;

/// What a node of the tree, other than the root, has in place of a digest.
pub type ChainingValue = [u8; 32];

/// How many subtrees an input of `len` bytes has.
#[must_use]
pub fn subtree_count(len: u64) -> u32 {
    u32::try_from(len.div_ceil(u64::from(SUBTREE_LEN))).unwrap_or(u32::MAX)
}

/// Where the subtree of this index begins, in bytes.
#[must_use]
pub fn subtree_start(index: u32) -> u64 {
    u64::from(index) * u64::from(SUBTREE_LEN)
}

/// A subtree being hashed.
pub struct SubtreeHasher(blake3::Hasher);

impl SubtreeHasher {
    /// Starts the subtree that begins at byte `start` of the input, a multiple of its length.
    #[must_use]
    #[inline]
    pub fn new(start: u64) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.set_input_offset(start);
        Self(hasher)
    }

    /// Appends `slice` to the subtree, which must not get longer than its length.
    #[inline]
    pub fn update(&mut self, slice: &[u8]) {
        self.0.update(slice);
    }

    /// The chaining value of the subtree, which must not be empty.
    #[must_use]
    #[inline]
    pub fn finish(&self) -> ChainingValue {
        self.0.finalize_non_root()
    }
}

/// The digest of an input whose subtrees, of one length but for the last, have these chaining values; `None` for fewer
/// than two, where there is nothing to join.
#[must_use]
#[inline(never)]
pub fn join(values: &[ChainingValue]) -> Option<Digest> {
    if values.len() < 2 {
        return None;
    }
    let (left, right) = children(values);
    let root = merge_subtrees_root(&node(left), &node(right), Mode::Hash);
    Some(Digest::new(Algorithm::Blake3, root.as_bytes()))
}

/// The chaining value of the node above these, of at least one.
fn node(values: &[ChainingValue]) -> ChainingValue {
    if let [value] = values {
        return *value;
    }
    let (left, right) = children(values);
    merge_subtrees_non_root(&node(left), &node(right), Mode::Hash)
}

/// The values below the left child and those below the right one, of at least two: 4 and 1 of 5, 4 and 4 of 8.
fn children(values: &[ChainingValue]) -> (&[ChainingValue], &[ChainingValue]) {
    values.split_at(values.len().next_power_of_two() / 2)
}
