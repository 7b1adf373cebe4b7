//! The host page's own scripts and styles, built into the program.

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

macro_rules! asset {
    ($name:literal, $kind:expr) => {
        ($name, $kind, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/host/", $name)))
    };
}

/// Name, content type and content.
const ASSETS: [(&str, &str, &str); 13] = [
    asset!("frame-bridge.js", SCRIPT),
    asset!("host.js", SCRIPT),
    asset!("frames.js", SCRIPT),
    asset!("methods.js", SCRIPT),
    asset!("product.js", SCRIPT),
    asset!("remote.js", SCRIPT),
    asset!("events.js", SCRIPT),
    asset!("theme.js", SCRIPT),
    asset!("router.js", SCRIPT),
    asset!("flags.js", SCRIPT),
    asset!("modal.js", SCRIPT),
    asset!("host.css", STYLE),
    asset!("pages.css", STYLE),
];

/// Sends one of them.
pub async fn serve(Path(name): Path<String>) -> Response {
    match ASSETS.iter().find(|(known, ..)| *known == name) {
        Some((_, kind, content)) => {
            ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, "no-cache")], *content)
                .into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Browsers ask for it on their own; the pages have none.
pub async fn favicon() -> StatusCode {
    StatusCode::NO_CONTENT
}
