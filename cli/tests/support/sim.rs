//! A local Jira as a process of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

use super::support::program;

/// A running `jira-sim`; stopped when dropped.
pub struct Sim {
    child: Child,
    ready: Value,
}

impl Sim {
    /// Starts a site of 200 issues.
    pub fn start(options: &[&str]) -> Self {
        let program = Path::new(env!("CARGO_BIN_EXE_rowport")).with_file_name("jira-sim");
        assert!(
            program.exists(),
            "{} is missing: run `cargo build -p jira-sim` first",
            program.display()
        );
        let mut child = Command::new(program)
            .args(["--port", "0", "--json", "--issues", "200"])
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready = serde_json::from_str(&line).unwrap();
        Self { child, ready }
    }

    pub fn url(&self) -> &str {
        self.ready["url"].as_str().unwrap()
    }

    /// A `rowport` command as one of the site's people, with `--site` at its end.
    pub fn rowport(&self, role: &str, args: &[&str]) -> Output {
        let people = self.ready["people"].as_array().unwrap();
        let person = people.iter().find(|person| person["role"] == role).unwrap();
        program()
            .args(args)
            .args(["--site", self.url()])
            .env("ROWPORT_EMAIL", person["email"].as_str().unwrap())
            .env("ROWPORT_TOKEN", person["token"].as_str().unwrap())
            .output()
            .unwrap()
    }

    /// The JSON that a command prints, which must end well.
    pub fn json(&self, role: &str, args: &[&str]) -> Value {
        let output = self.rowport(role, &[args, &["--json"]].concat());
        assert!(output.status.success(), "{args:?}: {output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

impl Drop for Sim {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
