//! A plain file server: what is in the folder, and nothing else.
//!
//! It sends no policy and no cache headers of its own, so that what protects the page is what the page
//! brings itself. Meant for this machine only.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use tiny_http::{Header, Method, Response};

/// A running server; it stops when it is dropped.
pub struct Server {
    http: Arc<tiny_http::Server>,
    requests: Arc<Mutex<Vec<String>>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves the files below `root` on `address`; port 0 takes a free one.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub fn start(root: &Path, address: &str) -> io::Result<Self> {
        let http = Arc::new(tiny_http::Server::http(address).map_err(io::Error::other)?);
        let requests = Arc::new(Mutex::new(Vec::new()));
        let thread = thread::spawn({
            let (http, requests, root) =
                (Arc::clone(&http), Arc::clone(&requests), root.to_owned());
            move || {
                for request in http.incoming_requests() {
                    requests
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push(request.url().to_owned());
                    // A reader that went away is no fault of the server.
                    let _ = answer(&root, request);
                }
            }
        });
        Ok(Self {
            http,
            requests,
            thread: Some(thread),
        })
    }

    /// The address to open.
    #[must_use]
    pub fn url(&self) -> String {
        let address = self
            .http
            .server_addr()
            .to_ip()
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0)));
        format!("http://{address}/")
    }

    /// The paths asked for so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            // A panic of the serving thread has been printed already.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.http.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn answer(root: &Path, request: tiny_http::Request) -> io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request
            .respond(Response::from_string("method not allowed\n").with_status_code(405));
    }
    match file(root, request.url()).and_then(|path| fs::read(&path).ok().map(|bytes| (path, bytes)))
    {
        Some((path, bytes)) => {
            request.respond(Response::from_data(bytes).with_header(content_type(&path)))
        }
        None => request.respond(Response::from_string("not found\n").with_status_code(404)),
    }
}

/// The file that a request's target names, or none where it would leave the folder.
fn file(root: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.trim_start_matches('/');
    let relative = Path::new(if path.is_empty() { "index.html" } else { path });
    relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
        .then(|| root.join(relative))
}

fn content_type(path: &Path) -> Header {
    let value = match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => "application/octet-stream",
    };
    Header::from_bytes("Content-Type", value).expect("the names and values above are plain ASCII")
}

#[cfg(test)]
mod tests {
    use super::{Server, file};
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::path::Path;

    #[test]
    fn a_path_stays_in_its_folder() {
        let root = Path::new("site");
        assert_eq!(file(root, "/"), Some(root.join("index.html")));
        assert_eq!(file(root, "/a.wasm?x#y"), Some(root.join("a.wasm")));
        for target in ["/../secret", "/a/../../secret", "//../secret"] {
            assert_eq!(file(root, target), None, "{target}");
        }
    }

    #[test]
    fn requests_are_answered_and_remembered() {
        let server = Server::start(Path::new("src"), "127.0.0.1:0").expect("a free port");
        let address = server
            .url()
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .to_owned();
        let mut stream = TcpStream::connect(&address).expect("the server listens");
        stream
            .write_all(b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
        assert_eq!(server.requests(), ["/nothing"]);
    }
}
