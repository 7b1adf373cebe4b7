//! A record of the REST answers, for tests that hold them against what others know of Jira: one line
//! of JSON for each answer, in a file that only this simulator writes to.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    process,
    sync::{Mutex, PoisonError},
};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::sim::Shared;

/// Where the answers are written to.
#[derive(Debug)]
pub struct Recorder {
    file: Mutex<File>,
}

impl Recorder {
    /// Appends to the file of that name, or, where it names a folder, to one of its own in there.
    ///
    /// # Errors
    /// When the file cannot be opened or its folder not be made.
    pub fn open(path: &Path) -> io::Result<Self> {
        let path = if path.is_dir() { own_file(path) } else { path.to_owned() };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Self { file: Mutex::new(file) })
    }

    /// One write for each line: a simulator that is killed leaves whole lines behind.
    fn write(&self, answer: &Value) -> io::Result<()> {
        let line = format!("{answer}\n");
        self.file.lock().unwrap_or_else(PoisonError::into_inner).write_all(line.as_bytes())
    }
}

/// A file that no other running program has.
fn own_file(folder: &Path) -> PathBuf {
    folder.join(format!("jira-sim-{}.jsonl", process::id()))
}

/// Writes down what a REST request was answered, where answers are recorded. A record that cannot be
/// kept fails the request, so that no test relies on one with gaps.
pub async fn record(State(sim): State<Shared>, request: Request, next: Next) -> Response {
    let Some(recorder) = sim.recorder() else { return next.run(request).await };
    let uri = request.uri();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let mut line = json!({
        "method": request.method().as_str(),
        "route": route,
        "path": uri.path(),
        "query": uri.query().unwrap_or_default(),
    });
    let (parts, body) = next.run(request).await.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return failed("the answer broke off") };
    line["status"] = parts.status.as_u16().into();
    note_body(&mut line, &parts.headers, &bytes);
    if let Err(error) = recorder.write(&line) {
        return failed(&error.to_string());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// JSON as it is; of anything else only its type and size.
fn note_body(line: &mut Value, headers: &HeaderMap, bytes: &Bytes) {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    line["type"] = kind.into();
    line["bytes"] = bytes.len().into();
    line["body"] = match kind {
        Some(kind) if kind.contains("json") => serde_json::from_slice(bytes).unwrap_or_default(),
        _ => Value::Null,
    };
}

fn failed(reason: &str) -> Response {
    let text = format!("jira-sim cannot keep its record: {reason}");
    (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
}
