//! The table of records: SQL run by PostgreSQL and `SQLite`, the Prisma model and the Drizzle table beside it.

use crate::referees::{answer, installed, postgres, program};
use crate::{now, records};
use latchkey::engine::key::record::KeyRecord;
use latchkey::engine::key::record::output::RecordOutput;
use latchkey::engine::key::record::store::RecordDatabase;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A server on a socket of its own, in a folder that goes with it.
struct Server(PathBuf);

impl Server {
    fn start() -> Self {
        // Under the system's temporary folder: the server's user cannot enter a checkout in a private home.
        let folder = PathBuf::from(answer(Command::new("mktemp").arg("-d"), b"").trim());
        answer(Command::new("chmod").arg("777").arg(&folder), b"");
        let data = folder.join("data");
        answer(
            postgres("initdb")
                .args([
                    "--no-sync",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--username=postgres",
                    "-D",
                ])
                .arg(&data)
                .current_dir(&folder),
            b"",
        );
        let server = Self(folder);
        let options = format!(
            "-k {} -c listen_addresses= -c fsync=off",
            server.0.display()
        );
        answer(
            postgres("pg_ctl")
                .args(["start", "--wait", "--silent", "-D"])
                .arg(&data)
                .arg("-o")
                .arg(options)
                .arg("-l")
                .arg(server.0.join("log"))
                .current_dir(&server.0),
            b"",
        );
        server
    }

    /// What it answers, as JSON where the query gives that.
    fn run(&self, sql: &str) -> String {
        answer(
            program("psql")
                .args([
                    "--no-psqlrc",
                    "--quiet",
                    "--tuples-only",
                    "--no-align",
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-U",
                    "postgres",
                    "-h",
                ])
                .arg(&self.0)
                .env("PGTZ", "UTC"),
            sql.as_bytes(),
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let stopped = postgres("pg_ctl")
            .args(["stop", "--mode=immediate", "--silent", "-D"])
            .arg(self.0.join("data"))
            .current_dir("/")
            .status();
        assert!(
            stopped.is_ok_and(|status| status.success()),
            "the server was not stopped"
        );
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The rows that the records are to be, by their hash: the JSON with the rate limit spread over columns.
fn expected(records: &[KeyRecord]) -> BTreeMap<String, Value> {
    let row = |record: &KeyRecord| {
        let text = RecordOutput::Json.write(std::slice::from_ref(record), now());
        let mut row: Value = serde_json::from_str(&text).expect("it is JSON");
        let members = row.as_object_mut().expect("it is an object");
        let rate = members.remove("rate_limit").expect("it is there");
        for name in ["requests", "per_seconds", "burst"] {
            let value = rate.get(name).cloned().unwrap_or_default();
            members.insert(format!("rate_limit_{name}"), value);
        }
        (record.key.sha256.clone(), row)
    };
    records.iter().map(row).collect()
}

/// Rows by their hash, from lines of JSON.
fn rows(lines: &str) -> BTreeMap<String, Value> {
    let row = |line: &str| {
        let mut row: Value = serde_json::from_str(line).expect("it is JSON");
        for value in row.as_object_mut().expect("it is an object").values_mut() {
            // As PostgreSQL writes a moment in JSON.
            if let Value::String(text) = value
                && let Some(moment) = text.strip_suffix("+00:00")
            {
                *text = format!("{moment}Z");
            }
        }
        let hash = row["sha256"].as_str().unwrap_or_default().to_owned();
        (hash, row)
    };
    lines.lines().map(row).collect()
}

/// The records before and after what became of three of them.
fn before_and_after() -> (Vec<KeyRecord>, Vec<KeyRecord>) {
    let after = records();
    let before = after
        .iter()
        .map(|record| KeyRecord::new(record.key.clone(), record.terms.clone()));
    (before.collect(), after)
}

#[test]
fn postgresql_runs_the_sql_twice_and_holds_the_records() {
    let server = Server::start();
    let all = "select to_jsonb(api_keys) from api_keys;";
    let (before, after) = before_and_after();
    for records in [
        &after[..1],
        &before[..],
        &before[..],
        &after[..],
        &after[..],
    ] {
        server.run(&RecordOutput::Postgres.write(records, now()));
        if records.len() == 1 {
            assert_eq!(rows(&server.run(all)), expected(records));
        }
    }
    // The rows that were there keep what the server wrote, but for what became of the keys.
    let mut expected = expected(&after);
    let new = expected.get_mut(&after[3].key.sha256).expect("it is there");
    new["replaces"] = Value::Null;
    assert_eq!(rows(&server.run(all)), expected);
    server.run("update api_keys set last_used_from = '203.0.113.9';");
    server.run(&RecordOutput::Postgres.write(&after, now()));
    assert_eq!(
        server
            .run("select count(*) from api_keys where last_used_from = '203.0.113.9';")
            .trim(),
        "5"
    );
    let names =
        server.run("select indexname from pg_indexes where tablename = 'api_keys' order by 1;");
    assert_eq!(
        names.split_whitespace().collect::<Vec<_>>(),
        [
            "api_keys_expires",
            "api_keys_key_id_key",
            "api_keys_owner",
            "api_keys_pkey"
        ]
    );
    let indexes = server.run(
        "select json_build_array(case when indisunique then null else relname end, indisunique, \
           (select string_agg(attname, ',' order by attnum) from pg_attribute where attrelid = indexrelid)) \
         from pg_index join pg_class on pg_class.oid = indexrelid where indrelid = 'api_keys'::regclass;",
    );
    assert_eq!(in_order(parsed(&indexes)), INDEXES);

    let columns = server.run(
        "select json_agg(json_build_array(column_name, replace(data_type, 'ARRAY', 'text[]'), is_nullable = 'NO') order by ordinal_position) \
         from information_schema.columns where table_name = 'api_keys';",
    );
    let columns: Value = serde_json::from_str(&columns).expect("it is JSON");
    for (whose, table) in [("Drizzle", drizzle()), ("Prisma", prisma())] {
        assert_eq!(
            table["columns"], columns,
            "{whose}'s table is not the one of the SQL"
        );
        let indexes = table["indexes"].as_array().expect("they are listed");
        assert_eq!(in_order(indexes.clone()), INDEXES, "{whose}");
    }
}

#[test]
fn sqlite_runs_the_sql_twice_and_holds_the_records() {
    let folder = TempDir::new().expect("there is a temporary folder");
    let file = folder.path().join("keys.db");
    let run = |sql: &str| answer(program("sqlite3").arg("-bail").arg(&file), sql.as_bytes());
    let (before, after) = before_and_after();
    for records in [&before[..], &before[..], &after[..], &after[..]] {
        run(&RecordOutput::Sqlite.write(records, now()));
    }
    let names: Vec<String> = expected(&after).values().next().map_or(Vec::new(), |row| {
        row.as_object()
            .expect("it is an object")
            .keys()
            .cloned()
            .collect()
    });
    let pairs: Vec<String> = names
        .iter()
        .map(|name| match name.as_str() {
            "scopes" | "allowed_ips" | "allowed_origins" => format!("'{name}', json({name})"),
            name => format!("'{name}', {name}"),
        })
        .collect();
    let said = run(&format!(
        "select json_object({}) from api_keys;",
        pairs.join(", ")
    ));
    let mut expected = expected(&after);
    let new = expected.get_mut(&after[3].key.sha256).expect("it is there");
    new["replaces"] = Value::Null;
    assert_eq!(rows(&said), expected);
    // `c` is an index of our own; the others are those of the primary key and of a unique column.
    let indexes = run(
        "select json_array(case origin when 'c' then name end, json(iif(\"unique\", 'true', 'false')), \
           (select group_concat(name) from pragma_index_info(list.name))) \
         from pragma_index_list('api_keys') as list;",
    );
    assert_eq!(in_order(parsed(&indexes)), INDEXES);
}

/// The indexes of each table: the name of one of our own, whether it is unique, and its column.
const INDEXES: [&str; 4] = [
    r#"["api_keys_expires",false,"expires"]"#,
    r#"["api_keys_owner",false,"owner"]"#,
    r#"[null,true,"key_id"]"#,
    r#"[null,true,"sha256"]"#,
];

/// The values of lines of JSON.
fn parsed(lines: &str) -> impl Iterator<Item = Value> {
    lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("it is JSON"))
}

/// Indexes in the order of [`INDEXES`].
fn in_order(indexes: impl IntoIterator<Item = Value>) -> Vec<String> {
    let mut indexes: Vec<String> = indexes.into_iter().map(|index| index.to_string()).collect();
    indexes.sort();
    indexes
}

#[test]
fn the_commands_of_the_page_put_all_records_into_the_database_or_nothing() {
    let server = Server::start();
    for database in RecordDatabase::ALL {
        let folder = TempDir::new().expect("there is a temporary folder");
        // As a person does: the SQL is saved under its name, and the command runs beside it.
        let run = |sql: &str| {
            fs::write(folder.path().join(database.output().file_name()), sql)
                .expect("it can be written");
            program("sh")
                .args(["-euc", &database.command()])
                .current_dir(folder.path())
                .env("PGHOST", &server.0)
                .env("PGUSER", "postgres")
                .env("PGDATABASE", "postgres")
                .stdin(Stdio::null())
                .output()
                .expect("sh runs")
        };
        let ask = |sqlite: &str, postgres: &str| match database {
            RecordDatabase::Postgres => server.run(postgres),
            RecordDatabase::Sqlite => answer(
                program("sqlite3").arg(folder.path().join("app.db")),
                sqlite.as_bytes(),
            ),
        };
        let sql = database.output().write(&records(), now());
        let failed = run(&format!("{sql}\nselect x from nowhere;\n"));
        assert!(!failed.status.success(), "{database:?}");
        let tables = ask(
            "select count(*) from sqlite_master where name = 'api_keys';",
            "select count(*) from pg_tables where tablename = 'api_keys';",
        );
        assert_eq!(tables.trim(), "0", "{database:?}: a part of it was kept");
        for _ in 0..2 {
            let ran = run(&sql);
            let complaint = String::from_utf8_lossy(&ran.stderr);
            assert!(ran.status.success(), "{database:?}: {complaint}");
            let count = "select count(*) from api_keys;";
            assert_eq!(ask(count, count).trim(), "5", "{database:?}");
        }
    }
}

/// Runs a script of this folder with Node, beside the packages that read the schemas.
fn node(script: &str, text: &str, name: &str) -> Value {
    let packages = installed("LATCHKEY_SCHEMAS");
    assert!(
        packages.join("node_modules").is_dir(),
        "no packages in {}: run scripts/referees.sh, which installs them",
        packages.display()
    );
    // In a folder beside the packages, where Node looks for them.
    let folder = TempDir::new_in(&packages).expect("a folder can be made");
    let file = folder.path().join(name);
    fs::write(&file, text).expect("it can be written");
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/record")
        .join(script);
    let copy = folder.path().join(script);
    fs::copy(source, &copy).expect("it can be copied");
    let said = answer(program("node").arg(copy).arg(file), b"");
    serde_json::from_str(&said).expect("it answers in JSON")
}

/// The columns of Drizzle's table, each as name, type, whether it must be there, and its indexes, as in [`INDEXES`].
fn drizzle() -> Value {
    // It has no types in it that JavaScript lacks.
    node(
        "drizzle.mjs",
        &RecordOutput::Drizzle.write(&[], now()),
        "table.mjs",
    )
}

/// The same of Prisma's model.
fn prisma() -> Value {
    let schema = format!(
        "datasource db {{\n  provider = \"postgresql\"\n}}\n\n{}",
        RecordOutput::Prisma.write(&[], now())
    );
    let said = node("prisma.mjs", &schema, "schema.prisma");
    assert_eq!(
        said["formatted"],
        json!(schema),
        "Prisma would write it otherwise"
    );
    said
}
