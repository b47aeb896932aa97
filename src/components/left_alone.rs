//! What a field asks of browsers and password managers: to leave alone what is typed into it.

use leptos::attr::Attribute;
use leptos::attr::custom::custom_attribute;

/// The attributes of a field whose text nobody is to keep, correct or fill in. Browsers keep no such field for a restored
/// session either. Each password manager has an attribute of its own.
pub fn left_alone() -> impl Attribute {
    (
        custom_attribute("autocomplete", "off"),
        custom_attribute("spellcheck", "false"),
        custom_attribute("autocapitalize", "none"),
        custom_attribute("data-1p-ignore", "true"),
        custom_attribute("data-lpignore", "true"),
        custom_attribute("data-bwignore", "true"),
        custom_attribute("data-form-type", "other"),
    )
}
