//! Published keys and identifiers, and what is found out about them. Keys stand in two halves: scanners for leaked
//! keys would find them whole.
#![cfg(not(target_arch = "wasm32"))]

use latchkey::engine::inspect::{
    CheckSubject, Inspection, KeyCheck, KeyFinding, inspect, inspect_first,
};
use latchkey::engine::key::prefix::Environment;
use latchkey::engine::key::token::PartKind;

/// 2026-11-26.
const NOW: i64 = 1_795_651_200;

// Made for these tests with OpenSSL and ssh-keygen, and used nowhere else.
const RSA_1024: (&str, &str) = (
    "RSA PRIVATE KEY",
    "MIICXQIBAAKBgQDEahu90d93DojJVsod+jStOurVQmgjH8XNtxm8/1b8X4RYz9wR\n\
     YW2RfMQYQN5fm7U2CGG3ImLw5Gha55IqfYT/PJRkkxivt/IYlKLMZZIuql3oDwzT\n\
     +f9jKn9+COnbhDq4Z4S2h8MzypBeXWVDzz2iavWmwRGubBIoY2zgKqYHEQIDAQAB\n\
     AoGAawp4u+YYpsWg/jjyRYwKES4+tKJQJnQ2VHoo6LsvKLLVaaE+CarTD6qzI5SW\n\
     m/w7sYq31hpDWYzg4km5eraVN59pmkFJGJO0LBfsBbC2nY3fgVSyAq+QKd99PTrR\n\
     NLwvyVWLSGhJlgaeLgB/7JS2/5+4hIswQJ5CR4qbvrSP9cECQQDuaJQySanje9RC\n\
     1J9W/CJOi6JY8T5UuO/6hVDU5VH6Xiz8OgMqWxT4ga+uVAdwvYXMeQU7MJuDSwQh\n\
     hTdO1T1lAkEA0uhIX2iRvKGeSYwi0PiD/2iKbvO1SWTjSsMRBQJVNGQAnXYCCka7\n\
     MEvVFVJWzIM8Bck8qWzQ3OMygBi7+tFuPQJBAKTkkBt395jvPJA8nzh6iv/odBEw\n\
     SfwvLUwIiS+2rEyOdm69cRMKjCaVC/13AO5pJvGVgpi9tdHJQMIucWKE+kECQDhf\n\
     R8DgpVuC41kLMN8kHbvtyFqhn0oPwkTgYLMzDW0kcZmkyiTPBQeCrWC2kma1iRyO\n\
     zj0GzcjMnVnpwozm340CQQCvc7p9KGIaozDPbLwdukWAupWiJF9zKiORN5655nTp\n\
     4e4m4Tz+yGxsttwDOK79T4vY1Umth4tf1PpQTxc+1DUM",
);
const RSA_1024_PUBLIC: (&str, &str) = (
    "PUBLIC KEY",
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDEahu90d93DojJVsod+jStOurV\n\
     QmgjH8XNtxm8/1b8X4RYz9wRYW2RfMQYQN5fm7U2CGG3ImLw5Gha55IqfYT/PJRk\n\
     kxivt/IYlKLMZZIuql3oDwzT+f9jKn9+COnbhDq4Z4S2h8MzypBeXWVDzz2iavWm\n\
     wRGubBIoY2zgKqYHEQIDAQAB",
);
const EC_P384: (&str, &str) = (
    "EC PRIVATE KEY",
    "MIGkAgEBBDCCYsbcN9az6OLr5XQk5OVNWmhH92BuJEGVEs4HjZYwYINlUZOVBuqt\n\
     4Ax9Hd5/17igBwYFK4EEACKhZANiAAQ6Zm4bJZVV63vbEhhKk4jgMVRMTpPwjbAK\n\
     ldETqIn9S5uD8sX7M0zk0spywMRx3OhkdQ2rFMnbFO7l2bZknF1RHWy9ypFKCZEj\n\
     yAiCsVvLtUhgd39F/7At7cuCwZxKfXY=",
);
const EC_P384_PKCS8: (&str, &str) = (
    "PRIVATE KEY",
    "MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDCCYsbcN9az6OLr5XQk\n\
     5OVNWmhH92BuJEGVEs4HjZYwYINlUZOVBuqt4Ax9Hd5/17ihZANiAAQ6Zm4bJZVV\n\
     63vbEhhKk4jgMVRMTpPwjbAKldETqIn9S5uD8sX7M0zk0spywMRx3OhkdQ2rFMnb\n\
     FO7l2bZknF1RHWy9ypFKCZEjyAiCsVvLtUhgd39F/7At7cuCwZxKfXY=",
);
const CERTIFICATE: (&str, &str) = (
    "CERTIFICATE",
    "MIIBLDCB36ADAgECAhQypXKK/L+5sOGc7REl/tJCg0Hl+TAFBgMrZXAwDDEKMAgG\n\
     A1UEAwwBdDAeFw0yNjExMjYyMDIxMThaFw0zNjExMjMyMDIxMThaMAwxCjAIBgNV\n\
     BAMMAXQwKjAFBgMrZXADIQCwefpvIqYcNoqIn2JTdylZCc3YCRA/RHtswIcNy8yc\n\
     uaNTMFEwHQYDVR0OBBYEFARVmF4c4V8V/mMJUok9dT6wDKtKMB8GA1UdIwQYMBaA\n\
     FARVmF4c4V8V/mMJUok9dT6wDKtKMA8GA1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EA\n\
     5reTr7Ztd/hTY1ib9yAGLFRcSnSNiXIWRKX+X383XJQi0YPa14q0V0r/HSYkBxBq\n\
     +AHLrZRijdQEeFI/aa8jAw==",
);
const OPENSSH: (&str, &str) = (
    "OPENSSH PRIVATE KEY",
    "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\n\
     QyNTUxOQAAACDcthlishkyt4CG/B6zT7WNrfGyKp/oQ10DCss+oZvujAAAAJDO/KFRzvyh\n\
     UQAAAAtzc2gtZWQyNTUxOQAAACDcthlishkyt4CG/B6zT7WNrfGyKp/oQ10DCss+oZvujA\n\
     AAAEBmqG+tCXobmGPayBnXS21P1HL4LJ0NBadhcIhSes/n89y2GWKyGTK3gIb8HrNPtY2t\n\
     8bIqn+hDXQMKyz6hm+6MAAAADHRlc3RAZXhhbXBsZQE=",
);

// The keys above as OpenSSH writes them (its PROTOCOL.key), and the public half of OPENSSH with random bytes for its
// encrypted half.
const OPENSSH_RSA: (&str, &str) = (
    "OPENSSH PRIVATE KEY",
    "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAlwAAAAdzc2gtcn\n\
     NhAAAAAwEAAQAAAIEAxGobvdHfdw6IyVbKHfo0rTrq1UJoIx/FzbcZvP9W/F+EWM/cEWFt\n\
     kXzEGEDeX5u1NghhtyJi8ORoWueSKn2E/zyUZJMYr7fyGJSizGWSLqpd6A8M0/n/Yyp/fg\n\
     jp24Q6uGeEtofDM8qQXl1lQ889omr1psERrmwSKGNs4CqmBxEAAAIIAQIDBAECAwQAAAAH\n\
     c3NoLXJzYQAAAIEAxGobvdHfdw6IyVbKHfo0rTrq1UJoIx/FzbcZvP9W/F+EWM/cEWFtkX\n\
     zEGEDeX5u1NghhtyJi8ORoWueSKn2E/zyUZJMYr7fyGJSizGWSLqpd6A8M0/n/Yyp/fgjp\n\
     24Q6uGeEtofDM8qQXl1lQ889omr1psERrmwSKGNs4CqmBxEAAAADAQABAAAAgGsKeLvmGK\n\
     bFoP448kWMChEuPrSiUCZ0NlR6KOi7Lyiy1WmhPgmq0w+qsyOUlpv8O7GKt9YaQ1mM4OJJ\n\
     uXq2lTefaZpBSRiTtCwX7AWwtp2N34FUsgKvkCnffT060TS8L8lVi0hoSZYGni4Af+yUtv\n\
     +fuISLMECeQkeKm760j/XBAAAAQQCvc7p9KGIaozDPbLwdukWAupWiJF9zKiORN5655nTp\n\
     4e4m4Tz+yGxsttwDOK79T4vY1Umth4tf1PpQTxc+1DUMAAAAQQDuaJQySanje9RC1J9W/C\n\
     JOi6JY8T5UuO/6hVDU5VH6Xiz8OgMqWxT4ga+uVAdwvYXMeQU7MJuDSwQhhTdO1T1lAAAA\n\
     QQDS6EhfaJG8oZ5JjCLQ+IP/aIpu87VJZONKwxEFAlU0ZACddgIKRrswS9UVUlbMgzwFyT\n\
     ypbNDc4zKAGLv60W49AAAADHRlc3RAZXhhbXBsZQECAwQFBg==",
);
const OPENSSH_P384: (&str, &str) = (
    "OPENSSH PRIVATE KEY",
    "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAiAAAABNlY2RzYS\n\
     1zaGEyLW5pc3RwMzg0AAAACG5pc3RwMzg0AAAAYQQ6Zm4bJZVV63vbEhhKk4jgMVRMTpPw\n\
     jbAKldETqIn9S5uD8sX7M0zk0spywMRx3OhkdQ2rFMnbFO7l2bZknF1RHWy9ypFKCZEjyA\n\
     iCsVvLtUhgd39F/7At7cuCwZxKfXYAAADYAQIDBAECAwQAAAATZWNkc2Etc2hhMi1uaXN0\n\
     cDM4NAAAAAhuaXN0cDM4NAAAAGEEOmZuGyWVVet72xIYSpOI4DFUTE6T8I2wCpXRE6iJ/U\n\
     ubg/LF+zNM5NLKcsDEcdzoZHUNqxTJ2xTu5dm2ZJxdUR1svcqRSgmRI8gIgrFby7VIYHd/\n\
     Rf+wLe3LgsGcSn12AAAAMQCCYsbcN9az6OLr5XQk5OVNWmhH92BuJEGVEs4HjZYwYINlUZ\n\
     OVBuqt4Ax9Hd5/17gAAAAMdGVzdEBleGFtcGxlAQID",
);
const OPENSSH_ENCRYPTED: (&str, &str) = (
    "OPENSSH PRIVATE KEY",
    "b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABDp3ANTiw\n\
     e2ChbMYsWSmQSWAAAAEAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAINy2GWKyGTK3gIb8\n\
     HrNPtY2t8bIqn+hDXQMKyz6hm+6MAAAAkH/FHmi2CTeBZBP00x8elXdL5YChhQpSy7EbFE\n\
     9Kd3MF/vijoQg4L7xJuf0kv0cwgAjeoXvTC2y9/QMCjSJzqg0tBRuUiN/6r+HkXlw2L43H\n\
     kr/P+e7p0Uokq/8ebv7GwG/j5rWPCBETEtGoi2WO5ckfOp3uQxUa8nDQF6kR7vBaYeB9BN\n\
     iyIZmCVb2dA07IGQ==",
);

fn all(text: &str) -> Inspection {
    inspect(text, "", NOW)
}

fn one(text: &str) -> KeyFinding {
    one_by(text, "")
}

fn one_by(text: &str, secret: &str) -> KeyFinding {
    let mut inspection = inspect(text, secret, NOW);
    assert_eq!(inspection.count, 1, "{text}");
    inspection.findings.swap_remove(0)
}

fn fact<'a>(found: &'a KeyFinding, name: &str) -> &'a str {
    let fact = found.facts.iter().find(|fact| fact.name == name);
    fact.map_or("", |fact| &fact.value)
}

fn pem((label, body): (&str, &str)) -> String {
    format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n")
}

fn noticed(found: &KeyFinding, words: &str) -> bool {
    found.notices.iter().any(|notice| notice.contains(words))
}

/// The first body is that of GitHub's article on its token formats; the other checksums were computed with zlib's
/// crc32, another language's SHA-256, and the definition of CRC-32C.
#[test]
fn checksums_of_issuers_are_computed() {
    for (first, second, name) in [
        (
            "ghp_zQWBuTSOoRi4A9sp",
            "HcVY5ncnsDkxkJ0mLq17",
            "GitHub personal access token (classic)",
        ),
        (
            "gho_00000000000000",
            "00000000000000002C8GjS",
            "GitHub OAuth access token",
        ),
        (
            "ghu_AAAAAAAAAAAAAAAAAAAAA",
            "AAAAA007600tysU",
            "GitHub App user access token",
        ),
        (
            "ghs_00000000000000",
            "000000000000000004WZ4EQ",
            "GitHub App installation access token",
        ),
        (
            "ghr_00000000000000",
            "00000000000000002C8GjS",
            "GitHub App refresh token",
        ),
        (
            "npm_00000000000000",
            "00000000000000002C8GjS",
            "npm access token",
        ),
        (
            "sb_secret_AAAAAAAAAAA",
            "AAAAAAAAAAA_7cwZOLm2",
            "Supabase secret key",
        ),
        (
            "sb_publishable_AAAAAAAAAAA",
            "AAAAAAAAAAA_qcQJXLgl",
            "Supabase publishable key",
        ),
        (
            "prefix-YWFhYWFhYWFhYW",
            "FhYWFhYW86MQM.01.0r1jw1hzz",
            "GitLab token (routable)",
        ),
        (
            "acme_AAAAAAAAunkeyv1",
            "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB3oyFrd",
            "Key of unkey (version 1)",
        ),
    ] {
        let key = format!("{first}{second}");
        let found = one(&key);
        assert_eq!(
            (found.name.as_str(), found.check.word()),
            (name, "checksum valid"),
            "{key}"
        );
        // Another last symbol.
        let (before, last) = key.split_at(key.len() - 1);
        let found = one(&format!("{before}{}", if last == "z" { "y" } else { "z" }));
        assert_eq!(found.name, name);
        assert!(!found.check.is_valid(), "{key}");
        // The rule of hosted projects is not published.
        assert_eq!(
            found.check.is_wrong(),
            !name.starts_with("Supabase"),
            "{key}"
        );
    }
    assert_eq!(
        fact(
            &one("prefix-YWFhYWFhYWFhYWFhYWFhYW86MQM.01.0r1jw1hzz"),
            "Organisation"
        ),
        "1"
    );
}

/// By the published form, with the random bytes `0123456789abcdef`; the checksums were computed with zlib's crc32.
#[test]
fn a_routable_token_of_gitlab_tells_its_kind_and_where_it_belongs() {
    for (prefix, rest, name, facts) in [
        (
            "glpat-",
            "MDEyMzQ1Njc4OWFiY2RlZmM6MQpvOjJzCnU6MXoxNDF6MxI.01.1b16sooig",
            "GitLab access token (routable)",
            "Cell 1, Organisation 100, User 4294967295",
        ),
        (
            "glrt-t3_",
            "MDEyMzQ1Njc4OWFiY2RlZmM6MQpvOjEKcDp6aWswemoKdDozCnU6MnMZ.01.1k0n7snqu",
            "GitLab runner authentication token (routable)",
            "Cell 1, Organisation 1, Project 2147483647, Kind of runner 3, User 100",
        ),
        (
            "glrtr-",
            "MDEyMzQ1Njc4OWFiY2RlZm86MQM.01.0r16fewtc",
            "GitLab runner registration token (routable)",
            "Organisation 1",
        ),
        (
            "gldt-",
            "MDEyMzQ1Njc4OWFiY2RlZm86MQpwOjIH.01.0w1v3higu",
            "GitLab deploy token (routable)",
            "Organisation 1, Project 2",
        ),
        (
            "glcbt-",
            "MDEyMzQ1Njc4OWFiY2RlZmM6MQpvOjEKcDozCw.01.120cv92lq",
            "GitLab CI/CD job token (routable)",
            "Cell 1, Organisation 1, Project 3",
        ),
        (
            "glptt-",
            "MDEyMzQ1Njc4OWFiY2RlZm86MQpwOjEH.01.0w1v4ek7r",
            "GitLab pipeline trigger token (routable)",
            "Organisation 1, Project 1",
        ),
        (
            "glft-",
            "MDEyMzQ1Njc4OWFiY2RlZm86MQp1OjEH.01.0w15112e6",
            "GitLab feed token (routable)",
            "Organisation 1, User 1",
        ),
        (
            "glagent-",
            "MDEyMzQ1Njc4OWFiY2RlZm86MQpwOjEH.01.0w0b82hus",
            "GitLab agent token (routable)",
            "Organisation 1, Project 1",
        ),
        (
            "gloas-",
            "MDEyMzQ1Njc4OWFiY2RlZm86MQM.01.0r0kv0lsl",
            "GitLab OAuth application secret (routable)",
            "Organisation 1",
        ),
    ] {
        let found = one(&format!("{prefix}{rest}"));
        assert_eq!(
            (found.name.as_str(), found.check.word()),
            (name, "checksum valid"),
            "{prefix}"
        );
        let told: Vec<String> = found
            .facts
            .iter()
            .map(|fact| format!("{} {}", fact.name, fact.value))
            .collect();
        assert_eq!(told.join(", "), facts, "{prefix}");
        // The checksum covers the prefix.
        let other = one(&format!("{prefix}0{rest}"));
        assert_eq!(
            other.check,
            KeyCheck::Wrong(CheckSubject::Checksum),
            "{prefix}"
        );
    }
}

/// The keys of every project that Supabase's CLI runs on one's own machine.
#[test]
fn a_supabase_key_by_an_unpublished_rule_is_not_checkable() {
    for (first, second, name, is_public) in [
        (
            "sb_publishable_ACJWlzQHlZj",
            "BrEguHvfOxg_3BJgxAaH",
            "Supabase publishable key",
            true,
        ),
        (
            "sb_secret_N7UND0Ugj",
            "KTVK-Uodkm0Hg_xSvEMPvz",
            "Supabase secret key",
            false,
        ),
    ] {
        let found = one(&format!("{first}{second}"));
        assert_eq!(found.name, name);
        assert!(matches!(found.check, KeyCheck::NotCheckable(_)), "{name}");
        assert!(noticed(&found, "Supabase's CLI"), "{name}");
        assert_eq!(!fact(&found, "Public").is_empty(), is_public);
        assert_eq!(!found.masked.contains('•'), is_public, "{}", found.masked);
        let cut = one(first);
        assert_eq!(cut.name, name);
        assert!(noticed(&cut, "Not the form of these keys"), "{name}");
    }
}

/// The checksum of nothing is six zeros.
#[test]
fn a_prefix_with_the_checksum_of_nothing_behind_it_is_not_valid() {
    for prefix in ["ghp_", "ghs_", "npm_"] {
        let found = one(&format!("{prefix}000000"));
        assert!(found.check.is_wrong(), "{prefix}: {:?}", found.check);
    }
}

/// The forms are those that the issuers document or that scanners for leaked keys look for; all symbols are made up.
#[test]
#[expect(clippy::too_many_lines, reason = "a table of keys")]
fn keys_of_issuers_are_told_by_prefix_and_form() {
    let (a, d) = ("a", "0");
    for (key, name, environment) in [
        (
            format!("github_pat_{}_{}", a.repeat(22), a.repeat(59)),
            "GitHub personal access token (fine-grained)",
            None,
        ),
        (
            format!("cio{}", "aB3".repeat(11)[..32].to_owned()),
            "crates.io API token (Cargo)",
            None,
        ),
        (
            format!("glpat-{}", "aB-_5".repeat(4)),
            "GitLab personal, project or group access token",
            None,
        ),
        (
            format!("gldt-{}", "aB-_5".repeat(4)),
            "GitLab deploy token",
            None,
        ),
        (
            format!("glrt-t1_{}", "aB-_5".repeat(4)),
            "GitLab runner authentication token",
            None,
        ),
        (
            format!("glrt-{}", "aB-_5".repeat(4)),
            "GitLab runner authentication token",
            None,
        ),
        (
            format!("glrtr-{}", "aB-_5".repeat(4)),
            "GitLab runner registration token",
            None,
        ),
        (
            format!("gloas-{}", "aB-_".repeat(16)),
            "GitLab OAuth application secret",
            None,
        ),
        (
            format!("glcbt-64_{}", "aB-_5".repeat(4)),
            "GitLab CI/CD job token",
            None,
        ),
        (
            format!("glptt-{}", "0a".repeat(20)),
            "GitLab pipeline trigger token",
            None,
        ),
        (
            format!("glft-{}", "aB-_5".repeat(4)),
            "GitLab feed token",
            None,
        ),
        (
            format!("glimt-{}", "aB-_5".repeat(5)),
            "GitLab incoming mail token",
            None,
        ),
        (
            format!("glagent-{}", "aB-_5".repeat(10)),
            "GitLab agent token",
            None,
        ),
        (
            format!("glsoat-{}", "aB-_5".repeat(4)),
            "GitLab SCIM token",
            None,
        ),
        (
            format!("glffct-{}", "aB-_5".repeat(4)),
            "GitLab feature flags client token",
            None,
        ),
        (
            format!("sbp_{}", d.repeat(40)),
            "Supabase personal access token",
            None,
        ),
        (
            format!("sk_live_{}", "aB3".repeat(8)),
            "Stripe secret key",
            Some(Environment::Live),
        ),
        (
            format!("sk_test_51{}", "aB3".repeat(33)),
            "Stripe secret key",
            Some(Environment::Test),
        ),
        (
            format!("rk_live_{}", "aB3".repeat(8)),
            "Stripe restricted key",
            Some(Environment::Live),
        ),
        (
            format!("pk_test_{}", "aB3".repeat(8)),
            "Stripe publishable key",
            Some(Environment::Test),
        ),
        (
            format!("sk-{}T3BlbkFJ{}", a.repeat(20), a.repeat(20)),
            "OpenAI key (of a user)",
            None,
        ),
        (
            format!("sk-proj-{}T3BlbkFJ{}", "a-_0".repeat(18), "a-_0".repeat(18)),
            "OpenAI project key",
            None,
        ),
        (
            format!("sk-ant-api03-{}AA", "a-_0".repeat(24)[..93].to_owned()),
            "Anthropic API key",
            None,
        ),
        (
            format!("sk-ant-admin01-{}AA", "a-_0".repeat(24)[..93].to_owned()),
            "Anthropic admin key",
            None,
        ),
        (
            format!(
                "sk-svcacct-{}T3BlbkFJ{}",
                "a-_0".repeat(18),
                "a-_0".repeat(18)
            ),
            "OpenAI service account key",
            None,
        ),
        (
            format!(
                "sk-admin-{}T3BlbkFJ{}",
                "a-_0".repeat(18),
                "a-_0".repeat(18)
            ),
            "OpenAI admin key",
            None,
        ),
        (
            format!("sk-ant-oat01-{}", "a-_0".repeat(24)),
            "Anthropic OAuth token",
            None,
        ),
        (format!("AIza{}", "aB-_5".repeat(7)), "Google API key", None),
        (
            format!("ya29.{}", "aB-_5".repeat(12)),
            "Google OAuth access token",
            None,
        ),
        (
            format!("GOCSPX-{}", "aB-5".repeat(7)),
            "Google OAuth client secret",
            None,
        ),
        (
            format!("xoxb-{}-{}-{}", d.repeat(12), d.repeat(13), a.repeat(24)),
            "Slack bot token",
            None,
        ),
        (
            format!("xoxp-{}-{}-{}", d.repeat(12), d.repeat(13), a.repeat(32)),
            "Slack user token",
            None,
        ),
        (
            format!("xoxa-2-{}-{}", d.repeat(12), a.repeat(24)),
            "Slack workspace access token",
            None,
        ),
        (
            format!("xoxe-1-{}", "aB3".repeat(30)),
            "Slack refresh token",
            None,
        ),
        (
            format!("xoxe.xoxb-1-{}", "aB3".repeat(30)),
            "Slack token that expires",
            None,
        ),
        (
            format!("xoxs-{}-{}", d.repeat(12), a.repeat(24)),
            "Slack session token",
            None,
        ),
        (
            format!("xoxc-{}-{}", d.repeat(12), a.repeat(64)),
            "Slack client token",
            None,
        ),
        (
            format!("xwfp-{}-{}", d.repeat(12), a.repeat(24)),
            "Slack workflow token",
            None,
        ),
        (
            format!("xapp-1-A{}-{}-{}", d.repeat(10), d.repeat(13), a.repeat(64)),
            "Slack app-level token",
            None,
        ),
        (
            format!(
                "SG.{}.{}",
                "aB-_5".repeat(5)[..22].to_owned(),
                "aB-_5".repeat(9)[..43].to_owned()
            ),
            "SendGrid API key",
            None,
        ),
        (
            format!("SK{}", "0a".repeat(16)),
            "Twilio API key (its id, not its secret)",
            None,
        ),
        (format!("AC{}", "0a".repeat(16)), "Twilio account id", None),
        (
            format!("pypi-AgEIcHlwaS5vcmc{}", "C".repeat(80)),
            "PyPI API token",
            Some(Environment::Live),
        ),
        (
            format!("pypi-AgENdGVzdC5weXBpLm9yZ{}", "w".repeat(82)),
            "PyPI API token",
            Some(Environment::Test),
        ),
        (
            format!("whsec_{}", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            "Signing secret of webhooks (Standard Webhooks, or Stripe)",
            None,
        ),
        (
            format!("whsec_{}", "A".repeat(43) + "="),
            "Signing secret of webhooks (Standard Webhooks)",
            None,
        ),
        (
            format!("mycompany_BRTRKFsL_{}", "51FwqftsmMDHHbJAMEXXHCgG"),
            "Key in the form of prefixed-api-key (Seam)",
            None,
        ),
        (
            format!("unkey_3Z{}", "aB3".repeat(8)[..22].to_owned()),
            "unkey root key",
            None,
        ),
    ] {
        let found = one(&key);
        assert_eq!(
            (found.name.as_str(), found.environment),
            (name, environment),
            "{key}"
        );
        assert!(
            matches!(found.check, KeyCheck::NotCheckable(_)),
            "{key}: {:?}",
            found.check
        );
        assert!(found.parts.len() > 1, "{key}");
    }
}

#[test]
fn the_stored_hash_of_a_key_with_a_key_id_is_of_what_follows_it() {
    let found = one(concat!("mycompany_BRTRKFsL_", "51FwqftsmMDHHbJAMEXXHCgG"));
    assert_eq!(
        found.digests[0].value,
        "d70d981d87b449c107327c2a2afbf00d4b58070d6ba571aac35d7ea3e7c79f37"
    );
    assert_eq!(found.digests.len(), 2);
    assert!(noticed(&found, "prefixed-api-key"));
}

/// The accounts as Aidan Steele and Tal Be'ery published them; the last is AWS's own example.
#[test]
fn an_access_key_id_of_aws_holds_its_account() {
    for (first, second, account) in [
        ("ASIAQNZGKI", "QY56JQ7WML", "029608264753"),
        ("ASIAY34FZK", "BOKMUTVV7A", "609629065308"),
        (
            "AKIAIOSFOD",
            "NN7EXAMPLE",
            "an id of this older form holds none",
        ),
    ] {
        let found = one(&format!("{first}{second}"));
        assert_eq!(fact(&found, "Account"), account);
        assert_eq!(
            noticed(&found, "AWS's documentation"),
            second.ends_with("EXAMPLE")
        );
    }
}

/// AWS documents the prefixes, and ids of 21 characters for all but access keys; the symbols are those of its examples.
#[test]
fn every_kind_of_aws_id_is_told_by_its_prefix() {
    for (prefix, name) in [
        ("ABIA", "AWS bearer token id"),
        ("ACCA", "AWS context-specific credential id"),
        ("AGPA", "AWS group id"),
        ("AIDA", "AWS user id"),
        ("AIPA", "AWS instance profile id"),
        ("ANPA", "AWS managed policy id"),
        ("ANVA", "AWS managed policy version id"),
        ("APKA", "AWS public key id"),
        ("AROA", "AWS role id"),
        ("ASCA", "AWS certificate id"),
        ("AKIA", "AWS access key id (long-term)"),
        ("ASIA", "AWS access key id (temporary)"),
    ] {
        let is_access_key = matches!(prefix, "AKIA" | "ASIA");
        let found = one(&format!("{prefix}{}", "EIBAERJR2EXAMPLE"));
        assert_eq!(found.name, name);
        assert_eq!(fact(&found, "Account"), "292125182563", "{prefix}");
        let longer = format!("{prefix}{}", "CKCEVSQ6C2EXAMPLE");
        let found = one(&longer);
        assert_eq!(found.name == name, !is_access_key, "{longer}");
        assert!(noticed(&found, "AWS's documentation"), "{longer}");
        assert!(matches!(found.check, KeyCheck::NotCheckable(_)), "{longer}");
        assert_eq!(found.masked == longer, !is_access_key, "{longer}");
        assert_eq!(fact(&found, "Account"), "", "{longer}");
    }
}

/// RFC 9562, appendix A; the specification of ULID; the documentation of KSUID and of Discord's ids.
#[test]
fn identifiers_tell_their_time() {
    for (key, name, time) in [
        (
            "C232AB00-9414-11EC-B3C8-9F6BDECED846",
            "UUID version 1",
            "2022-02-22 19:22:22 UTC",
        ),
        ("5df41881-3aed-3515-88a7-2f4a814cf09e", "UUID version 3", ""),
        ("919108f7-52d1-4320-9bac-f847db4148a8", "UUID version 4", ""),
        ("2ed6657d-e927-568b-95e1-2665a8aea6a2", "UUID version 5", ""),
        (
            "1EC9414C-232A-6B00-B3C8-9F6BDECED846",
            "UUID version 6",
            "2022-02-22 19:22:22 UTC",
        ),
        (
            "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
            "UUID version 7",
            "2022-02-22 19:22:22 UTC",
        ),
        (
            "urn:uuid:017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
            "UUID version 7",
            "2022-02-22 19:22:22 UTC",
        ),
        ("2489E9AD-2EE2-8E00-8EC9-32D5F69181C0", "UUID version 8", ""),
        (
            "00000000-0000-0000-0000-000000000000",
            "UUID with all bits zero (Nil)",
            "",
        ),
        (
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "UUID with all bits one (Max)",
            "",
        ),
        (
            "01ARZ3NDEKTSV4RRFFQ69G5FAV",
            "ULID",
            "2016-07-30 23:54:10 UTC",
        ),
        (
            "0ujtsYcgvSTl8PAuAdqWYSMnLOv",
            "KSUID",
            "2017-10-10 04:00:47 UTC",
        ),
        (
            "0o5Fs0EELR0fUjHjbCnEtdUwQe3",
            "KSUID",
            "2017-05-17 01:49:21 UTC",
        ),
    ] {
        let found = one(key);
        assert_eq!(
            (found.name.as_str(), fact(&found, "Time")),
            (name, time),
            "{key}"
        );
    }
    let bot = format!(
        "{}.{}.{}",
        "ODAzNTExMTAyMjQ2Nzg5MTI",
        "abcdef",
        "a".repeat(27)
    );
    let found = one(&bot);
    assert_eq!(
        (found.name.as_str(), fact(&found, "Bot")),
        ("Discord bot token", "80351110224678912")
    );
    assert_eq!(fact(&found, "Bot made"), "2015-08-10 17:26:37 UTC");
    // A time that is to come is none.
    assert_ne!(one("7ZZZZZZZZZTSV4RRFFQ69G5FAV").name, "ULID");
}

/// The first example of jwt.io, signed with `your-256-bit-secret`; the other is that of RFC 7515, appendix A.1, whose
/// key is base64url.
#[test]
fn a_jwt_is_read_and_its_signature_verified_with_a_secret_only() {
    let token = concat!(
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
        "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.",
        "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
    );
    let found = one(token);
    assert!(matches!(found.check, KeyCheck::NotCheckable(_)));
    assert!(all(token).takes_secret);
    assert_eq!(fact(&found, "Claim name"), "John Doe");
    assert_eq!(
        fact(&found, "Issued (iat)"),
        "2018-01-18 01:30:22 UTC, 8 years ago"
    );
    assert!(noticed(&found, "never expires") && noticed(&found, "jwt.io"));
    let by = |secret: &str| one_by(token, secret).check;
    assert_eq!(
        by("your-256-bit-secret"),
        KeyCheck::Valid(CheckSubject::Signature)
    );
    assert_eq!(by("another"), KeyCheck::Wrong(CheckSubject::Signature));

    let token = concat!(
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.",
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.",
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    );
    let key = concat!(
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75",
        "aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
    );
    let found = one_by(token, key);
    assert_eq!(
        found.check,
        KeyCheck::Valid(CheckSubject::SignatureOfBase64)
    );
    assert!(noticed(&found, "Expired 15 years ago"));
    assert_eq!(fact(&found, "Claim http://example.com/is_root"), "true");
    // RFC 7519, section 6.1.
    let unsigned = concat!("eyJhbGciOiJub25lIn0.", "eyJpc3MiOiJqb2UifQ.");
    let found = one(unsigned);
    assert!(noticed(&found, "Its algorithm is none"));
    assert!(!all(unsigned).takes_secret);
}

/// Signed with another language's HMAC.
#[test]
fn a_jwt_is_verified_with_each_hash_and_its_dates_are_told_in_words() {
    let signed = [
        concat!(
            "eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.",
            "eyJzdWIiOiIxMjM0NTY3ODkwIiwiZXhwIjoxNzk1NzM3NjAwfQ.",
            "olL06UYwqrg2Y0KPl5p_Qow5ad6bIGxMAThsTFwtOdGgM5C93lK0GYWfjiEIWX4m"
        ),
        concat!(
            "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.",
            "eyJzdWIiOiIxMjM0NTY3ODkwIiwiZXhwIjoxNzk1NzM3NjAwfQ.",
            "OUlHIBclAUVeZNhyBUOZpnQoAw0gVPd2zW46uv9hQjTynX9w3GThhQBd7FUP443z34HgorCmgsvpnWlFd0AzNQ"
        ),
    ];
    for token in signed {
        let found = one_by(token, "your-secret");
        assert_eq!(
            found.check,
            KeyCheck::Valid(CheckSubject::Signature),
            "{token}"
        );
        assert_eq!(
            fact(&found, "Expires (exp)"),
            "2026-11-27 00:00:00 UTC, in 1 day"
        );
        assert!(!noticed(&found, "xpire"), "{:?}", found.notices);
        assert!(one_by(token, "your-secre").check.is_wrong());
    }
    // {"nbf":1795654800,"iat":1795654800,"exp":1795824000}
    let early = concat!(
        "eyJhbGciOiJIUzI1NiJ9.",
        "eyJuYmYiOjE3OTU2NTQ4MDAsImlhdCI6MTc5NTY1NDgwMCwiZXhwIjoxNzk1ODI0MDAwfQ.",
        "c2lnbmVk"
    );
    let found = one(early);
    assert_eq!(
        fact(&found, "Not before (nbf)"),
        "2026-11-26 01:00:00 UTC, in 1 hour"
    );
    assert!(noticed(&found, "Not valid yet") && noticed(&found, "in 1 hour"));
    assert!(noticed(&found, "Issued in the future"));
}

/// GitHub documents the form `ghs_APPID_JWT` and publishes no such token: header and claims are those of RFC 7515,
/// appendix A.2, and the signature is made up.
#[test]
fn an_installation_token_of_github_in_the_form_of_a_jwt_tells_its_app_and_has_no_verdict() {
    for (prefix, app) in [("ghs_123456_", "123456"), ("ghs_", "")] {
        let token = format!(
            "{prefix}{}.{}.{}",
            "eyJhbGciOiJSUzI1NiJ9",
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
            "c2ln".repeat(85)
        );
        for secret in ["", "secret"] {
            let found = one_by(&token, secret);
            assert_eq!(found.name, "GitHub App installation access token (JWT)");
            assert!(matches!(found.check, KeyCheck::NotCheckable(_)));
            assert!(found.check.detail().contains("RS256"));
            assert_eq!(fact(&found, "App"), app);
            assert_eq!(fact(&found, "Claim iss"), "joe");
            assert!(noticed(&found, "Expired 15 years ago"));
            let first = &found.parts[0];
            assert_eq!(
                (first.kind, first.text.as_str()),
                (PartKind::Prefix, prefix)
            );
        }
        assert!(!all(&token).takes_secret);
    }
}

/// RFC 7516, appendix A.3, and the same with a key that both sides have, so that its second part is empty.
#[test]
fn an_encrypted_token_tells_how_it_is_encrypted() {
    for (first, algorithm, method) in [
        (
            "eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.\
             6KB707dM9YTIgHtLvtgWQ8mKwboJW3of9locizkDTHzBC2IlrT1oOQ",
            "A128KW",
            "A128CBC-HS256",
        ),
        ("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0.", "dir", "A128GCM"),
    ] {
        let token = format!(
            "{first}.AxY8DCtDaGlsbGljb3RoZQ.{}.U0m_YmjN04DJvceFICbCVQ",
            "KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY"
        );
        let found = one_by(&token, "secret");
        assert_eq!(found.name, "Encrypted JSON Web Token (JWE)");
        assert!(matches!(found.check, KeyCheck::NotCheckable(_)));
        assert_eq!(fact(&found, "Header alg"), algorithm);
        assert_eq!(fact(&found, "Header enc"), method);
        assert!(!all(&token).takes_secret);
    }
}

/// RFC 8410, section 10; the fingerprints were computed with OpenSSL and ssh-keygen.
#[test]
fn keys_in_pem_tell_kind_size_and_fingerprint() {
    let fingerprint = "Fingerprint (SHA-256 of SPKI)";
    for (text, name, kind, expected) in [
        (
            pem(RSA_1024),
            "RSA private key (PKCS#1)",
            "RSA, 1024 bits",
            "9a8255619bbb8c0a42e0decbb23b14c61ed9d8227761837259caba8f718e34ba",
        ),
        (
            pem(RSA_1024_PUBLIC),
            "Public key (SPKI)",
            "RSA, 1024 bits",
            "9a8255619bbb8c0a42e0decbb23b14c61ed9d8227761837259caba8f718e34ba",
        ),
        (
            pem((
                "RSA PUBLIC KEY",
                "MIGJAoGBAMRqG73R33cOiMlWyh36NK066tVCaCMfxc23Gbz/VvxfhFjP3BFhbZF8\n\
                 xBhA3l+btTYIYbciYvDkaFrnkip9hP88lGSTGK+38hiUosxlki6qXegPDNP5/2Mq\n\
                 f34I6duEOrhnhLaHwzPKkF5dZUPPPaJq9abBEa5sEihjbOAqpgcRAgMBAAE=",
            )),
            "RSA public key (PKCS#1)",
            "RSA, 1024 bits",
            "9a8255619bbb8c0a42e0decbb23b14c61ed9d8227761837259caba8f718e34ba",
        ),
        (
            pem(EC_P384),
            "EC private key (SEC1)",
            "EC on P-384",
            "d75b7d9e34a0d3b5dce2efae4f7d4bdcc9666a9f40c9c2121bf65dd5c1cc2517",
        ),
        (
            pem(EC_P384_PKCS8),
            "Private key (PKCS#8)",
            "EC on P-384",
            "d75b7d9e34a0d3b5dce2efae4f7d4bdcc9666a9f40c9c2121bf65dd5c1cc2517",
        ),
        (
            pem((
                "PRIVATE KEY",
                "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC",
            )),
            "Private key (PKCS#8)",
            "Ed25519, 256 bits",
            "not in the file: it holds no public key",
        ),
        (
            pem((
                "PRIVATE KEY",
                "MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
                 oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB\n\
                 Z9w7lshQhqowtrbLDFw4rXAxZuE=",
            )),
            "Private key (PKCS#8)",
            "Ed25519, 256 bits",
            "a1e9156054e04fac899ae9f275132cdc07a5dbc4ea2c2ad3a1ffc6e0d253681f",
        ),
        (
            pem((
                "PUBLIC KEY",
                "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=",
            )),
            "Public key (SPKI)",
            "Ed25519, 256 bits",
            "a1e9156054e04fac899ae9f275132cdc07a5dbc4ea2c2ad3a1ffc6e0d253681f",
        ),
    ] {
        for text in [
            text.clone(),
            text.replace('\n', "\r\n"),
            text.trim_end().replace('\n', "\\n"),
        ] {
            let found = one(&text);
            assert_eq!(
                (found.name.as_str(), fact(&found, "Kind")),
                (name, kind),
                "{text}"
            );
            assert_eq!(fact(&found, fingerprint), expected, "{name}");
            assert_eq!(noticed(&found, "too small"), kind.contains("1024"));
        }
    }
    let found = one(&pem(CERTIFICATE));
    assert_eq!(fact(&found, "Valid until"), "2036-11-23 20:21:18 UTC");
    assert_eq!(
        fact(&found, "Fingerprint (certificate)"),
        "91dd9ac84412b4890d86ef490693f650b0bb2affde03a6aaa4cceff5a690cb72"
    );
    assert_eq!(
        fact(&found, fingerprint),
        "3985c090dc73336c74f11da1944218312a21b371240f3ad1b8e1cf7ccdb2c7ea"
    );
}

/// RFC 7468, section 11; the other is put together by RFC 1421, as OpenSSL writes it, and what is encrypted is made up.
#[test]
fn encrypted_keys_in_pem_are_told_from_others() {
    let pkcs8 = pem((
        "ENCRYPTED PRIVATE KEY",
        "MIHNMEAGCSqGSIb3DQEFDTAzMBsGCSqGSIb3DQEFDDAOBAghhICA6T/51QICCAAw\n\
         FAYIKoZIhvcNAwcECBCxDgvI59i9BIGIY3CAqlMNBgaSI5QiiWVNJ3IpfLnEiEsW\n\
         Z0JIoHyRmKK/+cr9QPLnzxImm0TR9s4JrG3CilzTWvb0jIvbG3hu0zyFPraoMkap\n\
         8eRzWsIvC5SVel+CSjoS2mVS87cyjlD+txrmrXOVYDE+eTgMLbrLmsWh3QkCTRtF\n\
         QC7k0NNzUHTV9yGDwfqMbw==",
    ));
    let of_openssl = format!(
        "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,{}\n\n{}",
        "0A".repeat(16),
        "c2ln".repeat(16)
    );
    for (text, name, encrypted) in [
        (pkcs8, "Private key (PKCS#8), encrypted", "yes"),
        (
            pem(("RSA PRIVATE KEY", of_openssl.as_str())),
            "RSA private key (PKCS#1)",
            "yes, in OpenSSL's old form",
        ),
        (
            pem(("EC PRIVATE KEY", of_openssl.as_str())),
            "EC private key (SEC1)",
            "yes, in OpenSSL's old form",
        ),
        (pem(EC_P384), "EC private key (SEC1)", "no"),
    ] {
        let found = one(&text);
        assert_eq!(
            (found.name.as_str(), fact(&found, "Encrypted")),
            (name, encrypted),
            "{text}"
        );
        assert_eq!(
            noticed(&found, "not encrypted"),
            encrypted == "no",
            "{text}"
        );
        assert!(matches!(found.check, KeyCheck::NotCheckable(_)));
    }
}

/// The fingerprints were computed with another language's SHA-256, that of Ed25519 with ssh-keygen.
#[test]
fn openssh_keys_of_every_type_tell_size_and_how_they_are_encrypted() {
    let rsa_line = concat!(
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDEahu90d93DojJVsod+jStOurVQmgjH8XNtxm8/1b8X4RYz9wR",
        "YW2RfMQYQN5fm7U2CGG3ImLw5Gha55IqfYT/PJRkkxivt/IYlKLMZZIuql3oDwzT+f9jKn9+COnbhDq4Z4S2h8Mz",
        "ypBeXWVDzz2iavWmwRGubBIoY2zgKqYHEQ=="
    );
    for (text, kind, fingerprint, encrypted) in [
        (
            pem(OPENSSH_RSA),
            "RSA, 1024 bits",
            "SHA256:YYCAo/ykkM9AJtKSNihRZcB7hU8EGS14IBDLhstXLOM",
            "no",
        ),
        (
            rsa_line.to_owned(),
            "RSA, 1024 bits",
            "SHA256:YYCAo/ykkM9AJtKSNihRZcB7hU8EGS14IBDLhstXLOM",
            "",
        ),
        (
            pem(OPENSSH_P384),
            "ECDSA on P-384",
            "SHA256:4TwfDU6cGGkOV5A5K8pr0N98u5qvETXvlwsvzC7/j3c",
            "no",
        ),
        (
            pem(OPENSSH_ENCRYPTED),
            "Ed25519, 256 bits",
            "SHA256:SF1FZ1cht3WHEBkXLocpA7t+dQL7kQuTCR9i8WVyD9U",
            "with aes256-ctr, its passphrase by bcrypt",
        ),
    ] {
        let found = one(&text);
        assert_eq!(fact(&found, "Kind"), kind, "{text}");
        assert_eq!(fact(&found, "Fingerprint"), fingerprint, "{text}");
        assert_eq!(fact(&found, "Encrypted"), encrypted, "{text}");
        assert_eq!(
            noticed(&found, "not encrypted"),
            encrypted == "no",
            "{text}"
        );
        assert_eq!(
            noticed(&found, "too small"),
            kind.contains("1024"),
            "{text}"
        );
    }
}

#[test]
fn openssh_keys_tell_kind_and_fingerprint() {
    let line = concat!(
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINy2GWKyGTK3gIb8HrNPtY2t8bIqn+hDXQMKyz6hm+6M",
        " test@example"
    );
    for text in [
        line.to_owned(),
        format!("restrict,pty {line}"),
        pem(OPENSSH),
    ] {
        let found = one(&text);
        assert!(found.name.starts_with("OpenSSH"), "{text}");
        assert_eq!(fact(&found, "Kind"), "Ed25519, 256 bits");
        assert_eq!(
            fact(&found, "Fingerprint"),
            "SHA256:SF1FZ1cht3WHEBkXLocpA7t+dQL7kQuTCR9i8WVyD9U"
        );
    }
    assert!(noticed(&one(&pem(OPENSSH)), "not encrypted"));
    assert_eq!(fact(&one(line), "Comment"), "test@example");
}

/// The Argon2id string is from the documentation of its command-line tool's format; the digests are of the empty text.
#[test]
fn stored_hashes_and_digests_are_told_by_their_form() {
    let stored =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    let found = one(stored);
    assert_eq!(
        (found.name.as_str(), fact(&found, "Parameters")),
        ("Password hash: Argon2id", "v=19, m=65536,t=2,p=1")
    );
    assert_eq!(found.masked, "$argon2id$••••");
    assert!(found.digests.is_empty());
    // Of passlib's documentation, and of the vectors of crypt_blowfish.
    for (stored, name) in [
        (
            "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E",
            "Password hash: scrypt",
        ),
        (
            "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "Password hash: bcrypt",
        ),
    ] {
        let found = one(stored);
        assert_eq!(found.name, name);
        assert!(matches!(found.check, KeyCheck::NotCheckable(_)), "{name}");
    }
    for (digest, name) in [
        (
            "d41d8cd98f00b204e9800998ecf8427e",
            "16 bytes in hex: a digest, or a key",
        ),
        (
            "2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
            "20 bytes in base64: a digest, or a key",
        ),
        (
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "32 bytes in hex: a digest, or a key",
        ),
        (
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "Digest by SHA-256, in hex",
        ),
        (
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "Digest by SHA-256, in base64",
        ),
    ] {
        assert_eq!(one(digest).name, name, "{digest}");
    }
    assert!(noticed(
        &one("d41d8cd98f00b204e9800998ecf8427e"),
        "an empty text, by MD5"
    ));
    assert!(fact(&one(&"0a".repeat(32)), "As long as").starts_with("SHA-256, "));
}

#[test]
fn what_is_pasted_along_is_named_and_left_out() {
    let key = concat!("ghp_zQWBuTSOoRi4A9sp", "HcVY5ncnsDkxkJ0mLq17");
    for (pasted, words) in [
        (format!("Bearer {key}"), "“Bearer ” was pasted along"),
        (format!("  {key} "), "White space before and behind it"),
        (format!("\"{key}\""), "Quotes around it"),
        (
            format!("export GITHUB_TOKEN={key}"),
            "“export GITHUB_TOKEN=” was pasted along",
        ),
        (
            format!("{}\u{200b}{}", &key[..9], &key[9..]),
            "zero-width space (U+200B) at position 10",
        ),
        (
            format!("{} {}", &key[..9], &key[9..]),
            "White space inside it, at position 10",
        ),
        (
            format!("curl -H 'Authorization: Bearer {key}' https://api.github.com"),
            "other characters stand beside it",
        ),
    ] {
        let found = one(&pasted);
        assert_eq!(
            found.check,
            KeyCheck::Valid(CheckSubject::Checksum),
            "{pasted}"
        );
        assert!(noticed(&found, words), "{pasted}: {:?}", found.notices);
        assert_eq!(found.masked, "ghp_••••Lq17");
    }
    // A look-alike is not put right: what was pasted is no valid key.
    let found = one(&key.replace('o', "о"));
    assert!(!found.check.is_valid());
    assert!(noticed(
        &found,
        "Cyrillic “о” (U+043E) at position 13, which looks like “o”"
    ));
}

#[test]
fn placeholders_and_short_texts_are_called_by_their_name() {
    for placeholder in [
        "changeme",
        "your-api-key-here",
        "ghp_xxxxxxxxxxxxxxxxxxxx",
        "<token>",
        "sk_test_...",
    ] {
        let found = one(placeholder);
        assert!(noticed(&found, "A placeholder"), "{placeholder}: {found:?}");
        assert!(!found.check.is_valid());
    }
    let found = one("hunter2");
    assert!(!found.is_known && noticed(&found, "Too short."));
    assert_eq!(found.strength, "at most 36.18 bits");
    let found = one("ghp_abc");
    assert!(noticed(&found, "Too short: 3 characters behind ghp_"));
}

#[test]
fn every_line_has_a_verdict_of_its_own() {
    let valid = concat!("ghp_zQWBuTSOoRi4A9sp", "HcVY5ncnsDkxkJ0mLq17");
    let wrong = concat!("ghp_zQWBuTSOoRi4A9sp", "HcVY5ncnsDkxkJ0mLq18");
    let text = format!("{valid}\r\n\n{wrong}\n{}hunter2\r{valid}", pem(OPENSSH));
    let inspection = all(&text);
    let lines: Vec<(u32, &str)> = inspection
        .findings
        .iter()
        .map(|found| (found.line, found.check.word()))
        .collect();
    assert_eq!(
        lines,
        [
            (1, "checksum valid"),
            (3, "checksum wrong"),
            (4, "not checkable"),
            (11, "not checkable"),
            (12, "checksum valid")
        ]
    );
    assert_eq!(
        (
            inspection.count,
            inspection.valid,
            inspection.wrong,
            inspection.unknown
        ),
        (5, 2, 1, 1)
    );
    let text = format!("{valid}\n").repeat(249) + wrong;
    for (most, told) in [(0, 0), (100, 100), (200, 200), (300, 250)] {
        let many = inspect_first(&text, "", NOW, most);
        assert_eq!((many.count, many.valid, many.wrong), (250, 249, 1));
        assert_eq!(many.findings.len(), told);
    }
    assert_eq!(all(&text).findings.len(), 100);
    let last = inspect_first(&text, "", NOW, 300).findings.pop();
    let last = last.expect("there are 250");
    assert_eq!((last.line, last.check.is_wrong()), (250, true));
    assert_eq!(all(" \n\u{200b}\n").count, 0);
}

#[test]
fn the_parts_of_a_key_are_drawn_with_the_random_ones_masked() {
    let found = one(concat!("ghp_zQWBuTSOoRi4A9sp", "HcVY5ncnsDkxkJ0mLq17"));
    let parts: Vec<(PartKind, &str)> = found
        .parts
        .iter()
        .map(|part| (part.kind, part.text.as_str()))
        .collect();
    assert_eq!(
        parts,
        [
            (PartKind::Prefix, "ghp_"),
            (PartKind::Random, "zQWB••••••••••••••••••••••kxkJ"),
            (PartKind::Checksum, "0mLq17")
        ]
    );
    assert_eq!(found.made_of, "prefix, 30 base62 symbols, checksum (6)");
    assert_eq!(found.strength, "at most 178.62 bits");
}
