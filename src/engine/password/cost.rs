//! What a password hash costs in memory, and whether that is enough by OWASP's Password Storage Cheat Sheet.

use super::{MAX_MEMORY_KIB, Params, ParamsError, Scheme};

impl Params {
    /// Checks the limits on memory, which apply to stored hashes too.
    pub(super) fn check_memory(&self) -> Result<(), ParamsError> {
        let [memory, _, lanes] = self.triple();
        if self.scheme() == Scheme::Argon2id && u64::from(memory) < 8 * u64::from(lanes) {
            return Err(ParamsError::TooManyLanes(lanes));
        }
        match self.memory_kib() {
            kib if kib > MAX_MEMORY_KIB => Err(ParamsError::Memory(kib)),
            _ => Ok(()),
        }
    }

    /// The memory that the hash takes, in KiB and rounded up; `u64::MAX` on overflow.
    #[must_use]
    pub fn memory_kib(&self) -> u64 {
        let [first, second, third] = self.triple().map(u64::from);
        match self.scheme() {
            Scheme::Argon2id => first,
            // RFC 7914: the larger of two arrays, of N and of p blocks of 128 r bytes.
            Scheme::Scrypt => 1_u64
                .checked_shl(self.triple()[0])
                .and_then(|n| n.max(third).checked_mul(second)?.checked_mul(128))
                .map_or(u64::MAX, |bytes| bytes.div_ceil(1024)),
            Scheme::Bcrypt | Scheme::Pbkdf2 => 5,
        }
    }

    /// Whether the parameters are below OWASP's minimum: for Argon2id and scrypt it names several pairs of
    /// equal strength, which trade memory for time.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        const ARGON2ID: [(u32, u32); 5] = [
            (47_104, 1),
            (19_456, 2),
            (12_288, 3),
            (9_216, 4),
            (7_168, 5),
        ];
        const SCRYPT: [(u32, u32); 5] = [(17, 1), (16, 2), (15, 3), (14, 5), (13, 10)];
        let [first, second, third] = self.triple();
        let reaches = |x, y, pairs: &[(u32, u32)]| {
            pairs
                .iter()
                .any(|&(least_x, least_y)| x >= least_x && y >= least_y)
        };
        !match self.scheme() {
            Scheme::Argon2id => reaches(first, second, &ARGON2ID),
            Scheme::Scrypt => second >= 8 && reaches(first, third, &SCRYPT),
            Scheme::Bcrypt => first >= 10,
            Scheme::Pbkdf2 => first >= 600_000,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Params, ParamsError, Scheme};

    fn refused(scheme: Scheme, values: &[u32]) -> String {
        Params::new(scheme, values)
            .expect_err("a value is out of bounds")
            .to_string()
    }

    #[test]
    fn values_that_take_too_much_memory_together_are_refused() {
        assert_eq!(
            refused(Scheme::Scrypt, &[20, 16, 1]),
            "This takes 2048 MiB of memory, and the page gives 1024 at most."
        );
        assert_eq!(
            refused(Scheme::Argon2id, &[8, 1, 2]),
            "2 lanes take 16 KiB of memory at least."
        );
        let absurd = Params::unchecked(Scheme::Scrypt, &[u32::MAX, u32::MAX, u32::MAX]);
        assert_eq!(absurd.check_memory(), Err(ParamsError::Memory(u64::MAX)));
    }

    #[test]
    fn what_owasp_names_as_equal_is_not_weak() {
        for (scheme, values) in [
            (Scheme::Argon2id, [47_104, 1, 1]),
            (Scheme::Argon2id, [7_168, 5, 1]),
            (Scheme::Scrypt, [13, 8, 10]),
        ] {
            assert_eq!(
                Params::new(scheme, &values).map(|params| params.is_weak()),
                Ok(false)
            );
        }
        for (scheme, values) in [
            (Scheme::Argon2id, [19_456, 1, 1]),
            (Scheme::Argon2id, [7_168, 4, 1]),
            (Scheme::Scrypt, [17, 7, 1]),
            (Scheme::Scrypt, [16, 8, 1]),
            (Scheme::Bcrypt, [9, 1, 1]),
            (Scheme::Pbkdf2, [599_999, 1, 1]),
        ] {
            assert_eq!(
                Params::new(scheme, &values).map(|params| params.is_weak()),
                Ok(true)
            );
        }
    }
}
