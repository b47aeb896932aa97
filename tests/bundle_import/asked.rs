//! What a command or a rule for passwords asks for is what the value is.

use crate::{NOW, bundles, imported, seeded::Seeded, value};
use latchkey::engine::bundle::import::Source;
use latchkey::engine::env::Dialect;

#[test]
fn a_command_directly_above_makes_a_variable_of_an_unknown_name() {
    for (text, name, length) in [
        (
            "# Both by openssl rand -hex 12\nAPP_SECRET=\nAPP_SECRET_LINKS=\n",
            "APP_SECRET_LINKS",
            24,
        ),
        ("# openssl rand -hex 12\nCIPHER_IV=\n", "CIPHER_IV", 24),
        (
            "# Generate with: openssl rand -base64 24\nAPP_NONCE=changeme\n",
            "APP_NONCE",
            32,
        ),
        (
            "# openssl rand -hex 16\nCOOKIE_SIGNATURE=\nPORT=1\n",
            "COOKIE_SIGNATURE",
            32,
        ),
    ] {
        let bundle = imported(text, Source::Example);
        assert_eq!(value(&bundle, name).len(), length, "{text}");
    }
    for (text, name) in [
        (
            "# openssl rand -hex 12\nSITE_TITLE=\nAPP_SECRET=\n",
            "SITE_TITLE",
        ),
        ("# openssl rand -hex 12\nAPP_NAME=\n", "APP_NAME"),
        (
            "# Both by openssl rand -hex 12\nAPP_SECRET=\nAPP_SECRET_TTL=\n",
            "APP_SECRET_TTL",
        ),
        (
            "# openssl rand -hex 12\nPORT=1\nSITE_TITLE=\n",
            "SITE_TITLE",
        ),
        (
            "# All secrets are made with openssl rand -hex 12\nSITE_TITLE=\n",
            "SITE_TITLE",
        ),
        (
            "# openssl rand -hex 12\nCIPHER_IV=\nSITE_TITLE=\n",
            "SITE_TITLE",
        ),
    ] {
        let bundle = imported(text, Source::Example);
        assert_eq!(value(&bundle, name), "", "{text}");
    }
    let own = imported("# openssl rand -hex 12\nCIPHER_IV=gravel\n", Source::Own);
    assert_eq!(value(&own, "CIPHER_IV"), "gravel");
}

#[test]
fn rules_for_passwords_are_kept() {
    for text in [
        "# At least 12 characters, one of them a special character\nADMIN_PASSWORD=\n",
        "OPENSEARCH_INITIAL_ADMIN_PASSWORD=changeme\n",
    ] {
        for seed in 0..20 {
            let bundle = bundles::import(
                text,
                Source::Example,
                Dialect::Compose,
                NOW,
                &mut Seeded::new(seed),
            );
            let bundle = bundle.expect("no faults");
            let value = bundle.rows()[0].value().expose();
            let kinds: [fn(char) -> bool; 4] = [
                |symbol| symbol.is_ascii_uppercase(),
                |symbol| symbol.is_ascii_lowercase(),
                |symbol| symbol.is_ascii_digit(),
                |symbol| symbol.is_ascii_punctuation(),
            ];
            assert!(kinds.iter().all(|kind| value.contains(*kind)), "{value}");
            assert_eq!(value.len(), 32);
        }
    }
    let bundle = imported(
        "# no longer than 20 characters\nA_PASSWORD=\n\n# digits only, 12\nB_PASSWORD=\n",
        Source::Example,
    );
    assert_eq!(value(&bundle, "A_PASSWORD").len(), 20);
    let digits = value(&bundle, "B_PASSWORD");
    assert!(
        digits.len() == 12 && digits.bytes().all(|digit| digit.is_ascii_digit()),
        "{digits}"
    );
}
