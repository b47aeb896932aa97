//! Several keys: one verdict a line.

use super::one::CheckBadge;
use super::words;
use crate::engine::inspect::{Inspection, KeyFinding};
use leptos::prelude::*;

/// The table of the keys.
#[component]
pub fn SeveralKeys(
    /// What was found.
    inspection: Inspection,
) -> impl IntoView {
    let summary = words::summary(&inspection);
    let rows = inspection.findings.into_iter().map(row).collect_view();
    view! { class="lk",
        <p class="headline">{summary}</p>
        <table>
            <thead>
                <tr>
                    <th scope="col">{words::LINE}</th>
                    <th scope="col">{words::KEY}</th>
                    <th scope="col">{words::VERDICT}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(finding: KeyFinding) -> impl IntoView {
    let environment = finding
        .environment
        .map(|environment| format!(", {}", environment.label()));
    let notices = finding
        .notices
        .into_iter()
        .map(|notice| view! { class="lk", <li>{notice}</li> })
        .collect_view();
    view! { class="lk",
        <tr>
            <th scope="row">{finding.line}</th>
            <td>
                <b>{finding.name}{environment}</b>
                <span class="mono masked">{finding.masked}</span>
                <ul class="notices">{notices}</ul>
            </td>
            <td><CheckBadge check=finding.check/></td>
        </tr>
    }
}
