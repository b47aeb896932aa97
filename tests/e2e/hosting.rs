//! The page behind real servers with the samples in `hosting/`, and inside another site's frame.

use crate::boot::{copy_of_dist, the_wasm};
use crate::harness::{Engine, Outcome, dist, ensure, run, until};
use driver::{Process, free_port};
use site::Server;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;
use thirtyfour::By;

/// A server that runs a sample; it ends when it is dropped.
struct Hosted {
    _process: Process,
    port: u16,
    _folders: [TempDir; 2],
}

impl Hosted {
    /// nginx or Caddy with its sample, changed as its first lines tell a person to: the port, and the folder.
    fn start(server: &str) -> Outcome<Self> {
        Self::start_with(server, str::to_owned)
    }

    /// The same, with a sample that `change` has changed too.
    fn start_with(server: &str, change: impl Fn(&str) -> String) -> Outcome<Self> {
        let port = free_port()?;
        let folder = TempDir::new()?;
        let root = copy_of_dist(readable_by_all)?;
        let file = match server {
            "nginx" => "nginx.conf",
            _ => "Caddyfile",
        };
        let sample = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../hosting")
            .join(file);
        let text = change(&fs::read_to_string(sample)?)
            .replace("8080", &port.to_string())
            .replace("/var/www/latchkey", &root.path().to_string_lossy());
        let config = folder.path().join(file);
        let mut command = Command::new(server);
        if server == "nginx" {
            let at = |name: &str| folder.path().join(name).display().to_string();
            let main = format!(
                "daemon off; pid {}; error_log {};\nevents {{}}\nhttp {{ access_log off; include /etc/nginx/mime.types;\n{text}\n}}\n",
                at("pid"),
                at("log"),
            );
            fs::write(&config, main)?;
            command.arg("-c").arg(&config).arg("-p").arg(folder.path());
        } else {
            // Without its administration port, which several Caddys would fight for.
            fs::write(
                &config,
                format!("{{\n\tadmin off\n\tauto_https off\n}}\n{text}"),
            )?;
            command
                .args(["run", "--adapter", "caddyfile", "--config"])
                .arg(&config);
            command.env("HOME", folder.path());
        }
        let process = Process::start(command, Stdio::null())?;
        Ok(Self {
            _process: process,
            port,
            _folders: [folder, root],
        })
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The head of the reply to a request for this path, in lower case.
    fn head(&self, path: &str) -> Outcome<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        )?;
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply)?;
        let reply = String::from_utf8_lossy(&reply);
        let (head, _) = reply.split_once("\r\n\r\n").ok_or("no reply")?;
        Ok(head.to_lowercase())
    }
}

/// The workers of nginx are another user's.
fn readable_by_all(folder: &Path) -> Outcome {
    for entry in fs::read_dir(folder)? {
        fs::set_permissions(entry?.path(), fs::Permissions::from_mode(0o644))?;
    }
    Ok(fs::set_permissions(
        folder,
        fs::Permissions::from_mode(0o755),
    )?)
}

/// The headers of a sample of `_headers`, for every path.
fn headers() -> Vec<(String, String)> {
    let sample = site::Host::Pages.sample();
    let rule = sample.split("\n/*\n").nth(1).unwrap_or_default();
    rule.lines()
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.trim().split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_lowercase()))
        .collect()
}

#[test]
fn behind_nginx_and_caddy_the_page_works_and_has_its_headers() {
    assert!(headers().len() > 5, "{:?}", headers());
    for server in ["nginx", "caddy"] {
        run(async |page| {
            let host = Hosted::start(server)?;
            until(server, async || host.head("/").map(drop)).await?;
            let program = the_wasm(&dist())?;
            let program = program.file_name().ok_or("a file without a name")?;
            for (path, cached) in [
                ("/".to_owned(), "no-store"),
                (
                    format!("/{}", program.display()),
                    "public, max-age=31536000, immutable",
                ),
            ] {
                let head = host.head(&path)?;
                let wanted = headers();
                let cache = ("cache-control".to_owned(), cached.to_owned());
                for (name, value) in wanted.iter().chain([&cache]) {
                    let lines = head
                        .lines()
                        .filter(|line| **line == format!("{name}: {value}"));
                    ensure(lines.count() == 1, || {
                        format!("{server}, {path}, {name}: {head}")
                    })?;
                }
            }
            page.go(&host.url()).await?;
            page.until_running().await?;
            page.fresh_key().await?;
            page.tab("Hashes").await?;
            page.fill("textbox", "Text", "abc").await?;
            page.until_reads("Digest", |digest| digest.starts_with("ba7816bf"))
                .await?;
            // A directive that this Chromium does not know yet.
            let noise = page.take_noise().await?;
            ensure(noise.iter().all(|line| line.contains("'webrtc'")), || {
                format!("{noise:?}")
            })
        });
    }
}

/// The sample with the sandbox that its first lines speak of.
fn sandboxed(sample: &str) -> String {
    sample.replace(
        "webrtc 'block'\"",
        "webrtc 'block'; sandbox allow-scripts allow-downloads\"",
    )
}

/// The same, and its files sent to any origin.
fn sandboxed_and_shared(sample: &str) -> String {
    sandboxed(sample)
        .replace(
            "    add_header X-Frame-Options \"DENY\" always;",
            "    add_header X-Frame-Options \"DENY\" always;\n    add_header Access-Control-Allow-Origin \"*\" always;",
        )
        .replace(
            "\t\tX-Frame-Options \"DENY\"",
            "\t\tX-Frame-Options \"DENY\"\n\t\tAccess-Control-Allow-Origin \"*\"",
        )
}

#[test]
fn in_a_sandbox_the_page_works_where_its_files_are_sent_to_any_origin() {
    for server in ["nginx", "caddy"] {
        run(async |page| {
            let host = Hosted::start_with(server, sandboxed_and_shared)?;
            until(server, async || host.head("/").map(drop)).await?;
            ensure(
                host.head("/")?
                    .contains("sandbox allow-scripts allow-downloads"),
                || "the sample was not changed".to_owned(),
            )?;
            page.go(&host.url()).await?;
            page.until_running().await?;
            page.fresh_key().await?;
            page.until_all_here().await?;
            // The worker, and what goes to the disk.
            page.tab("Hashes").await?;
            page.fill("textbox", "Text", "abc").await?;
            page.choose("Algorithm", "SHA-512").await?;
            page.until_reads("Digest", |digest| digest.starts_with("ddaf35a1"))
                .await?;
            page.tab("Bundle").await?;
            page.press("Download").await?;
            page.until_said("status", |text| text.contains("Download started"))
                .await?;
            let (_, content) = page.take_download().await?;
            ensure(!content.is_empty(), || "an empty file".to_owned())?;
            page.take_noise().await.map(drop)
        });
    }
}

#[test]
fn in_a_sandbox_without_that_the_page_says_that_its_program_did_not_arrive() {
    run(async |page| {
        let host = Hosted::start_with("nginx", sandboxed)?;
        until("nginx", async || host.head("/").map(drop)).await?;
        page.go(&host.url()).await?;
        page.until_body_says(|text| text.contains("did not start"))
            .await?;
        page.take_noise().await.map(drop)
    });
}

#[test]
fn framed_by_another_page_there_is_no_key_but_a_link_to_the_page() {
    run(async |page| {
        let folder = TempDir::new()?;
        fs::write(
            folder.path().join("index.html"),
            format!("<!doctype html><iframe src=\"{}\"></iframe>", page.url()),
        )?;
        let other = Server::start(folder.path(), "127.0.0.1:0")?;
        // WebKit knows no other names for this machine; another port is another origin too.
        let url = match page.engine() {
            Engine::WebKit => other.url(),
            _ => other.url().replace("127.0.0.1", "elsewhere.test"),
        };
        page.go(&url).await?;
        let frame = page.driver().find(By::Tag("iframe")).await?;
        frame.enter_frame().await?;
        page.until_body_says(|text| text.contains("Another page shows Latchkey inside itself"))
            .await?;
        let link: String = page
            .script("return document.querySelector('#boot a').href", [])
            .await?;
        ensure(link == page.url(), || link)?;
        let key: bool = page
            .script("return document.getElementById('key') !== null", [])
            .await?;
        ensure(!key, || "the card is there".into())?;
        page.driver().enter_default_frame().await?;
        // The other page has no icon.
        page.take_noise().await.map(drop)
    });
}
