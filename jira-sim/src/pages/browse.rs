//! `/browse/KEY`: everything about one issue, and the app's panel on it.

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use serde_json::{Value, json};

use super::{
    adf, app_page, details,
    format::{self, text},
    history,
    layout::{Place, messages, page},
    site::{Problem, View},
};

/// How many changes of its history an issue shows.
const CHANGES: u64 = 100;

/// The page of an issue; what is not visible to the person is said in Jira's own words.
pub(super) async fn issue(view: View, Path(key): Path<String>) -> Response {
    let shown = shown(&view, &key).await;
    app_page::shown(&view, shown)
}

async fn shown(view: &View, key: &str) -> Result<Response, Problem> {
    let address = format!("/rest/api/3/issue/{}", format::encode(key));
    let issue = view.get(&address).await?;
    let names = view.get("/rest/api/3/field").await?;
    let comments = view.get(&format!("{address}/comment?maxResults=100")).await;
    let changes = changes(view, &address).await;
    let children = children(view, text(&issue, "/key")).await;
    let fields = &issue["fields"];
    let key = text(&issue, "/key");
    let content = html! {
        (breadcrumbs(&issue))
        div.issue-columns {
            div #issue data-refresh {
                h1 { (text(fields, "/summary")) }
                (description(&fields["description"]))
                (child_list(&children))
            }
            (details::aside(fields, names.as_array().map_or(&[], Vec::as_slice)))
            (panel(view, &issue))
            (activity(&comments, &changes))
        }
    };
    let title = format!("[{key}] {}", text(fields, "/summary"));
    Ok(page(view, Place::Issues, &title, &content))
}

fn activity(comments: &Result<Value, Problem>, changes: &Result<Value, Problem>) -> Markup {
    html! {
        div #activity data-refresh {
            @match comments {
                Ok(comments) => (comment_list(comments)),
                Err(problem) => (messages(problem)),
            }
            @match changes {
                Ok(changes) => (history::list(changes)),
                Err(problem) => (messages(problem)),
            }
        }
    }
}

fn breadcrumbs(issue: &Value) -> Markup {
    let project = text(issue, "/fields/project/key");
    let parent = text(issue, "/fields/parent/key");
    html! {
        nav.breadcrumbs aria-label="Breadcrumbs" {
            ol {
                li { a href={ "/projects/" (project) } { (text(issue, "/fields/project/name")) } }
                @if !parent.is_empty() { li { a href={ "/browse/" (parent) } { (parent) } } }
                li { span.current aria-current="page" {
                    (format::issue_type(&issue["fields"]["issuetype"])) " " (text(issue, "/key"))
                } }
            }
        }
    }
}

fn description(document: &Value) -> Markup {
    html! {
        section aria-labelledby="description" {
            h2 #description { "Description" }
            @if document.is_null() {
                p.muted { "No description." }
            } @else {
                div.rich-text { (adf::render(document)) }
            }
        }
    }
}

/// The newest changes; Jira tells the oldest first, a hundred at a time.
async fn changes(view: &View, address: &str) -> Result<Value, Problem> {
    let first = view.get(&format!("{address}/changelog?maxResults={CHANGES}")).await?;
    match first["total"].as_u64() {
        Some(total) if total > CHANGES => {
            let start = total - CHANGES;
            view.get(&format!("{address}/changelog?maxResults={CHANGES}&startAt={start}")).await
        }
        _ => Ok(first),
    }
}

/// The issues below this one; a query that fails only leaves the list out.
async fn children(view: &View, key: &str) -> Vec<Value> {
    let search = json!({
        "jql": format!("parent = {key} ORDER BY key ASC"),
        "fields": ["summary", "status", "issuetype"],
        "maxResults": 100,
    });
    let answer = view.post("/rest/api/3/search/jql", &search).await.unwrap_or_default();
    answer["issues"].as_array().cloned().unwrap_or_default()
}

fn child_list(children: &[Value]) -> Markup {
    html! {
        @if !children.is_empty() {
            section aria-labelledby="children" {
                h2 #children { "Child work items" }
                ul.children {
                    @for child in children {
                        li {
                            (format::issue_type(&child["fields"]["issuetype"]))
                            a href={ "/browse/" (text(child, "/key")) } { (text(child, "/key")) }
                            span.grow { (text(child, "/fields/summary")) }
                            (format::status(&child["fields"]["status"]))
                        }
                    }
                }
            }
        }
    }
}

fn panel(view: &View, issue: &Value) -> Markup {
    let (app, module) = match app_page::module(view, "jira:issuePanel") {
        Ok(found) => found,
        Err(_) => return html! {},
    };
    let fields = &issue["fields"];
    let extension = json!({
        "issue": {
            "id": issue["id"],
            "key": issue["key"],
            "type": fields["issuetype"]["name"],
            "typeId": fields["issuetype"]["id"],
        },
        "project": app_page::project_part(&fields["project"]),
        "isNewToIssue": false,
    });
    let subject = format!("/{}", text(issue, "/id"));
    let size = module.viewport_size.as_deref().unwrap_or("medium");
    html! {
        section.app-panel aria-labelledby="app-panel" {
            h2 #app-panel { (module.title) }
            (app_page::frame(view, app, module, &format!("frame-{size}"), (&subject, extension)))
        }
    }
}

fn comment_list(comments: &Value) -> Markup {
    let list = comments["comments"].as_array().map_or(&[][..], Vec::as_slice);
    html! {
        section aria-labelledby="comments" {
            h2 #comments { "Comments" }
            @if list.is_empty() { p.muted { "No comments." } }
            @for comment in list {
                article.comment {
                    header {
                        (format::person(&comment["author"], "Unknown"))
                        " " span.muted { (format::moment(text(comment, "/created"))) }
                    }
                    div.rich-text { (adf::render(&comment["body"])) }
                }
            }
        }
    }
}
