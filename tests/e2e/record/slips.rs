//! Wrong texts in the fields of the server record: each is told beside its field, and nothing typed is lost.

use super::{open_record, typed, until_record};
use crate::harness::{ensure, run};

/// What is wrong in a field: its role and name, the text, where that is said and how, and a text that is right.
type Slip<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, &'a str);

/// What is wrong with a record's names and dates.
const SLIPS: [Slip; 11] = [
    (
        "textbox",
        "Owner or project",
        "a\tb",
        "Owner or project",
        "control character",
        "team",
    ),
    (
        "textbox",
        "Created",
        "yesterday",
        "Created",
        "2027-05-31",
        "2026-01-02",
    ),
    (
        "textbox",
        "Created",
        "2026-02-30",
        "Created",
        "no such day",
        "2026-01-02",
    ),
    (
        "textbox",
        "Created",
        "2026-01-02T03:04:05",
        "Created",
        "zone",
        "2026-01-02T03:04:05Z",
    ),
    (
        "textbox",
        "Expires",
        "2020-01-01",
        "Expires",
        "in the past",
        "2099-01-01",
    ),
    (
        "textbox",
        "Expires",
        "soon",
        "Expires",
        "2027-05-31",
        "2099-01-01",
    ),
    (
        "textbox",
        "Created",
        "2100-01-01",
        "Expires",
        "before it is created",
        "2026-01-02",
    ),
    (
        "textbox",
        "Scopes",
        "invoices: read",
        "Scopes",
        "white space",
        "invoices:read",
    ),
    (
        "textbox",
        "Scopes",
        "invoices",
        "Scopes",
        "no action",
        "invoices:read",
    ),
    (
        "spinbutton",
        "Rotate every (days)",
        "0",
        "Rotate every (days)",
        "whole number",
        "90",
    ),
    (
        "spinbutton",
        "Rotate every (days)",
        "36500",
        "Rotate every (days)",
        "after the key has expired",
        "90",
    ),
];

/// What is wrong with its limits.
const SLIPS_OF_LIMITS: [Slip; 9] = [
    (
        "spinbutton",
        "Burst",
        "5",
        "Requests",
        "A burst needs a limit",
        "",
    ),
    (
        "spinbutton",
        "Requests",
        "many",
        "Requests",
        "whole number",
        "100",
    ),
    ("spinbutton", "Burst", "0", "Burst", "whole number", "20"),
    (
        "spinbutton",
        "Quota a day",
        "many",
        "Quota a day",
        "whole number",
        "1000",
    ),
    (
        "spinbutton",
        "Quota a month",
        "10",
        "Quota a month",
        "A month has less",
        "30000",
    ),
    (
        "textbox",
        "Allowed IP addresses",
        "203.0.113.300",
        "Allowed IP addresses",
        "IP address",
        "203.0.113.0/24",
    ),
    (
        "textbox",
        "Allowed IP addresses",
        "10.0.0.1/8",
        "Allowed IP addresses",
        "10.0.0.0/8",
        "10.0.0.0/8",
    ),
    (
        "textbox",
        "Allowed IP addresses",
        "2001:db8::/129",
        "Allowed IP addresses",
        "from 0 to 128",
        "2001:db8::/33",
    ),
    (
        "textbox",
        "Allowed origins",
        "https://example.com/x",
        "Allowed origins",
        "without a path",
        "https://example.com",
    ),
];

#[test]
fn each_error_stands_beside_its_field_and_nothing_typed_is_lost() {
    run(async |page| {
        open_record(page).await?;
        let mut expected = typed(page).await?;
        let long = "x".repeat(201);
        let long = [
            ("textbox", "Label", &*long, "Label", "at most 200", "kept"),
            (
                "textbox",
                "Used in",
                &*long,
                "Used in",
                "at most 200",
                "live",
            ),
        ];
        for (role, name, bad, beside, said, good) in
            long.into_iter().chain(SLIPS).chain(SLIPS_OF_LIMITS)
        {
            page.paste(role, name, bad).await?;
            let complaint = page.until_complaint(role, beside).await?;
            ensure(complaint.contains(said), || format!("{name}: {complaint}"))?;
            ensure(!page.has("", "Record").await, || {
                "a text is still there".into()
            })?;
            // Neither the wrong text nor any other field was changed.
            expected.insert(name.to_owned(), bad.to_owned());
            let seen = typed(page).await?;
            ensure(seen == expected, || format!("{name}: {seen:?}"))?;
            page.paste(role, name, good).await?;
            expected.insert(name.to_owned(), good.to_owned());
            until_record(page, |record| record["label"] == "kept").await?;
        }
        let seen = typed(page).await?;
        ensure(seen == expected && seen.len() == 15, || format!("{seen:?}"))?;
        // Allowed, but worth a second thought.
        page.paste("textbox", "Scopes", "*").await?;
        page.until_body_says(|text| text.contains("* allows a great deal"))
            .await?;
        until_record(page, |record| record["scopes"][0] == "*").await?;
        Ok(())
    });
}
