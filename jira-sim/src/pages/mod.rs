//! The pages around the app and the plain pages that show what is in the site: one issue, and a
//! list of issues. All of them read the site through its own REST API as the person of the
//! session, so that they show what that person may see and nothing else.

mod adf;
mod app_page;
mod browse;
mod details;
pub(crate) mod format;
mod history;
mod issues;
mod layout;
mod session;
mod site;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};

use crate::sim::Shared;

/// `/`, the app's pages, `/browse/KEY`, the issue list, and the switch of the person.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(app_page::global))
        .route("/jira/apps/rowport", get(app_page::global))
        .route("/projects/{key}/apps/rowport", get(app_page::project))
        .route("/projects/{key}", get(issues::of_project))
        .route("/issues", get(issues::list))
        .route("/browse/{key}", get(browse::issue))
        .route("/session/person", post(session::switch))
}
