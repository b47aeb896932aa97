//! Where the page cannot know better than the person: it asks, says by whose rules it read, what is missing, and
//! what is left to do.

use crate::bundle::{show, values};
use crate::bundle_import::{drop_named, import};
use crate::harness::{Outcome, Page, ensure, run};

/// A random-looking value.
pub const DRAWN: &str = concat!("9f2c61b0a7d84e35c18b", "6f0d2e94a7531bd06c8f");

const ASKS: &str = "Is this an example, or your own .env?";

async fn until_asked(page: &Page) -> Outcome {
    page.until_said("status", |text| text.contains("is this an example"))
        .await?;
    page.until_body_says(|text| text.contains(ASKS)).await
}

pub async fn ensure_not_asked(page: &Page) -> Outcome {
    page.until_body_says(|text| !text.contains(ASKS)).await
}

/// A file of which nobody can tell whether it is an example.
pub fn doubtful() -> String {
    format!("# Replace this with your own\nAPP_SECRET={DRAWN}\nDB_PASSWORD=\n")
}

#[test]
fn a_file_whose_signs_disagree_waits_for_a_persons_answer() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let before = page
            .until_reads("Bundle", |text| text.contains("JWT_SECRET="))
            .await?;
        import(page, &doubtful()).await?;
        until_asked(page).await?;
        page.until_body_says(|text| {
            text.contains("new values for APP_SECRET.") && text.contains("they stay as they are")
        })
        .await?;
        let now = page.read("Bundle").await?;
        ensure(now == before, || format!("{before} became {now}"))?;

        page.pick("My own .env").await?;
        let own = page
            .until_reads("Bundle", |text| text.contains(DRAWN))
            .await?;
        ensure(values(&own)["DB_PASSWORD"].len() == 32, || own.clone())?;
        ensure_not_asked(page).await?;
        page.pick("Example").await?;
        page.until_reads("Bundle", |text| {
            text.contains("APP_SECRET=") && !text.contains(DRAWN)
        })
        .await?;
        page.until_body_says(|text| text.contains("Read as an example"))
            .await?;
        // Automatic again: it still cannot tell.
        page.pick("Automatic").await?;
        until_asked(page).await?;
        page.until_body_says(|text| !text.contains("whose secrets are public"))
            .await
    });
}

#[test]
fn the_name_of_a_file_answers_and_what_was_said_of_another_file_does_not_count() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        drop_named(page, ".env", doubtful().as_bytes()).await?;
        until_asked(page).await?;
        page.pick("My own .env").await?;
        page.until_reads("Bundle", |text| text.contains(DRAWN))
            .await?;
        drop_named(page, ".env.example", doubtful().as_bytes()).await?;
        page.until_reads("Bundle", |text| {
            text.contains("APP_SECRET=") && !text.contains(DRAWN)
        })
        .await?;
        ensure_not_asked(page).await?;
        // Doubt about an answer is said.
        page.pick("My own .env").await?;
        page.until_body_says(|text| text.contains("The name of the file says example"))
            .await
    });
}

const DOLLARS: &str = "DB_PASSWORD=t@$$ol-Yv93\nNOTE=one#two\n";

#[test]
fn the_reader_is_shown_and_can_be_chosen_and_lines_that_others_read_otherwise_say_so() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        import(page, DOLLARS).await?;
        page.until_reads("Bundle", |text| text.trim_end() == DOLLARS.trim_end())
            .await?;
        page.until_reads("Read as", |reader| reader == "dotenv")
            .await?;
        page.until_reads("Output", |output| output == "dotenv")
            .await?;
        page.until_reads("Secrets", |table| {
            table.contains("dotenv-expand, Docker Compose would read this line differently")
                && table.contains("python-dotenv, Docker Compose would read this line differently")
        })
        .await?;
        page.choose("Output", "JSON").await?;
        page.until_reads("Bundle", |text| {
            text.contains("\"t@$$ol-Yv93\"") && text.contains("\"one\"")
        })
        .await?;
        page.choose("Read as", "Docker Compose").await?;
        page.until_reads("Bundle", |text| {
            text.contains("\"t@$ol-Yv93\"") && text.contains("\"one#two\"")
        })
        .await?;
        page.until_reads("Read as", |reader| reader == "compose")
            .await?;
        // Back to the page's own choice.
        page.choose("Read as", "Automatic").await?;
        page.until_reads("Read as", |reader| reader == "dotenv")
            .await?;
        page.until_reads("Bundle", |text| text.contains("\"t@$$ol-Yv93\""))
            .await
            .map(drop)
    });
}

#[test]
fn the_output_follows_the_file_that_is_there() {
    run(async |page| {
        page.open("#bundle").await?;
        for (text, output) in [
            ("APP_SECRET=changeme\nA=${APP_SECRET}\n", "compose"),
            (DOLLARS, "dotenv"),
            ("A=1\n", "compose"),
        ] {
            import(page, text).await?;
            page.until_reads("Output", |chosen| chosen == output)
                .await?;
        }
        page.press("Start over").await?;
        page.until_reads("Output", |chosen| chosen == "dotenv")
            .await?;
        // A format that a person chose stays.
        page.choose("Output", "JSON").await?;
        import(page, "A=1\n").await?;
        page.until_reads("Bundle", |text| text.contains("\"A\": \"1\""))
            .await
            .map(drop)
    });
}

#[test]
fn an_unquoted_hash_is_a_fault_for_compose_and_none_for_npm() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let hash = format!("$2b$10${}", "abcdefghij".repeat(4));
        let text = format!("ADMIN_LOGIN={hash}\n");
        import(page, &text).await?;
        page.until_reads("Bundle", |bundle| bundle.trim_end() == text.trim_end())
            .await?;
        page.choose("Output", ".env for Docker Compose").await?;
        page.until_reads("Bundle", |bundle| bundle.contains(&format!("='{hash}'")))
            .await?;
        page.choose("Read as", "Docker Compose").await?;
        page.until_said("alert", |said| {
            said.contains("Line 1: this is a password hash") && said.contains("single quotes")
        })
        .await?;
        page.choose("Read as", "python-dotenv").await?;
        page.until_body_says(|text| text.contains("Read as "))
            .await?;
        ensure(page.said("alert").await?.is_empty(), || {
            "the alert outlives its cause".into()
        })
    });
}

#[test]
fn a_commented_out_secret_is_off_and_can_be_switched_on() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let example = "PORT=80\n# openssl rand -hex 16\n# SIGNING_SECRET=replace_me\n";
        import(page, example).await?;
        page.until_said("status", |text| text.contains("1 more commented out"))
            .await?;
        page.until_reads("Bundle", |text| text.trim_end() == example.trim_end())
            .await?;
        page.until_reads("Secrets", |table| {
            table.contains("commented out · not in use")
        })
        .await?;
        page.press("Switch on SIGNING_SECRET").await?;
        let text = page
            .until_reads("Bundle", |text| text.contains("\nSIGNING_SECRET="))
            .await?;
        ensure(values(&text)["SIGNING_SECRET"].len() == 32, || text.clone())?;
        page.by_role("button", "Regenerate SIGNING_SECRET").await?;
        page.press("Change SIGNING_SECRET").await?;
        page.choose("Decision for SIGNING_SECRET", "Leave it commented out")
            .await?;
        page.until_reads("Bundle", |text| text.trim_end() == example.trim_end())
            .await
            .map(drop)
    });
}

#[test]
fn keys_that_rest_on_an_unknown_secret_are_said_to_be_missing() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        import(page, "JWT_SECRET=${KEEPER}\n").await?;
        page.until_reads("Bundle", |text| text.starts_with("JWT_SECRET=${KEEPER}"))
            .await?;
        page.choose("Preset", "Supabase (self-hosted)").await?;
        page.press("Add preset").await?;
        let text = page
            .until_reads("Bundle", |text| text.contains("POSTGRES_PASSWORD="))
            .await?;
        ensure(!text.contains("_KEY=\n"), || text.clone())?;
        // Two are signed with it, and it is among the keys of the pair that the other four are made of.
        page.until_body_says(|text| {
            text.contains(
                "Missing: ANON_KEY, SERVICE_ROLE_KEY, JWT_KEYS, JWT_JWKS, ANON_KEY_ASYMMETRIC and",
            )
        })
        .await?;
        page.until_reads("Secrets", |table| {
            table.matches("made from JWT_SECRET").count() == 6
        })
        .await
        .map(drop)
    });
}

#[test]
fn a_rotation_says_what_it_keeps_and_what_is_left_to_do() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let own = format!(
            "POSTGRES_PASSWORD={DRAWN}1\nDATA_ENCRYPTION_KEY={DRAWN}2\nDATA_ENCRYPTION_KEY_PREVIOUS=${{FORMER}}\n"
        );
        page.pick("My own .env").await?;
        import(page, &own).await?;
        page.until_reads("Bundle", |text| text.contains(DRAWN))
            .await?;
        let told = |text: &str| text.contains("POSTGRES_PASSWORD: change it in the database");
        page.until_body_says(|text| !told(text)).await?;
        page.press("Rotate").await?;
        page.until_body_says(|text| {
            told(text) && text.contains("DATA_ENCRYPTION_KEY: what was encrypted with the old key")
        })
        .await?;
        let text = page.read("Bundle").await?;
        let values = values(&text);
        let (new, old) = (
            &values["DATA_ENCRYPTION_KEY"],
            &values["DATA_ENCRYPTION_KEY_PREVIOUS"],
        );
        ensure(*old == format!("{DRAWN}2") && new != old, || text.clone())?;

        page.pick("Example").await?;
        page.until_body_says(|text| text.contains("there are no old values to keep"))
            .await?;
        page.press("Rotate").await?;
        page.until_said("status", |text| text.contains("no old value kept"))
            .await
            .map(drop)
    });
}

#[test]
fn a_pasted_file_and_what_was_said_about_it_go_when_the_tab_is_started_over() {
    run(async |page| {
        page.open("#bundle").await?;
        let box_name = "Import .env.example";
        page.press("Import").await?;
        page.until_said("alert", |text| text.contains("nothing to import"))
            .await?;
        page.paste("textbox", box_name, &doubtful()).await?;
        page.until_body_says(|text| !text.contains("nothing to import"))
            .await?;
        page.press("Import").await?;
        until_asked(page).await?;
        page.pick("My own .env").await?;
        page.until_reads("Bundle", |text| text.contains("APP_SECRET=••••"))
            .await?;
        page.press("Start over").await?;
        page.until_reads("Bundle", |text| text.contains("SESSION_SECRET=••••"))
            .await?;
        page.until_reads(box_name, str::is_empty).await?;
        ensure_not_asked(page).await?;
        // The answer was for that file.
        import(page, &doubtful()).await?;
        until_asked(page).await?;
        page.press("Copy bundle").await?;
        page.until_said("status", |text| text.contains("copied"))
            .await?;
        let copied = page.clipboard().await?;
        ensure(!copied.contains(DRAWN), || copied.clone())
    });
}

/// Holds the files whose name begins with `slow` until `__release()`.
const SLOW_FILES: &str = "
    const read = Blob.prototype.arrayBuffer, slice = Blob.prototype.slice, held = new WeakSet();
    Blob.prototype.slice = function (...range) {
        const part = slice.apply(this, range);
        if (this.name?.startsWith('slow')) held.add(part);
        return part;
    };
    const gate = new Promise((open) => { window.__release = open; });
    Blob.prototype.arrayBuffer = async function () {
        if (held.has(this)) await gate;
        const bytes = await read.call(this);
        if (held.has(this)) window.__passed = true;
        return bytes;
    };";

async fn release(page: &Page) -> Outcome {
    page.task(
        "__release();
         while (!window.__passed) await new Promise((next) => setTimeout(next));
         // What the page does with the bytes follows in tasks of its own.
         for (let n = 0; n < 50; n++) await new Promise((next) => setTimeout(next));",
    )
    .await
}

#[test]
fn a_file_that_is_still_read_when_the_next_is_dropped_is_not_imported() {
    run(async |page| {
        page.inject(SLOW_FILES).await?;
        page.open("#bundle").await?;
        drop_named(page, "slow.env", b"SLOW_PORT=1\n").await?;
        drop_named(page, "quick.env", b"QUICK_PORT=1\n").await?;
        page.until_reads("Bundle", |text| text.contains("QUICK_PORT="))
            .await?;
        release(page).await?;
        let text = page.read("Bundle").await?;
        ensure(text.contains("QUICK_PORT="), || text.clone())?;
        let kept = page.read("Import .env.example").await?;
        ensure(kept == "QUICK_PORT=1\n", || format!("the box holds {kept}"))
    });
}

#[test]
fn a_choice_made_while_a_file_is_read_is_for_that_file() {
    run(async |page| {
        page.inject(SLOW_FILES).await?;
        page.open("#bundle").await?;
        import(page, "FIRST_PORT=1\n").await?;
        page.until_reads("Bundle", |text| text.contains("FIRST_PORT="))
            .await?;
        drop_named(page, "slow.env", b"SLOW_PORT=1\n").await?;
        page.choose("Read as", "python-dotenv").await?;
        release(page).await?;
        page.until_reads("Bundle", |text| text.contains("SLOW_PORT="))
            .await?;
        page.until_reads("Output", |output| output.contains("python"))
            .await
            .map(drop)
    });
}

#[test]
fn a_file_that_is_still_read_when_the_tab_is_left_is_not_imported() {
    run(async |page| {
        page.inject(SLOW_FILES).await?;
        page.open("#bundle").await?;
        page.until_reads("Bundle", |text| text.contains("JWT_SECRET="))
            .await?;
        drop_named(page, "slow.env", b"SLOW_PORT=1\n").await?;
        page.tab("Token").await?;
        release(page).await?;
        page.tab("Bundle").await?;
        page.until_said("alert", |text| text.contains("slow.env was not imported"))
            .await?;
        let text = page.read("Bundle").await?;
        ensure(text.contains("JWT_SECRET="), || text.clone())?;
        page.until_reads("Import .env.example", str::is_empty)
            .await
            .map(drop)
    });
}

#[test]
fn a_file_in_utf_16_is_read_as_one() {
    run(async |page| {
        page.open("#bundle").await?;
        show(page).await?;
        let units = "\u{feff}API_SECRET=changeme\nNAME=é\n".encode_utf16();
        let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
        drop_named(page, "example.env", &bytes).await?;
        page.until_reads("Bundle", |text| {
            text.starts_with("API_SECRET=") && text.trim_end().ends_with("NAME=é")
        })
        .await
        .map(drop)
    });
}
