//! Key derivation that takes memory, with one crate per scheme.

use super::{Params, PasswordError};
use argon2::{Argon2, Block};
use zeroize::Zeroize;

pub(super) use argon2::{Algorithm, Version};

/// Argon2 of `password`, filling `hash`. The parameters have passed `check_memory`; the salt has 8 bytes at least
/// and the hash 4.
pub(super) fn argon2(
    (algorithm, version): (Algorithm, Version),
    params: &Params,
    password: &[u8],
    salt: &[u8],
    hash: &mut [u8],
) -> Result<(), PasswordError> {
    let out_of_memory = PasswordError::OutOfMemory(params.memory_kib());
    let [memory, passes, lanes] = params.triple();
    let cost =
        argon2::Params::new(memory, passes, lanes, Some(hash.len())).map_err(|_| out_of_memory)?;
    let count = cost.block_count();
    // Our own blocks, so that a refused allocation is an error and the memory is overwritten.
    let mut blocks = Vec::new();
    blocks.try_reserve_exact(count).map_err(|_| out_of_memory)?;
    blocks.resize_with(count, Block::new);
    let done = Argon2::new(algorithm, version, cost).hash_password_into_with_memory(
        password,
        salt,
        hash,
        &mut blocks,
    );
    blocks.zeroize();
    done.map_err(|_| out_of_memory)
}

/// scrypt of `password`, filling `hash`. The parameters have passed `check_memory`.
pub(super) fn scrypt(
    params: &Params,
    password: &[u8],
    salt: &[u8],
    hash: &mut [u8],
) -> Result<(), PasswordError> {
    let out_of_memory = PasswordError::OutOfMemory(params.memory_kib());
    let [log_n, r, p] = params.triple();
    probe(params.memory_kib()).map_err(|()| out_of_memory)?;
    let log_n = u8::try_from(log_n).map_err(|_| out_of_memory)?;
    let cost = scrypt::Params::new(log_n, r, p).map_err(|_| out_of_memory)?;
    scrypt::scrypt(password, salt, &cost, hash).map_err(|_| out_of_memory)
}

/// scrypt's crate aborts when an allocation fails: allocate and free as much first.
fn probe(kib: u64) -> Result<(), ()> {
    let bytes = usize::try_from(kib.saturating_mul(1024)).map_err(|_| ())?;
    Vec::<u8>::new().try_reserve_exact(bytes).map_err(|_| ())
}

#[cfg(test)]
mod tests {
    use super::{Params, scrypt};
    use crate::engine::password::Scheme;
    use crate::engine::password::hash_function::HashFunction;

    fn stretched(values: [u32; 3], password: &str, salt: &str) -> String {
        let mut hash = [0; 64];
        let params = Params::unchecked(Scheme::Scrypt, &values);
        scrypt(&params, password.as_bytes(), salt.as_bytes(), &mut hash).expect("there is memory");
        base16ct::lower::encode_string(&hash)
    }

    fn pbkdf2(rounds: u32, password: &str, salt: &str, len: usize) -> String {
        let mut hash = vec![0; len];
        HashFunction::Sha256.pbkdf2(password.as_bytes(), salt.as_bytes(), rounds, &mut hash);
        base16ct::lower::encode_string(&hash)
    }

    /// RFC 7914, section 12. The last takes a whole GiB of memory.
    #[test]
    fn scrypt_gives_the_keys_of_rfc_7914() {
        let table = [
            (
                [4, 1, 1],
                "",
                "",
                "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442\
                 fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906",
            ),
            (
                [10, 8, 16],
                "password",
                "NaCl",
                "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162\
                 2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
            ),
            (
                [14, 8, 1],
                "pleaseletmein",
                "SodiumChloride",
                "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2\
                 d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887",
            ),
            (
                [20, 8, 1],
                "pleaseletmein",
                "SodiumChloride",
                "2101cb9b6a511aaeaddbbe09cf70f881ec568d574a2ffd4dabe5ee9820adaa47\
                 8e56fd8f4ba5d09ffa1c6d927c40f4c337304049e8a952fbcbf45c6fa77a41a4",
            ),
        ];
        for (values, password, salt, expected) in table {
            assert_eq!(stretched(values, password, salt), expected, "{values:?}");
        }
    }

    /// RFC 7914, section 11.
    #[test]
    fn pbkdf2_gives_the_keys_of_rfc_7914() {
        let table = [
            (
                1,
                "passwd",
                "salt",
                "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc\
                 49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
            ),
            (
                80_000,
                "Password",
                "NaCl",
                "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56\
                 a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d",
            ),
        ];
        for (rounds, password, salt, expected) in table {
            assert_eq!(
                pbkdf2(rounds, password, salt, 64),
                expected,
                "{rounds} rounds"
            );
        }
    }

    /// The inputs of RFC 6070, whose outputs are of SHA-1, with outputs of SHA-256 as several libraries
    /// publish them; the one of 16,777,216 rounds is left out.
    #[test]
    fn pbkdf2_gives_the_keys_of_rfc_6070_by_sha256() {
        let long = (
            "passwordPASSWORDpassword",
            "saltSALTsaltSALTsaltSALTsaltSALTsalt",
        );
        let table = [
            (
                1,
                ("password", "salt"),
                "120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b",
            ),
            (
                2,
                ("password", "salt"),
                "ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43",
            ),
            (
                4096,
                ("password", "salt"),
                "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a",
            ),
            (
                4096,
                long,
                "348c89dbcbd32b2f32d814b8116e84cf2b17347ebc1800181c4e2a1fb8dd53e1c635518c7dac47e9",
            ),
            (
                4096,
                ("pass\0word", "sa\0lt"),
                "89b69d0516f829893c696226650a8687",
            ),
        ];
        for (rounds, (password, salt), expected) in table {
            let len = expected.len() / 2;
            assert_eq!(
                pbkdf2(rounds, password, salt, len),
                expected,
                "{rounds}, {password}"
            );
        }
    }
}
