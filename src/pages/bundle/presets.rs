//! Choosing a preset, and adding it to what is there.

use super::importing::ImportState;
use super::state::BundleState;
use super::words;
use crate::components::select::SelectField;
use crate::engine::bundle::preset::Preset;
use leptos::prelude::*;

/// The list "Preset" and its buttons.
#[component]
pub fn PresetChoice(
    /// The bundle.
    state: BundleState,
    /// The import box: what is under way there would replace what is made here.
    importing: ImportState,
) -> impl IntoView {
    let presets = Preset::ALL
        .map(|preset| (preset.id(), preset.label()))
        .to_vec();
    let hint = move || {
        let preset = state.preset.get();
        match &*state.before.read() {
            _ if state.kept.get() => words::adds_below(preset),
            Some((before, _)) => words::adds_to_former(preset, *before),
            None => words::CHOOSE_A_PRESET.to_owned(),
        }
    };
    view! { class="lk",
        <div>
            <SelectField
                id="bundle-preset"
                label=words::PRESET
                options=presets
                value=Signal::derive(move || state.preset.get().id())
                on_change=move |id: String| {
                    if !state.kept.get_untracked() {
                        importing.stop();
                    }
                    state.choose(id.parse().unwrap_or(Preset::ALL[0]));
                }
            />
            <div class="row tight">
                <button
                    type="button"
                    class="button small"
                    aria-describedby="bundle-preset-add"
                    on:click=move |_| {
                        if state.add() {
                            importing.stop();
                        }
                    }
                >
                    {words::ADD_PRESET}
                </button>
                <button
                    type="button"
                    class="button small"
                    hidden=move || !state.kept.get()
                    on:click=move |_| state.start_over()
                >
                    {words::START_OVER}
                </button>
            </div>
            <p id="bundle-preset-add" class="hint">{hint}</p>
        </div>
    }
}
