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
    /// Better Auth.
    BetterAuth,
    /// Flask.
    Flask,
    /// Phoenix.
    Phoenix,
    /// Symfony.
    Symfony,
    /// A key for Fernet, the tokens of Python's `cryptography`.
    Fernet,
    /// `WordPress` salts, as Bedrock takes them from the environment.
    WordPress,
    /// Strapi.
    Strapi,
    /// Directus.
    Directus,
    /// n8n.
    N8n,
    /// Supabase, self-hosted.
    Supabase,
    /// Mastodon.
    Mastodon,
    /// Web push (VAPID) as npm's `web-push` takes it.
    WebPush,
    /// `PostgreSQL`.
    PostgreSql,
    /// Redis.
    Redis,
    /// `MinIO`.
    MinIo,
    /// `RabbitMQ`.
    RabbitMq,
}

use Preset as P;

impl Preset {
    /// All presets, in the order a list should show them.
    pub const ALL: [Self; 21] = [
        P::WebApp,
        P::Rails,
        P::Laravel,
        P::Django,
        P::AuthJs,
        P::BetterAuth,
        P::Flask,
        P::Phoenix,
        P::Symfony,
        P::Fernet,
        P::WordPress,
        P::Strapi,
        P::Directus,
        P::N8n,
        P::Supabase,
        P::Mastodon,
        P::WebPush,
        P::PostgreSql,
        P::Redis,
        P::MinIo,
        P::RabbitMq,
    ];

    /// The name a person reads.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.facts().0
    }

    /// A short lower-case name for the `value` of a select; [`FromStr`] takes it back.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.facts().1
    }

    /// The variables it makes, in order.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        self.facts().2
    }

    /// Label, id and fields.
    const fn facts(self) -> (&'static str, &'static str, &'static [Field]) {
        match self {
            P::WebApp => ("Web app", "web-app", WEB_APP),
            P::Rails => ("Rails", "rails", RAILS),
            P::Laravel => ("Laravel", "laravel", LARAVEL),
            P::Django => ("Django", "django", DJANGO),
            P::AuthJs => ("Auth.js", "auth-js", AUTH_JS),
            P::BetterAuth => ("Better Auth", "better-auth", BETTER_AUTH),
            P::Flask => ("Flask", "flask", FLASK),
            P::Phoenix => ("Phoenix", "phoenix", PHOENIX),
            P::Symfony => ("Symfony", "symfony", SYMFONY),
            P::Fernet => ("Fernet", "fernet", FERNET),
            P::WordPress => ("WordPress", "wordpress", WORDPRESS),
            P::Strapi => ("Strapi", "strapi", STRAPI),
            P::Directus => ("Directus", "directus", DIRECTUS),
            P::N8n => ("n8n", "n8n", N8N),
            P::Supabase => ("Supabase (self-hosted)", "supabase", SUPABASE),
            P::Mastodon => ("Mastodon", "mastodon", MASTODON),
            P::WebPush => ("Web push (VAPID)", "web-push", WEB_PUSH),
            P::PostgreSql => ("PostgreSQL", "postgresql", POSTGRESQL),
            P::Redis => ("Redis", "redis", REDIS),
            P::MinIo => ("MinIO", "minio", MINIO),
            P::RabbitMq => ("RabbitMQ", "rabbitmq", RABBITMQ),
        }
    }
}

const WEB_APP: &[Field] = &[
    field("SESSION_SECRET", hex(32)),
    field("JWT_SECRET", base64(64)),
    field("API_SECRET", Kind::Base64Url { bytes: 32 }),
    field("DATABASE_PASSWORD", PASSWORD),
];

const RAILS: &[Field] = &[
    field("SECRET_KEY_BASE", hex(64)),
    field("ACTIVE_RECORD_ENCRYPTION_PRIMARY_KEY", PASSWORD),
    field("ACTIVE_RECORD_ENCRYPTION_DETERMINISTIC_KEY", PASSWORD),
    field("ACTIVE_RECORD_ENCRYPTION_KEY_DERIVATION_SALT", PASSWORD),
];

const LARAVEL: &[Field] = &[field("APP_KEY", Kind::Laravel)];

const DJANGO: &[Field] = &[field("SECRET_KEY", Kind::Django { length: 50 })];

const AUTH_JS: &[Field] = &[field("AUTH_SECRET", base64(32))];

const BETTER_AUTH: &[Field] = &[field("BETTER_AUTH_SECRET", hex(32))];

const FLASK: &[Field] = &[field("SECRET_KEY", hex(32))];

const PHOENIX: &[Field] = &[field("SECRET_KEY_BASE", base64(48))];

const SYMFONY: &[Field] = &[field("APP_SECRET", hex(16))];

const FERNET: &[Field] = &[field("FERNET_KEY", Kind::Base64UrlPadded { bytes: 32 })];

const WORDPRESS: &[Field] = &[
    field("AUTH_KEY", SALT),
    field("SECURE_AUTH_KEY", SALT),
    field("LOGGED_IN_KEY", SALT),
    field("NONCE_KEY", SALT),
    field("AUTH_SALT", SALT),
    field("SECURE_AUTH_SALT", SALT),
    field("LOGGED_IN_SALT", SALT),
    field("NONCE_SALT", SALT),
];

const STRAPI: &[Field] = &[
    field(
        "APP_KEYS",
        Kind::Base64List {
            bytes: 16,
            count: 4,
        },
    ),
    field("API_TOKEN_SALT", base64(16)),
    field("ADMIN_JWT_SECRET", base64(16)),
    field("TRANSFER_TOKEN_SALT", base64(16)),
    field("JWT_SECRET", base64(16)),
    field("ENCRYPTION_KEY", base64(16)),
];

const DIRECTUS: &[Field] = &[
    field("KEY", Kind::Uuid),
    field("SECRET", Kind::UrlSafe { length: 32 }),
];

const N8N: &[Field] = &[field("N8N_ENCRYPTION_KEY", base64(24))];

// The names and sizes of the generator in Supabase's own `docker` folder.
const SUPABASE: &[Field] = &[
    field("POSTGRES_PASSWORD", hex(16)),
    field("JWT_SECRET", base64(30)),
    field("ANON_KEY", Kind::SupabaseKey { role: Role::Anon }),
    field(
        "SERVICE_ROLE_KEY",
        Kind::SupabaseKey {
            role: Role::ServiceRole,
        },
    ),
    field("DASHBOARD_PASSWORD", hex(16)),
    field("SECRET_KEY_BASE", base64(48)),
    field("VAULT_ENC_KEY", hex(16)),
    field("REALTIME_DB_ENC_KEY", hex(8)),
    field("PG_META_CRYPTO_KEY", base64(24)),
    field("LOGFLARE_PUBLIC_ACCESS_TOKEN", base64(24)),
    field("LOGFLARE_PRIVATE_ACCESS_TOKEN", base64(24)),
    field("S3_PROTOCOL_ACCESS_KEY_ID", hex(16)),
    field("S3_PROTOCOL_ACCESS_KEY_SECRET", hex(32)),
];

const MASTODON: &[Field] = &[
    field("SECRET_KEY_BASE", hex(64)),
    field("OTP_SECRET", hex(64)),
    field("VAPID_PRIVATE_KEY", Kind::VapidPrivate { padded: true }),
    field("VAPID_PUBLIC_KEY", Kind::VapidPublic { padded: true }),
];

const WEB_PUSH: &[Field] = &[
    field("VAPID_PUBLIC_KEY", Kind::VapidPublic { padded: false }),
    field("VAPID_PRIVATE_KEY", Kind::VapidPrivate { padded: false }),
];

const POSTGRESQL: &[Field] = &[field("POSTGRES_PASSWORD", PASSWORD)];

const REDIS: &[Field] = &[field("REDIS_PASSWORD", PASSWORD)];

const MINIO: &[Field] = &[field("MINIO_ROOT_PASSWORD", PASSWORD)];

const RABBITMQ: &[Field] = &[field("RABBITMQ_DEFAULT_PASS", PASSWORD)];

/// 190 bits that fit into a connection URL as they are.
const PASSWORD: Kind = Kind::Alphanumeric { length: 32 };

const SALT: Kind = Kind::WordPress { length: 64 };

const fn hex(bytes: u16) -> Kind {
    Kind::Hex { bytes }
}

const fn base64(bytes: u16) -> Kind {
    Kind::Base64 { bytes }
}

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

    #[test]
    fn what_a_value_is_made_from_is_in_the_same_preset() {
        for preset in Preset::ALL {
            for field in preset.fields() {
                if let Some(from) = field.kind.made_from() {
                    assert!(
                        preset.fields().iter().any(|field| field.name == from),
                        "{preset}"
                    );
                }
            }
        }
    }
}
