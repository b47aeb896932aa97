//! All that is known of one key.

use super::words;
use crate::engine::inspect::{Fact, KeyCheck, KeyFinding};
use crate::pages::copying::copy_shown;
use leptos::prelude::*;

/// The verdict on a checksum, with its mark.
#[component]
pub fn CheckBadge(
    /// The verdict.
    check: KeyCheck,
) -> impl IntoView {
    let (is_valid, is_wrong) = (check.is_valid(), check.is_wrong());
    let mark = match (is_valid, is_wrong) {
        (true, _) => "✓ ",
        (_, true) => "✗ ",
        _ => "",
    };
    view! { class="lk",
        <span class="badge check-badge" class:valid=is_valid class:wrong=is_wrong>
            <span aria-hidden="true">{mark}</span>
            {check.word()}
        </span>
    }
}

/// The findings on one key.
#[component]
pub fn OneKey(
    /// The findings.
    finding: KeyFinding,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Where an error of copying goes.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let KeyFinding {
        name,
        environment,
        check,
        parts,
        made_of,
        strength,
        facts,
        masked,
        digests,
        notices,
        ..
    } = finding;
    let environment = environment.map(|environment| {
        view! { class="lk", <span class="badge">{environment.label()}</span> }
    });
    let detail = check.detail().to_owned();
    let labels = parts
        .iter()
        .map(|part| {
            view! { class="lk", <li class=part.kind.id()><span>{part.label.clone()}</span></li> }
        })
        .collect_view();
    let has_parts = parts.len() > 1;
    let drawn = parts
        .into_iter()
        .map(|part| view! { class="lk", <span class=part.kind.id()>{part.text}</span> })
        .collect_view();
    let row = |name: String, value: String, class: &'static str| {
        view! { class="lk",
            <div hidden=value.is_empty()>
                <dt>{name}</dt>
                <dd class=class>{value.clone()}</dd>
            </div>
        }
    };
    let facts = facts
        .into_iter()
        .map(|Fact { name, value }| row(name, value, "mono"))
        .collect_view();
    let digests = digests
        .into_iter()
        .map(|Fact { name, value }| {
            let copied = value.clone();
            let label = words::copy(&name);
            let copy = move |_| copy_shown(words::HASH, &copied, announce, set_alert);
            view! { class="lk",
                <div>
                    <dt>{name}</dt>
                    <dd class="row">
                        <span class="digest">{value}</span>
                        <button type="button" class="button small" aria-label=label on:click=copy>{words::COPY}</button>
                    </dd>
                </div>
            }
        })
        .collect_view();
    let are_notices = !notices.is_empty();
    let notices = notices
        .into_iter()
        .map(|notice| view! { class="lk", <li>{notice}</li> })
        .collect_view();
    view! { class="lk",
        <div class="headline">
            <h3>{name}</h3>
            {environment}
            <CheckBadge check=check/>
        </div>
        <p class="says">{detail}</p>
        <p class="key" role="group" aria-label=words::PARTS hidden=!has_parts>{drawn}</p>
        <ul class="anatomy" hidden=!has_parts>{labels}</ul>
        <dl class="facts">
            {row(words::MADE_OF.to_owned(), made_of, "")}
            {row(words::STRENGTH.to_owned(), strength, "")}
            {facts}
            {row(words::MASKED.to_owned(), masked, "mono")}
            {digests}
            <div hidden=!are_notices>
                <dt>{words::NOTICED}</dt>
                <dd><ul class="notices">{notices}</ul></dd>
            </div>
        </dl>
    }
}
