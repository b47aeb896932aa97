//! Files in use: what somebody may have chosen stays, and a password that one setting has is the other's too.

use crate::parsed::parse_chosen;
use crate::{NOW, example, imported, minted, seeded::Seeded, value};
use latchkey::engine::bundle::{Bundle, Decision, group::Group, import::Source, output::Output};
use latchkey::engine::env::Dialect;

fn own(text: &str) -> Bundle {
    imported(text, Source::Own)
}

const REAL: &str = "heron-Lake-4711";

/// Whichever half of the account is blank, it takes the other's password, and nothing else changes.
#[track_caller]
fn joins(text: &str) {
    let text = text.replace("REAL", REAL);
    let expected = ["=\n", "changeme", "your-password", "<password>"]
        .iter()
        .fold(text.clone(), |text, blank| {
            let filled = if *blank == "=\n" {
                format!("={REAL}\n")
            } else {
                REAL.to_owned()
            };
            text.replace(blank, &filled)
        });
    let bundle = own(&text);
    let written = bundle.render(Output::Compose).expect("it was read so");
    assert_eq!(written.text.expose(), expected, "{text}");
    assert_eq!(minted(&bundle).len(), 1, "{text}");
}

#[track_caller]
fn does_not_join(text: &str) {
    let bundle = own(&text.replace("REAL", REAL));
    let followers = bundle
        .rows()
        .iter()
        .filter(|row| matches!(row.decision(), Decision::SameAs(_)));
    assert_eq!(followers.count(), 0, "{text}");
    let written = bundle.render(Output::Compose).expect("it was read so");
    let count = |text: &str, what: &str| text.matches(what).count();
    assert_eq!(
        count(written.text.expose(), REAL),
        count(text, "REAL"),
        "{text}"
    );
}

#[test]
fn the_blank_half_of_an_account_takes_the_value_of_the_other_half() {
    for text in [
        "POSTGRES_PASSWORD=\nAPP_DB_URL=postgres://shop:REAL@db/shop\n",
        "DB_PASS=changeme\nDB_URL=mysql://shop:REAL@db/shop\n",
        "SHOP_DB_PASSWORD=REAL\nURL=postgres://shop:changeme@db/shop\n",
        "REDIS_PASSWORD=REAL\nCACHE_URL=redis://:your-password@cache:6379/1\n",
        "REDIS_AUTH=\nREDIS_URL=redis://default:REAL@cache:6379/1\n",
        "MONGO_INITDB_ROOT_PASSWORD=\nMONGO_URL=mongodb://root:REAL@mongo/x\n",
        "RABBITMQ_DEFAULT_USER=mq\nRABBITMQ_DEFAULT_PASS=\nBROKER_URL=amqp://mq:REAL@rabbit//\n",
        "DB_USER=root\nDB_PASSWORD=\nDB_URL=mysql://root:REAL@db/shop\n",
        "ELASTIC_PASSWORD=\nELASTIC_URL=http://elastic:REAL@elastic:9200\n",
        "NEO4J_PASSWORD=\nNEO4J_AUTH=neo4j/REAL\n",
        "FLOWER_PASSWORD=changeme\nFLOWER_BASIC_AUTH=me:REAL\n",
        "MYSQL_PASSWORD=changeme\nDB_DSN=shop:REAL@tcp(db:3306)/shop\n",
        "DB_PASSWORD=REAL\nPOSTGRES_PASSWORD=<password>\n",
        "A_URL=postgres://shop:REAL@pool:6432/shop\nB_URL=postgresql://shop:changeme@db/shop\n",
        "A_URL=redis://:REAL@cache:6379/0\nB_URL=redis://:changeme@cache:6379/1\n",
    ] {
        joins(text);
    }
}

#[test]
fn another_account_gets_a_password_of_its_own() {
    for text in [
        "MYSQL_ROOT_PASSWORD=\nDB_URL=mysql://shop:REAL@db/shop\n",
        "MYSQL_PASSWORD=\nDB_URL=mysql://root:REAL@db/shop\n",
        "MYSQL_ROOT_PASSWORD=REAL\nMYSQL_PASSWORD=\n",
        "POSTGRES_USER=admin\nPOSTGRES_PASSWORD=\nDB_URL=postgres://shop:REAL@db/shop\n",
        "REDIS_PASSWORD=\nDB_URL=postgres://shop:REAL@db/shop\n",
        "MONGO_PASSWORD=\nDB_URL=postgres://shop:REAL@db/shop\n",
        "BLOG_DB_PASSWORD=\nDB_URL=postgres://shop:REAL@db/shop\n",
        "BLOG_DB_PASSWORD=\nSHOP_DB_PASSWORD=REAL\n",
        "DB_ADMIN_PASSWORD=changeme\nDB_PASSWORD=REAL\n",
        "ADMIN_PASSWORD=\nBASIC_AUTH=admin:REAL\n",
        "SHOP_PASSWORD=\nGRAFANA_PASSWORD=REAL\n",
        "A_URL=postgres://shop:REAL@db/shop\nB_URL=postgres://blog:changeme@db/blog\n",
        "DB_ENCRYPTION_KEY=\nDB_PASSWORD=REAL\n",
        // Either of two may be the one.
        "DB_PASSWORD=\nA_URL=postgres://a:REAL@db/a\nB_URL=postgres://b:other-77-Crane@db/b\n",
    ] {
        does_not_join(text);
    }
    let example = example("DB_PASSWORD=\nDB_URL=postgres://shop:heron-Lake-4711@db/shop\n");
    assert!(!value(&example, "DB_URL").contains(REAL), "it is public");
}

#[test]
fn those_that_had_the_same_placeholder_take_the_kept_value_too() {
    let bundle = own(&format!(
        "DB_PASSWORD=changeme\nPOSTGRES_PASSWORD=changeme\nDB_URL=postgres://shop:{REAL}@db/shop\n"
    ));
    for name in ["DB_PASSWORD", "POSTGRES_PASSWORD"] {
        assert_eq!(value(&bundle, name), REAL, "{name}");
    }
}

#[test]
fn a_half_that_takes_a_kept_value_is_kept_and_follows_a_rotation() {
    let mut bundle = own(&format!(
        "DB_PASSWORD=changeme\nDB_URL=postgres://shop:{REAL}@db/shop\nARGS=\"--password changeme\"\n"
    ));
    let row = bundle.row("DB_PASSWORD").expect("the row");
    assert_eq!(bundle.group(row), Group::Kept);
    assert_eq!(
        row.reason().to_string(),
        "the password of the same account, which is kept"
    );
    assert_eq!(value(&bundle, "ARGS"), format!("--password {REAL}"));
    bundle
        .rotate(false, NOW, &mut Seeded::new(2))
        .expect("the source never fails");
    let new = value(&bundle, "DB_PASSWORD").to_owned();
    assert_ne!(new, REAL);
    assert_eq!(
        value(&bundle, "DB_URL"),
        format!("postgres://shop:{new}@db/shop")
    );
    assert_eq!(value(&bundle, "ARGS"), format!("--password {new}"));
    let row = bundle.row("DB_PASSWORD").expect("the row");
    assert_eq!(bundle.group(row), Group::New);
    let id = row.id();
    bundle
        .decide(id, Decision::Keep, NOW, &mut Seeded::new(3))
        .expect("it was there");
    assert_eq!(value(&bundle, "DB_PASSWORD"), "changeme");
}

#[test]
fn words_that_somebody_chose_stay_wherever_they_stand() {
    for words in [
        "SafeAndNotSorry",
        "ReplaceTheRoof",
        "YourKeyIsMine",
        "HereIsMyToken",
        "TodoMejor",
        "[heron lake]",
        "__heron__",
        "dummy!Heron",
    ] {
        let text = format!(
            "POSTGRES_PASSWORD='{words}'\nNEO4J_AUTH='neo4j/{}'\nOTHER_CONN='Server=x;User Id=sa;Password={words}'\n\
             CONFIG='{{\"password\":\"{words}\"}}'\n",
            words.replace(' ', "")
        );
        let bundle = own(&text);
        assert!(minted(&bundle).is_empty(), "{words}");
        let written = bundle.render(Output::Compose).expect("it was read so");
        assert_eq!(written.text.expose(), text);
    }
    let varlock = "# @sensitive @required\nA_SECRET=NotForTheBirds\n";
    let parsed = parse_chosen(varlock, Dialect::Varlock.into(), None).expect("no faults");
    let bundle = Bundle::import(parsed, Source::Own, NOW, &mut Seeded::new(1)).expect("numbers");
    assert_eq!(value(&bundle, "A_SECRET"), "NotForTheBirds");
}

#[test]
fn a_word_that_a_user_or_a_database_is_called_is_a_weak_password_in_use() {
    for text in [
        "URL=postgres://example:example@db/x\n",
        "URL=postgres://u:example@db/example\n",
        "DB_USER=example\nDB_PASSWORD=example\n",
        "DB_NAME=placeholder\nDB_PASSWORD=placeholder\n",
    ] {
        assert!(minted(&own(text)).is_empty(), "{text}");
    }
    for text in [
        "URL=postgres://u:example@db/x\n",
        "DB_USER=shop\nDB_PASSWORD=example\n",
        "DB_USER=changeme\nDB_PASSWORD=changeme\n",
        "URL=postgres://changeme:changeme@db/x\n",
    ] {
        assert_eq!(minted(&own(text)).len(), 1, "{text}");
    }
}
