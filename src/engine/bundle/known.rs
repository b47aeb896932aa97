//! Which preset a name belongs to, given the other names in the text.
//!
//! Names such as `SECRET_KEY` belong to several presets and count only with evidence: the text mentions the
//! preset, or contains at least two of its variables and at least half of them.

use super::{format::SecretFormat, preset::Preset};
use std::collections::HashSet;
use zeroize::Zeroizing;

/// Names too common to be evidence for a preset.
const GENERIC: [&str; 18] = [
    "ADMIN_JWT_SECRET",
    "API_TOKEN_SALT",
    "APP_KEY",
    "APP_KEYS",
    "APP_SECRET",
    "AUTH_KEY",
    "AUTH_SALT",
    "ENCRYPTION_KEY",
    "JWT_JWKS",
    "JWT_PRIVATE_KEY",
    "JWT_PUBLIC_KEY",
    "JWT_SECRET",
    "KEY",
    "NONCE_KEY",
    "NONCE_SALT",
    "SECRET",
    "SECRET_KEY",
    "SECRET_KEY_BASE",
];

/// Names that a project hosted by Supabase has too: there Supabase issues the keys.
const HOSTED_TOO: [&str; 2] = ["SUPABASE_PUBLISHABLE_KEY", "SUPABASE_SECRET_KEY"];

/// So many variables of a preset are evidence, however many more it has.
const MANY: usize = 7;

/// Aliases of a framework's secret.
const ALIASES: [(&str, &str, Preset); 4] = [
    ("NEXTAUTH_SECRET", "AUTH_SECRET", Preset::AuthJs),
    ("DJANGO_SECRET_KEY", "SECRET_KEY", Preset::Django),
    ("FLASK_SECRET_KEY", "SECRET_KEY", Preset::Flask),
    ("AIRFLOW__CORE__FERNET_KEY", "FERNET_KEY", Preset::Fernet),
];

/// The presets that a text gives evidence for.
pub(super) struct PresetEvidence {
    /// Presets with evidence, the strongest first.
    likely: Vec<Preset>,
    /// Whether Supabase is self-hosted: only then does a file have the signing secret.
    is_self_hosted: bool,
}

impl PresetEvidence {
    /// Looks for evidence in `text` and the `names` in it.
    pub fn new(text: &str, names: &HashSet<&str>) -> Self {
        // The text holds secrets.
        let lower = Zeroizing::new(text.to_ascii_lowercase());
        let mut scored: Vec<(usize, Preset)> = Preset::ALL
            .into_iter()
            .filter(|preset| is_particular(*preset))
            .filter_map(|preset| {
                let fields = preset.fields();
                let present = fields
                    .iter()
                    .filter(|field| names.contains(field.name))
                    .count();
                if present == 0 {
                    return None;
                }
                let mentioned = mentions(&lower, preset);
                let enough = present >= 2 && 2 * present >= fields.len() || present >= MANY;
                (mentioned || enough).then_some((present + usize::from(mentioned), preset))
            })
            .collect();
        // Stable: of two with equal scores the first of the list.
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        Self {
            likely: scored.into_iter().map(|(_, preset)| preset).collect(),
            is_self_hosted: names.contains("JWT_SECRET")
                && ["ANON_KEY", "JWT_KEYS", "SERVICE_ROLE_KEY"]
                    .iter()
                    .any(|name| names.contains(name))
                && !lower.contains(".supabase.co"),
        }
    }

    /// The preset that `name` belongs to, and its format there.
    pub fn kind(&self, name: &str) -> Option<(Preset, SecretFormat)> {
        let of = |preset: Preset, name: &str| {
            let field = preset.fields().iter().find(|field| field.name == name)?;
            Some((preset, field.kind))
        };
        if HOSTED_TOO.contains(&name) && !self.is_self_hosted {
            return None;
        }
        if let Some(found) = self.likely.iter().find_map(|preset| of(*preset, name)) {
            return Some(found);
        }
        if let Some((_, field, preset)) = ALIASES.iter().find(|(alias, _, _)| *alias == name) {
            return of(*preset, field);
        }
        if GENERIC.contains(&name) {
            return None;
        }
        let others = Preset::ALL
            .into_iter()
            .filter(|preset| is_particular(*preset));
        // The one with the fewest other variables: PostgreSQL rather than Supabase.
        let knowing = others.filter_map(|preset| of(preset, name));
        knowing.min_by_key(|(preset, _)| preset.fields().len())
    }
}

/// Whether a preset belongs to a product, so that its formats are the only right ones.
fn is_particular(preset: Preset) -> bool {
    !matches!(preset, Preset::WebApp | Preset::JwtIssuer)
}

/// Whether the text, in lower case, has the preset's name as a word.
fn mentions(text: &str, preset: Preset) -> bool {
    let name = match preset {
        Preset::Supabase => "supabase",
        Preset::WebPush => "web-push",
        Preset::AuthJs => "auth.js",
        _ => preset.id(),
    };
    text.match_indices(name).any(|(at, _)| {
        let alone =
            |symbol: Option<char>| symbol.is_none_or(|symbol| !symbol.is_ascii_alphanumeric());
        alone(text[..at].chars().next_back()) && alone(text[at + name.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(text: &str, names: &[&str], name: &str) -> Option<Preset> {
        PresetEvidence::new(text, &names.iter().copied().collect())
            .kind(name)
            .map(|(preset, _)| preset)
    }

    #[test]
    fn generic_names_need_evidence() {
        assert_eq!(known("", &["SECRET_KEY"], "SECRET_KEY"), None);
        assert_eq!(
            known("# Django", &["SECRET_KEY"], "SECRET_KEY"),
            Some(Preset::Django)
        );
        assert_eq!(
            known("FLASK_ENV=x", &["SECRET_KEY"], "SECRET_KEY"),
            Some(Preset::Flask)
        );
        assert_eq!(known("djangos", &["SECRET_KEY"], "SECRET_KEY"), None);
        assert_eq!(known("", &["ENCRYPTION_KEY"], "ENCRYPTION_KEY"), None);
    }

    #[test]
    fn several_variables_of_a_preset_are_evidence() {
        let names = [
            "JWT_SECRET",
            "ANON_KEY",
            "SERVICE_ROLE_KEY",
            "VAULT_ENC_KEY",
            "SECRET_KEY_BASE",
            "POSTGRES_PASSWORD",
            "DASHBOARD_PASSWORD",
        ];
        assert_eq!(known("", &names, "JWT_SECRET"), Some(Preset::Supabase));
        assert_eq!(known("", &names, "SECRET_KEY_BASE"), Some(Preset::Supabase));
    }

    #[test]
    fn names_of_one_preset_are_known_without_evidence() {
        assert_eq!(known("", &[], "N8N_ENCRYPTION_KEY"), Some(Preset::N8n));
        assert_eq!(
            known("", &[], "BETTER_AUTH_SECRET"),
            Some(Preset::BetterAuth)
        );
        assert_eq!(known("", &[], "NEXTAUTH_SECRET"), Some(Preset::AuthJs));
        assert_eq!(known("", &[], "SESSION_SECRET"), None);
        assert_eq!(known("", &[], "PORT"), None);
    }
}
