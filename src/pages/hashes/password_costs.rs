//! The fields of what a password hash costs.

use super::words;
use crate::components::field::{Field, FieldKind};
use crate::engine::password::{Input, InputError, Params, ParamsError, PasswordDraft, Scheme};
use leptos::prelude::*;

/// Ids of the fields; no scheme has more.
const IDS: [&str; 3] = ["password-cost-1", "password-cost-2", "password-cost-3"];

/// The fields of the chosen scheme.
#[component]
pub fn CostFields(
    /// The scheme and its costs.
    draft: RwSignal<PasswordDraft>,
    /// What is read in the fields.
    params: Memo<Result<Params, ParamsError>>,
    /// What went wrong with the last request, and with which input.
    error: RwSignal<Option<InputError>>,
) -> impl IntoView {
    let scheme = Memo::new(move |_| draft.read().choice().scheme());
    let memory = Memo::new(move |_| {
        let params = params.get().ok().filter(|_| scheme.get() == Scheme::Scrypt);
        params.map(|params| params.memory_kib().div_ceil(1024))
    });
    move || {
        let fields = scheme.get().fields().iter().zip(IDS).zip(0_u8..);
        fields
            .map(|((field, id), index)| {
                let input = Input::Cost(index);
                let place = usize::from(index);
                let said = move || {
                    let own = draft.read().cost_error(place);
                    let of_all = |error: &ParamsError| error.input() == input;
                    let asked = error.read();
                    let asked = asked.as_ref().filter(|asked| asked.input == Some(input));
                    own.or_else(|| params.get().err().filter(of_all))
                        .map(|error| error.to_string())
                        .or_else(|| asked.map(InputError::to_string))
                };
                let hint = move || match memory.get().filter(|_| index == 0) {
                    Some(mib) => words::takes_memory(&field.range(), mib),
                    None => field.range(),
                };
                view! { class="lk",
                    <Field
                        id=id
                        label=field.label
                        kind=FieldKind::Number
                        value=Signal::derive(move || draft.read().cost(place).to_owned())
                        on_input=move |text: String| draft.update(|draft| draft.type_cost(place, text))
                        error=Signal::derive(said)
                        hint=Signal::derive(hint)
                    />
                }
            })
            .collect_view()
    }
}
