//! `/gateway/remote`: what Atlassian's gateway does with `invokeRemote` and `requestRemote`. It
//! looks the remote up in the manifest, signs the token for the person of the session, and passes
//! the answer on in the shape that the host page hands to `@forge/bridge`.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    Extension, Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Host,
    describe::{App, Module},
    fit::{self, Caller},
    remote::{self, Answer, Call, Failure},
    session,
};
use crate::{auth, sim::Shared};

/// Largest body of an invocation, in bytes (Forge's documented limit is 500 KB).
const INVOKE_REQUEST: usize = 500 * 1024;
/// Largest answer of an invocation, in bytes (5 MB).
const INVOKE_RESPONSE: usize = 5 * 1024 * 1024;
/// `requestRemote` is not an invocation and has no documented limit; this one keeps memory in
/// bounds.
const FETCH_RESPONSE: usize = 64 * 1024 * 1024;

/// A refusal: status and a text for the app's developer.
type Refusal = (StatusCode, Json<Value>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// `invokeRemote`, by the endpoint of the module.
    Invoke,
    /// `requestRemote`, by the remote's key.
    Fetch,
}

/// What the host page asks for, on behalf of a frame.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Invocation {
    kind: Kind,
    remote_key: Option<String>,
    path: String,
    method: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<String>,
    module_key: String,
    local_id: String,
    extension: Value,
}

fn refuse(status: StatusCode, message: impl Into<String>) -> Refusal {
    (status, Json(json!({"message": message.into()})))
}

/// Forwards one call. Refusals have a status of 400 and over; a call that was forwarded is a 200
/// with the backend's own status inside.
pub async fn remote(
    State(shared): State<Shared>,
    Extension(host): Extension<Arc<Host>>,
    headers: HeaderMap,
    Json(invocation): Json<Invocation>,
) -> Result<Json<Value>, Refusal> {
    let account_id = session::same_origin(&headers)
        .then(|| auth::session_person(&shared.site(), &headers).map(|p| p.account_id.clone()))
        .flatten()
        .ok_or_else(|| refuse(StatusCode::UNAUTHORIZED, "Only the site's own pages may call."))?;
    let app = host.app.as_ref().map_err(|e| refuse(StatusCode::NOT_FOUND, e.clone()))?;
    let module = app
        .module(&invocation.module_key)
        .ok_or_else(|| refuse(StatusCode::BAD_REQUEST, "The app has no such module."))?;
    let limit = limit(&invocation)?;
    let (uri, method) = target(&host, app, module, &invocation)?;
    let caller = Caller {
        account_id: &account_id,
        site_url: &session::origin(&headers),
        module: (&module.kind, &module.key),
        local_id: &invocation.local_id,
        extension: &invocation.extension,
    };
    let claims = fit::claims(app, &caller, now());
    let token = sign(Arc::clone(&host), claims).await?;
    let call = Call {
        method,
        uri,
        headers: invocation.headers,
        token,
        trace: fit::random_id(),
        body: Bytes::from(invocation.body.unwrap_or_default()),
    };
    Ok(Json(shape(remote::send(call, limit).await)))
}

fn limit(invocation: &Invocation) -> Result<usize, Refusal> {
    if invocation.kind == Kind::Fetch {
        return Ok(FETCH_RESPONSE);
    }
    if invocation.body.as_ref().is_some_and(|body| body.len() > INVOKE_REQUEST) {
        let message = "The body of an invocation may have up to 500 KB.";
        return Err(refuse(StatusCode::PAYLOAD_TOO_LARGE, message));
    }
    Ok(INVOKE_RESPONSE)
}

/// The address and the method of the call.
fn target(
    host: &Host,
    app: &App,
    module: &Module,
    invocation: &Invocation,
) -> Result<(Uri, Method), Refusal> {
    let key = match invocation.kind {
        Kind::Fetch => invocation.remote_key.as_deref(),
        Kind::Invoke => module
            .endpoint
            .as_deref()
            .and_then(|key| app.endpoints.iter().find(|e| e.key == key))
            .and_then(|endpoint| endpoint.remote.as_deref()),
    };
    let remote = key
        .and_then(|key| app.remotes.iter().find(|r| r.key == key))
        .ok_or_else(|| refuse(StatusCode::BAD_REQUEST, "The manifest names no such remote."))?;
    if !invocation.path.starts_with('/') {
        return Err(refuse(StatusCode::BAD_REQUEST, "The path must start with a slash."));
    }
    let base = host.remote.as_deref().unwrap_or(&remote.base_url).trim_end_matches('/');
    let uri = format!("{base}{}", invocation.path)
        .parse()
        .map_err(|_| refuse(StatusCode::BAD_REQUEST, "Not a path of an address."))?;
    let method = invocation
        .method
        .parse()
        .map_err(|_| refuse(StatusCode::BAD_REQUEST, "Not an HTTP method."))?;
    Ok((uri, method))
}

async fn sign(host: Arc<Host>, claims: Value) -> Result<String, Refusal> {
    // Making the key takes a while the first time, and signing is work of the processor.
    let signed = tokio::task::spawn_blocking(move || host.key().map(|key| key.sign(&claims))).await;
    signed
        .map_err(|error| error.to_string())
        .and_then(|token| token)
        .map_err(|reason| refuse(StatusCode::INTERNAL_SERVER_ERROR, reason))
}

/// Seconds since 1970. The backend checks tokens by the real time, so the site's clock won't do.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// An answer, or what the app sees when there is none.
fn shape(result: Result<Answer, Failure>) -> Value {
    let (status, code, message) = match result {
        Ok(answer) => {
            return json!({
                "status": answer.status, "headers": answer.headers, "body": answer.body,
            });
        }
        Err(Failure::Unreachable) => (502, "REMOTE_UNREACHABLE", "The remote does not answer."),
        Err(Failure::TimedOut) => (504, "REMOTE_TIMED_OUT", "No answer within 25 seconds."),
        Err(Failure::Redirect) => (502, "REMOTE_REDIRECTS", "A remote may not redirect."),
        Err(Failure::TooLarge) => (413, "ANSWER_TOO_LARGE", "The remote's answer is too large."),
    };
    json!({
        "status": status,
        "headers": {"content-type": "application/json"},
        "body": json!({"code": code, "message": message}).to_string(),
    })
}
