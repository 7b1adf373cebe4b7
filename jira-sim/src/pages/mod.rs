//! The plain pages that show what is in the site: one issue, and a list of issues.

use axum::Router;

use crate::sim::Shared;

/// `/browse/KEY` and the issue list.
pub fn routes() -> Router<Shared> {
    Router::new()
}
