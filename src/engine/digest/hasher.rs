//! Hashing in slices: one algorithm or several over one read of the data, plain or as HMAC.
//!
//! Any split of the data into slices gives the digest of the whole. HMAC is RFC 2104 with the hashes of
//! FIPS 180-4 and FIPS 202.

use super::keyed::HmacState;
use super::{Algorithm, Digest};
use blake2::Blake2b512;
use md5::Md5;
use sha1::Sha1;
use sha2::digest::common::BlockSizeUser;
use sha2::digest::{FixedOutputReset, Update};
use sha2::{Sha256, Sha384, Sha512, Sha512_256};
use sha3::{Sha3_256, Sha3_512};

/// A hash or HMAC being computed.
pub struct Hasher {
    algorithm: Algorithm,
    state: Box<dyn HashState>,
}

impl Hasher {
    /// Starts a hash.
    #[must_use]
    #[inline]
    pub fn new(algorithm: Algorithm) -> Self {
        let state: Box<dyn HashState> = match algorithm {
            Algorithm::Sha256 => Box::<Sha256>::default(),
            Algorithm::Sha384 => Box::<Sha384>::default(),
            Algorithm::Sha512 => Box::<Sha512>::default(),
            Algorithm::Sha512_256 => Box::<Sha512_256>::default(),
            Algorithm::Sha3_256 => Box::<Sha3_256>::default(),
            Algorithm::Sha3_512 => Box::<Sha3_512>::default(),
            Algorithm::Blake3 => Box::<Blake3>::default(),
            Algorithm::Blake2b512 => Box::<Blake2b512>::default(),
            Algorithm::Sha1 => Box::<Sha1>::default(),
            Algorithm::Md5 => Box::<Md5>::default(),
        };
        Self { algorithm, state }
    }

    /// Starts an HMAC under `key`, of any length; `None` where [`Algorithm::has_hmac`] is false.
    #[must_use]
    pub fn with_key(algorithm: Algorithm, key: &[u8]) -> Option<Self> {
        let state: Box<dyn HashState> = match algorithm {
            Algorithm::Sha256 => Box::new(HmacState::<Sha256>::new(key)),
            Algorithm::Sha384 => Box::new(HmacState::<Sha384>::new(key)),
            Algorithm::Sha512 => Box::new(HmacState::<Sha512>::new(key)),
            Algorithm::Sha512_256 => Box::new(HmacState::<Sha512_256>::new(key)),
            Algorithm::Sha3_256 => Box::new(HmacState::<Sha3_256>::new(key)),
            Algorithm::Sha3_512 => Box::new(HmacState::<Sha3_512>::new(key)),
            Algorithm::Blake3 | Algorithm::Blake2b512 | Algorithm::Sha1 | Algorithm::Md5 => {
                return None;
            }
        };
        Some(Self { algorithm, state })
    }

    /// Appends `slice` to the input.
    #[inline]
    pub fn update(&mut self, slice: &[u8]) {
        self.state.update(slice);
    }

    /// The digest of everything since the start.
    #[must_use]
    #[inline]
    pub fn finish(mut self) -> Digest {
        let mut digest = Digest::new(self.algorithm, &[]);
        self.state
            .finish(&mut digest.bytes[..self.algorithm.digest_len()]);
        digest
    }
}

/// Several algorithms over one read of the data.
pub struct Hashers {
    hashers: Vec<Hasher>,
}

impl Hashers {
    /// One hasher for each of `algorithms`, in their order; duplicates are dropped.
    #[must_use]
    #[inline]
    pub fn new(algorithms: &[Algorithm]) -> Self {
        let mut hashers: Vec<Hasher> = Vec::with_capacity(algorithms.len());
        for &algorithm in algorithms {
            if hashers.iter().all(|hasher| hasher.algorithm != algorithm) {
                hashers.push(Hasher::new(algorithm));
            }
        }
        Self { hashers }
    }

    /// Appends `slice` to the input.
    #[inline]
    pub fn update(&mut self, slice: &[u8]) {
        for hasher in &mut self.hashers {
            hasher.update(slice);
        }
    }

    /// One digest for each algorithm.
    #[must_use]
    #[inline]
    pub fn finish(self) -> Vec<Digest> {
        self.hashers.into_iter().map(Hasher::finish).collect()
    }
}

/// The common interface of the hashers, for an algorithm chosen at run time.
///
/// A hasher stays where it is until it is dropped, and most are overwritten there: moving one out of its box would
/// leave a copy of its last block.
trait HashState {
    fn update(&mut self, slice: &[u8]);
    /// `out` is as long as the digest.
    fn finish(&mut self, out: &mut [u8]);
}

impl<T: Update + FixedOutputReset> HashState for T {
    fn update(&mut self, slice: &[u8]) {
        Update::update(self, slice);
    }

    fn finish(&mut self, out: &mut [u8]) {
        out.copy_from_slice(&self.finalize_fixed_reset());
    }
}

impl<D: Default + Update + FixedOutputReset + BlockSizeUser> HashState for HmacState<D> {
    fn update(&mut self, slice: &[u8]) {
        HmacState::update(self, slice);
    }

    fn finish(&mut self, out: &mut [u8]) {
        HmacState::finish(self, out);
    }
}

/// BLAKE3's crate has an interface of its own.
#[derive(Default)]
struct Blake3(blake3::Hasher);

impl HashState for Blake3 {
    fn update(&mut self, slice: &[u8]) {
        self.0.update(slice);
    }

    fn finish(&mut self, out: &mut [u8]) {
        out.copy_from_slice(self.0.finalize().as_bytes());
        self.0.reset();
    }
}
