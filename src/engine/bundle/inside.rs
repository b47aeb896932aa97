//! A secret inside a value: the password in a connection string, by the rules of the program that reads it.
//!
//! URLs (RFC 3986) and those of JDBC, the key-value lists of ADO.NET, ODBC and Azure, libpq's keywords, the data source
//! names of Go's `MySQL` driver, `StackExchange.Redis`, `user:password`, `user/password`, and JSON.

mod found;
mod lists;

use super::{
    name::{Hint, hint},
    place::PlaceSyntax,
    plan::values::{is_local, is_own_scheme, is_rented},
    url,
};
use found::is_password_key;
pub(super) use found::{EmbeddedSecret, Owner};
pub(super) use lists::snake;
use std::ops::Range;

/// The secret inside `value`, the value of the variable `name`.
pub(super) fn find(name: &str, value: &str) -> Option<EmbeddedSecret> {
    if value.contains("://") {
        let found = userinfo(value).or_else(|| parameter(value));
        // A setting before the URL: `Endpoint=sb://…;SharedAccessKey=…`.
        return found.or_else(|| (value.len() <= MOST).then(|| lists::key_values(value))?);
    }
    if value.len() > MOST {
        return None;
    }
    oracle(value)
        .or_else(|| go_mysql(value))
        .or_else(|| lists::key_values(value))
        .or_else(|| lists::keywords(value))
        .or_else(|| lists::commas(value))
        .or_else(|| credentials(name, value))
        .or_else(|| json(name, value))
}

/// The longest connection string that is parsed, in bytes.
const MOST: usize = 8192;

/// The most servers of a cluster, and the most parameters of a URL.
const SERVERS: usize = 64;

/// The password before the `@` of a URL.
fn userinfo(text: &str) -> Option<EmbeddedSecret> {
    let parts = url::split(text)?;
    let at = parts.before.len();
    let own = is_own_scheme(&parts.scheme.to_ascii_lowercase()) || is_local(parts.after);
    let owner = if own && !is_rented(parts.after) {
        Owner::Own
    } else {
        Owner::Provider
    };
    let mut from = at + parts.password.len();
    let mut inside = EmbeddedSecret::new(at..from, PlaceSyntax::Percent, owner);
    // Further servers of a cluster, each with the same password.
    while inside.places.len() < SERVERS
        && let Some(next) = text[from..].find("://")
    {
        from += next + 3;
        let rest = &text[from..];
        let Some((user, _)) = rest.split_once('@') else {
            break;
        };
        if let Some(colon) = user.find(':')
            && user[colon + 1..] == *parts.password
        {
            let place = from + colon + 1..from + user.len();
            inside.places.push(place);
        }
    }
    Some(inside)
}

/// The password among the parameters of a URL: `?user=…&password=…`, or `;password=…` for SQL Server.
fn parameter(text: &str) -> Option<EmbeddedSecret> {
    let (scheme, rest) = text.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let with_semicolons = ["sqlserver", "jtds", "db2", "as400"];
    let semicolons =
        rest.contains(';') && with_semicolons.iter().any(|known| scheme.contains(known));
    let (marks, end): (&[char], &[char]) = if semicolons {
        (&[';', ':'], &[';'])
    } else {
        (&['?', '&'], &['&', '#'])
    };
    let mut from = text.len() - rest.len();
    for _ in 0..SERVERS {
        let Some(mark) = text[from..].find(marks) else {
            break;
        };
        from += mark + 1;
        let Some((key, _)) = text[from..].split_once('=') else {
            break;
        };
        if is_password_key(key) {
            let at = from + key.len() + 1;
            let length = if semicolons {
                lists::value_length(&text[at..], ';')
            } else {
                text[at..].find(end).unwrap_or(text.len() - at)
            };
            let owner = if is_own_scheme(&scheme) && !is_rented(rest) {
                Owner::Own
            } else {
                Owner::Unclear
            };
            let syntax = if semicolons {
                PlaceSyntax::Braces
            } else {
                PlaceSyntax::Percent
            };
            return (length > 0).then(|| EmbeddedSecret::new(at..at + length, syntax, owner));
        }
    }
    None
}

/// `jdbc:oracle:thin:user/password@host`, and `user/password@//host:1521/name`, `user/password@host:1521/name` for
/// other drivers of Oracle. A container image, `name/part@sha256:…`, is none.
fn oracle(value: &str) -> Option<EmbeddedSecret> {
    let login = match value.strip_prefix("jdbc:oracle:") {
        Some(rest) => rest.split_once(':')?.1,
        None => value,
    };
    let (login, server) = login.split_once('@')?;
    let (user, password) = login.split_once('/')?;
    let port = |server: &str| {
        let (_, port) = server.split_once(':')?;
        let (port, _) = port.split_once('/')?;
        (!port.is_empty() && port.bytes().all(|digit| digit.is_ascii_digit())).then_some(())
    };
    let is_server = login.len() + server.len() + 1 < value.len()
        || server.starts_with("//")
        || server.starts_with('(')
        || port(server).is_some();
    let start = value.len() - server.len() - 1 - password.len();
    (!user.is_empty() && !user.contains([' ', ':']) && !password.is_empty() && is_server).then(
        || {
            EmbeddedSecret::new(
                start..start + password.len(),
                PlaceSyntax::Plain,
                Owner::Own,
            )
        },
    )
}

/// `user:password@tcp(host:3306)/name`: the last `/` before the parameters, and the last `@` before that, count. The
/// network may also be one that a program registers, such as `cloudsql(…)`, or be left out, `@(host)`.
fn go_mysql(value: &str) -> Option<EmbeddedSecret> {
    let path = value.split('?').next().unwrap_or_default();
    let (server, _) = path.rsplit_once('/')?;
    let at = match server.strip_suffix('@') {
        Some(login) => login.len(),
        None => server
            .match_indices('@')
            .map(|(at, _)| at)
            .rfind(|at| is_network(&server[at + 1..]))?,
    };
    let colon = server[..at].find(':')?;
    let host = &server[at..];
    let owner = if is_rented(host.split_once('(').map_or(host, |(_, host)| host)) {
        Owner::Provider
    } else {
        Owner::Own
    };
    (colon + 1 < at).then(|| EmbeddedSecret::new(colon + 1..at, PlaceSyntax::Plain, owner))
}

/// Whether a text is `network(address)`.
fn is_network(text: &str) -> bool {
    let network = |name: &str| {
        name.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-_".contains(&byte))
    };
    text.ends_with(')') && text.split_once('(').is_some_and(|(name, _)| network(name))
}

/// Whether `value` is a list of several secrets: users with their passwords, `a:…,b:…`, keys with theirs, or passwords
/// alone.
pub(super) fn is_list(name: &str, value: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let entries = || {
        value
            .split([',', ';', '\n'])
            .filter(|entry| !entry.trim().is_empty())
    };
    let several = entries().count() > 1;
    let users = is_named_for_users(&upper) || upper.ends_with("USERS");
    let pairs = || entries().all(|entry| entry.trim_start().find(':').is_some_and(|at| at > 0));
    users && (several || upper.ends_with("USERS")) && pairs()
        || upper.ends_with("PASSWORDS") && several
        || is_named_for_keys(name) && value.contains(": ")
}

fn is_named_for_keys(name: &str) -> bool {
    name.to_ascii_uppercase().ends_with("KEYS") && hint(name) != Hint::Setting
}

/// Whether a variable of this name, in upper case, has a user and a password.
fn is_named_for_users(upper: &str) -> bool {
    let ends = [
        "AUTH",
        "AUTH_USERS",
        "CREDENTIALS",
        "CREDS",
        "HTTP_BASIC",
        "USERPASS",
        "USERPWD",
        "USER_PASSWORD",
        "LOGIN",
    ];
    ends.iter().any(|end| upper.ends_with(end))
}

/// `user:password` and `user/password`, in variables that are named for it: `BASIC_AUTH`, `NEO4J_AUTH`; and
/// `key: secret`, as `LiveKit` has it.
fn credentials(name: &str, value: &str) -> Option<EmbeddedSecret> {
    let upper = name.to_ascii_uppercase();
    let keys = is_named_for_keys(name);
    if !is_named_for_users(&upper) && !keys {
        return None;
    }
    let mark = match () {
        () if upper.contains("NEO4J") => "/",
        () if keys => ": ",
        () => ":",
    };
    let (user, password) = value.split_once(mark)?;
    let start = value.len() - password.trim_start().len();
    let password = &value[start..];
    let plain = |symbol: char| symbol.is_ascii_alphanumeric() || "._@-".contains(symbol);
    // A short number after a colon is a port, and a comma separates users.
    let port = mark == ":"
        && !upper.contains("BASIC")
        && password.len() < 6
        && password.bytes().all(|byte| byte.is_ascii_digit());
    let fits = !user.is_empty()
        && user.chars().all(plain)
        && !password.is_empty()
        && !password.contains([' ', ',', '\n'])
        && !port
        && (!password.contains(';') || !is_list(name, value));
    let owner = if hint(&format!("{upper}_PASSWORD")) == Hint::Issued {
        Owner::Provider
    } else {
        Owner::Own
    };
    fits.then(|| EmbeddedSecret::new(start..value.len(), PlaceSyntax::Plain, owner))
}

/// The members of a JSON object that are named as secrets are, in the value of the variable `name`.
pub(super) fn members(name: &str, value: &str) -> Vec<(Range<usize>, Hint)> {
    let mut found = Vec::new();
    if !value.trim_start().starts_with(['{', '[']) {
        return found;
    }
    let mut strings = lists::json_strings(value).into_iter().peekable();
    while let Some(key) = strings.next() {
        let Some(next) = strings.peek() else {
            break;
        };
        let between = value[key.end + 1..next.start - 1].trim();
        if between == ":" {
            let secret = strings.next().expect("it was just peeked at");
            let key = lists::snake(&value[key]);
            let kind = match hint(&format!("{name}_{key}")) {
                Hint::Issued => Hint::Issued,
                _ => hint(&key),
            };
            if !matches!(kind, Hint::Setting | Hint::KeyPair) && !secret.is_empty() {
                found.push((secret, kind));
            }
        }
    }
    found
}

/// The secrets in a JSON object, which need not be equal.
fn json(name: &str, value: &str) -> Option<EmbeddedSecret> {
    let mut places = members(name, value).into_iter().map(|(place, _)| place);
    let mut inside = EmbeddedSecret::new(places.next()?, PlaceSyntax::Json, Owner::Unclear);
    inside.places.extend(places.take(SERVERS));
    Some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Owner::{Own, Provider, Unclear};

    fn found(name: &str, value: &str) -> Option<(String, PlaceSyntax, Owner)> {
        find(name, value).map(|inside| {
            (
                inside.written(value).to_owned(),
                inside.syntax,
                inside.owner,
            )
        })
    }

    const FOUND: &[(&str, &str, &str, PlaceSyntax, Owner)] = &[
        (
            "A",
            "postgres://u:p%40w@db/x",
            "p%40w",
            PlaceSyntax::Percent,
            Own,
        ),
        (
            "A",
            "postgresql+asyncpg://u:pw1@db/x",
            "pw1",
            PlaceSyntax::Percent,
            Own,
        ),
        (
            "A",
            "mongodb://r:pw1@a,b/x?authSource=admin",
            "pw1",
            PlaceSyntax::Percent,
            Own,
        ),
        (
            "A",
            "postgres://u:pw1@ep.neon.tech/x",
            "pw1",
            PlaceSyntax::Percent,
            Provider,
        ),
        (
            "A",
            "smtp://u:pw1@mail.example.org",
            "pw1",
            PlaceSyntax::Percent,
            Provider,
        ),
        (
            "A",
            "http://elastic:pw1@search:9200",
            "pw1",
            PlaceSyntax::Percent,
            Own,
        ),
        (
            "A",
            "https://u:pw1@api.example.org",
            "pw1",
            PlaceSyntax::Percent,
            Provider,
        ),
        (
            "A",
            "jdbc:mysql://db:3306/x?user=u&password=pw1&ssl=true",
            "pw1",
            PlaceSyntax::Percent,
            Own,
        ),
        (
            "A",
            "postgres://db/x?user=u&password=pw1",
            "pw1",
            PlaceSyntax::Percent,
            Own,
        ),
        (
            "A",
            "jdbc:sqlserver://db:1433;user=sa;password={p;w};encrypt=true",
            "{p;w}",
            PlaceSyntax::Braces,
            Own,
        ),
        (
            "A",
            "jdbc:oracle:thin:app/pw1@//db:1521/x",
            "pw1",
            PlaceSyntax::Plain,
            Own,
        ),
        (
            "A",
            "Server=db;Database=x;User Id=sa;Password=pw1;",
            "pw1",
            PlaceSyntax::AdoNet,
            Own,
        ),
        (
            "A",
            "Host=db;Username=u;Password=\"p;w\";Pooling=true",
            "\"p;w\"",
            PlaceSyntax::AdoNet,
            Own,
        ),
        (
            "A",
            "Data Source=db;uid=sa;pwd=pw1",
            "pw1",
            PlaceSyntax::AdoNet,
            Own,
        ),
        (
            "A",
            "Server=tcp:x.database.windows.net;User ID=u;Password=pw1",
            "pw1",
            PlaceSyntax::AdoNet,
            Provider,
        ),
        (
            "A",
            "Driver={ODBC Driver 18};Server=db;UID=sa;PWD=pw1",
            "pw1",
            PlaceSyntax::Braces,
            Own,
        ),
        (
            "A",
            "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=pw1==;EndpointSuffix=core.windows.net",
            "pw1==",
            PlaceSyntax::AdoNet,
            Provider,
        ),
        (
            "A",
            "Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=pw1=",
            "pw1=",
            PlaceSyntax::AdoNet,
            Provider,
        ),
        (
            "A",
            "host=db user=u password=pw1 dbname=x",
            "pw1",
            PlaceSyntax::Libpq,
            Own,
        ),
        (
            "A",
            "host=db password='p w' user=u",
            "'p w'",
            PlaceSyntax::Libpq,
            Own,
        ),
        (
            "A",
            "u:pw1@tcp(db:3306)/x?parseTime=true",
            "pw1",
            PlaceSyntax::Plain,
            Own,
        ),
        (
            "A",
            "u:p@w/1@unix(/run/mysql.sock)/x",
            "p@w/1",
            PlaceSyntax::Plain,
            Own,
        ),
        ("A", "u:pw1@/x", "pw1", PlaceSyntax::Plain, Own),
        ("A", "u:pw1@(db:3306)/x", "pw1", PlaceSyntax::Plain, Own),
        (
            "A",
            "u:p@w/1@cloudsql(a:b:c)/x?loc=UTC",
            "p@w/1",
            PlaceSyntax::Plain,
            Own,
        ),
        ("A", "u:pw1@my+tcp(db)/x", "pw1", PlaceSyntax::Plain, Own),
        ("A", "app/pw1@//db:1521/x", "pw1", PlaceSyntax::Plain, Own),
        ("A", "app/pw1@db:1521/x", "pw1", PlaceSyntax::Plain, Own),
        (
            "A",
            "app/pw1@(DESCRIPTION=(ADDRESS=(HOST=db)))",
            "pw1",
            PlaceSyntax::Plain,
            Own,
        ),
        (
            "A",
            "r2dbc:postgresql://u:pw1@db/x",
            "pw1",
            PlaceSyntax::Percent,
            Own,
        ),
        (
            "A",
            "jdbc:tc:mysql:8://u:pw1@db.example.org/x",
            "pw1",
            PlaceSyntax::Percent,
            Own,
        ),
        (
            "A",
            "pyamqp://u:pw1@mq.example.org//",
            "pw1",
            PlaceSyntax::Percent,
            Own,
        ),
        (
            "A",
            "psql://u:pw1@db.example.org/x",
            "pw1",
            PlaceSyntax::Percent,
            Own,
        ),
        (
            "A",
            "redis-sentinel://:pw1@a.example.org:26379/m",
            "pw1",
            PlaceSyntax::Percent,
            Own,
        ),
        (
            "A",
            "prisma+postgres://u:pw1@db.example.org/x",
            "pw1",
            PlaceSyntax::Percent,
            Own,
        ),
        (
            "A",
            "frob://u:pw1@frob-server/x",
            "pw1",
            PlaceSyntax::Percent,
            Own,
        ),
        (
            "A",
            "frob://u:pw1@frob.example.org/x",
            "pw1",
            PlaceSyntax::Percent,
            Provider,
        ),
        (
            "A",
            "cache:6379,password=pw1,ssl=False",
            "pw1",
            PlaceSyntax::Plain,
            Own,
        ),
        ("BASIC_AUTH", "admin:pw1", "pw1", PlaceSyntax::Plain, Own),
        ("NEO4J_AUTH", "neo4j/pw1", "pw1", PlaceSyntax::Plain, Own),
        ("SITE_HTTP_BASIC", "me:pw1", "pw1", PlaceSyntax::Plain, Own),
        ("AUTH_USERS", "me:pw1", "pw1", PlaceSyntax::Plain, Own),
        ("BASIC_AUTH", "me:p;w", "p;w", PlaceSyntax::Plain, Own),
        ("ROOM_KEYS", "dev: pw1", "pw1", PlaceSyntax::Plain, Own),
        (
            "APP_CREDENTIALS",
            "me@x.y:pw1",
            "pw1",
            PlaceSyntax::Plain,
            Own,
        ),
        ("GITHUB_AUTH", "me:pw1", "pw1", PlaceSyntax::Plain, Provider),
        (
            "A",
            "{\"user\":\"u\",\"password\":\"pw1\"}",
            "pw1",
            PlaceSyntax::Json,
            Unclear,
        ),
        (
            "A",
            "{\"db\": {\"jwtSecret\": \"p\\\"w\"}}",
            "p\\\"w",
            PlaceSyntax::Json,
            Unclear,
        ),
    ];

    #[test]
    fn passwords_are_found_in_each_syntax() {
        for (name, value, secret, syntax, owner) in FOUND {
            let expected = Some(((*secret).to_owned(), *syntax, *owner));
            assert_eq!(found(name, value), expected, "{value}");
        }
    }

    #[test]
    fn other_values_have_none() {
        for (name, value) in [
            ("A", ""),
            ("A", "postgres"),
            ("A", "redis://cache:6379"),
            ("A", "https://example.org/?password_reset=1"),
            ("A", "https://example.org/a:b@c"),
            ("A", "http://proxy:8080"),
            ("A", "admin:pw1"),
            ("LISTEN", "0.0.0.0:8080"),
            ("PROXY_AUTH", "proxy:8080"),
            ("NEO4J_AUTH", "none"),
            ("SMTP_AUTH", "login"),
            ("AUTH_USERS", "me:pw1;you:pw2"),
            ("BASIC_AUTH", "me:pw1;you:pw2"),
            ("APP_USERS", "me:pw1"),
            ("ROOM_KEYS", "dev: pw1, live: pw2"),
            ("APP_KEYS", "pw1:pw2"),
            ("PUBLIC_KEYS", "dev: pw1"),
            ("A", "Server=db;Database=x;Integrated Security=true"),
            ("A", "Server=db;Password=;Database=x"),
            ("A", "a=1;b=2"),
            ("A", "password=1"),
            ("A", "host=db dbname=x"),
            ("A", "name=x email=y"),
            ("A", "a,b=c"),
            ("A", "{\"a\":1}"),
            ("A", "{\"password\":\""),
            ("A", "[\"password\",\"x\"]"),
            ("A", "user@tcp(db)/x"),
            ("A", "/path/to:x@/y"),
            ("A", "app/part@sha256:ba78"),
            ("A", "library/redis@7.2"),
            ("A", "@scope/part@1.2.3"),
            ("A", "mail/me@example.org:25"),
            ("A", "r2dbc:postgresql://db/x"),
            ("A", "me@host:f(x)/y"),
        ] {
            // A path, `/path/…`, is recognised before this function is called.
            if !value.starts_with('/') {
                assert_eq!(found(name, value), None, "{value}");
            }
        }
    }

    #[test]
    fn lists_of_several_secrets_are_told_from_one() {
        for (name, value) in [
            ("BASIC_AUTH", "a:x,b:y"),
            ("AUTH_USERS", "a:x;b:y"),
            ("SFTP_USERS", "a:x"),
            ("BROKER_PASSWORDS", "x,y"),
            ("ROOM_KEYS", "a: x, b: y"),
            ("ROOM_KEYS", "a: x\nb: y\n"),
        ] {
            assert!(is_list(name, value), "{name}={value}");
        }
        for (name, value) in [
            ("BASIC_AUTH", "a:x;y"),
            ("BROKER_PASSWORDS", "x"),
            ("ADMIN_USERS", "a,b"),
            ("MAX_USERS", "5"),
            ("APP_KEYS", "x,y"),
            ("PUBLIC_KEYS", "a: x, b: y"),
            ("NOTE", "a:x,b:y"),
        ] {
            assert!(!is_list(name, value), "{name}={value}");
        }
    }

    #[test]
    fn one_password_of_several_servers_is_one() {
        let value = "nats://u:pw1@a:4222,nats://u:pw1@b:4222";
        let inside = find("NATS_URL", value).expect("it has a password");
        assert_eq!(inside.places, [9..12, 29..32]);
    }
}
