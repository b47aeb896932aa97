//! The kinds of keys. Of two whose prefixes begin alike the longer prefix comes first.

use super::Piece::{Around, Literal, Run};
use super::{Issued, Piece, Rule};
use crate::engine::inspect::symbols::Symbols;
use crate::engine::key::prefix::Environment;
use crate::engine::key::token::PartKind;

/// More than any key has.
const ANY: usize = 4096;

/// A run of `least` to `most` random symbols.
const fn from(symbols: Symbols, least: usize, most: usize) -> Piece {
    Run(PartKind::Random, symbols, least, most)
}

/// A run of random symbols of one length.
const fn just(symbols: Symbols, length: usize) -> Piece {
    from(symbols, length, length)
}

/// GitHub's and npm's: the random part, then six symbols of checksum.
const WITH_CRC32: &[Piece] = &[
    from(Symbols::Base62, 30, 249),
    Run(PartKind::Checksum, Symbols::Base62, 6, 6),
];

impl Issued {
    const fn new(
        name: &'static str,
        prefix: &'static str,
        pieces: &'static [Piece],
        rule: Rule,
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

    /// Other keys have its prefix too.
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
const STRIPE: &[Piece] = &[just(Symbols::Base62, 24)];
const NEWER: &[Piece] = &[Literal("51"), from(Symbols::Base62, 80, ANY)];
const GITLAB: &[Piece] = &[just(Symbols::Base64Url, 20)];
const SLACK: &[Piece] = &[from(Symbols::Base64Url, 20, ANY)];
const LIVE: Environment = Environment::Live;
const TEST: Environment = Environment::Test;

#[rustfmt::skip]
pub(super) const KINDS: &[Issued] = &[
    Issued::new("GitHub personal access token (classic)", "ghp_", WITH_CRC32, Rule::Crc32),
    Issued::new("GitHub OAuth access token", "gho_", WITH_CRC32, Rule::Crc32),
    Issued::new("GitHub App user access token", "ghu_", WITH_CRC32, Rule::Crc32),
    Issued::new("GitHub App installation access token", "ghs_", WITH_CRC32, Rule::Crc32),
    Issued::new("GitHub App refresh token", "ghr_", WITH_CRC32, Rule::Crc32),
    Issued::new("GitHub personal access token (fine-grained)", "github_pat_", &[
        just(Symbols::Base62, 22), Literal("_"), just(Symbols::Base62, 59),
    ], Rule::Unpublished),
    Issued::new("npm access token", "npm_", WITH_CRC32, Rule::Crc32),
    Issued::new("crates.io API token (Cargo)", "cio", &[just(Symbols::Base62, 32)], Rule::Absent).only_whole(),

    Issued::new("GitLab personal, project or group access token", "glpat-", GITLAB, Rule::Absent),
    Issued::new("GitLab OAuth application secret", "gloas-", &[just(Symbols::Base64Url, 64)], Rule::Absent),
    Issued::new("GitLab deploy token", "gldt-", GITLAB, Rule::Absent),
    Issued::new("GitLab runner authentication token", "glrt-", GITLAB, Rule::Absent),
    Issued::new("GitLab runner registration token", "glrtr-", GITLAB, Rule::Absent),
    Issued::new("GitLab CI/CD job token", "glcbt-", &[from(Symbols::Base64Url, 20, ANY)], Rule::Absent),
    Issued::new("GitLab pipeline trigger token", "glptt-", &[just(Symbols::Hex, 40)], Rule::Absent),
    Issued::new("GitLab feed token", "glft-", &[from(Symbols::Base64Url, 20, ANY)], Rule::Absent),
    Issued::new("GitLab incoming mail token", "glimt-", &[just(Symbols::Base64Url, 25)], Rule::Absent),
    Issued::new("GitLab agent token", "glagent-", &[just(Symbols::Base64Url, 50)], Rule::Absent),
    Issued::new("GitLab SCIM token", "glsoat-", GITLAB, Rule::Absent),
    Issued::new("GitLab feature flags client token", "glffct-", GITLAB, Rule::Absent),

    Issued::new("Supabase personal access token", "sbp_", &[just(Symbols::Hex, 40)], Rule::Absent),
    Issued::new("unkey root key", "unkey_3Z", &[just(Symbols::Base58, 22)], Rule::Absent).only_whole(),

    Issued::new("Stripe secret key", "sk_live_", STRIPE, Rule::Unknown).in_environment(LIVE).only_whole(),
    Issued::new("Stripe secret key", "sk_live_", NEWER, Rule::Unknown).in_environment(LIVE).only_whole(),
    Issued::new("Stripe secret key", "sk_test_", STRIPE, Rule::Unknown).in_environment(TEST).only_whole(),
    Issued::new("Stripe secret key", "sk_test_", NEWER, Rule::Unknown).in_environment(TEST).only_whole(),
    Issued::new("Stripe restricted key", "rk_live_", STRIPE, Rule::Unknown).in_environment(LIVE).only_whole(),
    Issued::new("Stripe restricted key", "rk_live_", NEWER, Rule::Unknown).in_environment(LIVE).only_whole(),
    Issued::new("Stripe restricted key", "rk_test_", STRIPE, Rule::Unknown).in_environment(TEST).only_whole(),
    Issued::new("Stripe restricted key", "rk_test_", NEWER, Rule::Unknown).in_environment(TEST).only_whole(),
    Issued::new("Stripe publishable key", "pk_live_", STRIPE, Rule::Unknown).in_environment(LIVE).only_whole().public(),
    Issued::new("Stripe publishable key", "pk_live_", NEWER, Rule::Unknown).in_environment(LIVE).only_whole().public(),
    Issued::new("Stripe publishable key", "pk_test_", STRIPE, Rule::Unknown).in_environment(TEST).only_whole().public(),
    Issued::new("Stripe publishable key", "pk_test_", NEWER, Rule::Unknown).in_environment(TEST).only_whole().public(),

    Issued::new("OpenAI project key", "sk-proj-", &[Around("T3BlbkFJ", 20)], Rule::Unknown),
    Issued::new("OpenAI service account key", "sk-svcacct-", &[Around("T3BlbkFJ", 20)], Rule::Unknown),
    Issued::new("OpenAI admin key", "sk-admin-", &[Around("T3BlbkFJ", 20)], Rule::Unknown),
    Issued::new("OpenAI key (of a user)", "sk-", &[
        just(Symbols::Base62, 20), Literal("T3BlbkFJ"), just(Symbols::Base62, 20),
    ], Rule::Unknown).only_whole(),
    Issued::new("Anthropic API key", "sk-ant-api03-", &[just(Symbols::Base64Url, 93), Literal("AA")], Rule::Unknown),
    Issued::new("Anthropic admin key", "sk-ant-admin01-", &[just(Symbols::Base64Url, 93), Literal("AA")], Rule::Unknown),
    Issued::new("Anthropic OAuth token", "sk-ant-oat01-", &[from(Symbols::Base64Url, 80, ANY)], Rule::Unknown),
    Issued::new("Anthropic key", "sk-ant-", &[from(Symbols::Base64Url, 40, ANY)], Rule::Unknown),

    Issued::new("Google API key", "AIza", &[just(Symbols::Base64Url, 35)], Rule::Unknown),
    Issued::new("Google OAuth client secret", "GOCSPX-", &[just(Symbols::Base64Url, 28)], Rule::Unknown),
    Issued::new("Google OAuth access token", "ya29.", &[from(Symbols::Base64Url, 30, ANY)], Rule::Unknown),

    Issued::new("Slack bot token", "xoxb-", SLACK, Rule::Unknown),
    Issued::new("Slack user token", "xoxp-", SLACK, Rule::Unknown),
    Issued::new("Slack workspace access token", "xoxa-", SLACK, Rule::Unknown),
    Issued::new("Slack refresh token", "xoxe-", SLACK, Rule::Unknown),
    Issued::new("Slack token that expires", "xoxe.", &[from(Symbols::Printable, 20, ANY)], Rule::Unknown),
    Issued::new("Slack session token", "xoxs-", SLACK, Rule::Unknown),
    Issued::new("Slack client token", "xoxc-", SLACK, Rule::Unknown),
    Issued::new("Slack app-level token", "xapp-", SLACK, Rule::Unknown),
    Issued::new("Slack workflow token", "xwfp-", SLACK, Rule::Unknown),

    Issued::new("SendGrid API key", "SG.", &[
        Run(PartKind::KeyId, Symbols::Base64Url, 22, 22), Literal("."), just(Symbols::Base64Url, 43),
    ], Rule::Unknown),
    Issued::new("Twilio API key (its id, not its secret)", "SK", &[just(Symbols::Hex, 32)], Rule::Absent).only_whole().public(),
    Issued::new("Twilio account id", "AC", &[just(Symbols::Hex, 32)], Rule::Absent).only_whole().public(),
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
