//! What was typed does not come back: not from the back/forward cache, and not with a reload, after which Firefox fills
//! in fields that do not forbid it. Nor does a browser, or a password manager, take it down elsewhere.

use crate::bundle_import::import;
use crate::harness::{Outcome, Page, ensure, run};
use crate::inspect::{JWT, unfold_rules};
use crate::parts::use_every_tab;

/// Something that is nobody's.
const TYPED: &str = "typed-by-hand-4711";

/// The variable whose value is to be entered.
const VARIABLE: &str = "OPENAI_API_KEY";

/// The fields that take a secret, or what may hold one, the tabs they are in, and what is typed into them. Those of
/// Inspect are the last: they are emptied when their tab is left.
const FIELDS: [(&[&str], &str, &str); 10] = [
    (&["Bundle"], VARIABLE, TYPED),
    (&["Bundle"], "Import .env.example", TYPED),
    (&["Hashes", "Text"], "Text", TYPED),
    (&["Hashes", "Text"], "HMAC key", TYPED),
    (&["Hashes", "Text"], "Expected digest", TYPED),
    (&["Hashes", "Passwords"], "Password", TYPED),
    (&["Hashes", "Passwords"], "Hash to verify against", TYPED),
    (&["Key pair"], "Passphrase", TYPED),
    (&["Inspect"], "Key", JWT),
    (&["Inspect"], "JWT secret", TYPED),
];

/// A field of the Key pair tab that takes no secret: a page that comes back from the cache still has it.
const COMMENT: &str = "Comment";

/// Imports an example whose value is to be entered.
async fn import_example(page: &Page) -> Outcome {
    page.tab("Bundle").await?;
    import(page, &format!("{VARIABLE}=your-key-here\n")).await?;
    page.by_role("textbox", VARIABLE).await.map(drop)
}

/// Has the Key pair tab ask for a passphrase and a comment.
async fn ask_for_passphrase(page: &Page) -> Outcome {
    page.tab("Key pair").await?;
    page.choose("Purpose", "SSH").await?;
    // A page that was kept still asks.
    if page.has("textbox", "Passphrase").await {
        return Ok(());
    }
    page.check("Encrypt the private key").await
}

async fn type_into(page: &Page, field: &str, text: &str) -> Outcome {
    page.paste("textbox", field, text).await?;
    ensure(page.value("textbox", field).await? == text, || {
        format!("\"{field}\" takes no text")
    })
}

async fn type_into_every_field(page: &Page) -> Outcome {
    import_example(page).await?;
    for (tabs, field, text) in FIELDS {
        for tab in tabs {
            page.tab(tab).await?;
        }
        type_into(page, field, text).await?;
    }
    Ok(())
}

/// Opens what each field is in, and fails if a field holds what was typed.
async fn ensure_nothing_typed_is_back(page: &Page, when: &str) -> Outcome {
    for (tabs, ..) in FIELDS {
        for tab in tabs {
            page.tab(tab).await?;
        }
    }
    let back: Vec<String> = page
        .script(
            "return [...document.querySelectorAll('input, textarea')]
                 .filter((field) => [...arguments].some((text) => field.value.includes(text)))
                 .map((field) => `${field.id || field.ariaLabel} holds ${field.value}`)",
            [TYPED.into(), JWT.into()],
        )
        .await?;
    ensure(back.is_empty(), || format!("{when}: {back:#?}"))
}

/// Types into the fields, leaves the page and comes back, types again and reloads; fails if a field is filled in.
pub async fn ensure_nothing_typed_comes_back(page: &Page) -> Outcome {
    page.note_restores().await?;
    page.open("").await?;
    ask_for_passphrase(page).await?;
    type_into_every_field(page).await?;
    page.leave_and_return().await?;
    ensure_nothing_typed_is_back(page, "the cache").await?;
    ask_for_passphrase(page).await?;
    type_into(page, COMMENT, TYPED).await?;
    type_into_every_field(page).await?;
    page.reload().await?;
    ensure_nothing_typed_is_back(page, "a reload").await
}

#[test]
fn nothing_typed_comes_back_with_the_cache_or_a_reload() {
    run(ensure_nothing_typed_comes_back);
}

/// The fields in which a browser or a password manager would take down, correct or fill in what is typed: of a number
/// it may be told less, since it is no secret. And the names of all fields.
const FILLED: &str = "
    const always = { autocomplete: 'off' };
    const typed = { ...always, spellcheck: 'false' };
    const text = {
        ...typed, autocapitalize: 'none',
        'data-1p-ignore': 'true', 'data-lpignore': 'true', 'data-bwignore': 'true', 'data-form-type': 'other',
    };
    const wanted = (field) => {
        if (field.matches('select, [type=radio], [type=checkbox]')) return always;
        return field.role === 'spinbutton' ? typed : text;
    };
    const nameOf = (field) => (field.ariaLabel ?? field.labels[0]?.textContent ?? field.id).trim();
    const fields = [...document.querySelectorAll('input:not([type=file]), textarea, select')];
    const faults = fields.flatMap((field) => Object.entries(wanted(field))
        .filter(([name, value]) => field.getAttribute(name) !== value)
        .map(([name]) => `${nameOf(field)}: ${name} is ${field.getAttribute(name)}`));
    return [faults, fields.map(nameOf)];
";

#[test]
fn no_field_is_kept_corrected_or_filled_in_by_the_browser() {
    run(async |page| {
        page.open("").await?;
        let mut seen = Vec::new();
        let mut ensure_kept_from = async || -> Outcome {
            let (faults, names): (Vec<String>, Vec<String>) = page.script(FILLED, []).await?;
            seen.extend(names);
            ensure(faults.is_empty(), || format!("{faults:#?}"))
        };
        use_every_tab(page).await?;
        page.paste("textbox", "Key", JWT).await?;
        page.by_role("textbox", "JWT secret").await?;
        unfold_rules(page).await?;
        page.by_role("combobox", "Rule for").await?;
        import_example(page).await?;
        page.press(&format!("Change {VARIABLE}")).await?;
        ask_for_passphrase(page).await?;
        ensure_kept_from().await?;
        page.tab("Token").await?;
        for (format, field) in [
            ("Custom alphabet", "Alphabet"),
            ("Password", "Exclude symbols"),
            ("Passphrase", "Separator"),
        ] {
            page.choose("Format", format).await?;
            page.by_role("", field).await?;
            ensure_kept_from().await?;
        }
        let fields = FIELDS.map(|(_, field, _)| field);
        let others = [COMMENT, "Issuer", "Account", "Prefix", "User"];
        for name in fields.into_iter().chain(others) {
            let is_seen = seen.iter().any(|one| one.starts_with(name));
            ensure(is_seen, || format!("\"{name}\" is not among {seen:?}"))?;
        }
        Ok(())
    });
}
