//! The page that frames the app, and the host side of its bridge.
//!
//! The app's files are served from another site than the page around them (the page on
//! `localhost`, the frame on `127.0.0.1`), with the policy and the sandbox that Forge sets; the
//! page answers the genuine `@forge/bridge` (the JavaScript is in `jira-sim/host`). Opened on
//! `127.0.0.1` instead, page and frame are of one site, and the browser grants the app storage.
//! What the app sends to its backend goes through [`gateway`], with a token like Forge's.

mod assets;
pub mod context;
pub mod describe;
mod files;
pub mod fit;
mod frame;
mod gateway;
mod remote;
pub mod session;
#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

use axum::{Extension, Json, Router, http::StatusCode, routing};
use serde_json::Value;

use crate::{config::HostOptions, pages, sim::Shared};
use describe::App;
use files::Files;
use fit::FitKey;

/// What the frame and the gateway know about the installed app.
#[derive(Debug)]
pub struct Host {
    /// The app, or why there is none to show (a sentence for the page).
    pub app: Result<App, String>,
    /// The address that replaces the base URL of every remote in the manifest.
    remote: Option<String>,
    files: Files,
    key: OnceLock<FitKey>,
}

impl Host {
    /// Reads the app's manifest, where the options name one. Errors are kept for the page, so that
    /// the REST side of the simulator runs without an app and without Node.
    #[must_use]
    pub fn new(options: &HostOptions) -> Self {
        let app = match (&options.app, &options.manifest) {
            (Some(app), Some(manifest)) => describe::describe(app, manifest),
            _ => Err("No app is installed: start jira-sim with --app and --manifest.".into()),
        };
        Self::with_app(app, options)
    }

    /// A host for an app that is described already.
    #[must_use]
    pub fn with_app(app: Result<App, String>, options: &HostOptions) -> Self {
        let files = Files::new(options.app.clone().unwrap_or_default());
        Self { app, remote: options.remote.clone(), files, key: OnceLock::new() }
    }

    /// The key that signs the tokens, made when it is needed first.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn key(&self) -> Result<&FitKey, String> {
        if let Some(key) = self.key.get() {
            return Ok(key);
        }
        let made = FitKey::generate()?;
        Ok(self.key.get_or_init(|| made))
    }
}

/// The routes of the frame, of the gateway and of the pages; `options` says where the app's files,
/// its manifest and its remote are.
pub fn routes(options: &HostOptions) -> Router<Shared> {
    routes_of(Arc::new(Host::new(options)))
}

/// The same for a host that exists.
pub fn routes_of(host: Arc<Host>) -> Router<Shared> {
    if let Err(reason) = &host.app {
        eprintln!("jira-sim: {reason}");
    }
    Router::new()
        .route("/app-frame/{resource}/{*path}", routing::get(frame::serve))
        .route("/host/{name}", routing::get(assets::serve))
        .route("/favicon.ico", routing::get(assets::favicon))
        .route("/gateway/remote", routing::post(gateway::remote))
        .route("/.well-known/jwks.json", routing::get(jwks))
        .merge(pages::routes())
        .layer(Extension(host))
}

/// The public half of the key, where a backend looks it up.
async fn jwks(Extension(host): Extension<Arc<Host>>) -> Result<Json<Value>, (StatusCode, String)> {
    let made = tokio::task::spawn_blocking(move || host.key().map(FitKey::jwks)).await;
    let jwks = made.map_err(|e| e.to_string()).and_then(|key| key);
    jwks.map(Json).map_err(|reason| (StatusCode::INTERNAL_SERVER_ERROR, reason))
}
