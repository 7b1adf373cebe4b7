//! The local Jira that holds the corpus, and `rowport` against it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::gather::Gathered;
use crate::process::{Server, cargo, command, run, target};

/// The zone of the files' times: fixed, so that a corpus gives the same everywhere.
const ZONE: &str = "Europe/Berlin";

/// Issues that one request reads; Jira's own limit of `bulkfetch`.
const AT_ONCE: usize = 100;

/// The ids of custom fields by the recorded ones, for each key.
pub type Placed = BTreeMap<String, BTreeMap<String, String>>;

/// A local Jira of a project or two, and the account that does everything in it.
pub struct Site {
    server: Server,
    email: String,
    token: String,
}

impl Site {
    /// Builds the programs and starts the local Jira.
    pub fn start() -> Result<Self> {
        run(cargo().args(["build", "--quiet", "-p", "jira-sim", "-p", "cli"]))?;
        let mut jira = command(target().join("debug/jira-sim"));
        // Recorded documents break the schema here and there, and are kept as they are.
        let options = ["--json", "--issues", "1", "--no-per-issue-limit", "--lenient-adf"];
        let server = Server::start(jira.args(options))?;
        let people = server.ready["people"].as_array().into_iter().flatten();
        let admin = people.into_iter().find(|person| person["role"] == "admin");
        let text = |name: &str| admin.and_then(|person| person[name].as_str()).map(str::to_owned);
        let email = text("email").context("the local Jira names no administrator")?;
        let token = text("token").context("the administrator has no token")?;
        Ok(Self { server, email, token })
    }

    /// Puts the issues in. Gives for each key the ids that its custom fields have here, by the
    /// recorded ones.
    pub fn put(&self, gathered: &Gathered) -> Result<Placed> {
        let mut placed = Placed::new();
        for item in &gathered.items {
            let body = json!({"issue": item.issue, "fields": gathered.fields_of(item)});
            let answer = self
                .post("/sim/put-issue", &body)
                .with_context(|| format!("{} of {}", item.key(), item.file))?;
            let fields = answer["issues"][0]["fields"].as_object().into_iter().flatten();
            let ids = fields.filter_map(|(was, is)| Some((was.clone(), is.as_str()?.to_owned())));
            placed.insert(item.key().to_owned(), ids.collect());
        }
        Ok(placed)
    }

    /// All fields of issues as REST gives them, by key.
    pub fn issues(&self, keys: &[&str]) -> Result<BTreeMap<String, Value>> {
        let mut found = BTreeMap::new();
        for keys in keys.chunks(AT_ONCE) {
            let body = json!({"issueIdsOrKeys": keys, "fields": ["*all"]});
            let answer = self.post("/rest/api/3/issue/bulkfetch", &body)?;
            for issue in answer["issues"].as_array().into_iter().flatten() {
                let key = issue["key"].as_str().unwrap_or_default().to_owned();
                found.insert(key, issue["fields"].clone());
            }
        }
        Ok(found)
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let sign_in = STANDARD.encode(format!("{}:{}", self.email, self.token));
        let mut answer = ureq::post(format!("{}{path}", self.server.url()?))
            .config()
            .http_status_as_error(false)
            .build()
            .header("authorization", format!("Basic {sign_in}"))
            .header("content-type", "application/json")
            .send(body.to_string())?;
        let text = answer.body_mut().with_config().limit(u64::MAX).read_to_string()?;
        if !answer.status().is_success() {
            bail!("{path} answered {}: {text}", answer.status());
        }
        Ok(serde_json::from_str(&text)?)
    }

    /// Writes the issues of the keys to a workbook, with the columns of the ids.
    pub fn export(&self, keys: &[&str], columns: &[String], out: &Path) -> Result<Value> {
        let jql = format!("key in ({}) ORDER BY key ASC", keys.join(", "));
        let (columns, out) = (columns.join(","), out.display().to_string());
        let args = ["export", "--jql", &jql, "--columns", &columns, "--out", &out];
        self.rowport(&[&args[..], &["--time-zone", ZONE]].concat())
    }

    /// The whole plan of a workbook.
    pub fn plan(&self, file: &Path, accept_loss: bool) -> Result<Value> {
        let file = file.display().to_string();
        let mut args = vec!["plan", &file, "--time-zone", ZONE];
        args.extend(accept_loss.then_some("--accept-loss"));
        self.rowport(&args)
    }

    /// Carries a plan out.
    pub fn apply(&self, plan: &Path) -> Result<Value> {
        self.rowport(&["apply", &plan.display().to_string()])
    }

    /// The JSON that a command prints. Rows that did not succeed are among it.
    fn rowport(&self, args: &[&str]) -> Result<Value> {
        const SOME_ROWS_FAILED: i32 = 6;
        let output = command(target().join("debug/rowport"))
            .args(args)
            .args(["--site", self.server.url()?, "--json"])
            .env("ROWPORT_EMAIL", &self.email)
            .env("ROWPORT_TOKEN", &self.token)
            .stderr(Stdio::inherit())
            .output()?;
        if !output.status.success() && output.status.code() != Some(SOME_ROWS_FAILED) {
            bail!("rowport {} ended with {}", args[0], output.status);
        }
        serde_json::from_slice(&output.stdout).with_context(|| format!("rowport {}", args[0]))
    }
}
