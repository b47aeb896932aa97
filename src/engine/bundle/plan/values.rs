//! What a value alone tells, whatever its name.

/// Schemes of databases, caches and queues, whose passwords are set by whoever runs them.
pub(in crate::engine::bundle) const OWN_SCHEMES: [&str; 26] = [
    "amqp",
    "amqps",
    "bolt",
    "clickhouse",
    "cockroachdb",
    "ecto",
    "jtds",
    "keydb",
    "mariadb",
    "mongodb",
    "mqtt",
    "mqtts",
    "mssql",
    "mysql",
    "mysql2",
    "nats",
    "neo4j",
    "oracle",
    "pgsql",
    "postgis",
    "postgres",
    "postgresql",
    "redis",
    "rediss",
    "sqlserver",
    "valkey",
];

/// Domains of database providers, which issue the passwords.
const RENTED: [&str; 15] = [
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
    ".windows.net",
];

/// Whether the host in `after`, a URL from its `@` on or a host alone, is a database provider's.
pub(in crate::engine::bundle) fn is_rented(after: &str) -> bool {
    let host = host(after);
    RENTED.iter().any(|end| host.ends_with(end))
}

/// Whether the host in `after` is of one's own network: `localhost`, a container's name.
pub(in crate::engine::bundle) fn is_local(after: &str) -> bool {
    let host = host(after);
    !host.is_empty()
        && (!host.contains('.')
            || [".local", ".internal", ".localhost"]
                .iter()
                .any(|end| host.ends_with(end))
            || ["127.", "10.", "192.168."]
                .iter()
                .any(|start| host.starts_with(start)))
}

fn host(after: &str) -> String {
    let host = after.trim_start_matches('@');
    let host = host.strip_prefix("tcp:").unwrap_or(host);
    host[..host
        .find([':', '/', '?', '#', ',', ')', ';'])
        .unwrap_or(host.len())]
        .to_ascii_lowercase()
}

/// Whether a value is JSON with names in it, so that a random value could not replace it.
pub(in crate::engine::bundle) fn is_structured(value: &str) -> bool {
    let value = value.trim_start();
    value.starts_with(['{', '[']) && value.contains('"') && value.contains(':')
}

/// Whether a value cannot be a secret: a switch, a path or a URL.
pub(in crate::engine::bundle) fn is_setting_value(value: &str) -> bool {
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
