//! The program itself: starts, says where it is, serves, logs nobody, stops when told, erases.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};

use backend::auth::Owner;
use job_api::{Job, NewJob, Timestamp};
use serde_json::{Value, json};

use crate::support::forge::{APP, Forge, KeyServer, claims};
use crate::support::{id, new_job, sqlite_url};

const ACCOUNT: &str = "557058:kanarienvogel-account";
const INSTALLATION: &str = "ari:cloud:ecosystem::installation/kanarienvogel";
const CANARY: &str = "kanarienvogel-text";

/// A program with the settings of the test.
fn program(keys: &KeyServer, database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_backend"));
    command.env_clear().args(["--listen", "127.0.0.1:0", "--json", "--app-id", APP]);
    command.args(["--jwks-url", keys.url().as_str(), "--database-url", database]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A program that runs; it does not outlive a test that fails.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Fails if it has ended, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the program and waits for its ready line.
fn start(command: &mut Command) -> (Running, String) {
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    (Running(child), ready["url"].as_str().unwrap().to_owned())
}

/// Sends SIGTERM, and gives what the program logged when it has ended well.
fn stop(mut running: Running) -> String {
    let child = &mut running.0;
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    let mut log = String::new();
    child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(child.wait().unwrap().success(), "{log}");
    log
}

async fn send(url: &str, method: &str, path: &str, token: &str, body: &Value) -> u16 {
    let method = method.parse().unwrap();
    reqwest::Client::new()
        .request(method, format!("{url}{path}"))
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json")
        .header("x-note", CANARY)
        .body(body.to_string())
        .send()
        .await
        .unwrap()
        .status()
        .as_u16()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn serves_logs_nobody_and_erases() {
    let forge = Forge::new("key-1");
    let keys = KeyServer::start(forge.key_set()).await;
    let dir = tempfile::tempdir().unwrap();
    let database = sqlite_url(&dir);
    let _ = rustls::crypto::ring::default_provider().install_default();

    let (child, url) = start(&mut program(&keys, &database));
    // The program's clock is the machine's: a token without a beginning, and without an end near by.
    let mut lasting = claims(32_503_680_000, INSTALLATION, ACCOUNT);
    lasting.as_object_mut().unwrap().remove("nbf");
    let token = forge.sign(&lasting);
    let path = format!("/v1/jobs/{}", id(0xcafe));
    let noted = json!({"state": "done", "note": CANARY});
    let canary_path = format!("/v1/jobs/{CANARY}?{CANARY}");
    assert_eq!(send(&url, "POST", "/v1/jobs", &token, &new_job(0xcafe, "export")).await, 201);
    assert_eq!(send(&url, "PATCH", &path, &token, &noted).await, 400);
    assert_eq!(send(&url, "PATCH", &canary_path, &token, &noted).await, 400);
    assert_eq!(send(&url, "GET", &format!("/{CANARY}"), &token, &json!(null)).await, 404);
    assert_eq!(send(&url, "PATCH", &path, CANARY, &noted).await, 401);
    assert_eq!(send(&url, "PATCH", &path, &token, &json!({"state": "done"})).await, 200);
    let log = stop(child);

    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let requests: Vec<&Value> =
        lines.iter().map(|line| &line["fields"]).filter(|f| f["message"] == "request").collect();
    let statuses: Vec<u64> = requests.iter().map(|f| f["status"].as_u64().unwrap()).collect();
    assert_eq!(statuses, [201, 400, 400, 404, 401, 200]);
    assert_eq!(
        (&requests[1]["route"], &requests[1]["code"]),
        (&json!("/v1/jobs/{id}"), &json!("invalid_body"))
    );
    for secret in ["kanarienvogel", "557058", &id(0xcafe), &token[..40]] {
        assert!(!log.contains(secret), "{secret} in the log:\n{log}");
    }

    // On the disk: the account, until it is erased, and never a text.
    assert!(on_disk(&dir, ACCOUNT));
    assert!(!on_disk(&dir, CANARY));
    let erased = program(&keys, &database).args(["--erase-account", ACCOUNT]).output().unwrap();
    assert_eq!(String::from_utf8(erased.stdout).unwrap(), "{\"erased\":1}\n");
    assert!(!on_disk(&dir, ACCOUNT), "what is erased is overwritten");
}

/// Whether any file of the database contains the text.
fn on_disk(dir: &tempfile::TempDir, text: &str) -> bool {
    std::fs::read_dir(dir.path()).unwrap().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

/// What is too old goes when the program starts, before anybody calls.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn purges_when_it_starts() {
    let keys = KeyServer::start(json!({"keys": []})).await;
    let dir = tempfile::tempdir().unwrap();
    let database = sqlite_url(&dir);
    let store = backend::store::open(&database).await.unwrap();
    let owner = Owner::new(INSTALLATION, ACCOUNT).unwrap();
    for (number, created_at) in [(1, Timestamp::default()), (2, Timestamp::MAX)] {
        let new: NewJob = serde_json::from_value(new_job(number, "export")).unwrap();
        assert!(store.insert(&owner, &Job::start(new, created_at)).await.unwrap());
    }
    let (mut child, _) = start(&mut program(&keys, &database));
    let log = BufReader::new(child.0.stderr.as_mut().unwrap());
    let purged = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(&line.unwrap()).unwrap())
        .find(|line| line["fields"]["message"] == "purged")
        .unwrap();
    assert_eq!(purged["fields"]["jobs"], 1);
    let kept = store.list(&owner, None, 10).await.unwrap();
    assert_eq!(kept.iter().map(|job| job.id.to_string()).collect::<Vec<_>>(), [id(2)]);
    stop(child);
}

#[test]
fn refuses_a_database_it_does_not_know() {
    let output = Command::new(env!("CARGO_BIN_EXE_backend"))
        .env_clear()
        .args(["--app-id", APP, "--database-url", "mysql://root:geheim@localhost/x"])
        .output()
        .unwrap();
    assert!(!output.status.success());
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("neither sqlite: nor postgres:"), "{text}");
    assert!(!text.contains("geheim"), "{text}");
}
