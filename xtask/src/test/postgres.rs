//! A PostgreSQL server of the tests' own, in a folder that is thrown away.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::install;
use crate::process::{self, command, target};

/// A running server; stopped when dropped.
pub struct Postgres {
    bin: PathBuf,
    data: PathBuf,
    port: u16,
}

impl Postgres {
    /// Installs PostgreSQL when it is missing, and starts a new, empty server on a free port.
    pub fn start() -> Result<Self> {
        let bin = match find() {
            Some(bin) => bin,
            None => {
                install::apt(&["postgresql"])?;
                find().context("Debian's postgresql brought no initdb")?
            }
        };
        let data = target().join(format!("postgres-{}", std::process::id()));
        let mut server = Self { bin, data, port: 0 };
        process::timed("start PostgreSQL", || server.launch())?;
        Ok(server)
    }

    /// Address of its default database.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn launch(&mut self) -> Result<()> {
        std::fs::create_dir_all(&self.data)?;
        if install::is_root() {
            process::run(command("chown").arg("postgres").arg(&self.data))?;
        }
        let mut init = self.tool("initdb");
        init.args(["--auth=trust", "--username=postgres", "--no-sync", "-D"]).arg(&self.data);
        process::output(&mut init)?;
        // Chosen as late as can be: until the server listens, another program may take it.
        self.port = std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let options =
            format!("-p {} -c listen_addresses=127.0.0.1 -k {}", self.port, self.data.display());
        let mut start = self.tool("pg_ctl");
        start.args(["start", "--wait", "--silent", "-o", &options, "-D"]).arg(&self.data);
        start.arg("-l").arg(self.data.join("log"));
        process::run(&mut start)
    }

    /// A program of PostgreSQL, which refuses to run as root.
    fn tool(&self, name: &str) -> Command {
        let program = self.bin.join(name);
        let mut tool = if install::is_root() {
            let mut tool = command("setpriv");
            tool.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
            tool
        } else {
            command(program)
        };
        tool.current_dir(if self.data.exists() { &self.data } else { Path::new("/") });
        tool
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = self.tool("pg_ctl");
        stop.args(["stop", "--silent", "--mode=immediate", "-D"]).arg(&self.data);
        if let Err(error) = process::run(&mut stop) {
            eprintln!("PostgreSQL did not stop: {error}");
        }
        let _ = std::fs::remove_dir_all(&self.data);
    }
}

/// The folder of Debian's newest PostgreSQL, which is not on the path.
fn find() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut bins: Vec<_> = versions
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    bins.sort();
    bins.pop()
}
