//! What frameworks and services expect in their `.env`: the names, and the exact format of each value.
//!
//! Formats are those of each project's own generator (`rails secret`, `php artisan key:generate`, `django-admin
//! startproject`, …). Settings that are no secrets, such as ports and hosts, are not included.

use super::{
    format::SecretFormat,
    pair::value::{PairContent, PairValue},
    supabase::{Role, SupabasePart},
};
use crate::engine::base::choices::choices;
use crate::engine::pair::part::{PairKey, PairPart};
use std::fmt;

/// One variable that a preset makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PresetVariable {
    /// The variable's name.
    pub name: &'static str,
    /// The format of its value.
    pub kind: SecretFormat,
}

choices! {
    /// A framework or service whose secrets are known by name and format.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Preset -> [PresetVariable] {
        /// Session, JWT and API secrets and a database password, under common names.
        WebApp = "web-app", "Web app", &[
            field("SESSION_SECRET", hex(32)),
            field("JWT_SECRET", base64(64)),
            field("API_SECRET", SecretFormat::Base64Url { bytes: 32 }),
            field("DATABASE_PASSWORD", PASSWORD),
        ];
        /// Ruby on Rails with Active Record encryption.
        Rails = "rails", "Rails", &[
            field("SECRET_KEY_BASE", hex(64)),
            field("ACTIVE_RECORD_ENCRYPTION_PRIMARY_KEY", PASSWORD),
            field("ACTIVE_RECORD_ENCRYPTION_DETERMINISTIC_KEY", PASSWORD),
            field("ACTIVE_RECORD_ENCRYPTION_KEY_DERIVATION_SALT", PASSWORD),
        ];
        /// Laravel.
        Laravel = "laravel", "Laravel", &[field("APP_KEY", SecretFormat::Laravel)];
        /// Django.
        Django = "django", "Django", &[field("SECRET_KEY", SecretFormat::Django { length: 50 })];
        /// Auth.js, formerly `NextAuth`.
        AuthJs = "auth-js", "Auth.js", &[field("AUTH_SECRET", base64(32))];
        /// Better Auth.
        BetterAuth = "better-auth", "Better Auth", &[field("BETTER_AUTH_SECRET", hex(32))];
        /// Flask.
        Flask = "flask", "Flask", &[field("SECRET_KEY", hex(32))];
        /// Phoenix.
        Phoenix = "phoenix", "Phoenix", &[field("SECRET_KEY_BASE", base64(48))];
        /// Symfony.
        Symfony = "symfony", "Symfony", &[field("APP_SECRET", hex(16))];
        /// A key for Fernet, the tokens of Python's `cryptography`.
        Fernet = "fernet", "Fernet", &[field("FERNET_KEY", SecretFormat::Base64UrlPadded { bytes: 32 })];
        /// `WordPress` salts, as Bedrock takes them from the environment.
        WordPress = "wordpress", "WordPress", &[
            field("AUTH_KEY", SALT),
            field("SECURE_AUTH_KEY", SALT),
            field("LOGGED_IN_KEY", SALT),
            field("NONCE_KEY", SALT),
            field("AUTH_SALT", SALT),
            field("SECURE_AUTH_SALT", SALT),
            field("LOGGED_IN_SALT", SALT),
            field("NONCE_SALT", SALT),
        ];
        /// Strapi.
        Strapi = "strapi", "Strapi", &[
            field(
                "APP_KEYS",
                SecretFormat::Base64List {
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
        /// Directus.
        Directus = "directus", "Directus", &[
            field("KEY", SecretFormat::Uuid),
            field("SECRET", SecretFormat::UrlSafe { length: 32 }),
        ];
        /// n8n.
        N8n = "n8n", "n8n", &[field("N8N_ENCRYPTION_KEY", base64(24))];
        // The names and sizes of the generator in Supabase's own `docker` folder.
        /// Supabase, self-hosted.
        Supabase = "supabase", "Supabase (self-hosted)", &[
            field("POSTGRES_PASSWORD", hex(16)),
            field("JWT_SECRET", base64(30)),
            field("ANON_KEY", SecretFormat::SupabaseKey { role: Role::Anon }),
            field(
                "SERVICE_ROLE_KEY",
                SecretFormat::SupabaseKey {
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
            field("MINIO_ROOT_PASSWORD", hex(16)),
            // From the second generator there, for asymmetric and opaque keys.
            field("SUPABASE_PUBLISHABLE_KEY", SecretFormat::SupabaseApiKey { is_secret: false }),
            field("SUPABASE_SECRET_KEY", SecretFormat::SupabaseApiKey { is_secret: true }),
            field("JWT_KEYS", supabase(SupabasePart::Keys)),
            field("JWT_JWKS", supabase(SupabasePart::Jwks)),
            field("ANON_KEY_ASYMMETRIC", supabase(SupabasePart::Token(Role::Anon))),
            field(
                "SERVICE_ROLE_KEY_ASYMMETRIC",
                supabase(SupabasePart::Token(Role::ServiceRole)),
            ),
        ];
        /// Mastodon.
        Mastodon = "mastodon", "Mastodon", &[
            field("SECRET_KEY_BASE", hex(64)),
            field("OTP_SECRET", hex(64)),
            field("VAPID_PRIVATE_KEY", SecretFormat::VapidPrivate { padded: true }),
            field("VAPID_PUBLIC_KEY", SecretFormat::VapidPublic { padded: true }),
        ];
        /// Web push (VAPID) as npm's `web-push` takes it.
        WebPush = "web-push", "Web push (VAPID)", &[
            field("VAPID_PUBLIC_KEY", SecretFormat::VapidPublic { padded: false }),
            field("VAPID_PRIVATE_KEY", SecretFormat::VapidPrivate { padded: false }),
        ];
        /// Webhooks signed as Standard Webhooks (Svix and others).
        StandardWebhooks = "standard-webhooks", "Standard Webhooks", &[
            field("STANDARD_WEBHOOKS_SECRET", SecretFormat::Webhook { bytes: 32 }),
        ];
        /// Laravel Passport, whose keys `php artisan passport:keys` makes.
        Passport = "laravel-passport", "Laravel Passport", &[
            field("PASSPORT_PRIVATE_KEY", pair(PairKey::Rs256Bits4096, PairPart::PrivatePem)),
            field("PASSPORT_PUBLIC_KEY", pair(PairKey::Rs256Bits4096, PairPart::PublicPem)),
        ];
        /// An issuer of JSON Web Tokens: the key that signs, and those that verify.
        JwtIssuer = "jwt-issuer", "JWT issuer (ES256)", &[
            field("JWT_PRIVATE_KEY", pair(PairKey::Es256, PairPart::PrivatePem)),
            field("JWT_PUBLIC_KEY", pair(PairKey::Es256, PairPart::PublicPem)),
            field("JWT_JWKS", pair(PairKey::Es256, PairPart::Jwks)),
        ];
        /// `PostgreSQL`.
        PostgreSql = "postgresql", "PostgreSQL", &[field("POSTGRES_PASSWORD", PASSWORD)];
        /// Redis.
        Redis = "redis", "Redis", &[field("REDIS_PASSWORD", PASSWORD)];
        /// `MinIO`.
        MinIo = "minio", "MinIO", &[field("MINIO_ROOT_PASSWORD", PASSWORD)];
        /// `RabbitMQ`.
        RabbitMq = "rabbitmq", "RabbitMQ", &[field("RABBITMQ_DEFAULT_PASS", PASSWORD)];
    }
}

impl Preset {
    /// The variables it makes, in order.
    #[must_use]
    pub const fn fields(self) -> &'static [PresetVariable] {
        self.row()
    }
}

/// 190 bits, in characters that a connection URL need not escape.
const PASSWORD: SecretFormat = SecretFormat::Alphanumeric { length: 32 };

const SALT: SecretFormat = SecretFormat::WordPress { length: 64 };

const fn hex(bytes: u16) -> SecretFormat {
    SecretFormat::Hex { bytes }
}

const fn base64(bytes: u16) -> SecretFormat {
    SecretFormat::Base64 { bytes }
}

const fn pair(key: PairKey, part: PairPart) -> SecretFormat {
    SecretFormat::Pair(PairValue::plain(key, part))
}

const fn supabase(part: SupabasePart) -> SecretFormat {
    SecretFormat::Pair(PairValue {
        key: PairKey::Es256,
        content: PairContent::Supabase(part),
    })
}

const fn field(name: &'static str, kind: SecretFormat) -> PresetVariable {
    PresetVariable { name, kind }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
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
