//! Word lists for classifying names. Lists of single words are sorted for binary search.

/// Words that name an issuer of keys and tokens.
#[rustfmt::skip]
pub const ISSUERS: &[&str] = &[
    "ABLY", "ADYEN", "AIRTABLE", "ALCHEMY", "ALGOLIA", "ALIBABA", "ALIPAY", "ALIYUN", "AMAZON",
    "AMPLITUDE", "ANTHROPIC", "APNS", "APPLE", "ASANA", "ASSEMBLYAI", "AUTH0", "AWS", "AXIOM",
    "AZURE", "B2", "BACKBLAZE", "BAIDU", "BBB", "BIGBLUEBUTTON", "BING", "BITBUCKET", "BRAINTREE", "BREVO", "CALENDLY",
    "CHARGEBEE", "CLERK", "CLOUDFLARE", "CLOUDINARY", "COGNITO", "COHERE", "COINBASE", "DATADOG",
    "DD", "DEEPGRAM", "DEEPL", "DEEPSEEK", "DIGITALOCEAN", "DISCORD", "DOCUSIGN", "DROPBOX", "DUO",
    "ELEVENLABS", "ETHERSCAN", "FACEBOOK", "FASTLY", "FB", "FCM", "FIGMA", "FIREBASE", "FIRECRAWL",
    "FIREWORKS", "GCP", "GCS", "GEMINI", "GIPHY", "GITEA", "GITHUB", "GITLAB", "GMAIL", "GOOGLE", "GROQ",
    "HCAPTCHA", "HEROKU", "HF", "HONEYBADGER", "HONEYCOMB", "HUAWEI", "HUBSPOT", "HUGGINGFACE",
    "IFRAMELY", "INFURA", "INNGEST", "INSTAGRAM", "INTERCOM", "IPINFO", "JINA", "JIRA", "KAGI",
    "KINDE", "KLAVIYO", "LANGCHAIN", "LANGSMITH", "LAUNCHDARKLY", "LEMON", "LEMONSQUEEZY", "LINE",
    "LINEAR", "LINKEDIN", "LOGTAIL", "LOOPS", "MAILCHIMP", "MAILGUN", "MAILJET", "MAPBOX",
    "MAXMIND", "MICROSOFT", "MISTRAL", "MIXPANEL", "MOLLIE", "MSTEAMS", "NEON", "NEWRELIC",
    "NGROK", "NOTION", "OCI", "OFFICE365", "OKTA", "OPENAI", "OPENROUTER", "PADDLE", "PAYPAL", "PERPLEXITY", "PEXELS",
    "PINECONE", "PLAID", "POLAR", "POSTHOG", "POSTMARK", "PUSHER", "R2", "RAZORPAY", "RECAPTCHA",
    "REPLICATE", "RESEND", "ROLLBAR", "S3", "SALESFORCE", "SEGMENT", "SENDGRID", "SENTRY",
    "SERPAPI", "SES", "SHOPIFY", "SLACK", "SPARKPOST", "SPOTIFY", "STEAM", "STRIPE", "SUPABASE",
    "TAILSCALE", "TAVILY", "TELEGRAM", "TENCENT", "TINYBIRD", "TOGETHER", "TRELLO", "TS",
    "TURNSTILE", "TWILIO", "TWITCH", "TWITTER", "UNSPLASH", "UPLOADTHING", "UPSTASH", "VERCEL",
    "VOLCENGINE", "VONAGE", "WASABI", "WECHAT", "WORKOS", "X", "XAI", "YUBICO", "ZENDESK", "ZHIPU",
    "ZILLIZ", "ZOHO", "ZOOM",
];

/// Pairs of adjacent words that name an issued secret.
pub const ISSUED_PAIRS: [(&str, &str); 17] = [
    ("CLIENT", "SECRET"),
    ("BOT", "TOKEN"),
    ("LICENSE", "KEY"),
    ("LICENCE", "KEY"),
    ("ACCOUNT", "KEY"),
    ("ACCESS", "KEY"),
    ("BIND", "PASSWORD"),
    ("BIND", "PW"),
    ("BIND", "PASS"),
    ("LDAP", "PASS"),
    ("LDAP", "PASSWORD"),
    ("SECRET", "ACCESS"),
    ("VAULT", "TOKEN"),
    ("DEPLOY", "TOKEN"),
    ("REFRESH", "TOKEN"),
    ("NEW", "RELIC"),
    ("CONSUMER", "SECRET"),
];

/// Words that mark the password of a mail server.
pub const MAIL: &[&str] = &["EMAIL", "IMAP", "MAIL", "MAILER", "SMTP"];

/// Last words of names whose value is no secret.
#[rustfmt::skip]
pub const SETTINGS: &[&str] = &[
    "ACTIVE", "ALG", "ALGO", "ALGORITHM", "AUDIENCE", "BASE", "BUCKET", "CLASS", "COST", "COUNT",
    "DAYS", "DIR", "DIRECTORY", "DISABLED", "DOMAIN", "DSN", "DURATION", "EMAIL", "ENABLED",
    "ENDPOINT", "EXP", "EXPIRATION", "EXPIRE", "EXPIRES", "EXPIRY", "FILE", "FORMAT", "HEADER",
    "HOST", "HOURS", "ID", "IDS", "INTERVAL", "ISSUER", "ITERATIONS", "LENGTH", "LEVEL", "LIFESPAN",
    "LIFETIME", "LIMIT", "LOCATION", "LOGIN", "MAX", "METHOD", "MIN", "MINUTES", "MODE", "NAME",
    "OLD", "ORIGIN", "PATH", "POLICY", "PORT", "PREFIX", "PREVIOUS", "PROVIDER", "REGION",
    "REQUIRED", "RESET", "ROUNDS", "SCOPE", "SCOPES", "SECONDS", "SIZE", "STRENGTH", "SUFFIX",
    "TIMEOUT", "TTL", "TYPE", "URI", "URL", "USER", "USERNAME", "VERSION",
];

/// First words of names whose value is a switch, a number, or public by design.
#[rustfmt::skip]
pub const SWITCHES: &[&str] = &[
    "ALLOW", "ALLOWED", "DISABLE", "ENABLE", "FORCE", "HAS", "IS", "MAX", "MIN", "NUM", "PUBLIC",
    "REQUIRE", "SHOW", "SKIP", "USE", "VITE",
];

/// Names that look like secrets to generate, but belong to an existing file or hold structured values.
pub const TOOLS: &[&str] = &["HASURA_GRAPHQL_JWT_SECRET", "RAILS_MASTER_KEY"];

/// Qualifiers that may follow the word for a secret.
#[rustfmt::skip]
pub const QUALIFIERS: &[&str] = &[
    "ADMIN", "CURRENT", "DEFAULT", "DEV", "DEVELOPMENT", "LOCAL", "MAIN", "NEW", "NEXT", "OVERWRITE",
    "PRIMARY", "PROD", "PRODUCTION", "READONLY", "REPLICA", "ROOT", "SECONDARY", "STAGING", "SUPERUSER", "TEST",
    "VALUE",
];

/// Words before a `KEY` that is the key of an entry in a database or cache, not a secret.
pub const PLACES: &[&str] = &[
    "CACHE",
    "FOREIGN",
    "INDEX",
    "PARTITION",
    "PRIMARY",
    "ROUTING",
    "SHARD",
    "SORT",
];

/// Words that may be joined to any word before them: `DBPASSWORD`.
pub const ENDS: [&str; 2] = ["PASSWORD", "SECRET"];

/// Words that may be joined only to one of [`FRONTS`]: `HOTKEY` and `BYPASS` are no secrets.
pub const SHORT_ENDS: [&str; 6] = ["KEY", "PASS", "PASSWD", "PW", "PWD", "TOKEN"];

/// Words to which one of [`SHORT_ENDS`] may be joined: `DBPASS`.
#[rustfmt::skip]
pub const FRONTS: &[&str] = &[
    "ACCESS", "ADMIN", "AES", "API", "AUTH", "COOKIE", "DB", "ENC", "ENCRYPTION", "HMAC", "JWT", "MASTER", "MYSQL",
    "PG", "POSTGRES", "PRIVATE", "REDIS", "ROOT", "SECRET", "SESSION", "SIGNING", "SMTP", "STORE",
];

/// What follows the word for a secret where a name is turned round: `PASSWORD_DB`, `SECRET_SESSION`.
#[rustfmt::skip]
pub const TURNED_PASSWORDS: &[&str] = &[
    "DATABASE", "DB", "MARIADB", "MONGO", "MONGODB", "MYSQL", "PG", "PHRASE", "POSTGRES", "POSTGRESQL", "RABBITMQ",
    "REDIS", "SMTP", "WORD",
];
#[rustfmt::skip]
pub const TURNED_SECRETS: &[&str] = &[
    "ACCESS", "CIPHER", "COOKIE", "CSRF", "ENCRYPTION", "JWT", "PHRASE", "REFRESH", "SESSION", "SIGNING", "STRING",
    "SYSTEM", "WEBHOOK",
];
pub const TURNED_KEYS: &[&str] = &["CIPHER", "ENCRYPTION", "SIGNING"];

/// Services that take a webhook's secret from their users, who choose it.
pub const HOOKED: &[&str] = &["BITBUCKET", "GITEA", "GITHUB", "GITLAB", "TELEGRAM"];

/// Words in the names of passwords for self-hosted servers.
#[rustfmt::skip]
pub const SERVERS: &[&str] = &[
    "ADMIN", "BOOTSTRAP", "DATABASE", "DB", "INITIAL", "MYSQL", "PG", "POSTGRES", "POSTGRESQL",
    "REDIS", "ROOT",
];

/// Secrets an application generates for itself, even when its name contains an issuer's.
pub const HOME: &[&str] = &["ENCRYPTION", "PEPPER", "SALT", "SECRETS"];

/// Servers that one runs oneself, with keys and secrets of one's own.
#[rustfmt::skip]
pub const OWN_SERVERS: &[&str] = &[
    "CENTRIFUGO", "GARAGE", "IMGPROXY", "MINIO", "REVERB", "RUSTFS", "SEAWEEDFS", "SOKETI",
];

/// Words that mark a public key or a value meant for browsers.
pub const PUBLIC: &[&str] = &["PUBLIC", "PUBLISHABLE", "SITE", "SITEKEY"];

/// Words that mark a `KEY` or `TOKEN` as generated.
#[rustfmt::skip]
pub const OWN: &[&str] = &[
    "ADMIN", "AES", "APP", "AUTH", "BOOTSTRAP", "COOKIE", "CREDENTIALS", "CRON", "CRYPTO", "DAEMON", "ENC",
    "ENCRYPTION", "HASH", "HMAC", "INNER", "INTERNAL", "JWT", "MASTER", "METRICS", "OTP", "SECRET",
    "SERVICE", "SESSION", "SHARED", "SIGN", "SIGNING", "TOTP", "VAULT", "WEBHOOK",
];

/// Words that mark an `API_KEY` as generated.
pub const OWN_API: &[&str] = &["ADMIN", "INNER", "INTERNAL", "MASTER"];

#[rustfmt::skip]
pub const PASSWORDS: &[&str] = &[
    "PASS", "PASSCODE", "PASSPHRASE", "PASSWD", "PASSWORD", "PASSWORDS", "PW", "PWD",
];
pub const SECRETS: &[&str] = &["FERNET", "PEPPER", "SALT", "SECRET", "SECRETS"];
pub const TOKENS: &[&str] = &["KEY", "KEYS", "TOKEN"];
pub const CACHES: &[&str] = &["KEYDB", "REDIS", "VALKEY"];
pub const PAIRS: &[&str] = &["CERT", "PEM", "RSA", "SSH", "SSL", "TLS"];
