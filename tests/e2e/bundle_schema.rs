//! Importing a schema: a project's own words about its variables.

use crate::bundle::{show, values};
use crate::bundle_import::{drop_named, import};
use crate::harness::{ensure, run};

const SCHEMA: &str = "\
# @currentEnv=$STAGE @defaultSensitive=false
# ---

# Where it runs
# @type=enum(local, live)
STAGE=local
# @sensitive @required @type=string(startsWith=ferry_, isLength=38)
FERRY_TOKEN=
# @sensitive @type=string(matches=regex(\"^[a-f0-9]{64}$\"))
TICKET_KEY=
# @sensitive @type=string(matches=regex(\"^[A-Z]{4}-[0-9]{6}$\"))
HARBOUR_CODE=
# @sensitive @required
# @docs(https://pay.example/keys)
STRIPE_SECRET_KEY=
";

#[test]
fn a_pasted_schema_is_filled_as_it_asks_and_copied() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        import(page, SCHEMA).await?;
        page.until_reads("Bundle", |text| text.contains("FERRY_TOKEN="))
            .await?;
        page.until_reads("Read as", |reader| reader == "varlock-schema")
            .await?;
        page.press("Copy bundle").await?;
        page.until_said("status", |text| text.contains("opied"))
            .await?;
        let copied = page.clipboard().await?;
        let found = values(&copied);
        let (token, key) = (&found["FERRY_TOKEN"], &found["TICKET_KEY"]);
        ensure(token.starts_with("ferry_") && token.len() == 38, || {
            copied.clone()
        })?;
        let hex = key.bytes().all(|digit| digit.is_ascii_hexdigit());
        ensure(key.len() == 64 && hex, || copied.clone())?;
        let expected = format!(
            "# Where it runs\nSTAGE=local\nFERRY_TOKEN={token}\nTICKET_KEY={key}\nHARBOUR_CODE=\nSTRIPE_SECRET_KEY=\n"
        );
        ensure(copied == expected, || format!("{copied} is not {expected}"))?;
        let table = page.read("Secrets").await?;
        for words in [
            "as the schema asks",
            "more than a class of characters and a length",
            "get it from its provider: https://pay.example/keys",
        ] {
            ensure(table.contains(words), || format!("no {words:?} in {table}"))?;
        }
        Ok(())
    });
}

#[test]
fn the_profile_of_a_schema_can_be_chosen() {
    const TOML: &str = "\
[project]
name = 'ferry'
revision = '1.0'
[profiles.default]
DECK_KEY = { description = 'Opens the deck', type = 'hex', generate = { bytes = 16 } }
[profiles.live]
DECK_KEY = { generate = { bytes = 40 } }
";
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        drop_named(page, "secretspec.toml", TOML.as_bytes()).await?;
        let length = |text: &str| values(text).get("DECK_KEY").map(String::len);
        page.until_reads("Bundle", |text| length(text) == Some(32))
            .await?;
        page.until_reads("Read as", |reader| reader == "secretspec")
            .await?;
        let offered = page.options("Profile").await?;
        ensure(offered == ["default", "live"], || format!("{offered:?}"))?;
        page.choose("Profile", "live").await?;
        page.until_reads("Bundle", |text| length(text) == Some(80))
            .await?;
        page.until_reads("Profile", |profile| profile == "live")
            .await?;
        // What is wrong with it is told; read as something else, it is imported.
        import(
            page,
            "{\"env\": {\"DECK_KEY\": {\"generator\": \"secret\"},}}",
        )
        .await?;
        page.until_body_says(|text| {
            text.contains(
                "This is not a valid app.json. Line 1: a name in double quotes is missing",
            )
        })
        .await?;
        import(
            page,
            "{\"env\": {\"DECK_KEY\": {\"generator\": \"secret\"}}}",
        )
        .await?;
        page.until_reads("Bundle", |text| length(text) == Some(64))
            .await?;
        page.until_reads("Read as", |reader| reader == "app-json")
            .await
            .map(drop)
    });
}
