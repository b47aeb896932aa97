//! `site assemble` finishes the page in Trunk's staging folder (Trunk calls it, see `Trunk.toml`);
//! `site serve FOLDER ADDRESS` serves a finished page and prints where once it answers.

use site::{Server, assemble};
use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        ["assemble"] => finish(),
        ["serve", folder, address] => serve(folder, address),
        _ => Err("usage: site assemble | site serve FOLDER ADDRESS".to_owned()),
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

fn serve(folder: &str, address: &str) -> Result<(), String> {
    let server = Server::start(Path::new(folder), address)
        .map_err(|error| format!("{address}: {error}. Is another server running there?"))?;
    println!("Latchkey is at {} (Ctrl+C ends it)", server.url());
    server.wait();
    Ok(())
}
