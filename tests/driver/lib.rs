//! The drivers of the browsers, one process each: started on a free port, ended by its process id.

use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

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
            .map_err(|error| missing("chromedriver", &error))?;
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

/// How long a driver may take to listen. Only one that fails takes so long.
const LIMIT: Duration = Duration::from_secs(30);

/// A running driver of another engine; it ends when it is dropped, with its browser and its display.
pub struct EngineDriver {
    processes: Vec<Child>,
    url: String,
}

impl EngineDriver {
    /// Starts `geckodriver`, for Firefox.
    ///
    /// # Errors
    /// When the driver is not installed, or never came up.
    pub fn firefox() -> Result<Self, Box<dyn Error>> {
        let port = free_port()?;
        let mut command = Command::new("geckodriver");
        command.args(["--log", "fatal", "--port", &port.to_string()]);
        // It would else begin with the port of every other geckodriver.
        command.args(["--websocket-port", &free_port()?.to_string()]);
        Self::start(Vec::new(), command, port)
    }

    /// Starts `WebKitWebDriver` with a display of its own: this browser has no mode without one.
    ///
    /// # Errors
    /// When the driver or Xvfb is not installed, or never came up.
    pub fn webkit() -> Result<Self, Box<dyn Error>> {
        let mut xvfb = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x1024x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| missing("Xvfb", &error))?;
        let mut display = String::new();
        let output = xvfb.stdout.take().ok_or("Xvfb has no output")?;
        BufReader::new(output).read_line(&mut display)?;
        let port = free_port()?;
        let mut command = Command::new("WebKitWebDriver");
        command.args(["--host=127.0.0.1", &format!("--port={port}")]);
        command.env("DISPLAY", format!(":{}", display.trim()));
        Self::start(vec![xvfb], command, port)
    }

    fn start(
        mut processes: Vec<Child>,
        mut command: Command,
        port: u16,
    ) -> Result<Self, Box<dyn Error>> {
        let name = command.get_program().to_string_lossy().into_owned();
        let process = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| missing(&name, &error))?;
        processes.insert(0, process);
        let driver = Self {
            processes,
            url: format!("http://127.0.0.1:{port}"),
        };
        let end = Instant::now() + LIMIT;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if Instant::now() > end {
                return Err(format!("{name} does not listen").into());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(driver)
    }

    /// The URL that takes its commands.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for EngineDriver {
    fn drop(&mut self) {
        // The driver first: its browser then ends before its display does.
        for process in &mut self.processes {
            let _ = Command::new("kill").arg(process.id().to_string()).status();
            let _ = process.wait();
        }
    }
}

fn free_port() -> Result<u16, Box<dyn Error>> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn missing(program: &str, error: &std::io::Error) -> String {
    format!("{program}: {error}. Run `sh scripts/setup.sh browser` first")
}
