//! Password hashes: the given salt is used, errors have messages, and every stored form is parsed back.
#![cfg(not(target_arch = "wasm32"))]

use latchkey::engine::base::random::{ByteSource, RandomError};
use latchkey::engine::password::{
    HashError, Params, PasswordError, Scheme, Stored, hash, htpasswd_line, with_doubled_dollars,
};

/// Gives the bytes 1, 2, 3 …
struct Counting(u8);

impl ByteSource for Counting {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
        for byte in out {
            self.0 += 1;
            *byte = self.0;
        }
        Ok(())
    }
}

struct Missing;

impl ByteSource for Missing {
    fn fill(&mut self, _: &mut [u8]) -> Result<(), RandomError> {
        Err(RandomError::Unavailable)
    }
}

/// Cheap parameters.
fn quick(scheme: Scheme) -> Params {
    let values: &[u32] = match scheme {
        Scheme::Argon2id => &[64, 2, 2],
        Scheme::Bcrypt => &[4],
        Scheme::Scrypt => &[4, 8, 2],
        Scheme::Pbkdf2 => &[1000],
    };
    Params::new(scheme, values).expect("they are within the bounds")
}

fn hashed(scheme: Scheme, password: &[u8]) -> Result<String, PasswordError> {
    hash(password, &quick(scheme), &mut Counting(0))
}

fn read_error(text: &str) -> HashError {
    Stored::read(text).expect_err(text)
}

#[test]
fn the_text_to_store_holds_the_parameters_and_the_salt_from_the_source() {
    let starts = [
        "$argon2id$v=19$m=64,t=2,p=2$AQIDBAUGBwgJCgsMDQ4PEA$",
        "$scrypt$ln=4,r=8,p=2$AQIDBAUGBwgJCgsMDQ4PEA$",
        "$2b$04$.OGB/.SE/ueHAeqKBO2NC.",
        "$pbkdf2-sha256$i=1000,l=32$AQIDBAUGBwgJCgsMDQ4PEA$",
    ];
    for (scheme, start) in Scheme::ALL.into_iter().zip(starts) {
        let text = hashed(scheme, b"pass").expect(start);
        assert!(text.starts_with(start), "{text}");
    }
}

#[test]
fn without_random_bytes_there_is_no_hash() {
    for scheme in Scheme::ALL {
        let refused = hash(b"pass", &quick(scheme), &mut Missing);
        assert_eq!(
            refused,
            Err(PasswordError::Random(RandomError::Unavailable))
        );
    }
}

#[test]
fn a_stored_hash_verifies_its_password_and_no_other() {
    for scheme in Scheme::ALL {
        let text = hashed(scheme, "pässword".as_bytes()).expect("the password is good");
        let stored = Stored::read(&text).expect(&text);
        assert_eq!(stored.params(), &quick(scheme));
        assert_eq!(stored.to_string(), text);
        assert_eq!(stored.verify("pässword".as_bytes()), Ok(true), "{text}");
        for other in ["", "pässwor", "pässword ", "Pässword"] {
            assert_eq!(stored.verify(other.as_bytes()), Ok(false), "{text}");
        }
    }
}

#[test]
fn bcrypt_refuses_what_it_would_cut() {
    assert!(hashed(Scheme::Bcrypt, &[b'x'; 72]).is_ok());
    assert_eq!(
        hashed(Scheme::Bcrypt, &[b'x'; 73]),
        Err(PasswordError::TooLong(73))
    );
    // 25 characters of three bytes each.
    let refused = hashed(Scheme::Bcrypt, "€".repeat(25).as_bytes()).expect_err("it has 75 bytes");
    assert!(
        refused
            .to_string()
            .starts_with("bcrypt reads 72 bytes at most and this password has 75.")
    );
    assert_eq!(hashed(Scheme::Bcrypt, b"a\0b"), Err(PasswordError::Nul));
    let stored = Stored::read(&hashed(Scheme::Bcrypt, b"pass").expect("it is short"))
        .expect("it was just made");
    assert_eq!(stored.verify(&[b'x'; 73]), Err(PasswordError::TooLong(73)));
}

#[test]
fn the_other_schemes_take_any_length() {
    for scheme in [Scheme::Argon2id, Scheme::Scrypt, Scheme::Pbkdf2] {
        let text = hashed(scheme, &[b'x'; 73]).expect("there is no limit");
        assert_eq!(
            Stored::read(&text).expect(&text).verify(&[b'x'; 72]),
            Ok(false)
        );
    }
}

#[test]
fn an_empty_password_is_not_hashed() {
    for scheme in Scheme::ALL {
        assert_eq!(hashed(scheme, b""), Err(PasswordError::Empty));
    }
}

#[test]
fn a_hash_is_read_from_the_places_it_is_copied_from() {
    let text = hashed(Scheme::Bcrypt, b"pass").expect("the password is good");
    let line = htpasswd_line("ann", &text).expect("the name is good");
    for copied in [
        format!(" {text}\n"),
        line.clone(),
        with_doubled_dollars(&line),
        with_doubled_dollars(&text),
    ] {
        let stored = Stored::read(&copied).expect(&copied);
        assert_eq!(stored.verify(b"pass"), Ok(true), "{copied}");
    }
    let argon2 = hashed(Scheme::Argon2id, b"pass").expect("the password is good");
    assert_eq!(
        Stored::read(&with_doubled_dollars(&argon2))
            .expect(&argon2)
            .to_string(),
        argon2
    );
}

/// Made with passlib 1.7.4, with a salt whose base64 has its `.` in place of `+`.
#[test]
fn the_older_form_of_passlib_is_read() {
    let text = concat!(
        "$pbkdf2-sha256$1000$",
        "./.../.../.../.../..eA",
        "$p62VKFL3ibjannpNlN9E2Cz4Oa9YOOCYkb7O8N9Twr4"
    );
    assert_eq!(
        Stored::read(text).expect(text).verify(b"password"),
        Ok(true)
    );
}

#[test]
fn a_text_that_is_no_hash_is_refused_in_words() {
    let whole = hashed(Scheme::Argon2id, b"pass").expect("the password is good");
    let bcrypt = hashed(Scheme::Bcrypt, b"pass").expect("the password is good");
    assert_eq!(read_error(" "), HashError::Empty);
    assert_eq!(read_error("pass"), HashError::NoHash);
    assert_eq!(read_error("cost $5"), HashError::NoHash);
    for text in [
        "$6$salt$hash",
        "$1$salt$hash",
        "$yescrypt$x",
        "$pbkdf2-sha512$i=1$AAAAAAAAAAA$AAAAAAAAAAAAAA",
        "$",
    ] {
        assert!(
            matches!(read_error(text), HashError::Unsupported(_)),
            "{text}"
        );
    }
    for text in [
        &whole[..whole.len() - 1],
        &whole[..40],
        &whole.replace("t=2", "t=0"),
        &whole.replace("v=19", "v=20"),
    ] {
        assert_eq!(
            read_error(text),
            HashError::Damaged(Scheme::Argon2id),
            "{text}"
        );
    }
    for text in [
        &bcrypt[..59],
        &format!("{bcrypt}x"),
        &bcrypt.replace("$04$", "$4$"),
        &bcrypt.replace("2b", "2x"),
    ] {
        assert_eq!(
            read_error(text),
            HashError::Damaged(Scheme::Bcrypt),
            "{text}"
        );
    }
    assert_eq!(
        read_error(&whole.replace("p=2", "p=2,keyid=YQ")),
        HashError::Keyed
    );
}

#[test]
fn a_hash_that_asks_for_more_memory_than_a_tab_has_is_refused() {
    let text = hashed(Scheme::Argon2id, b"pass")
        .expect("the password is good")
        .replace("m=64", "m=2097152");
    assert_eq!(
        read_error(&text).to_string(),
        "This takes 2048 MiB of memory, and the page gives 1024 at most."
    );
}

#[test]
fn debug_output_does_not_show_a_hash() {
    let text = hashed(Scheme::Argon2id, b"pass").expect("the password is good");
    let shown = format!("{:?}", Stored::read(&text).expect(&text));
    assert_eq!(
        shown,
        "Stored(Argon2id: Memory (KiB) 64, Passes 2, Lanes 2)"
    );
}
