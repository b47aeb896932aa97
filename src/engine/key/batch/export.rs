//! Writing the keys of a finished batch as another kind of file.
//!
//! A person needs the same keys twice: in clear for whoever uses them, and as hashes for the server. So the
//! batch keeps its lines, and each file is written from them, piece by piece.

use super::digest::ShortSha256;
use super::output::BatchOutput;
use crate::engine::base::sha256::lanes::LANES;
use crate::engine::key::amount::Amount;
use crate::engine::key::error::SpecError;
use crate::engine::key::minter::Minter;
use crate::engine::key::spec::KEY_ID_LENGTH;
use crate::engine::key::spec::{Supplies, TokenSpec};

/// A file that is being written.
pub struct Export {
    minter: Minter,
    sha256: ShortSha256,
    output: BatchOutput,
    longest_line: usize,
    /// How many bytes of the keys' lines have been written.
    done: usize,
    started: bool,
}

impl Export {
    /// A file of the kind `output` for keys of the form `spec`.
    ///
    /// # Errors
    /// [`SpecError`] when there are no keys of that form.
    pub fn new(
        spec: &TokenSpec,
        output: BatchOutput,
        supplies: Supplies,
    ) -> Result<Self, SpecError> {
        let minter = Minter::new(spec, supplies, Amount::ONE)?;
        let key_id = if spec.has_key_id() { KEY_ID_LENGTH } else { 0 };
        Ok(Self {
            longest_line: output.longest_line(
                minter.key_length,
                key_id,
                spec.holds_any_of(b"\",\\"),
            ),
            minter,
            sha256: ShortSha256::new(),
            output,
            done: 0,
            started: false,
        })
    }

    /// Appends lines to `out` within its capacity, and returns whether more are to come. `keys` are the lines
    /// of the batch, the same at every call.
    #[inline]
    pub fn write(&mut self, keys: &[u8], out: &mut Vec<u8>) -> bool {
        if !self.started {
            out.extend_from_slice(self.output.header(self.minter.hashed_from() > 0));
            self.started = true;
        }
        loop {
            let rest = &keys[self.done..];
            let room = (out.capacity() - out.len()) / self.longest_line;
            if room >= LANES
                && let Some((four, length)) = lines(rest)
            {
                let digests = if self.output == BatchOutput::Text {
                    [[0; 32]; LANES]
                } else {
                    let from = self.minter.hashed_from();
                    self.sha256.digests(four.map(|key| &key[from..]))
                };
                for (key, digest) in four.into_iter().zip(digests) {
                    self.append(key, &digest, out);
                }
                self.done += length;
            } else if let Some(([key], length)) = lines(rest) {
                if room == 0 {
                    return true;
                }
                let digest = self.sha256.digest(&key[self.minter.hashed_from()..]);
                self.append(key, &digest, out);
                self.done += length;
            } else {
                return false;
            }
        }
    }

    #[inline]
    fn append(&self, key: &[u8], digest: &[u8; 32], out: &mut Vec<u8>) {
        self.output.write(key, self.minter.key_id(key), digest, out);
    }

    /// The greatest size of a file of `keys` keys in bytes.
    #[must_use]
    pub fn size(&self, keys: u32) -> usize {
        let header = self.output.header(self.minter.hashed_from() > 0).len();
        header + self.longest_line * keys as usize
    }

    /// How many bytes of the keys' lines have been written.
    #[must_use]
    pub fn done(&self) -> usize {
        self.done
    }
}

/// The next lines of `text`, without their line feeds, and how many bytes they take with them; `None` where there are
/// fewer.
#[inline]
fn lines<const COUNT: usize>(text: &[u8]) -> Option<([&[u8]; COUNT], usize)> {
    let mut lines = [&[][..]; COUNT];
    let mut done = 0;
    for line in &mut lines {
        let rest = &text[done..];
        let end = memchr::memchr(b'\n', rest)?;
        *line = &rest[..end];
        done += end + 1;
    }
    Some((lines, done))
}

#[cfg(test)]
mod tests {
    use super::Export;
    use crate::engine::key::batch::output::BatchOutput;
    use crate::engine::key::spec::{Supplies, TokenSpec};
    use sha2::{Digest as _, Sha256};

    #[test]
    fn a_file_written_in_small_pieces_is_the_file_written_at_once() {
        let keys = (0..100).fold(String::new(), |keys, number| {
            keys + &format!("sk_live_{number:043}\n")
        });
        for output in BatchOutput::ALL {
            let mut whole = Vec::with_capacity(100_000);
            let mut export = Export::new(&TokenSpec::default(), output, Supplies::default())
                .expect("a good form");
            assert!(!export.write(keys.as_bytes(), &mut whole));
            let mut pieces = Vec::new();
            let mut export = Export::new(&TokenSpec::default(), output, Supplies::default())
                .expect("a good form");
            loop {
                let mut piece = Vec::with_capacity(400);
                let more = export.write(keys.as_bytes(), &mut piece);
                pieces.extend_from_slice(&piece);
                if !more {
                    break;
                }
            }
            assert_eq!(pieces, whole, "{output:?}");
            assert_eq!(export.done(), keys.len());
        }
    }

    #[test]
    fn a_line_holds_the_key_and_its_hash() {
        let mut out = Vec::with_capacity(1000);
        let mut export = Export::new(&TokenSpec::default(), BatchOutput::Csv, Supplies::default())
            .expect("a good form");
        export.write(b"sk_live_x\n", &mut out);
        let hash = base16ct::lower::encode_string(&Sha256::digest(b"sk_live_x"));
        assert_eq!(
            String::from_utf8_lossy(&out),
            format!("key,sha256\nsk_live_x,{hash}\n")
        );
    }
}
