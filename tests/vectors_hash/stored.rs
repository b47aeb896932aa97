//! Stored password hashes as other software writes them: each is verified, and none without its end.

use latchkey::engine::password::{HashError, StoredHash, verify};

const PLAIN: &str = "gr8 Kettle-Fish";
const ACCENTS: &str = "Käsefüße 7€";

/// A password, and its hash by the software that the line above names.
const MADE: [(&str, &str); 69] = [
    // Dovecot's, Elasticsearch's and Mosquitto's forms, by hashlib.
    (
        ACCENTS,
        "{PBKDF2}$1$Qm7dTz0LkXv2aRpW$500$816a874df6309e3140a514c2a7e7339ca74175c8",
    ),
    (
        PLAIN,
        concat!(
            "{PBKDF2}1000$KCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/QEFCQ0RFRkc=$",
            "Sz2flnThsHx2qhzTj0qxU2ZmvuFkYjsHKdX1sTH1QHU="
        ),
    ),
    (
        ACCENTS,
        concat!(
            "$7$101$8PHy8/T19vf4+fr7$",
            "t2URC/0dI+UJ4BbxKsVAtvGkX+PtAWt2JI20e7XgjQz4Vkb51+3LP2fOgOfhxuu5IQ6iBYOqUaGU+4tegmpsow=="
        ),
    ),
    (
        PLAIN,
        concat!(
            "$6$ZGVmZ2hpamtsbW5v$",
            "DfHquqFTEIyXQa74Ym1X54UM+L8r2X8U3+aSckkhyoYBxY9L/3q1Lpd9tguLt4+Fp/ATA81RBgNbBhao2rkehg=="
        ),
    ),
    // ASP.NET Core Identity 3, by hashlib and struct.
    (
        PLAIN,
        "AQAAAAEAAAu4AAAAEAcICQoLDA0ODxAREhMUFRb40qaS5jYUSln0eUWYRP8nzuEPuU97cnrXqvvMFpRxfA==",
    ),
    (
        ACCENTS,
        "AQAAAAIAAAfQAAAAECgpKissLS4vMDEyMzQ1NjcmNbWjdubdI3+bl886i6T4GLzZ6RhhqUrASz0Vt2gWnQ==",
    ),
    (
        PLAIN,
        "AQAAAAAAAAPoAAAAEFpbXF1eX2BhYmNkZWZnaGm7GW5i4hzjbba2DQ9GlaHJuv2+Skh0Uc2IPUa1SSL9qQ==",
    ),
    (
        ACCENTS,
        concat!(
            "AQAAAAIAAAXcAAAAIFpbXF1eX2BhYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5zFyUu4YxQZd+bLm7Ti+m",
            "8BDco6ygCUycb4GVGXmY6bQ6jgO1Fk0rAQOJmEMy6n0z3d4v5xjXcbJ6oXTiJJie4Q=="
        ),
    ),
    // Django 5.2, its old digests by hashlib.
    (
        ACCENTS,
        "pbkdf2_sha256$3000$DFmomIYevTV5TBdqGL2GoF$n7CWRT7lKhDnOhdZlWOOqbOnbBgHJCeegIYkAoVEGcA=",
    ),
    (
        ACCENTS,
        "pbkdf2_sha1$3000$bT5xomRfx25psFSCvDmPjJ$ljIEbxNUrpFtZmtf0r5t5b7C8OE=",
    ),
    (
        ACCENTS,
        "bcrypt_sha256$$2b$04$ynmz7or40/NZxFrUEKAG.uCKIHLO2BOEbXFEeKRl0XaLhUWcCfiKa",
    ),
    (
        ACCENTS,
        "bcrypt$$2b$04$E5VVGFlC2wn1osmccqFH7Oacma6N6663M3ZX905Ua5DLYngn3WSuK",
    ),
    (
        PLAIN,
        concat!(
            "scrypt$1024$wUwzho4IkdZjQED66bXHxO$8$5$7/0mcbR2gObaASxeppzQV1s1Ol9nDht9vXnMvHczV",
            "E6LExyzLdyaKfHllzJV7QXGZK7iCb0l+WZY+egvW+8egQ=="
        ),
    ),
    (
        ACCENTS,
        concat!(
            "scrypt$1024$hdxLUxf1t2MNde7HqqWHSl$8$5$G0iU9Eezn4HIUr001nQXpeaBu+5+TiY0bk6zLlmRg",
            "c/v6kJNbIRtsXsku7AJWFpJ11J7VYshUcvONVUAOupH7g=="
        ),
    ),
    (
        PLAIN,
        concat!(
            "argon2$argon2id$v=19$m=64,t=1,p=2$QlhQOVBpSmxFd2gzcDJWRWlqaDBtQg$umlpi/hrXQkPwLg",
            "zcNE9NmZlfO0DyDGCT4HO/QP82yc"
        ),
    ),
    (PLAIN, "md5$saltySalt$77acb5a3ca1f0e894e6a7dae163939c2"),
    (PLAIN, "sha1$sAlt9$94ec78654338d5fc9fd059efe8c061e32b82ee1a"),
    (PLAIN, "sha1$$9347c7b4dd7aaa93b470867fd6164087128aa83e"),
    // Werkzeug 3.1, its old digests by hmac.
    (
        ACCENTS,
        concat!(
            "pbkdf2:sha256:2000$aZ0IBqaf3iDVKNUt$57f3acacbde0e5a50159bb511bd709e6ca449e54bcb2",
            "7e8b66d85b64dd2ad3b0"
        ),
    ),
    (
        ACCENTS,
        "pbkdf2:sha1:1500$y9CTP5lCksIgTDl9$7d6749c7bbf0170698bfb544b5c59458d866959e",
    ),
    (
        ACCENTS,
        concat!(
            "pbkdf2:sha512:1200$KgcE0OC261fI5vIt$6e58fcc2a82e0bcbc26b794a1e24de65f231c7413948",
            "306eea4b3c9b61dee6f5ea4020811c5a5dfbdb9e05365c552f134e016b6bece1dbc75b6c3c4584a3",
            "d269"
        ),
    ),
    (
        ACCENTS,
        concat!(
            "scrypt:1024:8:1$Y3ZO4X0wHof11tCv$b8599080b345b23cacd2a3652d0abdd9c4779c4b283c942",
            "c8422f83ca8ed8552a57aa759364264a6b2b55392ad96988f96938fc24c105696a092f734acbd3bf",
            "8"
        ),
    ),
    (
        ACCENTS,
        concat!(
            "scrypt:1024:4:2$edbKBozDhZFiUaDm$5611985f245c717302ad0493e1cb84874747e57ecfeeb9c",
            "c70c847840148d8986940700fda84f33be5684159c35e165672db008d577a902650b10227de5f5ae",
            "f"
        ),
    ),
    (
        PLAIN,
        "sha256$Zk3vQ0aB$b64db148880dad5d0ad58b457fb670a1da6541425bd2d08f9a37cce303f37e9f",
    ),
    (
        PLAIN,
        "sha1$Zk3vQ0aB$74bea443c413291922cbb7c1502bae1d2785a725",
    ),
    // passlib 1.7.4.
    (
        ACCENTS,
        "$pbkdf2$900$VGqtdW4NgfCec46xFmJMCQ$ddjVOhtFU2gO3m.l.Ju/qncqW0g",
    ),
    (
        ACCENTS,
        "$pbkdf2-sha256$900$pHROKYWQ0ppTKoWwdg5BCA$IZlbPHHJAvbLDD34hjAVJk47sA5UkHEARXRmxIH5dXQ",
    ),
    (
        ACCENTS,
        concat!(
            "$pbkdf2-sha512$900$g/BeSwlhrFXqPQdg7D3n3A$Kwlzw3.WYMMaq0ndPOM52awyD74UmIpNO2HIQ8",
            "VmzOO5e9RJ3W2tyiO.uEzrcEqpugiPUWbMaZu5R1mOm/yx.g"
        ),
    ),
    (
        ACCENTS,
        "$scrypt$ln=5,r=8,p=1$rlVKyflfi1EKQei9t/b+fw$Am3bI1jEyzCSibgmKX/xM/0mSW+LBlaVpvKp9rRxGPo",
    ),
    (PLAIN, "{SSHA}t9HHjgBHXrzLaknRAr1cLsSzsvuPca4VAkBobQ=="),
    (ACCENTS, "{SSHA}wEXk3OSlJPjq9e9HC6BhtesTbGfQWmvNGSNkbA=="),
    (ACCENTS, "{SMD5}Wme2eYcU/fWase6SRFxYhhmDsLY="),
    (ACCENTS, "{SHA}D0qsCIVhDfVHiQd0Ko+Y+0bLbVQ="),
    (ACCENTS, "{MD5}ICICJZ8pHNmWenNGmcAyow=="),
    (
        ACCENTS,
        "{SSHA256}sw9rtT2FTmrZlKvajwYmJwRPJlQSS4pyKXAO6i4znL24l5JSag1hrA==",
    ),
    (
        ACCENTS,
        concat!(
            "{SSHA512}Vk5Tytks6elrunzSjTzmmotWQnwYZW3yhxh+AwWRpz+Pmc6oHJxGlZgwcoRcxaR/byaX54X",
            "zQUYklojz2IPyH6jVGuO8N4Yw"
        ),
    ),
    (
        ACCENTS,
        "{PBKDF2}700$CSHk3BuDMIYwxphzTonRmg$tVfpX.XAPOoNsVLhTukCWD3irDE",
    ),
    (
        ACCENTS,
        "{PBKDF2-SHA256}700$JuSc8z7nPKe0NsY4h5CyFg$jqihZ6BbJMgeBziJ/jI3I0uPRRwRwxc/Kx8qdKm3SKg",
    ),
    (
        ACCENTS,
        concat!(
            "{PBKDF2-SHA512}700$JaR0LmUspRSCEGJsjbF2Lg$5WO5CvFGSvlR1VaYATh2PtE5TdIqI6dZ1RSYKW",
            "6QAj.5W7sgi4FvyOfA2j1WKb4Leae8JlVmB/KUWcBI7Jr7Rw"
        ),
    ),
    (
        ACCENTS,
        concat!(
            "{CRYPT}$6$rounds=1200$WknGEh0uqEX1IL8n$KUETlbberpb.B2vhv/GzMUWwlyQJGwa2r401w.a9y",
            "iO.j.fo3AZGCh6tPsURAMmlSYjBxhLQJlnjSFm52Pka30"
        ),
    ),
    (ACCENTS, "{CRYPT}$1$nGUL6jka$B8yPMLTcrgTqCczF/T2Mc0"),
    (
        ACCENTS,
        "{PKCS5S2}QIgRQkgJoVQqxfhfq/WeMw7oLatNiyIxgbGIIYTuhhCKKD2ONspBQy1d18dfWJIe",
    ),
    (
        ACCENTS,
        concat!(
            "grub.pbkdf2.sha512.600.51AA1522C478CFF9BF3746A8F55EAB750E418831060060ACD51A03C0D",
            "83B678C1142A8B5F67EEF7D2F85D01A632C0560AC756E2D65AC15624CE95DABF51E2324.72BDB0FA",
            "AC404FE5D614C7325B4E3E4584776750B2AE9A3CB2DC723FD5436E66F4132844C193A25866B4A2BA",
            "9E6EEEC3D31FD8760AFF98FF6EB7D46F20D0DF54"
        ),
    ),
    (PLAIN, "$apr1$XEwg3KQr$fCJbT9NPy16ObtZxNzkzH."),
    (ACCENTS, "$apr1$ZrWCHa73$lntKZlBySJ/goF0Rhkz3e/"),
    (ACCENTS, "$1$JTWBYd59$SywLsorcuD/LJIfYHt5MS1"),
    (
        PLAIN,
        "$5$rounds=1000$//sXnp9SrPBcR8no$Ax9tTBGtIz6r6rT.SgK7cULYhwB.J5XQm7iD/mSkao.",
    ),
    (
        ACCENTS,
        "$5$rounds=1000$rpTsvyR.i4OrPmRF$W1CQkh3bQNuGxM8WvOVk0/NvYkwi.4ujkRJ5OFd3g79",
    ),
    (
        ACCENTS,
        "$5$hvjKy9WGXW55RVLC$tZ2mcO/i0STPmcBFdHsxR8BkJpDG.um3DD24Yytydw1",
    ),
    (
        ACCENTS,
        concat!(
            "$6$rounds=1000$$0q3pkGisgJPFiqHXsd8Yd1G6Um1HsS0iw6NerjnGdr9UnbmLWlLOQypM68TqHS73",
            "Hhjh4gs//sr5cJ2iVK0v9."
        ),
    ),
    (
        ACCENTS,
        "$bcrypt-sha256$2b,4$rfxKKWiHDIQglnFO/RFite$uTeQLaD5rSy.yY0XUmEkcdpTl5ymbgi",
    ),
    (
        PLAIN,
        "$bcrypt-sha256$v=2,t=2b,r=4$V/I1Zo6NJWAZfOt70rsExu$bmEY4mbZRmx.T3azxppN1HsfhuhQUAy",
    ),
    (
        ACCENTS,
        "$bcrypt-sha256$v=2,t=2b,r=4$zOkGMjAAaTq8ol0eFXqBJO$BHjS2Kdi08JHf9O6MJcY0lYiGwt7Xd6",
    ),
    // libxcrypt's crypt; the last is WordPress 6.8's rule in Python.
    (
        PLAIN,
        "$2x$04$abcdefghijklmnopqrstuuMzWIMhad2LkRrPk9mx9d8sQjWQJC7rG",
    ),
    (
        ACCENTS,
        "$2x$04$abcdefghijklmnopqrstuuKHMyQyXsN8NF3OHf.ErADDHnSzFCRue",
    ),
    (
        ACCENTS,
        "$2y$04$abcdefghijklmnopqrstuudtlkh/HFZKLjzj3NDG2cOA46rJF.b82",
    ),
    (
        PLAIN,
        "$wp$2y$04$0b7FxqND8RNVAFXYLaWrMuxYhwXsf0iHiBilyvqNUd6iyfGPSBYwm",
    ),
    (
        ACCENTS,
        "$wp$2y$04$FcyuPwmHUYev6oaAzHsJjOH5wGwGmS3BFe5Mn7RNK9GrhL1X3DkhC",
    ),
    // openssl passwd and htpasswd.
    (ACCENTS, "$1$1RG.iBnD$l1vsrFqfqigIPgY7eugZh1"),
    (
        ACCENTS,
        "$5$MFoOaHXKG3yp51Kz$x1FPwT6GGDqXLnOxySJ3G7Y9KhU3ImQbVVoQKAya3tA",
    ),
    (
        PLAIN,
        concat!(
            "$6$9n59B8DGj9adOHwg$68RaMPLWM340dJD5Hpjopudlxjg8oEMpmM8bJYDn9FViUlS2Oq/1tc5HMN96",
            "IydUyb4kd0lGq5yRzjheeKdO5."
        ),
    ),
    (
        ACCENTS,
        concat!(
            "$6$c98OfNQnPKZgLj2Z$89dtHYfMhvt.UrKKE1In8Xa3EWlrVdY7.gMWlAOIZWd9/05gs.5kd66Xv9gY",
            ".la1h1vWOamIUJwPBun/fmJp.0"
        ),
    ),
    (ACCENTS, "$apr1$0UvAFj7J$4vpO1BLx5F8Sqj/pS8lVy0"),
    (ACCENTS, "ann:$apr1$XypT16aL$4bpaXKd7hRndtrSl6UPN5/"),
    (ACCENTS, "ann:{SHA}D0qsCIVhDfVHiQd0Ko+Y+0bLbVQ="),
    (
        ACCENTS,
        "ann:$5$0meiDlXn7jwPWetA$CId1BU/PAU2SkOk40CKNQfZqt0PNtpWpQ25LBhZscm0",
    ),
    (
        ACCENTS,
        concat!(
            "ann:$6$I5trvmg3lb18iYtk$q9iC6GQqmBix6XoZp8/QDBPf/3OGXLJA75qngWGl2SQmMTosZt9g715z",
            "CgOiO8OBMnL43jD36ZxnO2nDCW.yO."
        ),
    ),
    // argon2-cffi: 128 bytes of hash and 64 of salt; 12 and 8.
    (
        PLAIN,
        concat!(
            "$argon2id$v=19$m=64,t=1,p=1$99lr7bPDCEH3MurGCbrUPze3WfItTEDyi7FQdfP/GJcTCAziTnG+",
            "JkEvaZr38pZi05rdyc1yadjhsMXVWOWXlQ$sMr1s5fidrpZ+Oz8eJC9wiAwbTJOV5AQqFYFCZhLKrY2g",
            "3WROPApJUbiIH23+1RtYscLWTmi4KqeMGNfwreAtVb7+0WFhOoTPCeOOLu7TmcytYOfd3nefp/B6Ac6e",
            "m/H87CEgruxi7b/sB8VUQAbkmWIw77h3Gb3hOK0VQyDCdo"
        ),
    ),
    (
        PLAIN,
        "$argon2id$v=19$m=64,t=1,p=2$GKuUVEWEWZg$F9jd/EZKS2OrrDjQ",
    ),
];

/// Published: Spring Security's reference, of "password"; the scrypt library of Will Glozer, of "secret";
/// Openwall's `wrapper.c` for `$2x$`, which is of bytes that are no text.
const PUBLISHED: [(&[u8], &str); 8] = [
    (
        b"password",
        "{bcrypt}$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG",
    ),
    (
        b"password",
        "{pbkdf2}5d923b44a6d129f3ddf3e3c8d29412723dcbde72445e8ef6bf3b508fbf17fa4ed4d6b99ca763d8dc",
    ),
    (
        b"password",
        concat!(
            "{scrypt}$e0801$8bWJaSu2IKSn9Z9kM+TPXfOc/9bdYSrN1oD9qfVThWEwdRTnO7re7Ei+fUZRJ68k9lTyuTeUp4of4g24hHnazw==",
            "$OAOec05+bXxvuu/1qZ6NUR+xQYvYv7BeL1QxwRpY5Pc="
        ),
    ),
    (
        b"password",
        "{sha256}97cde38028ad898ebc02e690819fa220e88c62e0699403e94fff291cfffaf8410849f27605abcbc0",
    ),
    (
        b"secret",
        "$s0$e0801$epIxT/h6HbbwHaehFnh/bw==$7H0vsXlY8UxxyW/BWx/9GuY7jEvGjT71GFd6O4SZND0=",
    ),
    (
        b"\xa3",
        "$2x$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e",
    ),
    (
        b"\xff\xff\xa3",
        "$2x$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e",
    ),
    (
        b"\xd1\x91",
        "$2x$05$6bNw2HLQYeqHYyBfLMsv/OiwqTymGIGzFsA4hOTWebfehXHNprcAS",
    ),
];

#[test]
fn what_others_stored_is_verified_and_another_password_is_not() {
    let made = MADE
        .iter()
        .map(|(password, stored)| (password.as_bytes(), *stored));
    for (password, text) in made.chain(PUBLISHED) {
        let stored = StoredHash::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(stored.verify(password), Ok(true), "{text}");
        assert_eq!(stored.verify(b"another"), Ok(false), "{text}");
    }
}

/// Hashes that are not computed here, by passlib and libxcrypt, and a word of the name that is said.
const NOT_COMPUTED: [(&str, &str); 21] = [
    (
        "yescrypt",
        "$y$j9T$abcdefgh$.d1LYk.xcQICrMvWo5QbPjEf7Q.FqdAlPyJIPdUPFR6",
    ),
    (
        "gost-yescrypt",
        "$gy$j9T$abcdefgh$pFAwfRDW9R7HA3V.TgSAz.M2xgJZ5qunMUMJESbqiC7",
    ),
    (
        "$7$",
        "$7$CU..../....abcdefgh$9C3WHbn2IUoxpgxDJ54b7nyst6pIsYyRGAH7Kb7JhXA",
    ),
    ("phpass", "$P$H9kDxqv9iUg7Hg4AG0XB7TXBZzIxbt1"),
    ("MySQL", "*AD2D8A6C5D6B14612B44436AF5A8EF8A17C6F21C"),
    ("PostgreSQL", "md5d63eff8d6ecede9234563c64ebabe554"),
    (
        "SQL Server",
        "0x010040E8FD7FD3E6E1DFF1C0DADA7959590C1C9FA26F6E2B606F",
    ),
    (
        "Solaris",
        "$md5,rounds=34000$LCzyiPxh$$QL4zrTlQMA2mo1S6F6nz/.",
    ),
    (
        "SHA-1-crypt",
        "$sha1$480000$u9rFmHUO$d2.YmkyRQEFOf10KN.llKELjEuLO",
    ),
    ("DES-crypt", "ann:MpbnoIUP2UTgE"),
    ("DES-crypt", "ann:_7C/.JclZ90M8pbul532:19000:0:99999:7:::"),
    ("DES-crypt", "{CRYPT}jvl/E55ub28Uc"),
    (
        "SCRAM",
        concat!(
            "$scram$100000$hHAOQaiVEqL03vs/$sha-1=w2pKX7EZFtka5dS0soPXkfhFSQo,sha-256=cLUVNTB",
            "j3L.41zakqZVTSchZqCJjecret1NMpjRT4DY,sha-512=VGualmccWFX/wmEOaU3539r6UpfD8IBrBFj",
            "DJnDSQBqVha3vWXBYU9TPYYXqJVbAfQZuAVDGlEeqMEbfX5SLtQ"
        ),
    ),
    (
        "$p5k2$",
        "$p5k2$1ffb8$qNVaSymltDZmjFGq9V6L8Q==$qtQWDhOL32pJaw0qR5A_QmbPGJs=",
    ),
    ("NT hash", "$3$$cae7d2e34db3cf66717bfe8a0716d926"),
    (
        "Drupal 7",
        "$S$DeTuaoBdTwXkH8hOyrpbWJyjSwM0pOTLaUOjOcSaQBCQDVTFM4pZ",
    ),
    (
        "PostgreSQL",
        "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2E=$AAAA:BBBB",
    ),
    (
        "Cisco type 8",
        "username ann secret 8 $8$dsYGNam3K1SIJO$7nv/35M/qr6t.dVc7UY9zrJDWRVqncHub1PE9UlMQFs",
    ),
    (
        "Cisco type 9",
        "$9$2MJBozw/9R3UsU$2lFhcKvpghcyw8deP25GOfyZaagyUOGBymkryvOdfo6",
    ),
    ("caching_sha2_password", "$A$005$abc"),
    (
        "CRAM-MD5",
        "{CRAM-MD5}e02d374fde0dc75a17a557039a3a5338c7743304777dccd376f332bee68d2cf6",
    ),
];

#[test]
fn what_is_not_computed_is_named_for_what_it_is() {
    for (name, text) in NOT_COMPUTED {
        let error = StoredHash::read(text).expect_err(text);
        assert!(
            matches!(error, HashError::Unsupported(_)),
            "{text}: {error}"
        );
        let words = error.to_string();
        assert!(
            words.contains(name) && words.ends_with("which this page does not compute."),
            "{text}: {words}"
        );
    }
}

/// Of the tests of ASP.NET Core Identity, of "my password": version 2, and version 3 with every function.
#[test]
fn the_hashes_of_asp_net_identity_are_verified() {
    for text in [
        "AAABAgMEBQYHCAkKCwwNDg+ukCEMDf0yyQ29NYubggHIVY0sdEUfdyeM+E1LtH1uJg==",
        "ANXrDknc7fGPpigibZXXZFMX4aoqz44JveK6jQuwY3eH/UyPhvr5xTPeGYEckLxz9A==",
        "AQAAAAEAACcQAAAAEAABAgMEBQYHCAkKCwwNDg+yWU7rLgUwPZb1Itsmra7cbxw2EFpwpVFIEtP+JIuUEw==",
        "AQAAAAIAAAAyAAAAEOMwvh3+FZxqkdMBz2ekgGhwQ4B6pZWND6zgESBuWiHw",
        "AQAAAAAAAAD6AAAAEAhftMyfTJylOlZT+eEotFXd1elee8ih5WsjXaR3PA9M",
        concat!(
            "AQAAAAIAAAD6AAAAIJbVi5wbMR+htSfFp8fTw8N8GOS/Sje+S/4YZcgBfU7EQuqv4OkVYmc4VJl9AGZz",
            "mRTxSkP7LtVi9IWyUxX8IAAfZ8v+ZfhjCcudtC1YERSqE1OEdXLW9VukPuJWBBjLuw=="
        ),
    ] {
        for copied in [
            text.to_owned(),
            format!("\"PasswordHash\":\"{text}\","),
            format!("ann\t{text}\tNULL"),
            format!("(N'ann', N'{text}', 1)"),
        ] {
            let verified = verify(b"my password", &copied).expect(&copied);
            assert!(verified.matches, "{copied}");
            assert!(
                verified.detail.contains("PBKDF2-HMAC-SHA"),
                "{}",
                verified.detail
            );
            let verified = verify(b"my Password", &copied).expect(&copied);
            assert!(!verified.matches, "{copied}");
        }
    }
    // Too short, with more at the end, of a function that is none: there is no verdict.
    for text in [
        "AAABAgMEBQYHCAkKCwwNDg+ukCEMDf0yyQ29NYubggE=",
        "AAABAgMEBQYHCAkKCwwNDg+ukCEMDf0yyQ29NYubggHIVY0sdEUfdyeM+E1LtH1uJgAAAAAAAAAAAAA=",
        "AQAAAAIAAAAyAAAAEOMwvh3+FZxqkdMBz2ekgGhwQ4A=",
        "AQAAAAIAAAAyAAAAEOMwvh3+FZxqkdMBz2ekgGhwQ4B6pZWND6zgESBuWiHwAAAAAAAAAAAA",
        "AQAAAAMAAAAyAAAAEOMwvh3+FZxqkdMBz2ekgGhwQ4B6pZWND6zgESBuWiHw",
        "AQAAAAIAAAAyAAAA8OMwvh3+FZxqkdMBz2ekgGhwQ4B6pZWND6zgESBuWiHw",
        "AQAAAAIAAAAAAAAAEOMwvh3+FZxqkdMBz2ekgGhwQ4B6pZWND6zgESBuWiHw",
    ] {
        let verified = verify(b"my password", text);
        assert!(verified.is_err(), "{text}: {verified:?}");
    }
}

#[test]
fn a_hash_without_its_last_characters_has_no_verdict() {
    for (password, text) in MADE {
        for cut in 1..=7 {
            let cut = &text[..text.len() - cut];
            let verified = verify(password.as_bytes(), cut);
            assert!(verified.is_err(), "{cut}: {verified:?}");
        }
    }
}

#[test]
fn white_space_inside_a_hash_is_named() {
    for (password, text) in MADE {
        // In the last part, where the hash is.
        let place = text.len() - 3;
        for space in [" ", "\n", "\u{200b}", "\r\n  "] {
            let broken = format!("{}{space}{}", &text[..place], &text[place..]);
            let error = verify(password.as_bytes(), &broken).expect_err(&broken);
            assert!(
                error.message.contains("White space or a line break"),
                "{broken}: {error}"
            );
        }
    }
}

#[test]
fn a_changed_character_is_a_mismatch_or_refused() {
    for (password, text) in MADE {
        let start = text.len() - 20;
        for (place, symbol) in text.char_indices().skip(start) {
            let other = if symbol == 'a' { 'b' } else { 'a' };
            let mut changed = text.to_owned();
            changed.replace_range(place..=place, other.encode_utf8(&mut [0; 4]));
            // The case of hex digits does not count.
            let same = changed.eq_ignore_ascii_case(text);
            let matches =
                verify(password.as_bytes(), &changed).is_ok_and(|verified| verified.matches);
            assert!(same || !matches, "{changed}");
        }
    }
}
