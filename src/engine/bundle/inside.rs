//! A secret inside a value: the password in a connection string, by the rules of whoever reads it.
//!
//! URLs (RFC 3986) and those of JDBC, the key-value lists of ADO.NET, ODBC and Azure, libpq's keywords, the data source
//! names of Go's `MySQL` driver, `StackExchange.Redis`, `user:password`, `user/password`, and JSON.

mod found;
mod lists;

use super::{
    name::{Hint, hint},
    place::Syntax,
    plan::values::{OWN_SCHEMES, is_local, is_rented},
    url,
};
use found::is_password_key;
pub(super) use found::{Inside, Owner};

/// The secret inside `value`, the value of the variable `name`.
pub(super) fn find(name: &str, value: &str) -> Option<Inside> {
    let bare = value.strip_prefix("jdbc:").unwrap_or(value);
    let start = value.len() - bare.len();
    if bare.contains("://") {
        let found = userinfo(bare, start).or_else(|| parameter(bare, start));
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
        .or_else(|| json(value))
}

/// The longest connection string that is looked into.
const MOST: usize = 8192;

/// The most servers of a cluster, and the most parameters of a URL.
const SERVERS: usize = 64;

/// The password before the `@` of a URL.
fn userinfo(text: &str, start: usize) -> Option<Inside> {
    let parts = url::split(text)?;
    let at = parts.before.len();
    let scheme = parts.scheme.to_ascii_lowercase();
    let scheme = scheme.split('+').next().unwrap_or_default();
    let web = ["http", "https"].contains(&scheme) && is_local(parts.after);
    let owner = if (OWN_SCHEMES.contains(&scheme) || web) && !is_rented(parts.after) {
        Owner::Own
    } else {
        Owner::Provider
    };
    let first = at..at + parts.password.len();
    let mut inside = Inside::new(
        start + first.start..start + first.end,
        Syntax::Percent,
        owner,
    );
    // Further servers of a cluster, each with the same password.
    let mut from = first.end;
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
            let place = start + from + colon + 1..start + from + user.len();
            inside.places.push(place);
        }
    }
    Some(inside)
}

/// The password among the parameters of a URL: `?user=…&password=…`, or `;password=…` for SQL Server.
fn parameter(text: &str, start: usize) -> Option<Inside> {
    let (scheme, rest) = text.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let scheme = scheme.split(['+', ':']).next().unwrap_or_default();
    let semicolons = rest.contains(';') && ["sqlserver", "jtds", "db2", "as400"].contains(&scheme);
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
            let owner = if OWN_SCHEMES.contains(&scheme) && !is_rented(rest) {
                Owner::Own
            } else {
                Owner::Unclear
            };
            let syntax = if semicolons {
                Syntax::Braces
            } else {
                Syntax::Percent
            };
            return (length > 0)
                .then(|| Inside::new(start + at..start + at + length, syntax, owner));
        }
    }
    None
}

/// `jdbc:oracle:thin:user/password@host`, and without the prefix for other drivers of Oracle.
fn oracle(value: &str) -> Option<Inside> {
    let login = value.strip_prefix("jdbc:oracle:")?.split_once(':')?.1;
    let (login, _) = login.split_once('@')?;
    let (user, password) = login.split_once('/')?;
    let start = value.find(login)? + user.len() + 1;
    (!password.is_empty())
        .then(|| Inside::new(start..start + password.len(), Syntax::Plain, Owner::Own))
}

/// `user:password@tcp(host:3306)/name`: the last `/` before the parameters, and the last `@` before that, count.
fn go_mysql(value: &str) -> Option<Inside> {
    let path = value.split('?').next().unwrap_or_default();
    let (server, _) = path.rsplit_once('/')?;
    let nets = ["@tcp(", "@tcp4(", "@tcp6(", "@unix("];
    let at = match nets.iter().find_map(|net| server.rfind(net)) {
        Some(at) => at,
        None => server.strip_suffix('@')?.len(),
    };
    let colon = server[..at].find(':')?;
    let host = &server[at..];
    let owner = if is_rented(host.split_once('(').map_or(host, |(_, host)| host)) {
        Owner::Provider
    } else {
        Owner::Own
    };
    (colon + 1 < at).then(|| Inside::new(colon + 1..at, Syntax::Plain, owner))
}

/// Whether `value` is a list of users with their passwords, `a:…,b:…`, which are several secrets.
pub(super) fn is_list_of_users(name: &str, value: &str) -> bool {
    let mut users = value.split(',');
    is_named_for_users(name) && value.contains(',') && users.all(|user| user.contains(':'))
}

fn is_named_for_users(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let ends = [
        "AUTH",
        "CREDENTIALS",
        "CREDS",
        "USERPASS",
        "USERPWD",
        "USER_PASSWORD",
        "LOGIN",
    ];
    ends.iter().any(|end| upper.ends_with(end))
}

/// `user:password` and `user/password`, in variables that are named for it: `BASIC_AUTH`, `NEO4J_AUTH`.
fn credentials(name: &str, value: &str) -> Option<Inside> {
    let upper = name.to_ascii_uppercase();
    if !is_named_for_users(name) {
        return None;
    }
    let mark = if upper.contains("NEO4J") { '/' } else { ':' };
    let (user, password) = value.split_once(mark)?;
    let plain = |symbol: char| symbol.is_ascii_alphanumeric() || "._@-".contains(symbol);
    // A number behind a colon is a port, and a comma goes on with another user.
    let port = mark == ':'
        && !upper.contains("BASIC")
        && password.len() < 6
        && password.bytes().all(|byte| byte.is_ascii_digit());
    let fits = !user.is_empty()
        && user.chars().all(plain)
        && !password.is_empty()
        && !password.contains([' ', ','])
        && !port;
    let owner = if hint(&format!("{upper}_PASSWORD")) == Hint::Issued {
        Owner::Provider
    } else {
        Owner::Own
    };
    fits.then(|| Inside::new(user.len() + 1..value.len(), Syntax::Plain, owner))
}

/// The one member of a JSON object that is named as a secret is.
fn json(value: &str) -> Option<Inside> {
    if !value.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let mut found = None;
    let mut strings = lists::json_strings(value).into_iter().peekable();
    while let Some(key) = strings.next() {
        let Some(next) = strings.peek() else {
            break;
        };
        let between = value[key.end + 1..next.start - 1].trim();
        if between == ":" {
            let secret = strings.next().expect("it was just peeked at");
            let kind = hint(&lists::snake(&value[key]));
            if !matches!(kind, Hint::Setting | Hint::KeyPair) && !secret.is_empty() {
                if found.is_some() {
                    return None;
                }
                found = Some(Inside::new(secret, Syntax::Json, Owner::Unclear));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use Owner::{Own, Provider, Unclear};

    fn found(name: &str, value: &str) -> Option<(String, Syntax, Owner)> {
        find(name, value).map(|inside| {
            (
                inside.written(value).to_owned(),
                inside.syntax,
                inside.owner,
            )
        })
    }

    const FOUND: &[(&str, &str, &str, Syntax, Owner)] = &[
        (
            "A",
            "postgres://u:p%40w@db/x",
            "p%40w",
            Syntax::Percent,
            Own,
        ),
        (
            "A",
            "postgresql+asyncpg://u:pw1@db/x",
            "pw1",
            Syntax::Percent,
            Own,
        ),
        (
            "A",
            "mongodb://r:pw1@a,b/x?authSource=admin",
            "pw1",
            Syntax::Percent,
            Own,
        ),
        (
            "A",
            "postgres://u:pw1@ep.neon.tech/x",
            "pw1",
            Syntax::Percent,
            Provider,
        ),
        (
            "A",
            "smtp://u:pw1@mail.example.org",
            "pw1",
            Syntax::Percent,
            Provider,
        ),
        (
            "A",
            "http://elastic:pw1@search:9200",
            "pw1",
            Syntax::Percent,
            Own,
        ),
        (
            "A",
            "https://u:pw1@api.example.org",
            "pw1",
            Syntax::Percent,
            Provider,
        ),
        (
            "A",
            "jdbc:mysql://db:3306/x?user=u&password=pw1&ssl=true",
            "pw1",
            Syntax::Percent,
            Own,
        ),
        (
            "A",
            "postgres://db/x?user=u&password=pw1",
            "pw1",
            Syntax::Percent,
            Own,
        ),
        (
            "A",
            "jdbc:sqlserver://db:1433;user=sa;password={p;w};encrypt=true",
            "{p;w}",
            Syntax::Braces,
            Own,
        ),
        (
            "A",
            "jdbc:oracle:thin:app/pw1@//db:1521/x",
            "pw1",
            Syntax::Plain,
            Own,
        ),
        (
            "A",
            "Server=db;Database=x;User Id=sa;Password=pw1;",
            "pw1",
            Syntax::AdoNet,
            Own,
        ),
        (
            "A",
            "Host=db;Username=u;Password=\"p;w\";Pooling=true",
            "\"p;w\"",
            Syntax::AdoNet,
            Own,
        ),
        (
            "A",
            "Data Source=db;uid=sa;pwd=pw1",
            "pw1",
            Syntax::AdoNet,
            Own,
        ),
        (
            "A",
            "Server=tcp:x.database.windows.net;User ID=u;Password=pw1",
            "pw1",
            Syntax::AdoNet,
            Provider,
        ),
        (
            "A",
            "Driver={ODBC Driver 18};Server=db;UID=sa;PWD=pw1",
            "pw1",
            Syntax::Braces,
            Own,
        ),
        (
            "A",
            "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=pw1==;EndpointSuffix=core.windows.net",
            "pw1==",
            Syntax::AdoNet,
            Provider,
        ),
        (
            "A",
            "Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=pw1=",
            "pw1=",
            Syntax::AdoNet,
            Provider,
        ),
        (
            "A",
            "host=db user=u password=pw1 dbname=x",
            "pw1",
            Syntax::Libpq,
            Own,
        ),
        (
            "A",
            "host=db password='p w' user=u",
            "'p w'",
            Syntax::Libpq,
            Own,
        ),
        (
            "A",
            "u:pw1@tcp(db:3306)/x?parseTime=true",
            "pw1",
            Syntax::Plain,
            Own,
        ),
        (
            "A",
            "u:p@w/1@unix(/run/mysql.sock)/x",
            "p@w/1",
            Syntax::Plain,
            Own,
        ),
        ("A", "u:pw1@/x", "pw1", Syntax::Plain, Own),
        (
            "A",
            "cache:6379,password=pw1,ssl=False",
            "pw1",
            Syntax::Plain,
            Own,
        ),
        ("BASIC_AUTH", "admin:pw1", "pw1", Syntax::Plain, Own),
        ("NEO4J_AUTH", "neo4j/pw1", "pw1", Syntax::Plain, Own),
        ("APP_CREDENTIALS", "me@x.y:pw1", "pw1", Syntax::Plain, Own),
        ("GITHUB_AUTH", "me:pw1", "pw1", Syntax::Plain, Provider),
        (
            "A",
            "{\"user\":\"u\",\"password\":\"pw1\"}",
            "pw1",
            Syntax::Json,
            Unclear,
        ),
        (
            "A",
            "{\"db\": {\"jwtSecret\": \"p\\\"w\"}}",
            "p\\\"w",
            Syntax::Json,
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
            ("A", "Server=db;Database=x;Integrated Security=true"),
            ("A", "Server=db;Password=;Database=x"),
            ("A", "a=1;b=2"),
            ("A", "password=1"),
            ("A", "host=db dbname=x"),
            ("A", "name=x email=y"),
            ("A", "a,b=c"),
            ("A", "{\"a\":1}"),
            ("A", "{\"password\":\"x\",\"secret\":\"y\"}"),
            ("A", "{\"password\":\""),
            ("A", "[\"password\",\"x\"]"),
            ("A", "user@tcp(db)/x"),
            ("A", "/path/to:x@/y"),
        ] {
            // `/path/…` is told apart before this is asked.
            if !value.starts_with('/') {
                assert_eq!(found(name, value), None, "{value}");
            }
        }
    }

    #[test]
    fn one_password_of_several_servers_is_one() {
        let value = "nats://u:pw1@a:4222,nats://u:pw1@b:4222";
        let inside = find("NATS_URL", value).expect("it has a password");
        assert_eq!(inside.places, [9..12, 29..32]);
    }
}
