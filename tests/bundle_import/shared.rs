//! Which variables are one secret where their values do not say so, and which are two although their values are equal.

use crate::{drawn, imported, value};
use latchkey::engine::bundle::{Bundle, Class, Decision, import::Source};

/// The secret of a row: its value, or the new password within its connection string.
fn secret(bundle: &Bundle, name: &str) -> String {
    let value = value(bundle, name);
    let inside = value
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('@'));
    inside
        .map_or(value, |(user, _)| {
            user.split_once(':').expect("a password").1
        })
        .to_owned()
}

/// Imports `text` as an example: all of its secrets are one new one.
#[track_caller]
fn one(text: &str) {
    let bundle = imported(text, Source::Example);
    let rows = bundle
        .rows()
        .iter()
        .filter(|row| row.class() != Class::Setting);
    let secrets: Vec<String> = rows.map(|row| secret(&bundle, row.name())).collect();
    assert!(secrets.len() > 1, "{text}");
    assert!(secrets[0].len() > 15, "{text}: {secrets:?}");
    assert!(
        secrets.windows(2).all(|two| two[0] == two[1]),
        "{text}: {secrets:?}"
    );
}

/// Imports `text` as an example: each of its secrets is a new one of its own.
#[track_caller]
fn each_its_own(text: &str) {
    let bundle = imported(text, Source::Example);
    let rows: Vec<_> = bundle
        .rows()
        .iter()
        .filter(|row| row.class() != Class::Setting)
        .collect();
    assert!(rows.len() > 1, "{text}");
    for row in rows {
        assert_eq!(row.decision(), Decision::Mint, "{text}: {}", row.name());
    }
}

#[test]
fn a_comment_says_which_other_secret_a_variable_has() {
    for text in [
        "API_SECRET=\n# must be identical to API_SECRET\nWORKER_SECRET=\n",
        "# Use the same value for HOOK_SECRET in the worker\nAPI_SECRET=changeme\nHOOK_SECRET=replaceme\n",
        "API_SECRET=\nWORKER_SECRET=gravel # matches API_SECRET\n",
        "# Needs to match the API_SECRET above. At least 8 characters.\nWORKER_SECRET=\nAPI_SECRET=\n",
        "# API_SECRET and WORKER_SECRET must be equal\nAPI_SECRET=\nWORKER_SECRET=\n",
        "A_PASSWORD=\nB_PASSWORD= # same password as in A_PASSWORD\nC_PASSWORD= # equals B_PASSWORD\n",
        "API_SECRET=gravel\nWORKER_SECRET=<same as API_SECRET>\n",
        "API_SECRET=gravel\nWORKER_SECRET=[API_SECRET]\n",
        "# both match each other: WORKER_SECRET\nAPI_SECRET=\nWORKER_SECRET= # same as API_SECRET\n",
        "CRANE_PASSWORD=gravel\nLINK=postgres://crane:CRANE_PASSWORD@db/x\n",
        "CRANE_PASSWORD=\nLINK=postgres://crane:{CRANE_PASSWORD}@db/x\n",
        "API_SECRET=\n# must match API_SECRET\nPORT=1\nWORKER_SECRET=\n",
    ] {
        one(text);
    }
}

#[test]
fn a_comment_that_says_otherwise_leaves_two_secrets() {
    for text in [
        "API_SECRET=\n# must not be the same as API_SECRET\nWORKER_SECRET=\n",
        "API_SECRET=\n# the same length as API_SECRET\nWORKER_SECRET=\n",
        "API_SECRET=\n# Use the same host. API_SECRET is another.\nWORKER_SECRET=\n",
        "API_SECRET=\n# same as API_SECRET, but base64\nWORKER_SECRET=\n",
        "API_SECRET=\n# different from API_SECRET\nWORKER_SECRET=\n",
        "API_SECRET=\n# must match the panel\nWORKER_SECRET=\n",
        "api_secret=\nsecret=\n# the same secret in all files\nWORKER_SECRET=\n",
    ] {
        each_its_own(text);
    }
    let bundle = imported(
        "API_SECRET=\n# must match API_SECRET\nWORKER_SECRET=\nCRON_PASSWORD=\n",
        Source::Example,
    );
    assert_eq!(
        value(&bundle, "API_SECRET"),
        value(&bundle, "WORKER_SECRET")
    );
    assert_ne!(
        value(&bundle, "API_SECRET"),
        value(&bundle, "CRON_PASSWORD")
    );
}

#[test]
fn no_setting_takes_a_secret_because_a_comment_compares_it() {
    let text = "DB_URL=postgres://crane:changeme@db/x\nDB_HOST= # same as in DB_URL\nCRANE_DB=x # must match DB_URL\n";
    let bundle = imported(text, Source::Example);
    assert_eq!(value(&bundle, "DB_HOST"), "");
    assert_eq!(value(&bundle, "CRANE_DB"), "x");
}

#[test]
fn in_ones_own_file_the_blank_one_takes_the_kept_one() {
    for text in [
        "API_SECRET=@\nWORKER_SECRET= # same as API_SECRET\n",
        "API_SECRET=\n# must match API_SECRET\nWORKER_SECRET=@\n",
        "API_SECRET=@\nWORKER_SECRET=<same as API_SECRET>\n",
        "API_SECRET=@\nWORKER_SECRET= # same as API_SECRET\nCRON_SECRET= # equal to WORKER_SECRET\n",
    ] {
        let bundle = imported(&text.replace('@', &drawn()), Source::Own);
        for row in bundle.rows() {
            assert_eq!(row.value().expose(), drawn(), "{text}: {}", row.name());
        }
    }
    // Two kept ones stay, whatever the comment says.
    let text = format!(
        "API_SECRET={0}1\nWORKER_SECRET={0}2 # same as API_SECRET\n",
        drawn()
    );
    let bundle = imported(&text, Source::Own);
    assert!(
        bundle
            .rows()
            .iter()
            .all(|row| row.decision() == Decision::Keep)
    );
}

#[test]
fn what_is_the_same_as_an_issued_secret_is_got_where_that_is() {
    let bundle = imported(
        "STRIPE_SECRET_KEY=\nPAY_SECRET= # same as STRIPE_SECRET_KEY\n",
        Source::Example,
    );
    let row = bundle.row("PAY_SECRET").expect("the row");
    assert_eq!(
        (row.class(), row.decision()),
        (Class::Issued, Decision::Keep)
    );
}

#[test]
fn blanks_and_placeholders_of_one_account_are_one_password() {
    for text in [
        "POSTGRES_USER=crane\nDB_USER=crane\nPOSTGRES_PASSWORD=\nDB_PASSWORD=\nLINK=postgres://crane:password@db/x\n",
        "POSTGRES_PASSWORD=\nDB_PASS=changeme\n",
        "MYSQL_PASSWORD=changeme\nLINK=mysql://crane:yourpassword@db/x\n",
        "RABBITMQ_DEFAULT_PASS=\nBROKER=amqp://guest:guest@mq//\n",
        "MONGO_INITDB_ROOT_PASSWORD=example\nLINK=mongodb://root:<password>@db/x\n",
        "POSTGRES_PASSWORD=\nLINK=postgres://postgres:[YOUR-PASSWORD]@db/x\n",
        "VALKEY_PASSWORD=\nCACHE_URL=redis://:@cache:6379/0\n",
        "POSTGRES_PASSWORD=gravel-pit\nLINK=postgres://crane:<password>@db/x\n",
        "DB_USER=crane\nDB_PASSWORD=\nLINK=host=db user=crane password=changeme\n",
    ] {
        let bundle = imported(text, Source::Example);
        let leader = bundle
            .rows()
            .iter()
            .find(|row| row.decision() == Decision::Mint);
        let leader = leader.expect("a new password");
        let password = leader.value().expose().to_owned();
        for row in bundle
            .rows()
            .iter()
            .filter(|row| row.class() != Class::Setting)
        {
            assert!(
                row.value().expose().contains(&password),
                "{text}: {}",
                row.name()
            );
        }
        let minted = bundle
            .rows()
            .iter()
            .filter(|row| row.decision() == Decision::Mint);
        assert_eq!(minted.count(), 1, "{text}");
    }
}

#[test]
fn blanks_of_several_accounts_are_several_passwords() {
    for text in [
        "POSTGRES_USER=crane\nDB_USER=heron\nPOSTGRES_PASSWORD=\nDB_PASSWORD=\n",
        "POSTGRES_PASSWORD=\nMYSQL_PASSWORD=\n",
        "POSTGRES_PASSWORD=\nREDIS_PASSWORD=\n",
        "POSTGRES_PASSWORD=\nPGADMIN_DEFAULT_PASSWORD=\n",
        "DB_PASSWORD=\nFEEDBACK_PASSWORD=\n",
        "DB_PASSWORD=\nINFLUXDB_PASSWORD=\n",
        "DB_PASSWORD=\nDB_READONLY_PASSWORD=\n",
        "MYSQL_ROOT_PASSWORD=\nLINK=mysql://crane:changeme@db/x\n",
        "DB_READONLY_PASSWORD=\nLINK=postgres://crane:changeme@db/x\n",
        "DB_USER=heron\nDB_PASSWORD=\nLINK=postgres://crane:changeme@db/x\n",
        "DB_PASSWORD=gravel-pit\nLINK=postgres://crane:trout-lake@db/x\n",
        "ADMIN_PASSWORD=\nBOT_PASSWORD=\n",
    ] {
        each_its_own(text);
    }
    let bundle = imported(
        "DB_PASSWORD=\nLINK=https://example.org:@x/\nAPI_URL=redis://cache\nB_URL=redis://:@x.upstash.io\n",
        Source::Example,
    );
    for name in ["LINK", "API_URL", "B_URL"] {
        assert_eq!(
            bundle.row(name).expect(name).decision(),
            Decision::Keep,
            "{name}"
        );
    }
}

#[test]
fn a_server_and_its_client_are_one_secret_under_two_names() {
    for text in [
        "MEILI_MASTER_KEY=mainkey\nMEILISEARCH_KEY=mainkey\n",
        "SOKETI_DEFAULT_APP_SECRET=app-secret\nPUSHER_APP_SECRET=app-secret\n",
        "REVERB_APP_KEY=app-key\nPUSHER_APP_KEY=app-key\n",
        "GOTRUE_JWT_SECRET=my-secret\nPGRST_JWT_SECRET=my-secret\n",
        "ONLYOFFICE_JWT_SECRET=secret\nDOCUMENT_SERVER_JWT_SECRET=secret\n",
        "TURN_SECRET=south\nCOTURN_STATIC_AUTH_SECRET=south\n",
        "SA_PASSWORD=Pa55word\nMSSQL_SA_PASSWORD=Pa55word\n",
        "ELASTIC_PASSWORD=elastic\nELASTICSEARCH_PASSWORD=elastic\nSEARCH_URL=http://elastic:elastic@search:9200\n",
        "SPRING_DATASOURCE_PASSWORD=secret\nPOSTGRES_PASSWORD=secret\n",
        "GRAFANA_DB_PASSWORD=grafana\nGF_DATABASE_PASSWORD=grafana\n",
        "GRAFANA_ADMIN_PASSWORD=admin\nGF_SECURITY_ADMIN_PASSWORD=admin\n",
    ] {
        one(text);
    }
}

#[test]
fn equal_weak_values_of_two_secrets_stay_two() {
    for text in [
        "MEILI_MASTER_KEY=mainkey\nMEILI_SEARCH_SECRET=mainkey\n",
        "SOKETI_DEFAULT_APP_KEY=app\nSOKETI_DEFAULT_APP_SECRET=app\n",
        "GOTRUE_JWT_SECRET=secret\nPGRST_COOKIE_SECRET=secret\n",
        "MARIADB_ROOT_PASSWORD=changeme\nMARIADB_PASSWORD=changeme\n",
        "MYSQL_USER=crane\nMYSQL_ROOT_PASSWORD=changeme\nMYSQL_PASSWORD=changeme\n",
        "POSTGRES_PASSWORD=changeme\nPOSTGRES_NON_ROOT_PASSWORD=changeme\n",
        "DB_PASSWORD=changeme\nDB_ADMIN_PASSWORD=changeme\n",
        "DB_PASSWORD=changeme\nDB_REPLICATION_PASSWORD=changeme\n",
        "POSTGRES_PASSWORD=changeme\nPGADMIN_DEFAULT_PASSWORD=changeme\n",
        "DB_USER=crane\nPOSTGRES_USER=heron\nDB_PASSWORD=changeme\nPOSTGRES_PASSWORD=changeme\n",
    ] {
        each_its_own(text);
    }
}

#[test]
fn names_of_the_same_account_stay_one_password() {
    one(
        "MONGO_INITDB_ROOT_USERNAME=crane\nMONGO_USER=crane\nMONGO_INITDB_ROOT_PASSWORD=secret\nMONGO_PASSWORD=secret\n",
    );
    one("CRANE_POSTGRES_ADMIN_PASSWORD=secret\nPOSTGRES_PASSWORD=secret\n");
}
