//! A plain file server: what is in the folder, and nothing else.
//!
//! It sends no policy and no cache headers of its own, so that what protects the page is what the page brings
//! itself. A file that has a compressed version (`x.br` beside `x`) is sent compressed to clients that accept
//! it (RFC 7932). Meant for this machine only.

use http_body_util::{Either, Full};
use hyper::Response;
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderValue, LAST_MODIFIED};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tower_http::services::ServeDir;

/// What the server keeps beside the files.
#[derive(Default)]
struct ServerState {
    /// The paths that were requested.
    requests: Mutex<Vec<String>>,
    /// The document in the place of the folder's own.
    document: Mutex<Option<String>>,
    /// Whether it no longer answers.
    silent: AtomicBool,
}

/// A running server; it stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    kept: Arc<ServerState>,
    runtime: Option<Runtime>,
}

impl Server {
    /// Serves the files below `root` on `address`; port 0 takes a free one.
    ///
    /// # Errors
    /// When the address cannot be bound.
    pub fn start(root: &Path, address: &str) -> io::Result<Self> {
        // Bound here and not by the runtime: this may be called inside another one.
        let listener = std::net::TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let address = listener.local_addr()?;
        let listener = {
            // It belongs to this runtime.
            let _inside = runtime.enter();
            TcpListener::from_std(listener)?
        };
        let files = ServeDir::new(root).precompressed_br();
        let kept = Arc::<ServerState>::default();
        let shared = Arc::clone(&kept);
        runtime.spawn(async move {
            loop {
                // A connection that cannot be accepted must not stop the server.
                if let Ok((connection, _)) = listener.accept().await {
                    tokio::spawn(serve(connection, files.clone(), Arc::clone(&shared)));
                }
            }
        });
        Ok(Self {
            address,
            kept,
            runtime: Some(runtime),
        })
    }

    /// The address to open.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The paths requested so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        locked(&self.kept.requests).clone()
    }

    /// Serves `document` at `/` in the place of the folder's own, from now on.
    pub fn put_document(&self, document: String) {
        *locked(&self.kept.document) = Some(document);
    }

    /// Stops answering, as when the network is gone. What is requested is still remembered.
    pub fn fall_silent(&self) {
        self.kept.silent.store(true, Ordering::SeqCst);
    }

    /// Serves until the process ends.
    pub fn wait(self) {
        loop {
            thread::park();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Without waiting: inside the runtime of a test a blocking shutdown is not allowed.
            runtime.shutdown_background();
        }
    }
}

/// What a lock holds, even after a panic in another thread.
fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(connection: TcpStream, files: ServeDir, kept: Arc<ServerState>) {
    let answer = service_fn(move |request: hyper::Request<_>| {
        // The path: a browser names the host too where this server is its proxy.
        let path = request.uri().path_and_query().map(ToString::to_string);
        let path = path.unwrap_or_default();
        let document = locked(&kept.document).clone().filter(|_| path == "/");
        locked(&kept.requests).push(path);
        let is_silent = kept.silent.load(Ordering::SeqCst);
        let mut files = files.clone();
        async move {
            if is_silent {
                // The connection ends without an answer.
                return Err(io::ErrorKind::ConnectionAborted.into());
            }
            if let Some(document) = document {
                let mut answer = Response::new(Either::Right(Full::new(Bytes::from(document))));
                let html = HeaderValue::from_static("text/html");
                answer.headers_mut().insert(CONTENT_TYPE, html);
                return Ok(answer);
            }
            let mut response = files.try_call(request).await?;
            // With this header browsers would cache the file for a while.
            response.headers_mut().remove(LAST_MODIFIED);
            if response.status().is_success() {
                return Ok(response.map(Either::Left));
            }
            // With a body, so that a browser does not show an error page of its own.
            let status = response.status();
            let words = Full::new(Bytes::from(format!("{status}\n")));
            let mut answer = Response::new(Either::Right(words));
            *answer.status_mut() = status;
            let plain = HeaderValue::from_static("text/plain; charset=utf-8");
            answer.headers_mut().insert(CONTENT_TYPE, plain);
            io::Result::Ok(answer)
        }
    });
    let io = TokioIo::new(connection);
    // A client that disconnects is no error of the server.
    let _ = http1::Builder::new().serve_connection(io, answer).await;
}

#[cfg(test)]
mod tests {
    use super::Server;
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::path::Path;

    fn answer(server: &Server, request: &str) -> String {
        let address = server.url().replace("http://", "").replace('/', "");
        let mut stream = TcpStream::connect(&address).expect("the server listens");
        stream
            .write_all(format!("{request}Host: x\r\nConnection: close\r\n\r\n").as_bytes())
            .expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    #[test]
    fn files_are_sent_and_requests_remembered() {
        let server = Server::start(Path::new("src"), "127.0.0.1:0").expect("a free port");
        let here = answer(&server, "GET /server.rs HTTP/1.1\r\n");
        assert!(
            here.starts_with("HTTP/1.1 200") && here.contains("A plain file server"),
            "{here}"
        );
        let (head, _) = here.split_once("\r\n\r\n").expect("a head");
        assert!(!head.to_lowercase().contains("last-modified"), "{head}");
        let nothing = answer(&server, "GET /nothing HTTP/1.1\r\n");
        assert!(nothing.starts_with("HTTP/1.1 404"), "{nothing}");
        assert_eq!(server.requests(), ["/server.rs", "/nothing"]);
    }

    #[test]
    fn a_document_is_sent_in_the_place_of_the_folders_own() {
        let server = Server::start(Path::new("src"), "127.0.0.1:0").expect("a free port");
        server.put_document("<p>other</p>".to_owned());
        for request in ["GET / HTTP/1.1\r\n", "GET http://a.test/ HTTP/1.1\r\n"] {
            let here = answer(&server, request);
            assert!(
                here.starts_with("HTTP/1.1 200") && here.ends_with("<p>other</p>"),
                "{here}"
            );
        }
        assert_eq!(server.requests(), ["/", "/"]);
    }

    #[test]
    fn once_silent_it_remembers_what_it_is_asked_for_and_answers_nothing() {
        let server = Server::start(Path::new("src"), "127.0.0.1:0").expect("a free port");
        server.fall_silent();
        assert_eq!(answer(&server, "GET /server.rs HTTP/1.1\r\n"), "");
        assert_eq!(server.requests(), ["/server.rs"]);
    }

    #[test]
    fn a_path_stays_in_its_folder() {
        let server = Server::start(Path::new("src"), "127.0.0.1:0").expect("a free port");
        for path in [
            "/../Cargo.toml",
            "/x/../../Cargo.toml",
            "/%2e%2e/Cargo.toml",
        ] {
            let answer = answer(&server, &format!("GET {path} HTTP/1.1\r\n"));
            assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        }
    }

    #[test]
    fn a_compressed_file_is_sent_to_who_takes_it() {
        let folder = tempfile::TempDir::new().expect("a folder");
        std::fs::write(folder.path().join("a.wasm"), "long").expect("a file");
        std::fs::write(folder.path().join("a.wasm.br"), "br").expect("a file");
        let server = Server::start(folder.path(), "127.0.0.1:0").expect("a free port");
        let short = answer(
            &server,
            "GET /a.wasm HTTP/1.1\r\nAccept-Encoding: gzip, br\r\n",
        );
        assert!(
            short.to_lowercase().contains("content-encoding: br"),
            "{short}"
        );
        assert!(short.contains("application/wasm"), "{short}");
        let long = answer(&server, "GET /a.wasm HTTP/1.1\r\n");
        assert!(long.ends_with("long"), "{long}");
    }
}
