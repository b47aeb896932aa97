//! A button that counts, in Leptos and nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    leptos::mount::mount_to_body(|| {
        let (count, set_count) = signal(0);
        view! { <button on:click=move |_| set_count.update(|count| *count += 1)>"Pressed " {count} " times"</button> }
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is a page: `make bench` builds it and opens it.");
}
