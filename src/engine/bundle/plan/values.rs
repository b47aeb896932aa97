//! What a value alone tells, whatever its name.

/// Schemes of databases, caches and queues, whose passwords are set by whoever runs them.
pub(super) const OWN_SCHEMES: [&str; 16] = [
    "amqp",
    "amqps",
    "clickhouse",
    "cockroachdb",
    "ecto",
    "mariadb",
    "mongodb",
    "mssql",
    "mysql",
    "mysql2",
    "nats",
    "postgres",
    "postgresql",
    "redis",
    "rediss",
    "sqlserver",
];

/// Domains of database providers, which issue the passwords.
const RENTED: [&str; 14] = [
    ".aivencloud.com",
    ".amazonaws.com",
    ".azure.com",
    ".cockroachlabs.cloud",
    ".mongodb.net",
    ".neon.tech",
    ".ondigitalocean.com",
    ".psdb.cloud",
    ".redislabs.com",
    ".render.com",
    ".rlwy.net",
    ".supabase.co",
    ".supabase.com",
    ".upstash.io",
];

/// Whether the host in `after`, a URL from its `@` on, is a database provider's.
pub(super) fn is_rented(after: &str) -> bool {
    let host = after.trim_start_matches('@');
    let host = &host[..host.find([':', '/', '?', '#', ',']).unwrap_or(host.len())];
    RENTED
        .iter()
        .any(|end| host.to_ascii_lowercase().ends_with(end))
}

/// Whether a value is JSON with names in it, so that a random value could not replace it.
pub(super) fn is_structured(value: &str) -> bool {
    let value = value.trim_start();
    value.starts_with(['{', '[']) && value.contains('"') && value.contains(':')
}

/// Whether a value cannot be a secret: a switch, a path or a URL.
pub(super) fn is_setting_value(value: &str) -> bool {
    let switches = ["true", "false", "yes", "no", "on", "off", "null"];
    let places = [
        "/run/", "/etc/", "/var/", "/home/", "/app/", "/opt/", "./", "../",
    ];
    switches
        .iter()
        .any(|switch| value.eq_ignore_ascii_case(switch))
        || places.iter().any(|place| value.starts_with(place))
        || value.contains("://")
}
