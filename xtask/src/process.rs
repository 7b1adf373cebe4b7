//! Running other programs.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The project's root: where the workspace's `Cargo.toml` is.
///
/// Cargo tells it at each run. Where the program was compiled is another place once the project has
/// been moved or copied along with its `target`.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent().map_or_else(|| here.clone(), Path::to_path_buf)
}

/// Cargo's output folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A variable, and what it is for every command.
static TOLD: OnceLock<(&str, PathBuf)> = OnceLock::new();

/// Sets a variable for every command from now on; the first one only.
pub fn tell(variable: &'static str, value: PathBuf) {
    TOLD.get_or_init(|| (variable, value));
}

/// A command that runs in the project's root.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    if let Some((variable, value)) = TOLD.get() {
        command.env(variable, value);
    }
    command
}

/// `cargo` in the project's root, free of the variables that this cargo run has set.
pub fn cargo() -> Command {
    let mut cargo = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO_PKG_NAME");
    cargo
}

/// Runs a command to its end; its failure is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = show(command);
    let status = command.status().with_context(|| format!("{shown} did not start"))?;
    if !status.success() {
        bail!("{shown} ended with {status}");
    }
    Ok(())
}

/// Runs a command under a heading, and says how long it took.
pub fn step(name: &str, command: &mut Command) -> Result<()> {
    timed(name, || run(command))
}

/// Runs some work under a heading, and says how long it took.
pub fn timed<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("── {name}");
    let start = Instant::now();
    let result = work().with_context(|| name.to_owned())?;
    eprintln!("── {name}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(result)
}

/// The standard output of a command that succeeds.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = show(command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{shown} did not start"))?;
    if !output.status.success() {
        bail!("{shown} ended with {}", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program answers to `--version`.
pub fn has(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A server that runs until this value is dropped.
pub struct Server {
    child: Child,
    /// The JSON line it printed when it was ready.
    pub ready: serde_json::Value,
}

impl Server {
    /// Starts a server and waits for its ready line.
    pub fn start(command: &mut Command) -> Result<Self> {
        let shown = show(command);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{shown} did not start"))?;
        let stdout = child.stdout.take().context("no standard output")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        match serde_json::from_str(&line) {
            Ok(ready) => Ok(Self { child, ready }),
            Err(error) => {
                let _ = child.kill();
                let _ = child.wait();
                bail!("{shown} printed no ready line ({error}): {line:?}")
            }
        }
    }

    /// The address it listens on.
    pub fn url(&self) -> Result<&str> {
        self.ready["url"].as_str().context("the ready line has no url")
    }

    /// Waits until it ends by itself.
    pub fn wait(mut self) -> Result<()> {
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn show(command: &Command) -> String {
    let args: Vec<_> = command.get_args().map(|arg| arg.to_string_lossy()).collect();
    format!("{} {}", command.get_program().to_string_lossy(), args.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_told() {
        let told = |command: &Command| {
            let value = Some(OsStr::new("a/file"));
            command.get_envs().any(|pair| pair == (OsStr::new("ROWPORT_TOLD"), value))
        };
        assert!(!told(&command("node")));
        tell("ROWPORT_TOLD", PathBuf::from("a/file"));
        assert!(told(&command("node")) && told(&cargo()));
    }
}
