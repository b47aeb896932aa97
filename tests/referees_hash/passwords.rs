//! Password hashes: ours checked by argon2-cffi, bcrypt, hashlib and htpasswd, and theirs by ours.

use crate::referees::{answer, program};
use crate::{ask, hex, scratch, seeded::Seeded};
use latchkey::engine::password::{Params, Scheme, StoredHash, hash, htpasswd_line};
use std::fs;

/// Passwords with what could trip a shell, a text encoding or bcrypt's limit.
fn passwords() -> [String; 5] {
    [
        "a".to_owned(),
        "correct horse $5 'battery'".to_owned(),
        "pässwörd €".to_owned(),
        "x".repeat(72),
        "\\\"%s\t".to_owned(),
    ]
}

/// The default of each scheme, and other values of each parameter.
fn params() -> Vec<Params> {
    let other: [(Scheme, &[u32]); 6] = [
        (Scheme::Argon2id, &[64, 3, 4]),
        (Scheme::Argon2id, &[8, 1, 1]),
        (Scheme::Scrypt, &[10, 16, 3]),
        (Scheme::Scrypt, &[4, 1, 1]),
        (Scheme::Bcrypt, &[5]),
        (Scheme::Pbkdf2, &[1234]),
    ];
    let other = other
        .map(|(scheme, values)| Params::new(scheme, values).expect("they are within the bounds"));
    Scheme::ALL
        .map(Params::of)
        .into_iter()
        .chain(other)
        .collect()
}

#[test]
fn others_accept_our_hashes_and_refuse_another_password() {
    let mut source = Seeded::new(4);
    let mut lines = Vec::new();
    for params in params() {
        let quick = params != Params::of(params.scheme());
        for password in passwords().iter().take(if quick { 5 } else { 1 }) {
            let text =
                hash(password.as_bytes(), &params, &mut source).expect("the password is good");
            lines.push(format!("verify {text} {}", hex(password.as_bytes())));
            lines.push(format!("verify {text} {}", hex(b"another")));
        }
    }
    let expected: Vec<_> = (0..lines.len())
        .map(|index| if index % 2 == 0 { "True" } else { "False" })
        .collect();
    assert_eq!(ask("passwords.py", &lines), expected);
}

#[test]
fn we_accept_the_hashes_of_others_and_refuse_another_password() {
    let mut asked = Vec::new();
    for form in [
        "argon2id",
        "argon2i",
        "argon2d",
        "bcrypt2a",
        "bcrypt2b",
        "scrypt",
        "pbkdf2-sha256",
        "argon2id-long",
        "ldap-ssha",
        "ldap-ssha512",
        "ldap-sha256",
        "ldap-smd5",
        "spring-sha256",
        "django-pbkdf2",
        "django-pbkdf2-sha1",
        "django-bcrypt-sha256",
        "django-sha1",
        "django-scrypt",
        "werkzeug-pbkdf2",
        "werkzeug-scrypt",
        "werkzeug-sha256",
        "passlib-pbkdf2",
        "passlib-pbkdf2-sha512",
        "wordpress",
    ] {
        for password in passwords() {
            asked.push((
                format!("hash {form} {}", hex(password.as_bytes())),
                password,
            ));
        }
    }
    let lines: Vec<_> = asked.iter().map(|(line, _)| line.clone()).collect();
    let answers = ask("passwords.py", &lines);
    assert_eq!(answers.len(), asked.len());
    for (text, (line, password)) in answers.iter().zip(&asked) {
        let stored =
            StoredHash::read(text).unwrap_or_else(|error| panic!("{line}: {text}: {error}"));
        assert_eq!(
            stored.verify(password.as_bytes()),
            Ok(true),
            "{line}: {text}"
        );
        assert_eq!(stored.verify(b"another"), Ok(false), "{line}: {text}");
    }
}

#[test]
fn htpasswd_accepts_our_lines_and_we_accept_its_own() {
    let file = scratch("htpasswd").join("users");
    let params = Params::new(Scheme::Bcrypt, &[5]).expect("5 is within the bounds");
    let mut source = Seeded::new(5);
    for password in passwords() {
        let text = hash(password.as_bytes(), &params, &mut source).expect("the password is good");
        let line = htpasswd_line("ann", &text).expect("the name is good");
        fs::write(&file, format!("{line}\n")).expect("the file can be written");
        let verify = |password: &str| {
            let mut htpasswd = program("htpasswd");
            htpasswd.arg("-vb").arg(&file).args(["ann", password]);
            htpasswd.output().expect("htpasswd runs").status.success()
        };
        assert!(verify(&password), "{password}");
        assert!(!verify("another"), "{password}");

        let theirs = answer(
            program("htpasswd").args(["-nbBC", "5", "ann", &password]),
            b"",
        );
        let stored = StoredHash::read(&theirs).unwrap_or_else(|error| panic!("{theirs}: {error}"));
        assert_eq!(stored.verify(password.as_bytes()), Ok(true), "{theirs}");
        assert_eq!(stored.verify(b"another"), Ok(false), "{theirs}");
    }
}

#[test]
fn we_accept_the_crypt_hashes_of_openssl_and_htpasswd() {
    for password in passwords() {
        // openssl reads a line.
        let line = format!("{password}\n");
        let mut theirs: Vec<String> = ["-1", "-apr1", "-5", "-6"]
            .iter()
            .map(|form| {
                let mut openssl = program("openssl");
                answer(openssl.args(["passwd", form, "-stdin"]), line.as_bytes())
            })
            .collect();
        for form in ["-nbm", "-nbs"] {
            theirs.push(answer(
                program("htpasswd").args([form, "ann", &password]),
                b"",
            ));
        }
        for text in theirs {
            let stored = StoredHash::read(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(stored.verify(password.as_bytes()), Ok(true), "{text}");
            assert_eq!(stored.verify(b"another"), Ok(false), "{text}");
        }
    }
}
