//! The pages that are all app: the global page and the project page.

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use serde_json::{Value, json};

use super::{
    format,
    layout::{Place, page, problem_page},
    site::{Problem, View},
};
use crate::host::{
    context,
    describe::{App, Module},
};

/// `/jira/apps/rowport`, and the start page.
pub(super) async fn global(view: View) -> Response {
    let content = match module(&view, "jira:globalPage") {
        Ok((app, module)) => whole_page(&view, app, module, ("", json!({}))),
        Err(reason) => no_app(&reason),
    };
    page(&view, Place::App, "Rowport", &content)
}

/// `/projects/KEY/apps/rowport`.
pub(super) async fn project(view: View, Path(key): Path<String>) -> Response {
    let project = match view.get(&format!("/rest/api/3/project/{}", format::encode(&key))).await {
        Ok(project) => project,
        Err(problem) => return problem_page(&view, &problem),
    };
    let extension = json!({"project": project_part(&project)});
    let content = match module(&view, "jira:projectPage") {
        Ok((app, module)) => whole_page(&view, app, module, (&format!("/{key}"), extension)),
        Err(reason) => no_app(&reason),
    };
    let title = format!("Rowport - {}", format::text(&project, "/name"));
    page(&view, Place::ProjectApp, &title, &content)
}

/// What contexts say about a project.
pub(super) fn project_part(project: &Value) -> Value {
    json!({
        "id": project["id"],
        "key": project["key"],
        "type": project["projectTypeKey"].as_str().unwrap_or("software"),
    })
}

/// The app and its module of a type, or why there is none.
pub(super) fn module<'a>(view: &'a View, kind: &str) -> Result<(&'a App, &'a Module), String> {
    let app = view.host.app.as_ref().map_err(Clone::clone)?;
    let module = app.module_of(kind).ok_or_else(|| format!("The app has no {kind}."))?;
    Ok((app, module))
}

/// Where the frame of a module loads its page from.
pub(super) fn frame_source(module: &Module) -> String {
    format!("/app-frame/{}/index.html", module.resource)
}

/// The place where host.js starts the app; `subject` and the extension as in
/// [`context::full_context`].
pub(super) fn frame(
    view: &View,
    app: &App,
    module: &Module,
    class: &str,
    opened_on: (&str, Value),
) -> Markup {
    let context =
        context::full_context(app, module, &view.viewer, &view.origin, &view.path, opened_on);
    html! {
        div.frame-slot.(class)
            data-frame=(context)
            data-title=(module.title)
            data-src=(frame_source(module)) {
            noscript { "The app needs JavaScript." }
        }
    }
}

/// The sentence that stands where the app would be.
pub(super) fn no_app(reason: &str) -> Markup {
    html! { div.message role="note" { pre { (reason) } } }
}

fn whole_page(view: &View, app: &App, module: &Module, opened_on: (&str, Value)) -> Markup {
    html! {
        h1.sr-only { (module.title) }
        (frame(view, app, module, "frame-page", opened_on))
    }
}

/// A problem is as good an answer as a page.
pub(super) fn shown(view: &View, result: Result<Response, Problem>) -> Response {
    result.unwrap_or_else(|problem| problem_page(view, &problem))
}
