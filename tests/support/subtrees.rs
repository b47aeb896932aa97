//! BLAKE3 by subtrees that are hashed apart, natively and in the browser's build.

use latchkey::engine::digest::Digest;
use latchkey::engine::digest::subtree::{SubtreeHasher, join};

/// The digest of `message`, cut every `len` bytes, a power of two from 1024 on; `None` where that is one subtree.
pub fn by_subtrees(message: &[u8], len: usize) -> Option<Digest> {
    let subtrees = (0..).step_by(len).zip(message.chunks(len));
    let value = |(start, subtree): (u64, &[u8])| {
        let mut hasher = SubtreeHasher::new(start);
        for slice in subtree.chunks(3000) {
            hasher.update(slice);
        }
        hasher.finish()
    };
    join(&subtrees.map(value).collect::<Vec<_>>())
}
