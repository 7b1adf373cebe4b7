//! The page that frames the app, and the host side of its bridge.

use axum::Router;

use crate::{config::HostOptions, sim::Shared};

/// The routes of the frame; `options` says where the app's files, its manifest and its remote are.
pub fn routes(_options: &HostOptions) -> Router<Shared> {
    Router::new()
}
