//! Password hashes: the given salt is used, errors have messages, and a hash is found in what was pasted.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/broken.rs"]
mod broken;
#[path = "support/counting.rs"]
mod counting;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use broken::Broken;
use counting::Counting;
use latchkey::engine::base::random::RandomError;
use latchkey::engine::password::{
    HashError, Input, Params, PasswordError, Scheme, StoredHash, hash, htpasswd_line, verify,
    with_doubled_dollars,
};

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
    hash(password, &quick(scheme), &mut Counting(1))
}

fn read_error(text: &str) -> HashError {
    StoredHash::read(text).expect_err(text)
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
        let refused = hash(b"pass", &quick(scheme), &mut Broken);
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
        let stored = StoredHash::read(&text).expect(&text);
        assert_eq!(stored.label(), scheme.label());
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
}

#[test]
fn on_verifying_the_first_72_bytes_decide_for_bcrypt_and_it_is_said() {
    let stored = hashed(Scheme::Bcrypt, &[b'y'; 72]).expect("72 bytes fit");
    for len in [73, 80, 500] {
        let verified = verify(&vec![b'y'; len], &stored).expect("there is a verdict");
        assert!(verified.matches, "{len}");
        let said = format!("reads the first 72 bytes of a password, and this one has {len}");
        assert!(verified.detail.contains(&said), "{}", verified.detail);
    }
    let verified = verify(&[b'y'; 72], &stored).expect("there is a verdict");
    assert!(
        verified.matches && !verified.detail.contains("72"),
        "{}",
        verified.detail
    );
    // One byte less than bcrypt reads is another password, whatever follows.
    let other = [&[b'y'; 71][..], b"zyy"].concat();
    let verified = verify(&other, &stored).expect("there is a verdict");
    assert!(
        !verified.matches && verified.detail.contains("has 74"),
        "{}",
        verified.detail
    );
    // 24 characters of three bytes each fill it; a 25th is not read.
    let stored = hashed(Scheme::Bcrypt, "€".repeat(24).as_bytes()).expect("72 bytes fit");
    assert!(verify("€".repeat(25).as_bytes(), &stored).is_ok_and(|verified| verified.matches));
}

#[test]
fn there_is_no_verdict_of_bcrypt_on_a_password_with_a_nul() {
    let stored = hashed(Scheme::Bcrypt, b"a").expect("the password is good");
    let error = verify(b"a\0b", &stored).expect_err("some programs end there");
    assert_eq!(error.input, Some(Input::Password));
    assert!(
        error.message.contains("no one verdict"),
        "{}",
        error.message
    );
    let argon2 = hashed(Scheme::Argon2id, b"a\0b").expect("Argon2 takes any byte");
    assert!(verify(b"a\0b", &argon2).is_ok_and(|verified| verified.matches));
    assert!(verify(b"a", &argon2).is_ok_and(|verified| !verified.matches));
}

#[test]
fn the_other_schemes_take_any_length() {
    for scheme in [Scheme::Argon2id, Scheme::Scrypt, Scheme::Pbkdf2] {
        let text = hashed(scheme, &[b'x'; 73]).expect("there is no limit");
        assert_eq!(
            StoredHash::read(&text).expect(&text).verify(&[b'x'; 72]),
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
        let stored = StoredHash::read(&copied).expect(&copied);
        assert_eq!(stored.verify(b"pass"), Ok(true), "{copied}");
    }
    let argon2 = hashed(Scheme::Argon2id, b"pass").expect("the password is good");
    let stored = StoredHash::read(&with_doubled_dollars(&argon2)).expect(&argon2);
    assert_eq!(stored.verify(b"pass"), Ok(true));
}

/// A bcrypt hash of "U*U", of OpenBSD's vectors, and one of SHA-512-crypt of "Hello world!", of its specification.
const BCRYPT: &str = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
const SHA512: &str = concat!(
    "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnI",
    "FNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1"
);

#[test]
fn a_hash_is_found_in_the_text_around_it() {
    let doubled = BCRYPT.replace('$', "$$");
    let escaped = BCRYPT.replace('$', "\\$");
    for text in [
        format!("    ann: {BCRYPT}"),
        format!("  ann: '{BCRYPT}'  # the first"),
        format!("- {BCRYPT}"),
        format!("ADMIN_HASH='{BCRYPT}'"),
        format!("ADMIN_HASH=\"{BCRYPT}\""),
        format!("export ADMIN_HASH={BCRYPT};"),
        format!("ADMIN_HASH=\"{escaped}\""),
        format!("ADMIN_HASH={doubled}"),
        format!("\"password\": \"{BCRYPT}\","),
        format!("\"password\":\"{}\"", BCRYPT.replace('/', "\\/")),
        format!("(1, 'ann', '{BCRYPT}', true)"),
        format!("<password>{BCRYPT}</password>"),
        format!("The hash is {BCRYPT}."),
        format!("`{BCRYPT}`"),
        format!("“{BCRYPT}”"),
        format!("\u{feff}{BCRYPT}\u{200b}\u{a0}\r\n"),
        format!("\u{200e}{BCRYPT}\u{202c}"),
        format!("us$er:{BCRYPT}"),
        format!("$us$er:{BCRYPT}"),
        format!("$6$:{BCRYPT}"),
        format!("a@b.example:{BCRYPT}"),
        format!("basicauth.users=ann:{doubled}"),
        format!("{{bcrypt}}{BCRYPT}"),
        format!("{{CRYPT}}{BCRYPT}"),
        format!("{{BLF-CRYPT}}{BCRYPT}"),
        format!("password={{bcrypt}}{BCRYPT}"),
        format!("userPassword: {{CRYPT}}{BCRYPT}"),
        format!("${{ADMIN_HASH:-{doubled}}}"),
        format!("bcrypt: {BCRYPT}"),
        format!("scrypt:{BCRYPT}"),
        format!("ann:{BCRYPT}:19700:0:99999:7:::"),
        format!("ann:!{BCRYPT}:19700:0:99999:7:::"),
    ] {
        let stored = StoredHash::read(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(stored.verify(b"U*U"), Ok(true), "{text}");
        assert_eq!(stored.verify(b"U*V"), Ok(false), "{text}");
    }
    let shadow = format!("root:{SHA512}:19700:0:99999:7:::");
    assert_eq!(
        StoredHash::read(&shadow)
            .expect(&shadow)
            .verify(b"Hello world!"),
        Ok(true)
    );
}

#[test]
fn a_hash_is_found_in_base64_as_directories_and_clusters_keep_it() {
    let bcrypt = STANDARD.encode(BCRYPT);
    let in_braces = STANDARD.encode(format!("{{CRYPT}}{BCRYPT}"));
    let (head, tail) = in_braces.split_at(40);
    let line = STANDARD.encode(format!("ann:{BCRYPT}\n"));
    for text in [
        format!("userPassword:: {in_braces}"),
        format!("dn: uid=ann,dc=example\nuserPassword:: {head}\n {tail}\nuid: ann\n"),
        format!("dn: uid=ann,dc=example\r\nuserPassword:: {head}\r\n {tail}\r\nuid: ann\r\n"),
        format!("olcRootPW::{in_braces}"),
        in_braces.clone(),
        bcrypt.clone(),
        format!("data:\n  password: {bcrypt}\n"),
        format!("  auth: \"{line}\"\n"),
        line,
    ] {
        let stored = StoredHash::read(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(stored.verify(b"U*U"), Ok(true), "{text}");
        assert_eq!(stored.verify(b"U*V"), Ok(false), "{text}");
    }
    // Each of several, also beside one in clear; named by its place in the text.
    let ldif = format!(
        "dn: uid=ann\nuserPassword:: {head}\n {tail}\n\ndn: uid=bob\nuserPassword: {BCRYPT}\n{SHA512}\n"
    );
    let verified = verify(b"U*U", &ldif).expect("two match");
    assert_eq!(
        verified.detail,
        "3 hashes: userPassword matches (bcrypt); userPassword matches (bcrypt); line 7 does not (SHA-512-crypt)."
    );
    // What is no hash is not decoded into one, and what is not computed is named.
    for text in [
        "userPassword:: aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ=",
        "a::b\n c",
        "std::string",
    ] {
        assert_eq!(read_error(text), HashError::NoHash, "{text}");
    }
    let yescrypt =
        STANDARD.encode("{CRYPT}$y$j9T$abcdefgh$.d1LYk.xcQICrMvWo5QbPjEf7Q.FqdAlPyJIPdUPFR6");
    for text in [format!("userPassword:: {yescrypt}"), yescrypt] {
        assert_eq!(
            read_error(&text),
            HashError::Unsupported("yescrypt"),
            "{text}"
        );
    }
    let indented = format!("std::string password\n  = \"{BCRYPT}\"");
    assert!(StoredHash::read(&indented).is_ok_and(|stored| stored.verify(b"U*U") == Ok(true)));
}

#[test]
fn what_stands_close_to_a_hash_does_not_make_it_whole() {
    for text in [
        format!("x{BCRYPT}"),
        format!("{BCRYPT}x"),
        format!("{BCRYPT}{BCRYPT}"),
        BCRYPT.replace("$05$", "$05"),
        BCRYPT.replace("C.E5", "C…E5"),
        BCRYPT.to_uppercase(),
        SHA512.replace("$6$", "$5$"),
        SHA512.replace("$6$", "$6$rounds=999$"),
        SHA512.replace("$6$", "$6$rounds=05000$"),
        SHA512.replace("saltstring", "saltstringsaltstring"),
        format!("{SHA512}/"),
    ] {
        let verified = verify(b"U*U", &text);
        assert!(verified.is_err(), "{text}: {verified:?}");
    }
}

#[test]
fn every_hash_of_several_lines_is_compared_and_named() {
    let yescrypt = "$y$j9T$abcdefgh$.d1LYk.xcQICrMvWo5QbPjEf7Q.FqdAlPyJIPdUPFR6";
    let shadow = format!("ann:{SHA512}:1::::::\nbob:{BCRYPT}:1::::::\neve:*:1::::::\n");
    let verified = verify(b"U*U", &shadow).expect("one of two matches");
    assert!(verified.matches);
    assert_eq!(
        verified.detail,
        "2 hashes: bob matches (bcrypt); ann does not (SHA-512-crypt)."
    );
    let verified = verify(b"another", &shadow).expect("both were computed");
    assert!(!verified.matches);
    // On one line, and without a name.
    let users = format!("ann:{BCRYPT},bob:{BCRYPT}");
    let verified = verify(b"U*U", &users).expect("both match");
    assert_eq!(
        verified.detail,
        "2 hashes: ann matches (bcrypt); bob matches (bcrypt)."
    );
    let verified = verify(b"U*U", &format!("\n{BCRYPT}\n{SHA512}")).expect("one matches");
    assert!(
        verified.detail.contains("line 2 matches"),
        "{}",
        verified.detail
    );
    // What was not computed leaves the verdict open, unless another matches.
    let mixed = format!("{shadow}dan:{yescrypt}:1::::::");
    assert!(verify(b"U*U", &mixed).is_ok_and(|verified| verified.matches));
    let error = verify(b"another", &mixed).expect_err("one is not computed");
    assert_eq!(error.input, Some(Input::Stored));
    assert_eq!(
        error.message,
        "No verdict on 3 hashes: ann does not (SHA-512-crypt); bob does not (bcrypt); dan is not computed here \
         (yescrypt)."
    );
    let cut = format!("{shadow}dan:{}", &BCRYPT[..50]);
    let error = verify(b"another", &cut).expect_err("one is cut");
    assert!(
        error.message.contains("dan is no whole bcrypt hash"),
        "{error}"
    );
}

#[test]
fn a_text_without_a_hash_says_what_it_is() {
    for (text, error) in [
        (
            "5f4dcc3b5aa765d61d8327deb882cf99",
            HashError::Digest("MD5 (or an NT hash)"),
        ),
        (&"ab".repeat(32), HashError::Digest("SHA-256")),
        ("ann:!:19700:0:99999:7:::", HashError::Disabled),
        ("ann:!!:19700:0:99999:7:::", HashError::Disabled),
        ("ann:*:19700:0:99999:7:::", HashError::Disabled),
        ("ann:x:1000:1000::/home/ann:/bin/sh", HashError::Disabled),
        (
            "!mFd7aO2kGjQZqS8Lw0Xc3VbN5hTyUiRePl4KsZx1",
            HashError::Disabled,
        ),
        ("{noop}hunter", HashError::Clear("{noop}".to_owned())),
        (
            "{CLEARTEXT}hunter",
            HashError::Clear("{CLEARTEXT}".to_owned()),
        ),
        ("plain$$hunter", HashError::Clear("plain$".to_owned())),
        (
            "pbkdf2:sha256$Zk3vQ0aB$b64db148880dad5d",
            HashError::NoRounds,
        ),
        (
            "$argon2id$v=19$m=64,t=1,p=1$YWJjZA$umlpi/hrXQkPwLgzcNE9Ng",
            HashError::ShortSalt(4),
        ),
        ("key:*abc", HashError::NoHash),
        ("PATH=$HOME/bin:$PATH", HashError::NoHash),
    ] {
        assert_eq!(read_error(text), error, "{text}");
    }
}

#[test]
fn parameters_that_the_text_does_not_hold_are_said_to_be_defaults() {
    // Spring Security's reference, of "password".
    let text =
        "{pbkdf2}5d923b44a6d129f3ddf3e3c8d29412723dcbde72445e8ef6bf3b508fbf17fa4ed4d6b99ca763d8dc";
    let verified = verify(b"password", text).expect("there is a verdict");
    assert!(verified.matches && verified.detail.contains("Spring Security's defaults"));
    let verified = verify(b"another", text).expect("there is a verdict");
    assert!(!verified.matches && verified.detail.contains("an application may set others"));
}

#[test]
fn a_locked_account_is_said_beside_the_verdict() {
    let verified = verify(b"U*U", &format!("ann:!{BCRYPT}:1::::::")).expect("it is whole");
    assert!(verified.matches && verified.detail.contains("locks the account"));
}

#[test]
fn what_a_verdict_leaves_open_is_said_of_each_of_several_hashes_too() {
    // Spring Security's reference, of "password".
    let spring =
        "{pbkdf2}5d923b44a6d129f3ddf3e3c8d29412723dcbde72445e8ef6bf3b508fbf17fa4ed4d6b99ca763d8dc";
    let users = format!("ann: {spring}\nbob: {BCRYPT}\n");
    let verified = verify(b"U*U", &users).expect("bob's matches");
    assert_eq!(
        verified.detail,
        "2 hashes: bob matches (bcrypt); ann is undecided (PBKDF2-HMAC-SHA1, compared with Spring Security's defaults \
         before version 5.8 (185,000 rounds, no secret) alone)."
    );
    let error = verify(b"another", &users).expect_err("the rounds of ann's are not known");
    assert!(
        error.message.starts_with("No verdict on 2 hashes: "),
        "{error}"
    );
    let shadow = format!("ann:!{BCRYPT}:1::::::\nbob:{SHA512}:1::::::\n");
    let verified = verify(b"U*U", &shadow).expect("ann's matches");
    assert_eq!(
        verified.detail,
        "2 hashes: ann matches (bcrypt), and a ! before it locks the account; bob does not (SHA-512-crypt)."
    );
}

#[test]
fn hashes_of_one_name_are_told_apart() {
    let sql = format!("INSERT INTO users VALUES ('{SHA512}'), ('{BCRYPT}');");
    let verified = verify(b"U*U", &sql).expect("one matches");
    assert_eq!(
        verified.detail,
        "2 hashes: line 1 (hash 2) matches (bcrypt); line 1 (hash 1) does not (SHA-512-crypt)."
    );
}

#[test]
fn a_hash_is_read_through_the_escapes_of_json_html_and_addresses() {
    let stored = hashed(Scheme::Argon2id, b"pass").expect("the password is good");
    for (sign, escapes) in [
        ('$', ["\\u0024", "&#36;", "&#x24;"]),
        ('=', ["\\u003d", "&#61;", "&#x3D;"]),
        ('+', ["\\u002B", "&#43;", "&#x2b;"]),
        ('/', ["\\u002f", "&#47;", "\\/"]),
    ] {
        for escape in escapes {
            let text = stored.replace(sign, escape);
            assert!(
                verify(b"pass", &text).is_ok_and(|one| one.matches),
                "{text}"
            );
            assert!(
                verify(b"Pass", &text).is_ok_and(|one| !one.matches),
                "{text}"
            );
        }
    }
    let address = stored
        .replace('$', "%24")
        .replace('=', "%3D")
        .replace(',', "%2C")
        .replace('+', "%2b")
        .replace('/', "%2F");
    assert!(verify(b"pass", &format!("hash={address}&x=1")).is_ok_and(|one| one.matches));
    // What is no escape stays, and no control character comes of one.
    for text in ["\\u00e", "&#;", "&#999999;", "%24%", "\\u000a%24", "\\"] {
        assert_eq!(read_error(text), HashError::NoHash, "{text}");
    }
}

#[test]
fn a_mark_of_exclamation_alone_disables_an_account() {
    for text in ["!", "!!", "ann:!*:19700:0:99999:7:::"] {
        assert_eq!(read_error(text), HashError::Disabled, "{text}");
    }
    for text in [
        "!important",
        "!include other.yml",
        "!secret api_password",
        "!vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  62313365396662343061393464336163",
        "color:!important",
        "! see: below",
    ] {
        assert_eq!(read_error(text), HashError::NoHash, "{text}");
    }
}

#[test]
fn a_scheme_of_another_form_is_named_and_not_called_damaged() {
    for (text, word) in [
        ("{PBKDF2}10000:q7Vz0aXb1kQ=", "OpenDJ"),
        ("{PBKDF2_SHA256}AAAIAJbVi5wbMR", "389 Directory Server"),
        ("{SSHA224}q7Vz0aXb1kQ", "SHA-224"),
        (
            "$7$CU..../....abcdefgh$9C3WHbn2IUoxpgxDJ54b7nyst6pIsYyRGAH7Kb7JhXA",
            "scrypt",
        ),
    ] {
        let error = read_error(text);
        assert!(
            matches!(error, HashError::Unsupported(_)),
            "{text}: {error}"
        );
        assert!(error.to_string().contains(word), "{text}: {error}");
    }
    assert_eq!(
        read_error("$plaintext$hunter"),
        HashError::Clear("$plaintext$".to_owned())
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
        StoredHash::read(text).expect(text).verify(b"password"),
        Ok(true)
    );
}

#[test]
fn a_text_that_is_no_hash_is_refused_in_words() {
    let whole = hashed(Scheme::Argon2id, b"pass").expect("the password is good");
    let bcrypt = hashed(Scheme::Bcrypt, b"pass").expect("the password is good");
    assert_eq!(read_error(" \u{200b}"), HashError::Empty);
    for text in [
        "pass",
        "cost $5",
        "$",
        "$$",
        "{}",
        "${HOME}/x",
        "md5sum",
        "**bold**",
        "a: b",
        "{\"a\":1}",
    ] {
        assert_eq!(read_error(text), HashError::NoHash, "{text}");
    }
    assert_eq!(
        read_error("$rot13$uryyb$jbeyq"),
        HashError::Unknown("$rot13$".to_owned())
    );
    for text in [
        &whole[..whole.len() - 1],
        &whole[..40],
        &whole.replace("t=2", "t=0"),
        &whole.replace("v=19", "v=20"),
        &whole.replace("t=2", "t=2,t=2"),
        &whole.replace("t=2", "t=2,x=2"),
        &whole.replace(",p=2", ""),
        &whole.replace("m=64", "m=064"),
        &format!("{whole}$"),
    ] {
        assert_eq!(read_error(text), HashError::Damaged("Argon2id"), "{text}");
    }
    for text in [
        &bcrypt[..59],
        &format!("{bcrypt}x"),
        &bcrypt.replace("$04$", "$4$"),
        &bcrypt.replace("$04$", "$03$"),
        &bcrypt.replace("$04$", "$32$"),
        &bcrypt.replace('.', "="),
        &format!("{}…", &bcrypt[..40]),
    ] {
        assert_eq!(read_error(text), HashError::Damaged("bcrypt"), "{text}");
    }
    assert_eq!(
        read_error(&whole.replace("p=2", "p=2,keyid=YQ")),
        HashError::Keyed
    );
    // The length that the text names itself.
    let pbkdf2 = hashed(Scheme::Pbkdf2, b"pass").expect("the password is good");
    assert_eq!(
        read_error(&pbkdf2[..pbkdf2.len() - 3]),
        HashError::Damaged("PBKDF2")
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
    let shown = format!("{:?}", StoredHash::read(&text).expect(&text));
    assert_eq!(shown, "StoredHash(Argon2id)");
}
