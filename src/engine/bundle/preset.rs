//! What frameworks and services expect in their `.env`: the names, and the exact format of each value.
//!
//! Formats are those of each project's own generator (`rails secret`, `php artisan key:generate`,
//! `django-admin startproject`, …). Does not know settings that are no secret, such as ports and hosts.

use super::{kind::Kind, supabase::Role};
use std::{fmt, str::FromStr};

/// One variable that a preset makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The variable's name.
    pub name: &'static str,
    /// The format of its value.
    pub kind: Kind,
}

/// A framework or service whose secrets are known by name and format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preset {
    /// Session, JWT and API secrets and a database password, under common names.
    WebApp,
    /// Ruby on Rails with Active Record encryption.
    Rails,
    /// Laravel.
    Laravel,
    /// Django.
    Django,
    /// Auth.js, formerly `NextAuth`.
    AuthJs,
    /// Supabase, self-hosted.
    Supabase,
}

impl Preset {
    /// All presets, in the order a list should show them.
    pub const ALL: [Self; 6] = [
        Self::WebApp,
        Self::Rails,
        Self::Laravel,
        Self::Django,
        Self::AuthJs,
        Self::Supabase,
    ];

    /// The name a person reads.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::WebApp => "Web app",
            Self::Rails => "Rails",
            Self::Laravel => "Laravel",
            Self::Django => "Django",
            Self::AuthJs => "Auth.js",
            Self::Supabase => "Supabase (self-hosted)",
        }
    }

    /// A short lower-case name for the `value` of a select; [`FromStr`] takes it back.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::WebApp => "web-app",
            Self::Rails => "rails",
            Self::Laravel => "laravel",
            Self::Django => "django",
            Self::AuthJs => "auth-js",
            Self::Supabase => "supabase",
        }
    }

    /// The variables it makes, in order.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::WebApp => WEB_APP,
            Self::Rails => RAILS,
            Self::Laravel => LARAVEL,
            Self::Django => DJANGO,
            Self::AuthJs => AUTH_JS,
            Self::Supabase => SUPABASE,
        }
    }
}

const WEB_APP: &[Field] = &[
    field("SESSION_SECRET", Kind::Hex { bytes: 32 }),
    field("JWT_SECRET", Kind::Base64 { bytes: 64 }),
    field("API_SECRET", Kind::Base64Url { bytes: 32 }),
    field("DATABASE_PASSWORD", Kind::Alphanumeric { length: 32 }),
];

const RAILS: &[Field] = &[
    field("SECRET_KEY_BASE", Kind::Hex { bytes: 64 }),
    field(
        "ACTIVE_RECORD_ENCRYPTION_PRIMARY_KEY",
        Kind::Alphanumeric { length: 32 },
    ),
    field(
        "ACTIVE_RECORD_ENCRYPTION_DETERMINISTIC_KEY",
        Kind::Alphanumeric { length: 32 },
    ),
    field(
        "ACTIVE_RECORD_ENCRYPTION_KEY_DERIVATION_SALT",
        Kind::Alphanumeric { length: 32 },
    ),
];

const LARAVEL: &[Field] = &[field("APP_KEY", Kind::Laravel)];

const DJANGO: &[Field] = &[field("SECRET_KEY", Kind::Django { length: 50 })];

const AUTH_JS: &[Field] = &[field("AUTH_SECRET", Kind::Base64 { bytes: 32 })];

// The names and sizes of the generator in Supabase's own `docker` folder.
const SUPABASE: &[Field] = &[
    field("POSTGRES_PASSWORD", Kind::Hex { bytes: 16 }),
    field("JWT_SECRET", Kind::Base64 { bytes: 30 }),
    field("ANON_KEY", Kind::SupabaseKey { role: Role::Anon }),
    field(
        "SERVICE_ROLE_KEY",
        Kind::SupabaseKey {
            role: Role::ServiceRole,
        },
    ),
    field("DASHBOARD_PASSWORD", Kind::Hex { bytes: 16 }),
    field("SECRET_KEY_BASE", Kind::Base64 { bytes: 48 }),
    field("VAULT_ENC_KEY", Kind::Hex { bytes: 16 }),
    field("REALTIME_DB_ENC_KEY", Kind::Hex { bytes: 8 }),
    field("PG_META_CRYPTO_KEY", Kind::Base64 { bytes: 24 }),
    field("LOGFLARE_PUBLIC_ACCESS_TOKEN", Kind::Base64 { bytes: 24 }),
    field("LOGFLARE_PRIVATE_ACCESS_TOKEN", Kind::Base64 { bytes: 24 }),
    field("S3_PROTOCOL_ACCESS_KEY_ID", Kind::Hex { bytes: 16 }),
    field("S3_PROTOCOL_ACCESS_KEY_SECRET", Kind::Hex { bytes: 32 }),
];

const fn field(name: &'static str, kind: Kind) -> Field {
    Field { name, kind }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// No preset has this id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownPreset;

impl fmt::Display for UnknownPreset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("There is no such preset. Choose one from the list.")
    }
}

impl std::error::Error for UnknownPreset {}

impl FromStr for Preset {
    type Err = UnknownPreset;

    fn from_str(id: &str) -> Result<Self, UnknownPreset> {
        Self::ALL
            .into_iter()
            .find(|preset| preset.id() == id)
            .ok_or(UnknownPreset)
    }
}

#[cfg(test)]
mod tests {
    use super::Preset;

    #[test]
    fn every_id_names_its_preset() {
        for preset in Preset::ALL {
            assert_eq!(preset.id().parse(), Ok(preset));
        }
        assert!("".parse::<Preset>().is_err());
    }

    #[test]
    fn no_preset_has_a_name_twice() {
        for preset in Preset::ALL {
            let mut names: Vec<_> = preset.fields().iter().map(|field| field.name).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), preset.fields().len(), "{preset}");
        }
    }
}
