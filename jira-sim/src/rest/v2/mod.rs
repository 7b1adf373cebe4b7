//! REST v2: the resources of v3 with rich text as wiki markup, read and written. `latest` is v2
//! too: Atlassian's own client for Java, which is told to be used with Jira Cloud, asks for
//! `/rest/api/latest` only and reads descriptions and comments as strings.

mod answer;
mod request;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

use crate::{
    sim::{Shared, Sim},
    site::Kind,
};

/// Where v2 is; the rest of a path is as in v3.
const PREFIXES: [&str; 2] = ["/rest/api/2/", "/rest/api/latest/"];

/// Makes documents of the wiki markup in a request of v2, and wiki markup of the documents in its
/// answer. Other requests pass.
pub async fn translate(State(sim): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let Some(path) = PREFIXES.iter().find_map(|prefix| path.strip_prefix(prefix)) else {
        return next.run(request).await;
    };
    let place = request::Place::of(request.method(), path);
    match request::with_documents(&sim, place, request).await {
        Ok(request) => answer::with_wiki(&sim, next.run(request).await).await,
        Err(refusal) => refusal,
    }
}

/// The ids of the fields that hold rich text.
fn rich_fields(sim: &Sim) -> Vec<String> {
    let site = sim.site();
    let rich = site.fields.iter().filter(|f| f.kind == Kind::RichText);
    rich.map(|f| f.id.clone()).collect()
}
