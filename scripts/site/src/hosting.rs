//! What a host should send along with the page, for three servers: the headers that a meta element cannot set.
//!
//! One table makes all three samples in `hosting/`, so that they cannot say different things.

use std::fmt::Write as _;

/// The headers of every response, by name.
const HEADERS: [(&str, &str); 7] = [
    // The page brings its policy itself. Only these two directives must be sent as a header.
    (
        "Content-Security-Policy",
        "frame-ancestors 'none'; webrtc 'block'",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), clipboard-read=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
];

/// What the names of the page's files end in: they change with their content.
const HASHED: &str = r"-[0-9a-f]{16}\.(js|wasm)$";
/// `Cache-Control` of these files.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// `Cache-Control` of the page itself, which names them.
const NONE: &str = "no-store";

/// What the samples say of the strictest header, each in its own comments.
const SANDBOX: &str = "\
Stricter still: add \"sandbox allow-scripts allow-downloads\" to the policy. The page then has an origin of its own,
and its files are another's to it: they must be sent with \"Access-Control-Allow-Origin: *\", and its choices are not
remembered.";

/// A host that there is a sample for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// Hosts that read a `_headers` file: Netlify, Cloudflare Pages.
    Pages,
    /// nginx.
    Nginx,
    /// Caddy.
    Caddy,
}

impl Host {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pages, Self::Nginx, Self::Caddy];

    /// The name of the sample in `hosting/`.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Pages => "_headers",
            Self::Nginx => "nginx.conf",
            Self::Caddy => "Caddyfile",
        }
    }

    /// The sample.
    #[must_use]
    pub fn sample(self) -> String {
        let mut text = String::new();
        for line in self.opening().lines().chain(SANDBOX.lines()) {
            let _ = writeln!(text, "# {line}");
        }
        match self {
            Self::Pages => pages(&mut text),
            Self::Nginx => nginx(&mut text),
            Self::Caddy => caddy(&mut text),
        }
        text
    }

    const fn opening(self) -> &'static str {
        match self {
            Self::Pages => {
                "Headers of the page, for hosts that read this file beside it (Netlify, Cloudflare Pages)."
            }
            Self::Nginx => {
                "The page behind nginx, to be included in its http section. Change the two lines above the headers."
            }
            Self::Caddy => "The page behind Caddy. Change the address and the folder.",
        }
    }
}

fn pages(text: &mut String) {
    let mut rule = |path: &str, headers: &[(&str, &str)]| {
        let _ = writeln!(text, "\n{path}");
        for (name, value) in headers {
            let _ = writeln!(text, "  {name}: {value}");
        }
    };
    rule("/*", &HEADERS);
    for page in ["/", "/index.html"] {
        rule(page, &[("Cache-Control", NONE)]);
    }
    for file in ["/*.js", "/*.wasm"] {
        rule(file, &[("Cache-Control", IMMUTABLE)]);
    }
}

fn nginx(text: &mut String) {
    let _ = write!(
        text,
        "\nmap $uri $latchkey_cache {{\n    \"~{HASHED}\" \"{IMMUTABLE}\";\n    default \"{NONE}\";\n}}\n\n\
         server {{\n    listen 8080;\n    root /var/www/latchkey;\n\n"
    );
    for (name, value) in HEADERS {
        let _ = writeln!(text, "    add_header {name} \"{value}\" always;");
    }
    text.push_str(
        "    add_header Cache-Control $latchkey_cache always;\n\n    gzip on;\n    gzip_types application/wasm \
         text/javascript application/javascript;\n}\n",
    );
}

fn caddy(text: &mut String) {
    text.push_str(
        "\n:8080 {\n\troot * /var/www/latchkey\n\tencode zstd gzip\n\tfile_server\n\n\theader {\n",
    );
    for (name, value) in HEADERS {
        let _ = writeln!(text, "\t\t{name} \"{value}\"");
    }
    let _ = write!(
        text,
        "\t}}\n\t@hashed path_regexp {HASHED}\n\theader @hashed Cache-Control \"{IMMUTABLE}\"\n\
         \t@page not path_regexp {HASHED}\n\theader @page Cache-Control \"{NONE}\"\n}}\n"
    );
}

#[cfg(test)]
mod tests {
    use super::{HEADERS, Host};
    use std::fs;
    use std::path::Path;

    #[test]
    fn the_samples_in_the_repository_are_those_of_the_table() {
        for host in Host::ALL {
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../../hosting")
                .join(host.file());
            let sample = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                sample == host.sample(),
                "{} is not up to date: `cargo run -p site -- hosting` writes it",
                path.display()
            );
        }
    }

    #[test]
    fn every_sample_has_every_header() {
        for sample in Host::ALL.map(Host::sample) {
            for (name, value) in HEADERS {
                let line = sample
                    .lines()
                    .find(|line| line.contains(name) && line.contains(value));
                assert!(line.is_some(), "{name} is missing in {sample}");
            }
            assert!(sample.contains("no-store") && sample.contains("immutable"));
        }
    }
}
