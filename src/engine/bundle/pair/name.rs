//! What the name of a variable says about a key pair: which half it holds, in which encoding, and of which pair.

use super::super::name;
use crate::engine::pair::part::PairPart;

/// Words for the private half.
const PRIVATE: [&str; 3] = ["PRIVATE", "PRIV", "PRIVKEY"];
/// Words for the public half.
const PUBLIC: [&str; 3] = ["PUBLIC", "PUB", "PUBKEY"];
/// Words for a key or for its encoding; the name of half a pair ends in one of these or in a word for the half.
const KEY: [&str; 7] = ["KEY", "KEYS", "PEM", "JWK", "JWKS", "BASE64", "B64"];

/// Words of pairs that sign tokens: an application's own.
const TOKENS: [&str; 12] = [
    "ACCESS", "AUTH", "JWKS", "JWS", "JWT", "OAUTH", "OAUTH2", "OIDC", "PASSPORT", "REFRESH",
    "SIGNING", "TOKEN",
];

/// Words of pairs that have another form, come with a certificate, or are registered somewhere.
#[rustfmt::skip]
const OTHERS: [&str; 60] = [
    "ACCOUNT", "ACME", "APNS", "BITCOIN", "BOX", "BTC", "CA", "CDP", "CERT", "CERTIFICATE", "CHAIN", "DEPLOY",
    "DEPLOYER", "DKIM", "DS", "EMAILJS", "ETH", "ETHEREUM", "EVM", "FTP", "GH", "GIT", "GPG", "HOST", "HTTPS", "IDP",
    "IMAGEKIT", "KUBE", "LETSENCRYPT", "LIQPAY", "MAILJET", "MARVEL", "MINISIGN", "MINTER", "MUX", "NODE", "NOSTR",
    "OWNER", "PGP", "RELAYER", "SAML", "SERVICE", "SF", "SFTP", "SIGNER", "SNOWFLAKE", "SOLANA", "SP", "SSH", "SSL",
    "TAURI", "TLS", "VALIDATOR", "VAPID", "WALLET", "WEB3", "WG", "WIREGUARD", "X509", "ZK",
];

/// Which half of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The private key.
    Private,
    /// The public key.
    Public,
}

/// The name of a variable, split into words.
pub struct PairName {
    words: Vec<String>,
}

impl PairName {
    /// Splits `name` into words, in upper case.
    pub fn new(name: &str) -> Self {
        let upper = name.to_ascii_uppercase();
        let words = upper.split(['_', '-', '.']);
        Self {
            words: words
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
        }
    }

    /// The words that the names of both halves have in common.
    pub fn stem(name: &str) -> String {
        let mut words = Self::new(name).words;
        words.retain(|word| !is_of_half(word));
        words.join("_")
    }

    /// The name that the private half of the pair of `name` would have.
    pub fn private(name: &str) -> String {
        let stem = Self::stem(name);
        if stem.is_empty() {
            "PRIVATE_KEY".to_owned()
        } else {
            format!("{stem}_PRIVATE_KEY")
        }
    }

    /// The half that it names.
    pub fn half(&self) -> Option<Half> {
        let last = self.words.last()?.as_str();
        let ends = KEY.contains(&last) || PRIVATE.contains(&last) || PUBLIC.contains(&last);
        let in_page = ["EXPO", "GATSBY", "NEXT", "NUXT", "REACT", "VITE"];
        if !ends || in_page.contains(&self.words[0].as_str()) {
            return None;
        }
        let keyed = self.has(&KEY) || self.has(&["PRIVKEY", "PUBKEY"]) || self.words.len() > 1;
        match () {
            () if !keyed => None,
            () if self.has(&PRIVATE) => Some(Half::Private),
            () if self.has(&PUBLIC) || last == "JWKS" => Some(Half::Public),
            () => None,
        }
    }

    /// The part that it names, where it says more than the half.
    pub fn part(&self, half: Half) -> Option<PairPart> {
        match half {
            Half::Private if self.has(&["JWK"]) => Some(PairPart::PrivateJwk),
            Half::Public if self.has(&["JWKS"]) => Some(PairPart::Jwks),
            Half::Public if self.has(&["JWK"]) => Some(PairPart::PublicJwk),
            Half::Private if self.has(&["PEM"]) => Some(PairPart::PrivatePem),
            Half::Public if self.has(&["PEM"]) => Some(PairPart::PublicPem),
            _ => None,
        }
    }

    /// Whether the value is one line of base64.
    pub fn is_base64(&self) -> bool {
        self.has(&["BASE64", "B64"])
    }

    /// Whether it names a pair that signs an application's own tokens.
    pub fn is_of_tokens(&self) -> bool {
        self.has(&TOKENS)
    }

    /// Whether it names a pair that is not made here: a provider's, a server's, a person's.
    pub fn is_of_others(&self) -> bool {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        self.has(&OTHERS) || words.is_empty() || name::is_issued(&words)
    }

    /// Whether it has one of these words.
    pub fn has(&self, words: &[&str]) -> bool {
        self.words.iter().any(|word| words.contains(&word.as_str()))
    }
}

/// Whether a word says which half it is, or how it is written.
fn is_of_half(word: &str) -> bool {
    [&PRIVATE[..], &PUBLIC[..], &KEY[..]]
        .iter()
        .any(|list| list.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_which_half_of_which_pair() {
        for (name, half, stem) in [
            ("JWT_PRIVATE_KEY", Half::Private, "JWT"),
            ("JWT_PUBLIC_KEY", Half::Public, "JWT"),
            ("JWT_JWKS", Half::Public, "JWT"),
            ("JWT_PRIVATE_KEY_PEM", Half::Private, "JWT"),
            ("OIDC_RSA_PRIVATE_KEY", Half::Private, "OIDC_RSA"),
            ("ACCESS_TOKEN_PUBLIC_KEY_B64", Half::Public, "ACCESS_TOKEN"),
            ("private_key", Half::Private, ""),
            ("Auth.Public.Jwk", Half::Public, "AUTH"),
        ] {
            assert_eq!(PairName::new(name).half(), Some(half), "{name}");
            assert_eq!(PairName::stem(name), stem, "{name}");
        }
        for name in [
            "JWT_PRIVATE_KEY_PATH",
            "NEXT_PUBLIC_API_KEY",
            "JWKS_URI",
            "JWT_PRIVATE_KEY_PASSPHRASE",
            "PUBLIC_URL",
            "PRIVATE",
            "JWT_SECRET",
            "",
        ] {
            assert_eq!(PairName::new(name).half(), None, "{name}");
        }
        assert_eq!(PairName::private("JWT_JWKS"), "JWT_PRIVATE_KEY");
    }
}
