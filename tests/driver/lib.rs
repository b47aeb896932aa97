//! A `ChromeDriver` process: started on a free port, ended by its process id.

use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

/// How many times a driver that does not come up is started.
const STARTS: usize = 10;

/// A running `ChromeDriver`; it ends when it is dropped, also while a panic unwinds.
pub struct ChromeDriver {
    process: Child,
    // Held open: with a closed pipe the driver would die at its next line of output.
    _output: BufReader<ChildStdout>,
    url: String,
}

impl ChromeDriver {
    /// Starts the driver and waits until it prints the port it listens on.
    ///
    /// With port 0 the driver takes a free IPv4 port and then wants the same number for IPv6, where another
    /// process may hold it; it ends then, and is started again.
    ///
    /// # Errors
    /// When the driver is not installed, or never came up.
    pub fn start() -> Result<Self, Box<dyn Error>> {
        let mut refusals = Vec::new();
        while refusals.len() < STARTS {
            match Self::start_once()? {
                Ok(driver) => return Ok(driver),
                Err(status) => refusals.push(status.to_string()),
            }
        }
        Err(format!(
            "chromedriver ended before it listened: {}",
            refusals.join(", ")
        )
        .into())
    }

    /// The driver, or the exit status of one that ended before it listened.
    fn start_once() -> Result<Result<Self, ExitStatus>, Box<dyn Error>> {
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
                return Ok(Ok(Self {
                    process,
                    _output: output,
                    url,
                }));
            }
            line.clear();
        }
        Ok(Err(process.wait()?))
    }

    /// The URL that takes its commands.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for ChromeDriver {
    fn drop(&mut self) {
        // SIGTERM, not SIGKILL: the driver then also ends a browser that is still running.
        let _ = Command::new("kill")
            .arg(self.process.id().to_string())
            .status();
        let _ = self.process.wait();
    }
}
