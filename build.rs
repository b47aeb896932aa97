//! Sets whether the page is split into parts: in a release build for the browser, never in a debug build, which
//! stays in one file so that a changed line is on screen quickly.

use std::env;

fn main() {
    let is = |name: &str, wanted: &str| env::var(name).is_ok_and(|value| value == wanted);
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(split)");
    if is("PROFILE", "release") && is("CARGO_CFG_TARGET_ARCH", "wasm32") {
        println!("cargo::rustc-cfg=split");
        // The tool that splits the program needs the relocations.
        println!("cargo::rustc-link-arg-bin=latchkey=--emit-relocs");
    }
}
