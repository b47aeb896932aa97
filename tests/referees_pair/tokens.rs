//! Test tokens by npm's jose and by `PyJWT`, with the very lines that the page gives.

use crate::{all, made, referees, scratch, spec, text, write};
use latchkey::engine::pair::spec::{PairAlgorithm, PairSpec, Purpose};
use std::os::unix::fs::symlink;
use std::process::Command;

/// The Python that has `PyJWT` and cryptography.
pub fn python() -> Command {
    let python = referees::installed("LATCHKEY_READERS").join("python/bin/python");
    assert!(
        python.exists(),
        "no PyJWT: run scripts/readers.sh, which installs it"
    );
    let mut python = Command::new(python);
    python.args(["-I", "-B"]);
    python
}

/// The folder of a test, in which Node finds jose.
pub fn node_folder(name: &str) -> std::path::PathBuf {
    let packages = referees::installed("LATCHKEY_JOSE").join("node_modules");
    assert!(
        packages.exists(),
        "no jose: run scripts/referees.sh, which installs it"
    );
    let folder = scratch(name);
    symlink(packages, folder.join("node_modules")).expect("the folder can be written");
    folder
}

#[test]
fn jose_and_pyjwt_verify_the_test_token() {
    let folder = node_folder("jose");
    for (spec, seed) in all(Purpose::Tokens) {
        let pair = made(&spec, seed);
        let token = text(&pair, "Test token");
        let script = format!(
            "const token = {token:?};\n{}console.log(payload.sub, payload.exp - payload.iat);\n",
            text(&pair, "Verify it (Node, jose)")
        );
        let file = write(&folder, "verify.mjs", script.as_bytes());
        let answer = referees::answer(referees::program("node").arg(file), b"");
        assert_eq!(answer, "test 3600\n", "{spec:?}");

        let script = format!(
            "token = {token:?}\n{}print(payload['sub'], payload['exp'] - payload['iat'])\n",
            text(&pair, "Verify it (Python, PyJWT)")
        );
        let answer = referees::answer(python().args(["-c", &script]), b"");
        assert_eq!(answer, "test 3600\n", "{spec:?}");
    }
}

#[test]
fn a_token_that_was_changed_is_verified_by_neither() {
    let pair = made(&spec(Purpose::Tokens, PairAlgorithm::Es256), 1);
    let other = made(&spec(Purpose::Tokens, PairAlgorithm::Es256), 2);
    let script = format!(
        "token = {:?}\n{}",
        text(&other, "Test token"),
        text(&pair, "Verify it (Python, PyJWT)")
    );
    let output = python()
        .args(["-c", &script])
        .output()
        .expect("Python runs");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(complaint.contains("InvalidSignatureError"), "{complaint}");
    let folder = node_folder("jose-changed");
    let script = format!(
        "const token = {:?};\n{}",
        text(&other, "Test token"),
        text(&pair, "Verify it (Node, jose)")
    );
    let file = write(&folder, "verify.mjs", script.as_bytes());
    let output = referees::program("node")
        .arg(file)
        .output()
        .expect("Node runs");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        complaint.contains("ERR_JWS_SIGNATURE_VERIFICATION_FAILED"),
        "{complaint}"
    );
}

#[test]
fn jose_signs_with_the_private_key_and_finds_the_public_one_in_the_jwks() {
    let folder = node_folder("jose-jwks");
    for (spec, seed) in all(Purpose::Tokens) {
        let spec = PairSpec {
            kid: "key 1".into(),
            ..spec
        };
        let pair = made(&spec, seed);
        let script = format!(
            "import {{ SignJWT, importJWK, importPKCS8, createLocalJWKSet, jwtVerify, calculateJwkThumbprint }} from 'jose';\n\
             const jwk = {}, jwks = {}, pem = {:?};\n\
             const set = createLocalJWKSet(jwks);\n\
             const thumb = await calculateJwkThumbprint(jwks.keys[0]);\n\
             for (const key of [await importJWK(jwk), await importPKCS8(pem, jwk.alg)]) {{\n\
                 const token = await new SignJWT({{}}).setProtectedHeader({{ alg: jwk.alg, kid: jwk.kid }}).sign(key);\n\
                 console.log((await jwtVerify(token, set)).protectedHeader.kid);\n\
             }}\n\
             console.log(thumb);\n",
            text(&pair, "Private key (JWK)"),
            text(&pair, "JWKS"),
            text(&pair, "Private key (PKCS#8)"),
        );
        let file = write(&folder, "sign.mjs", script.as_bytes());
        let answer = referees::answer(referees::program("node").arg(file), b"");
        assert!(answer.starts_with("key 1\nkey 1\n"), "{answer} of {spec:?}");
        if !spec.algorithm.is_rsa() {
            // The thumbprint, which jose computes too, is the id of the same key without one of its own.
            let bare = made(
                &PairSpec {
                    kid: String::new(),
                    ..spec
                },
                seed,
            );
            assert_eq!(answer.lines().nth(2), Some(bare.id.as_str()));
        }
    }
}
