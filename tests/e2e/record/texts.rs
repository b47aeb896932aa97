//! Every text of the server record is, to the byte, the one that the engine gives for the same key and form. So what
//! `tests/record` finds, when the real programs read and run the engine's texts, holds for those on screen.

use super::open_record;
use crate::filled::filled;
use crate::harness::{Outcome, Page, ensure, run, until};
use crate::referees::sha256sum;
use latchkey::engine::base::date::Moment;
use latchkey::engine::key::record::check::CheckLanguage;
use latchkey::engine::key::record::draft::RecordDraft;
use latchkey::engine::key::record::leak::find_in_history;
use latchkey::engine::key::record::output::RecordOutput;
use latchkey::engine::key::record::store::{RecordDatabase, SecretStore};
use latchkey::engine::key::record::usage::Caller;
use latchkey::engine::key::record::{KeyRecord, KeyTrace};
use latchkey::engine::key::spec::TokenSpec;

/// The present moment of the page whose texts are compared with the engine's, in milliseconds: some hold it.
const NOW: u64 = 1_795_723_215_000;

/// The form of `tests/record`, which has the engine's texts read and run by the real programs.
fn form() -> RecordDraft {
    RecordDraft {
        created: "2026-11-26T20:00:00Z".to_owned(),
        ..filled()
    }
}

/// Types all of a form; what is empty in it is cleared.
async fn fill(page: &Page, form: &RecordDraft) -> Outcome {
    for (role, name, text) in [
        ("textbox", "Label", &form.label),
        ("textbox", "Owner or project", &form.owner),
        ("textbox", "Used in", &form.environment),
        ("textbox", "Created", &form.created),
        ("textbox", "Expires", &form.expires),
        ("spinbutton", "Rotate every (days)", &form.rotate),
        ("textbox", "Scopes", &form.scopes),
        ("spinbutton", "Requests", &form.requests),
        ("spinbutton", "Burst", &form.burst),
        ("spinbutton", "Quota a day", &form.quota_day),
        ("spinbutton", "Quota a month", &form.quota_month),
        ("textbox", "Allowed IP addresses", &form.allowed_ips),
        ("textbox", "Allowed origins", &form.allowed_origins),
    ] {
        page.paste(role, name, text).await?;
    }
    page.choose("Requests are counted in", form.period.label())
        .await
}

/// The record that the engine makes of a key on screen and a form; in keys with an id the secret follows it.
fn record_of(key: &str, spec: &TokenSpec, form: &RecordDraft) -> Outcome<KeyRecord> {
    let head = if spec.key_id {
        "sk_live_".len() + 9
    } else {
        "sk_live_".len()
    };
    let hashed = if spec.key_id { &key[head..] } else { key };
    let masked = format!("{}••••{}", &key[..head], &key[key.len() - 4..]);
    let trace = KeyTrace::new(sha256sum(hashed.as_bytes())?, masked, spec);
    let read = form.read(Moment::of_milliseconds(NOW));
    let errors = format!("{:?}", read.errors);
    Ok(KeyRecord::new(trace, read.terms.ok_or(errors)?))
}

/// Fails unless the box of this name shows `expected`, to the byte.
pub async fn ensure_shown(page: &Page, name: &str, expected: &str) -> Outcome {
    until(name, async || {
        let shown = page.reach("", name).await?;
        let shown: String = page
            .script("return arguments[0].textContent", [shown.to_json()?])
            .await?;
        ensure(shown == expected, || format!("{shown:?}, not {expected:?}"))
    })
    .await
}

/// The same for each option of a list, which must offer these and no others.
async fn ensure_each_shown(
    page: &Page,
    list: &str,
    name: &str,
    expected: &[(&'static str, String)],
) -> Outcome {
    let offered = page.options(list).await?;
    let is_all = offered.iter().eq(expected.iter().map(|(option, _)| option));
    ensure(is_all, || format!("{list}: {offered:?}"))?;
    for (option, text) in expected {
        page.choose(list, option).await?;
        ensure_shown(page, name, text)
            .await
            .map_err(|error| format!("{option}: {error}"))?;
    }
    Ok(())
}

/// The record in every format.
async fn ensure_outputs(page: &Page, records: &[KeyRecord]) -> Outcome {
    let now = Moment::of_milliseconds(NOW);
    let expected = RecordOutput::ALL.map(|output| (output.label(), output.write(records, now)));
    ensure_each_shown(page, "Write it as", "Record", &expected).await
}

/// All other texts, for keys of the form `spec` with this record.
async fn ensure_snippets(page: &Page, spec: &TokenSpec, record: &KeyRecord) -> Outcome {
    let terms = &record.terms;
    let stored = SecretStore::ALL.map(|store| (store.label(), store.write(terms)));
    ensure_each_shown(
        page,
        "Secrets manager",
        "Commands that store the key",
        &stored,
    )
    .await?;
    let kept = RecordDatabase::ALL.map(|database| (database.label(), database.command()));
    ensure_each_shown(page, "Database", "Command that stores the record", &kept).await?;
    let called = Caller::ALL.map(|caller| (caller.label(), caller.text().to_owned()));
    ensure_each_shown(page, "Call with", "Call with the key", &called).await?;
    let checked =
        CheckLanguage::ALL.map(|language| (language.label(), language.write(spec, terms)));
    ensure_each_shown(page, "Language", "Check function", &checked).await?;
    let command = find_in_history(&record.key);
    ensure_shown(page, "Command that finds the key", &command).await
}

#[test]
fn every_text_on_screen_is_the_one_that_the_engine_gives_for_the_same_record() {
    run(async |page| {
        page.inject(&format!("Date.now = () => {NOW};")).await?;
        let key = open_record(page).await?;
        let boxes: Vec<String> = page
            .script(
                "return Array.from(document.querySelectorAll('#server-record pre'), (text) => text.ariaLabel)",
                [],
            )
            .await?;
        // One more needs a line in `ensure_snippets`.
        ensure(boxes.len() == 6, || boxes.join(", "))?;

        let (spec, form) = (TokenSpec::default(), form());
        fill(page, &form).await?;
        let old = record_of(&key, &spec, &form)?;
        ensure_outputs(page, std::slice::from_ref(&old)).await?;
        ensure_snippets(page, &spec, &old).await?;

        // A key of another form, with a record that restricts nothing.
        page.check("Key id in front of the secret").await?;
        let key = page
            .until_reads("Your key", |key| key.len() == 8 + 9 + 43 + 6)
            .await?;
        let spec = TokenSpec {
            key_id: true,
            ..spec
        };
        let form = RecordDraft {
            created: form.created,
            ..RecordDraft::default()
        };
        fill(page, &form).await?;
        let mut new = record_of(&key, &spec, &form)?;
        ensure_outputs(page, std::slice::from_ref(&new)).await?;
        ensure_snippets(page, &spec, &new).await?;

        // It replaces the first one, which is revoked then.
        let now = Moment::of_milliseconds(NOW);
        let pasted = RecordOutput::Json.write(std::slice::from_ref(&old), now);
        page.paste("textbox", "Old record", &pasted).await?;
        let mut replaced = old.clone();
        replaced.rotate(&mut new, now, 7)?;
        ensure_outputs(page, &[new, replaced]).await?;
        page.pick("revoked").await?;
        let mut revoked = old;
        revoked.revoke(now);
        ensure_outputs(page, &[revoked]).await
    });
}
