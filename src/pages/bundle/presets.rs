//! Choosing a preset, and adding it to what is there.

use super::state::BundleState;
use crate::components::select::SelectField;
use crate::engine::bundle::preset::Preset;
use leptos::prelude::*;

/// The list "Preset" and its buttons.
#[component]
pub fn PresetChoice(
    /// The bundle.
    state: BundleState,
) -> impl IntoView {
    let presets = Preset::ALL
        .map(|preset| (preset.id(), preset.label()))
        .to_vec();
    let words = move || {
        let preset = state.preset.get();
        match &*state.before.read() {
            _ if state.kept.get() => format!("Adds {preset} to the bundle below."),
            Some((before, _)) => format!("Adds {preset} to {before}, which it took the place of."),
            None => "Choose one; then choose another and add it.".to_owned(),
        }
    };
    view! { class="lk",
        <div>
            <SelectField
                id="bundle-preset"
                label="Preset"
                options=presets
                value=Signal::derive(move || state.preset.get().id())
                on_change=move |id: String| state.choose(id.parse().unwrap_or(Preset::ALL[0]))
            />
            <div class="row tight">
                <button
                    type="button"
                    class="button small"
                    aria-describedby="bundle-preset-add"
                    on:click=move |_| state.add()
                >
                    "Add preset"
                </button>
                <button
                    type="button"
                    class="button small"
                    hidden=move || !state.kept.get()
                    on:click=move |_| state.start_over()
                >
                    "Start over"
                </button>
            </div>
            <p id="bundle-preset-add" class="hint">{words}</p>
        </div>
    }
}
