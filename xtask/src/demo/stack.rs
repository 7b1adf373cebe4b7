//! The servers of a demo: the local Jira, which frames the app, and the backend.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::{self, Server, cargo, command, root, target};

/// Both servers; stopped when dropped.
pub struct Stack {
    /// The local Jira.
    pub jira: Server,
    backend: Server,
}

impl Stack {
    /// Builds both servers.
    pub fn build() -> Result<()> {
        process::run(cargo().args(["build", "--quiet", "-p", "jira-sim", "-p", "backend"]))
    }

    /// Starts both on loopback; port 0 chooses a free one for the local Jira.
    pub fn start(port: u16, issues: u32) -> Result<Self> {
        let port = if port == 0 { free_port()? } else { port };
        let mut backend = command(binary("backend"));
        backend
            .args(["--listen", "127.0.0.1:0", "--json", "--database-url", "sqlite::memory:"])
            .args(["--jwks-url", &format!("http://127.0.0.1:{port}/.well-known/jwks.json")])
            .args(["--app-id", &app_id()?]);
        let backend = Server::start(&mut backend)?;
        let mut jira = command(binary("jira-sim"));
        jira.args(["--json", "--port", &port.to_string(), "--issues", &issues.to_string()]).args([
            "--app",
            "static",
            "--manifest",
            "manifest.yml",
            "--remote",
            backend.url()?,
        ]);
        Ok(Self { jira: Server::start(&mut jira)?, backend })
    }

    /// Port of the local Jira.
    pub fn jira_port(&self) -> Result<u16> {
        let url = self.jira.url()?;
        url.rsplit(':').next().and_then(|port| port.parse().ok()).context("no port in the url")
    }

    /// Waits until the local Jira is stopped.
    pub fn wait(self) -> Result<()> {
        let result = self.jira.wait();
        drop(self.backend);
        result
    }
}

fn binary(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// The app's id, which the backend's tokens must be made for.
fn app_id() -> Result<String> {
    let manifest = std::fs::read_to_string(root().join("manifest.yml"))?;
    let line = manifest.lines().map(str::trim).find_map(|line| line.strip_prefix("id: "));
    Ok(line.context("manifest.yml names no app id")?.trim().to_owned())
}
