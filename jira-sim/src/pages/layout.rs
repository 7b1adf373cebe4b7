//! The frame that every page has: top bar, side navigation, the place for flags.

use axum::{
    http::header,
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, html};

use super::{
    format,
    site::{Problem, View},
};
use crate::{host::session, site::Role};

/// The entry of the side navigation that a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The app's global page.
    App,
    /// The app's page in the project.
    ProjectApp,
    /// The issue list, and the issues in it.
    Issues,
}

/// A whole page as an answer.
pub(super) fn page(view: &View, place: Place, title: &str, content: &Markup) -> Response {
    let project = project_of(view);
    let document = html! {
        (DOCTYPE)
        html lang="en" data-color-mode=(view.color_mode) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " - Jira" }
                link rel="stylesheet" href="/host/host.css";
                link rel="stylesheet" href="/host/pages.css";
                script type="module" src="/host/host.js" {}
            }
            body {
                a.skip-link href="#content" { "Skip to content" }
                (top_bar(view))
                div.shell {
                    (navigation(place, &project))
                    main #content.content tabindex="-1" { (content) }
                }
                section #flags.flags aria-label="Messages" aria-live="polite" {}
            }
        }
    };
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy(view)),
        (header::SET_COOKIE, session::cookie(view.role)),
        (header::CACHE_CONTROL, "no-store".into()),
    ];
    (headers, Html(document.into_string())).into_response()
}

/// The page for what cannot be shown.
pub(super) fn problem_page(view: &View, problem: &Problem) -> Response {
    let content = html! {
        h1 { "This page can't be shown" }
        (messages(problem))
        p { a href="/issues" { "Go to the work items" } }
    };
    let mut response = page(view, Place::Issues, "Not shown", &content);
    *response.status_mut() = problem.status;
    response
}

/// Jira's error messages, announced to screen readers.
pub(super) fn messages(problem: &Problem) -> Markup {
    html! {
        div.message.message-error role="alert" {
            @for message in &problem.messages { p { (message) } }
            @if problem.messages.is_empty() { p { "Jira answered " (problem.status) "." } }
        }
    }
}

/// The page's own policy: no script, style or frame but this server's.
fn policy(view: &View) -> String {
    let port = view.origin.rsplit(':').next().unwrap_or_default();
    format!(
        "default-src 'self'; frame-src http://127.0.0.1:{port}; object-src 'none'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// The project that the navigation leads to: that of the page's path, or the first one.
fn project_of(view: &View) -> String {
    let path = view.path.split('?').next().unwrap_or_default();
    let key = match path.split('/').collect::<Vec<_>>().as_slice() {
        ["", "projects", key, ..] => Some(*key),
        ["", "browse", key] => key.rsplit_once('-').map(|(project, _)| project),
        _ => None,
    };
    key.filter(|key| key.chars().all(|c| c.is_ascii_alphanumeric())).unwrap_or("DEMO").into()
}

fn top_bar(view: &View) -> Markup {
    html! {
        header.top-bar {
            a.brand href="/" { span.brand-mark aria-hidden="true" {} "Jira" }
            form.search role="search" action="/issues" {
                label.sr-only for="search" { "Search work items" }
                input #search type="search" name="q" placeholder="Search" autocomplete="off";
            }
            div.top-bar-end {
                form.person-switch method="post" action="/session/person" {
                    input type="hidden" name="back" value=(view.path);
                    span.avatar aria-hidden="true" { (format::initials(&view.name)) }
                    span.person-name { (view.name) }
                    label.sr-only for="role" { "Signed in as" }
                    select #role name="role" data-submit-on-change {
                        @for role in [Role::Admin, Role::Member, Role::Viewer] {
                            option value=(role.name()) selected[role == view.role] { (role.name()) }
                        }
                    }
                    noscript { button.button type="submit" { "Switch" } }
                }
                button #theme-switch.button.subtle type="button" aria-pressed="false" {
                    "Dark theme"
                }
            }
        }
    }
}

fn navigation(place: Place, project: &str) -> Markup {
    let entry = |target: Place, address: &str, icon: &str, text: &str| {
        html! {
            li {
                a href=(address) aria-current=[(target == place).then_some("page")] {
                    span.nav-icon.{ "icon-" (icon) } aria-hidden="true" {}
                    (text)
                }
            }
        }
    };
    let project_page = format!("/projects/{project}/apps/rowport");
    let list = format!("/projects/{project}");
    html! {
        nav.side aria-label="Site" {
            h2 { "Apps" }
            ul { (entry(Place::App, "/jira/apps/rowport", "app", "Rowport")) }
            h2 { "Space " (project) }
            ul {
                (entry(Place::Issues, &list, "list", "Work items"))
                (entry(Place::ProjectApp, &project_page, "app", "Rowport"))
            }
        }
    }
}
