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
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tower_http::services::ServeDir;

/// The paths that were requested.
type Requests = Arc<Mutex<Vec<String>>>;

/// A running server; it stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    requests: Requests,
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
        let requests = Requests::default();
        let seen = Arc::clone(&requests);
        runtime.spawn(async move {
            loop {
                // A connection that cannot be accepted must not stop the server.
                if let Ok((connection, _)) = listener.accept().await {
                    tokio::spawn(serve(connection, files.clone(), Arc::clone(&seen)));
                }
            }
        });
        Ok(Self {
            address,
            requests,
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
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
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

async fn serve(connection: TcpStream, files: ServeDir, requests: Requests) {
    let answer = service_fn(move |request| {
        note(&requests, &request);
        let mut files = files.clone();
        async move {
            let mut response = files.try_call(request).await?;
            // With this header browsers would cache the file for a while.
            response.headers_mut().remove(LAST_MODIFIED);
            if response.status().is_success() {
                return io::Result::Ok(response.map(Either::Left));
            }
            // With a body, so that a browser does not show an error page of its own.
            let status = response.status();
            let words = Full::new(Bytes::from(format!("{status}\n")));
            let mut answer = Response::new(Either::Right(words));
            *answer.status_mut() = status;
            let plain = HeaderValue::from_static("text/plain; charset=utf-8");
            answer.headers_mut().insert(CONTENT_TYPE, plain);
            Ok(answer)
        }
    });
    let io = TokioIo::new(connection);
    // A client that disconnects is no error of the server.
    let _ = http1::Builder::new().serve_connection(io, answer).await;
}

fn note<T>(requests: &Requests, request: &hyper::Request<T>) {
    requests
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(request.uri().to_string());
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
