//! What a value alone says, whatever its name.

/// Parts of the URL schemes of databases, caches and queues, whose passwords are set by whoever runs them: `pyamqp`,
/// `mysql2`, `prisma+postgres`.
const OWN_SCHEMES: [&str; 22] = [
    "amqp",
    "bolt",
    "cassandra",
    "clickhouse",
    "cockroach",
    "couch",
    "ecto",
    "jtds",
    "keydb",
    "mariadb",
    "memcache",
    "mongo",
    "mqtt",
    "nats",
    "neo4j",
    "oracle",
    "postg",
    "rabbit",
    "redis",
    "scylla",
    "sql",
    "valkey",
];

/// Whether a URL of `scheme`, in lower case, leads to the database, cache or queue of whoever runs it.
pub(in crate::engine::bundle) fn is_own_scheme(scheme: &str) -> bool {
    OWN_SCHEMES.iter().any(|own| scheme.contains(own))
}

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

/// Whether a value is a key or certificate in PEM (RFC 7468), as it is or in base64.
pub(in crate::engine::bundle) fn is_pem(value: &str) -> bool {
    let value = value.trim_start();
    value.starts_with("-----BEGIN ") || value.starts_with("LS0tLS1CRUdJTi")
}

/// Whether a value cannot be a secret: a switch, a cipher, a path or a URL.
pub(in crate::engine::bundle) fn is_setting_value(value: &str) -> bool {
    let switches = ["true", "false", "yes", "no", "on", "off", "null"];
    let places = [
        "/run/", "/etc/", "/var/", "/home/", "/app/", "/opt/", "./", "../",
    ];
    switches
        .iter()
        .any(|switch| value.eq_ignore_ascii_case(switch))
        || value
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("aes-"))
        || places.iter().any(|place| value.starts_with(place))
        || value.contains("://")
}
