//! A `ChromeDriver` process: started on a free port, ended by its own process id.

use super::Outcome;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A running `ChromeDriver`; it ends when it is dropped, also while a panic unwinds.
pub struct ChromeDriver {
    process: Child,
    // Held open: the driver would die of a closed pipe at its next line.
    _output: BufReader<ChildStdout>,
    url: String,
}

impl ChromeDriver {
    /// Starts the driver and waits until it says which port it listens on.
    pub fn start() -> Outcome<Self> {
        let mut process = Command::new("chromedriver")
            .args(["--port=0", "--log-level=SEVERE"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| {
                format!("chromedriver: {error}. Run `sh scripts/setup.sh browser` first")
            })?;
        let mut output = BufReader::new(process.stdout.take().ok_or("chromedriver has no output")?);
        let mut line = String::new();
        while output.read_line(&mut line)? > 0 {
            if let Some((_, port)) = line
                .trim_end()
                .trim_end_matches('.')
                .split_once("successfully on port ")
            {
                let url = format!("http://127.0.0.1:{port}");
                return Ok(Self {
                    process,
                    _output: output,
                    url,
                });
            }
            line.clear();
        }
        let status = process.wait()?;
        Err(format!("chromedriver ended before it listened: {status}").into())
    }

    /// Where it takes commands.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for ChromeDriver {
    fn drop(&mut self) {
        // The driver is asked, not killed: on SIGTERM it takes a browser along that is still there.
        let _ = Command::new("kill")
            .arg(self.process.id().to_string())
            .status();
        let _ = self.process.wait();
    }
}
