//! Which values are shown unmasked: those that are clearly no secrets. In doubt a value is masked.
//!
//! An example is public, so most of its settings are shown. In somebody's own file only a value whose name is known to
//! be that of a setting is shown, since any other name may be that of a secret.

use super::{
    Bundle, Class, Decision, Row,
    name::{is_setting, mentions_secret},
    placeholder::{is_placeholder, looks_random},
    reason::Reason,
    row::Anchor,
    source::Source,
    url,
};

/// Values of more bytes are masked: nobody can tell at a glance what is in them.
const MOST: usize = 200;

impl Bundle {
    /// Whether the value of `row` is no secret, so that it need not be masked.
    #[must_use]
    pub fn is_clear(&self, row: &Row) -> bool {
        if row.decision != Decision::Keep || row.is_template() || self.may_go_on(row) {
            return false;
        }
        let value = row.value.expose();
        if value.len() > MOST || value.contains('\n') || holds_secret(value) {
            return false;
        }
        let example = self.source == Some(Source::Example);
        let told = match row.reason {
            _ if row.entered => row.class == Class::Setting,
            Reason::Issued | Reason::IssuedAt { .. } | Reason::Elsewhere => {
                return is_placeholder(value);
            }
            Reason::Setting | Reason::BlankSetting | Reason::Placeholder => true,
            Reason::SharesValue { .. } => example,
            _ => false,
        };
        let harmless = if mentions_secret(&row.name) {
            is_switch(value)
        } else {
            example || is_setting(&row.name) || row.name.len() > 1 && is_switch(value)
        };
        row.class == Class::Setting && told && harmless
    }

    /// Whether another reader may take the comment after the value, `#word` without a blank, for a part of the value.
    fn may_go_on(&self, row: &Row) -> bool {
        let (Anchor::Entry(entry), Some(document)) = (row.anchor, self.document()) else {
            return false;
        };
        let tail = document.tail(&document.entries()[entry]);
        let comment = tail.trim_start_matches([' ', '\t']).strip_prefix('#');
        comment.is_some_and(|word| word.starts_with(|first: char| !first.is_whitespace()))
    }
}

/// Whether a part of `value` looks random, or `value` is a URL with a password or the address of a webhook.
fn holds_secret(value: &str) -> bool {
    url::split(value).is_some()
        || value.contains("hooks.")
        || value
            .split(|symbol: char| !symbol.is_ascii_alphanumeric() && symbol != '+')
            .any(looks_random)
}

/// Whether a value is a switch, a count or a duration: `true`, `3000`, `15m`.
fn is_switch(value: &str) -> bool {
    let unit = value.trim_start_matches(|symbol: char| symbol.is_ascii_digit() || symbol == '.');
    let digits = value.len() - unit.len();
    let count = (1..=6).contains(&digits)
        && unit.len() <= 2
        && unit.bytes().all(|letter| letter.is_ascii_alphabetic());
    count
        || ["true", "false", "yes", "no", "on", "off"]
            .iter()
            .any(|switch| value.eq_ignore_ascii_case(switch))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::base::random::{ByteSource, RandomError};
    use crate::engine::bundle::import::parse;

    struct Counting(u8);

    impl ByteSource for Counting {
        fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
            for byte in out {
                self.0 = self.0.wrapping_mul(5).wrapping_add(7);
                *byte = self.0;
            }
            Ok(())
        }
    }

    fn clear(line: &str, source: Source) -> bool {
        let document = parse(&format!("{line}\n")).expect("no faults");
        let bundle = Bundle::import(document, source, 0, &mut Counting(1)).expect("random numbers");
        bundle.is_clear(&bundle.rows()[0])
    }

    #[test]
    fn settings_are_seen_and_what_may_be_a_secret_is_not() {
        for (line, example, own) in [
            ("PORT=3000", true, true),
            ("APP_URL=https://shop.example.org/start", true, true),
            ("LOG_LEVEL=info", true, true),
            ("NODE_ENV=production", true, true),
            ("ENABLE_SIGNUP=true", true, true),
            ("PASSWORD_MIN_LENGTH=12", true, true),
            ("SESSION_TOKEN_TTL=15m", true, true),
            ("DEBUG=off", true, true),
            // The name tells nothing: in one's own file it may be a secret.
            ("FLAVOUR=vanilla", true, false),
            ("MOTTO='in use for years'", true, false),
            ("A=1", true, false),
            // What looks random is masked whatever its name.
            (
                concat!("BUCKET_NAME=f3b1c09ad2", "e84c5796a1b2c3"),
                false,
                false,
            ),
            (
                "HOOK_URL=https://hooks.chat.example/services/T0/B0/x",
                false,
                false,
            ),
            (
                "MIRROR_URL=ftp://bob:swordfish@files.example/x",
                false,
                false,
            ),
            ("API_SECRET_PREVIOUS=swordfish", false, false),
            ("PASSWORD_RESET_URL=https://x.example/reset", false, false),
            // Secrets are masked, made here or kept.
            ("API_SECRET=swordfish-41", false, false),
            ("STRIPE_SECRET_KEY=your-key-here", true, true),
            ("STRIPE_SECRET_KEY=q8Zr2KxV7wLm40Tn", false, false),
            ("NOTE=\"two\nlines\"", false, false),
            ("PORT=3000 #dev", false, false),
            ("PORT=3000 # dev", true, true),
            ("LINK_URL=${BASE}/x", false, false),
        ] {
            assert_eq!(clear(line, Source::Example), example, "{line}, an example");
            assert_eq!(clear(line, Source::Own), own, "{line}, one's own");
        }
    }
}
