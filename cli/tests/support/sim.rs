//! A local Jira as a process of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
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
        let (email, token) = self.credentials(role);
        self.rowport_with(&email, &token, args)
    }

    /// A `rowport` command with any credentials.
    pub fn rowport_with(&self, email: &str, token: &str, args: &[&str]) -> Output {
        program()
            .args(args)
            .args(["--site", self.url()])
            .env("ROWPORT_EMAIL", email)
            .env("ROWPORT_TOKEN", token)
            .output()
            .unwrap()
    }

    /// E-mail and token of one of the site's people.
    pub fn credentials(&self, role: &str) -> (String, String) {
        let people = self.ready["people"].as_array().unwrap();
        let person = people.iter().find(|person| person["role"] == role).unwrap();
        let text = |name: &str| person[name].as_str().unwrap().to_owned();
        (text("email"), text("token"))
    }

    /// Posts to the simulator's own interface, as the administrator; the answer's first line.
    #[allow(dead_code, reason = "not every test file tells the simulator anything")]
    pub fn tell(&self, path: &str, body: &Value) -> String {
        let (email, token) = self.credentials("admin");
        let host = self.url().trim_start_matches("http://").trim_end_matches('/');
        let (body, basic) = (body.to_string(), STANDARD.encode(format!("{email}:{token}")));
        let length = body.len();
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Basic {basic}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\
             connection: close\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.lines().next().unwrap().to_owned()
    }

    /// The JSON that a command prints, which must end well.
    pub fn json(&self, role: &str, args: &[&str]) -> Value {
        self.json_of(role, args, 0)
    }

    /// The JSON that a command prints, which must end with an exit code.
    pub fn json_of(&self, role: &str, args: &[&str], code: i32) -> Value {
        let output = self.rowport(role, &[args, &["--json"]].concat());
        assert_eq!(output.status.code(), Some(code), "{args:?}: {output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

impl Drop for Sim {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
