//! `site wasm-bindgen TOOL ARGUMENTS…` splits a program and passes it to wasm-bindgen (`scripts/bin`);
//! `site assemble` finishes the page in Trunk's staging folder (Trunk calls it, see `Trunk.toml`);
//! `site single FOLDER FILE` writes a finished page as one file;
//! `site hosting` writes the samples for hosts into `hosting/`;
//! `site serve FOLDER ADDRESS` serves a finished page and prints its URL once it is ready.

use site::{Host, assemble, bindgen};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let words: Vec<&str> = arguments
        .iter()
        .map(|argument| argument.to_str().unwrap_or_default())
        .collect();
    let result = match words[..] {
        ["assemble"] => finish(),
        ["single", folder, file] => {
            site::single(Path::new("."), Path::new(folder), Path::new(file))
                .map_err(|error| error.to_string())
        }
        ["hosting"] => Host::ALL.iter().try_for_each(|host| {
            let path = Path::new("hosting").join(host.file());
            fs::write(&path, host.sample()).map_err(|error| format!("{}: {error}", path.display()))
        }),
        ["serve", folder, address] => serve(folder, address),
        ["wasm-bindgen", tool, ..] => {
            bindgen(Path::new(tool), &arguments[2..]).map_err(|error| error.to_string())
        }
        _ => Err(
            "usage: site wasm-bindgen TOOL ARGUMENTS… | site assemble | site single FOLDER FILE | site hosting | \
             site serve FOLDER ADDRESS"
                .to_owned(),
        ),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("site: {message}");
            ExitCode::FAILURE
        }
    }
}

fn finish() -> Result<(), String> {
    let folder = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .ok_or_else(|| format!("{name} is not set: Trunk calls this, not a person"))
    };
    assemble(&folder("TRUNK_SOURCE_DIR")?, &folder("TRUNK_STAGING_DIR")?)
        .map_err(|error| error.to_string())
}

#[cfg(not(feature = "server"))]
fn serve(_: &str, _: &str) -> Result<(), String> {
    Err("built without its feature \"server\"".to_owned())
}

#[cfg(feature = "server")]
fn serve(folder: &str, address: &str) -> Result<(), String> {
    let server = site::Server::start(Path::new(folder), address)
        .map_err(|error| format!("{address}: {error}. Is another server running there?"))?;
    println!("Latchkey is at {} (Ctrl+C ends it)", server.url());
    server.wait();
    Ok(())
}
