//! The program under test, and places for its files.

use std::path::PathBuf;
use std::process::{Command, Output};

/// The program with none of the caller's credentials, and with a state of its own.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rowport"));
    command.env_remove("ROWPORT_EMAIL").env_remove("ROWPORT_TOKEN");
    command.env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

/// A directory for one test, and paths in it.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }
}

/// How a process ended, and what it said.
pub fn end(output: &Output) -> (i32, String) {
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr).into_owned())
}
