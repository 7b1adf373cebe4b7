//! The list of issues: a JQL box, a table, and the app's navigator action on what is found.

use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    app_page,
    format::{self, text},
    layout::{Place, messages, page},
    site::{Problem, View},
};
use crate::host::context;

const PAGE_SIZE: u32 = 50;
const FIELDS: [&str; 6] = ["issuetype", "summary", "status", "assignee", "priority", "updated"];

/// What the address of the list says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// The query; all of the first project where it is missing.
    jql: Option<String>,
    /// Words of the search box: a key, or a part of a summary.
    q: Option<String>,
    /// The token of a later page, and its number.
    token: Option<String>,
    page: Option<u32>,
}

/// One page of what a query finds.
struct Found {
    issues: Vec<Value>,
    next: Option<String>,
    count: u64,
}

/// `/projects/KEY`: the project's issues.
pub(super) async fn of_project(Path(key): Path<String>) -> Redirect {
    let jql = format!("project = {} ORDER BY key ASC", quoted(&key));
    Redirect::to(&format!("/issues?jql={}", format::encode(&jql)))
}

/// `/issues?jql=…`.
pub(super) async fn list(view: View, Query(asked): Query<Asked>) -> Response {
    if let Some(key) = asked.q.as_deref().map(str::trim).filter(|words| is_key(words)) {
        return Redirect::to(&format!("/browse/{}", key.to_ascii_uppercase())).into_response();
    }
    let jql = match (&asked.jql, asked.q.as_deref().map(str::trim)) {
        (Some(jql), _) => jql.clone(),
        (None, Some(words)) if !words.is_empty() => {
            format!("summary ~ {} ORDER BY key ASC", quoted(words))
        }
        _ => "project = DEMO ORDER BY key ASC".into(),
    };
    let found = find(&view, &jql, asked.token.as_deref()).await;
    let number = asked.page.unwrap_or(1);
    let content = html! {
        div.title-row {
            h1 { "Work items" }
            (actions(&view, &jql, found.as_ref().ok()))
        }
        (query_form(&jql))
        @match &found {
            Ok(found) => (table(&jql, found, number)),
            Err(problem) => (messages(problem)),
        }
    };
    page(&view, Place::Issues, "Work items", &content)
}

/// A JQL string literal.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn is_key(words: &str) -> bool {
    words.split_once('-').is_some_and(|(project, number)| {
        project.starts_with(|c: char| c.is_ascii_alphabetic())
            && project.chars().all(|c| c.is_ascii_alphanumeric())
            && !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit())
    })
}

async fn find(view: &View, jql: &str, token: Option<&str>) -> Result<Found, Problem> {
    let mut search = json!({"jql": jql, "maxResults": PAGE_SIZE, "fields": FIELDS});
    if let Some(token) = token {
        search["nextPageToken"] = json!(token);
    }
    let answer = view.post("/rest/api/3/search/jql", &search).await?;
    let count = view.post("/rest/api/3/search/approximate-count", &json!({"jql": jql})).await?;
    Ok(Found {
        issues: answer["issues"].as_array().cloned().unwrap_or_default(),
        next: answer["nextPageToken"].as_str().map(str::to_owned),
        count: count["count"].as_u64().unwrap_or_default(),
    })
}

/// The menu with the app's action; it needs something to act on.
fn actions(view: &View, jql: &str, found: Option<&Found>) -> Markup {
    let (Ok((app, module)), Some(found)) =
        (app_page::module(view, "jira:issueNavigatorAction"), found)
    else {
        return html! {};
    };
    let keys: Vec<_> = found.issues.iter().map(|issue| text(issue, "/key")).collect();
    let extension = json!({"jql": jql, "filterId": null, "issueKeys": keys});
    let opened_on = ("", extension);
    let context =
        context::full_context(app, module, &view.viewer, &view.origin, &view.path, opened_on);
    html! {
        details.menu {
            summary.button { "Apps" }
            div.menu-items {
                button.menu-item type="button"
                    title=[module.tooltip.as_deref()]
                    data-navigator-action=(context)
                    data-title=(module.title)
                    data-src=(app_page::frame_source(module))
                    data-action-type=[module.action_type.as_deref()]
                    data-size=(module.viewport_size.as_deref().unwrap_or("medium")) {
                    (module.title)
                }
            }
        }
    }
}

fn query_form(jql: &str) -> Markup {
    html! {
        form.query action="/issues" {
            label for="jql" { "JQL" }
            input #jql type="text" name="jql" value=(jql) spellcheck="false" autocomplete="off";
            button.button.primary type="submit" { "Search" }
        }
    }
}

fn table(jql: &str, found: &Found, number: u32) -> Markup {
    html! {
        p.muted role="status" {
            "About " (found.count) " work items"
            @if number > 1 { ", page " (number) }
        }
        @if found.issues.is_empty() {
            p.message { "Nothing matches this query." }
        } @else {
            div.table-scroll tabindex="0" role="region" aria-label="Work items" {
                table.issues {
                    thead { tr {
                        @for heading in
                            ["Type", "Key", "Summary", "Status", "Assignee", "Priority", "Updated"]
                        { th scope="col" { (heading) } }
                    } }
                    tbody { @for issue in &found.issues { (row(issue)) } }
                }
            }
            (pager(jql, found, number))
        }
    }
}

fn row(issue: &Value) -> Markup {
    let key = text(issue, "/key");
    let fields = &issue["fields"];
    html! {
        tr {
            td { (format::issue_type(&fields["issuetype"])) }
            td.key { a href={ "/browse/" (key) } { (key) } }
            td.summary { (text(fields, "/summary")) }
            td { (format::status(&fields["status"])) }
            td { (format::person(&fields["assignee"], "Unassigned")) }
            td { (text(fields, "/priority/name")) }
            td.nowrap { (format::moment(text(fields, "/updated"))) }
        }
    }
}

fn pager(jql: &str, found: &Found, number: u32) -> Markup {
    let address = format!("/issues?jql={}", format::encode(jql));
    html! {
        nav.pager aria-label="Pages" {
            @if number > 1 { a.button href=(address) { "First page" } }
            @if let Some(token) = &found.next {
                a.button rel="next"
                    href={ (address) "&token=" (format::encode(token)) "&page=" (number + 1) } {
                    "Next page"
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_jql() {
        assert_eq!(quoted(r#"a "b" \ c"#), r#""a \"b\" \\ c""#);
    }

    #[test]
    fn a_key_is_told_from_words() {
        assert!(is_key("demo-12"));
        for words in ["demo", "demo-", "e-mail", "1-2", "a b-3"] {
            assert!(!is_key(words), "{words}");
        }
    }
}
