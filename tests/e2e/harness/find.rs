//! Finding elements by role and accessible name, as the browser computes both.
//!
//! A script narrows the candidates; the driver's "Get Computed Role" and "Get Computed Label" decide.

use super::engine::Engine;
use super::page::{Page, until};
use super::{Outcome, ensure};
use http::Method;
use serde_json::Value;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{RequestData, SessionId, WebElement};

/// Which elements have a role implicitly; an element with an explicit role is always a candidate.
const CANDIDATES: [(&str, &str); 14] = [
    ("alert", ""),
    ("button", "button"),
    ("checkbox", "input[type=checkbox]"),
    ("combobox", "select"),
    ("dialog", "dialog"),
    ("group", "fieldset, details"),
    // ARIA 1.3 has two names for it, of which Chromium computes this one.
    ("image", "[role=img]"),
    ("list", "ol, ul"),
    ("progressbar", "progress"),
    ("radio", "input[type=radio]"),
    ("region", "section"),
    ("spinbutton", "[role=spinbutton]"),
    ("table", "table"),
    (
        "textbox",
        "input:not([type]), input:is([type=text], [type=password]):not([role]), textarea",
    ),
];

/// Which elements can be found by name alone: those with a text or a value. A tab shares its name with its
/// panel, so neither is one.
const ANY: &str = ":is([aria-label], [aria-labelledby], input, select, textarea, output, fieldset, table)\
    :not([role=tab], [role=tabpanel])";

/// Visible elements of a selector with some text that may be their name.
const NARROW: &str = r"
const [selector, name] = arguments;
const texts = (e) => [
    e.ariaLabel, e.title, e.textContent,
    ...(e.ariaLabelledByElements ?? []).map((by) => by.textContent),
    ...Array.from(e.labels ?? [], (label) => label.textContent),
];
return [...document.querySelectorAll(selector)].filter((e) =>
    e.checkVisibility({ visibilityProperty: true }) && texts(e).some((text) => text?.includes(name)));
";

/// The selector of the elements that may have a role; an empty role stands for any.
fn selector(role: &str) -> String {
    match CANDIDATES.iter().find(|(known, _)| *known == role) {
        _ if role.is_empty() => ANY.to_owned(),
        Some((_, native)) if !native.is_empty() => format!("{native}, [role={role}]"),
        _ => format!("[role={role}]"),
    }
}

#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl FormatRequestData for Computed {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(
            Method::GET,
            format!(
                "session/{session}/element/{}/computed{}",
                self.element, self.what
            ),
        )
    }
}

impl Page {
    /// The element with this role and name; waits until there is one, and opens what hides it.
    pub async fn by_role(&self, role: &str, name: &str) -> Outcome<WebElement> {
        until(&format!("{role} \"{name}\""), async || {
            self.reach(role, name).await
        })
        .await
    }

    /// The element with this role and name, without waiting, as a person finds it: where it is not in sight, the fold
    /// or the view that hides it is opened.
    pub async fn reach(&self, role: &str, name: &str) -> Outcome<WebElement> {
        if let Ok(element) = self.find(role, name).await {
            return Ok(element);
        }
        self.reveal(&selector(role), name).await?;
        self.find(role, name).await
    }

    /// Whether there is an element with this role and name now.
    pub async fn has(&self, role: &str, name: &str) -> bool {
        self.find(role, name).await.is_ok()
    }

    /// Waits until there is no element with this role and name.
    pub async fn until_gone(&self, role: &str, name: &str) -> Outcome {
        until(&format!("{role} \"{name}\" to go"), async || {
            ensure(!self.has(role, name).await, || "it is there".into())
        })
        .await
    }

    /// The element with this role and name, without waiting. An empty role stands for any.
    pub async fn find(&self, role: &str, name: &str) -> Outcome<WebElement> {
        let narrowed = self
            .driver
            .execute(NARROW, [selector(role).into(), name.into()])
            .await?
            .elements()?;
        let mut named = Vec::new();
        for element in narrowed {
            let label = self.computed(&element, "label").await?;
            // One field may be for two things: "Expected digest or SHA256SUMS".
            let mut alternatives = label.split(" or ");
            if (label.starts_with(name) || alternatives.any(|one| one.starts_with(name)))
                && (role.is_empty()
                    || self.is_called(role, &self.computed(&element, "role").await?))
            {
                named.push((label, element));
            }
        }
        // A label may be longer than the name, but an exact match wins.
        if named.iter().any(|(label, _)| label == name) {
            named.retain(|(label, _)| label == name);
        }
        let labels: Vec<&str> = named.iter().map(|(label, _)| label.as_str()).collect();
        ensure(named.len() == 1, || {
            format!(
                "{} elements of role \"{role}\" named \"{name}\": {labels:?}",
                named.len()
            )
        })?;
        Ok(named.remove(0).1)
    }

    /// Whether this engine computes `computed` for elements of `role`. `WebKit`'s GTK port calls a list of choices by its
    /// button, and Firefox has no role of ARIA for a password's field, as HTML-AAM leaves it.
    pub(super) fn is_called(&self, role: &str, computed: &str) -> bool {
        let own = match self.engine {
            Engine::WebKit if role == "combobox" => "button",
            Engine::Firefox if role == "textbox" => "",
            _ => role,
        };
        computed == role || computed == own
    }

    /// The browser's own `label` (accessible name) or `role` of an element.
    pub async fn computed(&self, element: &WebElement, what: &'static str) -> Outcome<String> {
        let command = Computed {
            element: element.element_id().to_string(),
            what,
        };
        let mut text: String = self.driver.cmd(command).await?.value()?;
        // Firefox adds to the name of a file input what its button says, and how many files it holds.
        if self.engine == Engine::Firefox
            && what == "label"
            && let Some(end) = text.find(" Browse…")
        {
            text.truncate(end);
        }
        Ok(text)
    }

    /// The role and name of the element that has the focus.
    pub async fn focused(&self) -> Outcome<(String, String)> {
        let element = self.driver.active_element().await?;
        Ok((
            self.computed(&element, "role").await?,
            self.computed(&element, "label").await?,
        ))
    }

    /// What a person reads in the element with this name: a field's value, else its text.
    pub async fn read(&self, name: &str) -> Outcome<String> {
        let element = self.reach("", name).await?;
        self.script(
            "const [e] = arguments; return e.value ?? e.innerText",
            [element.to_json()?],
        )
        .await
    }

    /// The value of the field with this role and name.
    pub async fn value(&self, role: &str, name: &str) -> Outcome<String> {
        let field = self.by_role(role, name).await?;
        self.script("return arguments[0].value", [field.to_json()?])
            .await
    }

    /// Waits until the element with this name reads as wanted, and returns what it then reads.
    pub async fn until_reads(&self, name: &str, wanted: impl Fn(&str) -> bool) -> Outcome<String> {
        until(&format!("\"{name}\" to change"), async || {
            let text = self.read(name).await?;
            ensure(wanted(&text), || format!("\"{name}\" reads {text:?}"))?;
            Ok(text)
        })
        .await
    }

    /// The visible texts of all elements with this role, joined by line breaks.
    pub async fn said(&self, role: &str) -> Outcome<String> {
        let texts: Vec<String> = self
            .script(
                "return [...document.querySelectorAll(`[role=${arguments[0]}]`)]
                     .filter((e) => e.checkVisibility({ visibilityProperty: true })).map((e) => e.textContent.trim())",
                [Value::from(role)],
            )
            .await?;
        Ok(texts
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("\n"))
    }

    /// Waits until an element with this role has a text that fits, and returns the texts of all of them.
    pub async fn until_said(&self, role: &str, wanted: impl Fn(&str) -> bool) -> Outcome<String> {
        until(&format!("the {role} to speak"), async || {
            let text = self.said(role).await?;
            ensure(!text.is_empty() && wanted(&text), || {
                format!("the {role} says {text:?}")
            })?;
            Ok(text)
        })
        .await
    }

    /// The error text beside an invalid field; an error when the field is valid.
    pub async fn complaint(&self, role: &str, name: &str) -> Outcome<String> {
        let field = self.reach(role, name).await?;
        let words: Option<String> = self
            .script(
                "const [e] = arguments;
                 return e.ariaInvalid !== 'true' ? null
                     : [...(e.ariaErrorMessageElements ?? []), ...(e.ariaDescribedByElements ?? [])]
                           .filter((by) => by.checkVisibility()).map((by) => by.innerText).join(' ').trim()",
                [field.to_json()?],
            )
            .await?;
        let words = words.ok_or_else(|| format!("\"{name}\" is not marked as wrong"))?;
        ensure(!words.is_empty(), || {
            format!("\"{name}\" is marked as wrong without a word")
        })?;
        Ok(words)
    }

    /// Waits until the field is invalid, and returns the error text beside it.
    pub async fn until_complaint(&self, role: &str, name: &str) -> Outcome<String> {
        until(&format!("a complaint about \"{name}\""), async || {
            self.complaint(role, name).await
        })
        .await
    }

    /// What a person reads on the whole page.
    pub async fn body(&self) -> Outcome<String> {
        self.script("return document.body.innerText", []).await
    }

    /// The whole document with what nobody sees, as HTML.
    pub async fn html(&self) -> Outcome<String> {
        self.script("return document.documentElement.outerHTML", [])
            .await
    }

    /// Waits until what is visible of the whole page reads as wanted.
    pub async fn until_body_says(&self, wanted: impl Fn(&str) -> bool) -> Outcome {
        until("the page to say so", async || {
            let text = self.body().await?;
            ensure(wanted(&text), || format!("the page says {text:?}"))
        })
        .await
    }
}
