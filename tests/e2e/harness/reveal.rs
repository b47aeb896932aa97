//! Opening what an element is in, as a person does who knows where it is: a fold, or a view inside a tab.

use super::Outcome;
use super::page::Page;

/// Clicks on what hides an element of a selector and a name that is in the open tab: the summaries of closed folds, and
/// the tabs of views that are not in sight. Whether there was one.
const REVEAL: &str = r"
const [selector, name] = arguments;
const texts = (e) => [
    e.ariaLabel,
    ...(e.ariaLabelledByElements ?? []).map((by) => by.textContent),
    ...Array.from(e.labels ?? [], (label) => label.textContent),
    ...(e.matches('button') ? [e.textContent] : []),
];
const isNamed = (e) => texts(e).some((text) => text?.split(' or ').some((part) => part.trim().startsWith(name)));
const view = '[role=tabpanel] [role=tabpanel][hidden]';
for (const e of document.querySelectorAll(selector)) {
    if (e.checkVisibility({ visibilityProperty: true }) || !isNamed(e)) continue;
    const outer = e.closest('[role=tabpanel]:not([role=tabpanel] [role=tabpanel])');
    if (outer?.hidden !== false) continue;
    const panel = e.closest(view);
    const tab = panel && document.getElementById(panel.getAttribute('aria-labelledby'));
    // What would be hidden in an open view too is not there yet.
    const folds = [];
    let isThere = !e.hidden;
    for (let at = e.parentElement; at; at = at.parentElement) {
        if (at.matches('details:not([open])')) folds.unshift(at.querySelector('summary'));
        isThere &&= at === panel || !at.hidden;
    }
    if (!isThere) continue;
    const hiding = [tab, ...folds].filter(Boolean);
    hiding.forEach((one) => one.click());
    if (hiding.length > 0) return true;
}
return false;
";

impl Page {
    /// Opens the fold or the view that hides an element of this selector and name, where there is one.
    pub(super) async fn reveal(&self, selector: &str, name: &str) -> Outcome<bool> {
        self.script(REVEAL, [selector.into(), name.into()]).await
    }
}
