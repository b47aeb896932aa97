//! The page's entry point: the panic hook, then the app.

#[cfg(target_arch = "wasm32")]
fn main() {
    latchkey::browser::panic::install();
    leptos::mount::mount_to_body(latchkey::app::App);
    latchkey::browser::dom::remove("boot");
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Latchkey is a page: run `make serve` and open it in a browser.");
}
