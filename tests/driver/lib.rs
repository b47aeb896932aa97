//! The drivers of the browsers: each started on a free port, ended by its process id.

mod descendants;

pub use descendants::{Descendant, descendants};

use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How many times a `ChromeDriver` that does not come up is started.
const STARTS: usize = 10;
/// How long another driver may take to listen. Only one that fails takes so long.
const LIMIT: Duration = Duration::from_secs(30);

/// A running process; it ends when it is dropped, also while a panic unwinds.
pub struct Process(Child);

impl Process {
    /// Starts a program, which writes to `output` and reads nothing.
    ///
    /// # Errors
    /// When the program is not installed.
    pub fn start(mut command: Command, output: Stdio) -> Result<Self, Box<dyn Error>> {
        let name = command.get_program().to_string_lossy().into_owned();
        let process = command
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| format!("{name}: {error}. Run `sh scripts/setup.sh browser` first"))?;
        Ok(Self(process))
    }

    /// What it writes to a pipe.
    fn output(&mut self) -> Result<BufReader<ChildStdout>, Box<dyn Error>> {
        let output = self.0.stdout.take().ok_or("the process has no output")?;
        Ok(BufReader::new(output))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // One that has ended has no process id any more.
        if !matches!(self.0.try_wait(), Ok(None)) {
            return;
        }
        // SIGTERM, not SIGKILL: a driver then also ends a browser that is still running, and a server its workers.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

/// A running driver; it ends when it is dropped, with its browser and its display.
pub struct Driver {
    url: String,
    // The driver first: its browser then ends before its display does.
    processes: Vec<Process>,
    // Held open: with a closed pipe ChromeDriver would die at its next line of output.
    _output: Option<BufReader<ChildStdout>>,
}

impl Driver {
    /// Starts `ChromeDriver` and waits until it prints the port it listens on.
    ///
    /// With port 0 it takes a free IPv4 port and then wants the same number for IPv6, where another process may hold
    /// it; it ends then, and is started again.
    ///
    /// # Errors
    /// When the driver is not installed, or never came up.
    pub fn chromium() -> Result<Self, Box<dyn Error>> {
        let mut refusals = Vec::new();
        while refusals.len() < STARTS {
            match Self::chromium_once()? {
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
    fn chromium_once() -> Result<Result<Self, ExitStatus>, Box<dyn Error>> {
        let mut command = Command::new("chromedriver");
        command.args(["--port=0", "--log-level=SEVERE"]);
        let mut process = Process::start(command, Stdio::piped())?;
        let mut output = process.output()?;
        let mut line = String::new();
        while output.read_line(&mut line)? > 0 {
            if let Some((_, port)) = line
                .trim_end()
                .trim_end_matches('.')
                .split_once("successfully on port ")
            {
                return Ok(Ok(Self {
                    url: format!("http://127.0.0.1:{port}"),
                    processes: vec![process],
                    _output: Some(output),
                }));
            }
            line.clear();
        }
        Ok(Err(process.0.wait()?))
    }

    /// Starts `geckodriver`, for Firefox.
    ///
    /// # Errors
    /// When the driver is not installed, or never came up.
    pub fn firefox() -> Result<Self, Box<dyn Error>> {
        let port = free_port()?;
        let mut command = Command::new("geckodriver");
        command.args(["--log", "fatal", "--port", &port.to_string()]);
        // The tests tell it what the system prefers, which is a matter of its own windows.
        command.arg("--allow-system-access");
        // It would else begin with the port of every other geckodriver.
        command.args(["--websocket-port", &free_port()?.to_string()]);
        Self::listening(command, port, None)
    }

    /// Starts `WebKitWebDriver` with a display of its own: this browser has no mode without one. Its settings and data
    /// are in the folder `home`.
    ///
    /// # Errors
    /// When the driver or Xvfb is not installed, or never came up.
    pub fn webkit(home: &Path) -> Result<Self, Box<dyn Error>> {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-nolisten", "tcp"]);
        command.args(["-screen", "0", "1280x1024x24"]);
        let mut xvfb = Process::start(command, Stdio::piped())?;
        let mut display = String::new();
        xvfb.output()?.read_line(&mut display)?;
        let port = free_port()?;
        let mut command = Command::new("WebKitWebDriver");
        command.args(["--host=127.0.0.1", &format!("--port={port}")]);
        command.env("DISPLAY", format!(":{}", display.trim()));
        for folder in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            command.env(folder, home);
        }
        Self::listening(command, port, Some(xvfb))
    }

    /// A driver that listens on this port, and the display that its browser needs.
    fn listening(
        command: Command,
        port: u16,
        display: Option<Process>,
    ) -> Result<Self, Box<dyn Error>> {
        let name = command.get_program().to_string_lossy().into_owned();
        let process = Process::start(command, Stdio::null())?;
        let driver = Self {
            url: format!("http://127.0.0.1:{port}"),
            processes: [process].into_iter().chain(display).collect(),
            _output: None,
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

    /// The process id of the driver, of which the browser descends.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.processes[0].0.id()
    }

    /// The URL that takes its commands.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// A port that no process listens on.
///
/// # Errors
/// When this machine has none.
pub fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
