//! The app's files in its frame, with the headers of Forge's CDN.

use std::sync::Arc;

use axum::{
    Extension,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{Host, files::File};

/// What Forge puts before everything else into the root `index.html`, and only there.
const BRIDGE: &str = r#"<script src="/host/frame-bridge.js"></script>"#;

/// Sends one file. Each of them, and not only the pages, has the policy: a worker takes its policy
/// from its own file, and what Forge's CDN sends there is not known, so the stricter is assumed.
pub async fn serve(
    Extension(host): Extension<Arc<Host>>,
    Path((resource, path)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let app = match &host.app {
        Ok(app) => app,
        Err(reason) => return (StatusCode::NOT_FOUND, reason.clone()).into_response(),
    };
    if !app.modules.iter().any(|m| m.resource == resource) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let csp = app.csp(&site_origin(&headers));
    let reader = Arc::clone(&host);
    let read = move || {
        let edit = |content| if path == "index.html" { with_bridge(content) } else { content };
        reader.files.read(&path, edit)
    };
    let Ok(Some(file)) = tokio::task::spawn_blocking(read).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    answer(&headers, &csp, file)
}

/// The origin of the page that frames the app from another site: this server as `localhost`.
fn site_origin(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    match host.rsplit_once(':') {
        Some((_, port)) => format!("http://localhost:{port}"),
        None => "http://localhost".into(),
    }
}

fn with_bridge(content: Vec<u8>) -> Vec<u8> {
    let html = String::from_utf8_lossy(&content);
    match html.split_once("<head>") {
        Some((before, after)) => format!("{before}<head>{BRIDGE}{after}").into_bytes(),
        None => content,
    }
}

fn answer(request: &HeaderMap, csp: &str, file: File) -> Response {
    let says = |name, text: &str| {
        request.get(name).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains(text))
    };
    let common = [
        (header::CONTENT_SECURITY_POLICY, csp.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin".into()),
        (header::VARY, "accept-encoding".into()),
        // A build is followed by a reload in tests and at work: always ask, and send only changes.
        (header::CACHE_CONTROL, "no-cache".into()),
        (header::ETAG, file.etag.clone()),
    ];
    if says(header::IF_NONE_MATCH, &file.etag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let typed = [(header::CONTENT_TYPE, file.content_type)];
    match file.gzip.filter(|_| says(header::ACCEPT_ENCODING, "gzip")) {
        Some(gzip) => (common, typed, [(header::CONTENT_ENCODING, "gzip")], gzip).into_response(),
        None => (common, typed, file.plain).into_response(),
    }
}
