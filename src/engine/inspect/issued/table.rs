//! The kinds of keys. Of two whose prefixes begin alike the longer prefix comes first.

use super::kind::KeyPiece::{Around, Literal, Run};
use super::kind::{ChecksumRule, IssuedKind, KeyPiece};
use crate::engine::inspect::symbols::KeySymbols;
use crate::engine::key::prefix::Environment;
use crate::engine::key::token::PartKind;

/// More symbols than any key has.
const ANY: usize = 4096;

/// A run of `least` to `most` random symbols.
const fn from(symbols: KeySymbols, least: usize, most: usize) -> KeyPiece {
    Run(PartKind::Random, symbols, least, most)
}

/// A run of random symbols of one length.
const fn just(symbols: KeySymbols, length: usize) -> KeyPiece {
    from(symbols, length, length)
}

/// GitHub's and npm's: the random part, then six symbols of checksum.
const WITH_CRC32: &[KeyPiece] = &[
    from(KeySymbols::Base62, 30, 249),
    Run(PartKind::Checksum, KeySymbols::Base62, 6, 6),
];

impl IssuedKind {
    const fn new(
        name: &'static str,
        prefix: &'static str,
        pieces: &'static [KeyPiece],
        rule: ChecksumRule,
    ) -> Self {
        Self {
            name,
            prefix,
            pieces,
            rule,
            environment: None,
            is_told_by_prefix: true,
            is_public: false,
        }
    }

    const fn in_environment(self, environment: Environment) -> Self {
        Self {
            environment: Some(environment),
            ..self
        }
    }

    /// The prefix does not identify the kind: other keys have it too.
    const fn only_whole(self) -> Self {
        Self {
            is_told_by_prefix: false,
            ..self
        }
    }

    const fn public(self) -> Self {
        Self {
            is_public: true,
            ..self
        }
    }
}

/// Older keys have 24 symbols; newer ones begin with 51 and are four times as long.
const STRIPE: &[KeyPiece] = &[just(KeySymbols::Base62, 24)];
const NEWER: &[KeyPiece] = &[Literal("51"), from(KeySymbols::Base62, 80, ANY)];
const GITLAB: &[KeyPiece] = &[just(KeySymbols::Base64Url, 20)];
const SLACK: &[KeyPiece] = &[from(KeySymbols::Base64Url, 20, ANY)];
const LIVE: Environment = Environment::Live;
const TEST: Environment = Environment::Test;

#[rustfmt::skip]
pub(super) const KINDS: &[IssuedKind] = &[
    IssuedKind::new("GitHub personal access token (classic)", "ghp_", WITH_CRC32, ChecksumRule::Crc32),
    IssuedKind::new("GitHub OAuth access token", "gho_", WITH_CRC32, ChecksumRule::Crc32),
    IssuedKind::new("GitHub App user access token", "ghu_", WITH_CRC32, ChecksumRule::Crc32),
    IssuedKind::new("GitHub App installation access token", "ghs_", WITH_CRC32, ChecksumRule::Crc32),
    IssuedKind::new("GitHub App refresh token", "ghr_", WITH_CRC32, ChecksumRule::Crc32),
    IssuedKind::new("GitHub personal access token (fine-grained)", "github_pat_", &[
        just(KeySymbols::Base62, 22), Literal("_"), just(KeySymbols::Base62, 59),
    ], ChecksumRule::Unpublished),
    IssuedKind::new("npm access token", "npm_", WITH_CRC32, ChecksumRule::Crc32),
    IssuedKind::new("crates.io API token (Cargo)", "cio", &[just(KeySymbols::Base62, 32)], ChecksumRule::Absent).only_whole(),

    IssuedKind::new("GitLab personal, project or group access token", "glpat-", GITLAB, ChecksumRule::Absent),
    IssuedKind::new("GitLab OAuth application secret", "gloas-", &[just(KeySymbols::Base64Url, 64)], ChecksumRule::Absent),
    IssuedKind::new("GitLab deploy token", "gldt-", GITLAB, ChecksumRule::Absent),
    // Of runners that were registered with a token: of an instance, a group, a project.
    IssuedKind::new("GitLab runner authentication token", "glrt-t1_", GITLAB, ChecksumRule::Absent),
    IssuedKind::new("GitLab runner authentication token", "glrt-t2_", GITLAB, ChecksumRule::Absent),
    IssuedKind::new("GitLab runner authentication token", "glrt-t3_", GITLAB, ChecksumRule::Absent),
    IssuedKind::new("GitLab runner authentication token", "glrt-", GITLAB, ChecksumRule::Absent),
    IssuedKind::new("GitLab runner registration token", "glrtr-", GITLAB, ChecksumRule::Absent),
    IssuedKind::new("GitLab CI/CD job token", "glcbt-", &[from(KeySymbols::Base64Url, 20, ANY)], ChecksumRule::Absent),
    IssuedKind::new("GitLab pipeline trigger token", "glptt-", &[just(KeySymbols::Hex, 40)], ChecksumRule::Absent),
    IssuedKind::new("GitLab feed token", "glft-", &[from(KeySymbols::Base64Url, 20, ANY)], ChecksumRule::Absent),
    IssuedKind::new("GitLab incoming mail token", "glimt-", &[just(KeySymbols::Base64Url, 25)], ChecksumRule::Absent),
    IssuedKind::new("GitLab agent token", "glagent-", &[just(KeySymbols::Base64Url, 50)], ChecksumRule::Absent),
    IssuedKind::new("GitLab SCIM token", "glsoat-", GITLAB, ChecksumRule::Absent),
    IssuedKind::new("GitLab feature flags client token", "glffct-", GITLAB, ChecksumRule::Absent),

    IssuedKind::new("Supabase personal access token", "sbp_", &[just(KeySymbols::Hex, 40)], ChecksumRule::Absent),
    IssuedKind::new("unkey root key", "unkey_3Z", &[just(KeySymbols::Base58, 22)], ChecksumRule::Absent).only_whole(),

    IssuedKind::new("Stripe secret key", "sk_live_", STRIPE, ChecksumRule::Unknown).in_environment(LIVE).only_whole(),
    IssuedKind::new("Stripe secret key", "sk_live_", NEWER, ChecksumRule::Unknown).in_environment(LIVE).only_whole(),
    IssuedKind::new("Stripe secret key", "sk_test_", STRIPE, ChecksumRule::Unknown).in_environment(TEST).only_whole(),
    IssuedKind::new("Stripe secret key", "sk_test_", NEWER, ChecksumRule::Unknown).in_environment(TEST).only_whole(),
    IssuedKind::new("Stripe restricted key", "rk_live_", STRIPE, ChecksumRule::Unknown).in_environment(LIVE).only_whole(),
    IssuedKind::new("Stripe restricted key", "rk_live_", NEWER, ChecksumRule::Unknown).in_environment(LIVE).only_whole(),
    IssuedKind::new("Stripe restricted key", "rk_test_", STRIPE, ChecksumRule::Unknown).in_environment(TEST).only_whole(),
    IssuedKind::new("Stripe restricted key", "rk_test_", NEWER, ChecksumRule::Unknown).in_environment(TEST).only_whole(),
    IssuedKind::new("Stripe publishable key", "pk_live_", STRIPE, ChecksumRule::Unknown).in_environment(LIVE).only_whole().public(),
    IssuedKind::new("Stripe publishable key", "pk_live_", NEWER, ChecksumRule::Unknown).in_environment(LIVE).only_whole().public(),
    IssuedKind::new("Stripe publishable key", "pk_test_", STRIPE, ChecksumRule::Unknown).in_environment(TEST).only_whole().public(),
    IssuedKind::new("Stripe publishable key", "pk_test_", NEWER, ChecksumRule::Unknown).in_environment(TEST).only_whole().public(),

    IssuedKind::new("OpenAI project key", "sk-proj-", &[Around("T3BlbkFJ", 20)], ChecksumRule::Unknown),
    IssuedKind::new("OpenAI service account key", "sk-svcacct-", &[Around("T3BlbkFJ", 20)], ChecksumRule::Unknown),
    IssuedKind::new("OpenAI admin key", "sk-admin-", &[Around("T3BlbkFJ", 20)], ChecksumRule::Unknown),
    IssuedKind::new("OpenAI key (of a user)", "sk-", &[
        just(KeySymbols::Base62, 20), Literal("T3BlbkFJ"), just(KeySymbols::Base62, 20),
    ], ChecksumRule::Unknown).only_whole(),
    IssuedKind::new("Anthropic API key", "sk-ant-api03-", &[just(KeySymbols::Base64Url, 93), Literal("AA")], ChecksumRule::Unknown),
    IssuedKind::new("Anthropic admin key", "sk-ant-admin01-", &[just(KeySymbols::Base64Url, 93), Literal("AA")], ChecksumRule::Unknown),
    IssuedKind::new("Anthropic OAuth token", "sk-ant-oat01-", &[from(KeySymbols::Base64Url, 80, ANY)], ChecksumRule::Unknown),
    IssuedKind::new("Anthropic key", "sk-ant-", &[from(KeySymbols::Base64Url, 40, ANY)], ChecksumRule::Unknown),

    IssuedKind::new("Google API key", "AIza", &[just(KeySymbols::Base64Url, 35)], ChecksumRule::Unknown),
    IssuedKind::new("Google OAuth client secret", "GOCSPX-", &[just(KeySymbols::Base64Url, 28)], ChecksumRule::Unknown),
    IssuedKind::new("Google OAuth access token", "ya29.", &[from(KeySymbols::Base64Url, 30, ANY)], ChecksumRule::Unknown),

    IssuedKind::new("Slack bot token", "xoxb-", SLACK, ChecksumRule::Unknown),
    IssuedKind::new("Slack user token", "xoxp-", SLACK, ChecksumRule::Unknown),
    IssuedKind::new("Slack workspace access token", "xoxa-", SLACK, ChecksumRule::Unknown),
    IssuedKind::new("Slack refresh token", "xoxe-", SLACK, ChecksumRule::Unknown),
    IssuedKind::new("Slack token that expires", "xoxe.", &[from(KeySymbols::Printable, 20, ANY)], ChecksumRule::Unknown),
    IssuedKind::new("Slack session token", "xoxs-", SLACK, ChecksumRule::Unknown),
    IssuedKind::new("Slack client token", "xoxc-", SLACK, ChecksumRule::Unknown),
    IssuedKind::new("Slack app-level token", "xapp-", SLACK, ChecksumRule::Unknown),
    IssuedKind::new("Slack workflow token", "xwfp-", SLACK, ChecksumRule::Unknown),

    IssuedKind::new("SendGrid API key", "SG.", &[
        Run(PartKind::KeyId, KeySymbols::Base64Url, 22, 22), Literal("."), just(KeySymbols::Base64Url, 43),
    ], ChecksumRule::Unknown),
    IssuedKind::new("Twilio API key (its id, not its secret)", "SK", &[just(KeySymbols::Hex, 32)], ChecksumRule::Absent).only_whole().public(),
    IssuedKind::new("Twilio account id", "AC", &[just(KeySymbols::Hex, 32)], ChecksumRule::Absent).only_whole().public(),
];

#[cfg(test)]
mod tests {
    use super::KINDS;

    #[test]
    fn of_two_prefixes_that_begin_alike_the_longer_comes_first() {
        for (at, kind) in KINDS.iter().enumerate() {
            for later in &KINDS[at + 1..] {
                let hides = later.prefix.starts_with(kind.prefix) && kind.is_told_by_prefix;
                assert!(!hides, "{} hides {}", kind.prefix, later.prefix);
            }
        }
    }
}
