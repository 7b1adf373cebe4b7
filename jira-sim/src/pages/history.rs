//! What was changed, by whom and when: an import can be seen here field by field.

use maud::{Markup, html};
use serde_json::Value;

use super::format::{self, text};

/// The changes of an issue, the newest first; `page` is what `/changelog` answers.
pub(super) fn list(page: &Value) -> Markup {
    let mut changes: Vec<_> = page["values"].as_array().into_iter().flatten().collect();
    changes.sort_by(|a, b| text(b, "/created").cmp(text(a, "/created")));
    html! {
        section aria-labelledby="history" {
            h2 #history { "History" }
            @if changes.is_empty() { p.muted { "No changes since it was created." } }
            @for change in changes { (entry(change)) }
        }
    }
}

fn entry(change: &Value) -> Markup {
    html! {
        article.change {
            header {
                (format::person(&change["author"], "Unknown"))
                " " span.muted { (format::moment(text(change, "/created"))) }
            }
            ul {
                @for item in change["items"].as_array().into_iter().flatten() {
                    li {
                        strong { (text(item, "/field")) } ": "
                        del { (value(item, "/fromString")) }
                        span aria-hidden="true" { " → " } span.sr-only { " became " }
                        ins { (value(item, "/toString")) }
                    }
                }
            }
        }
    }
}

fn value(item: &Value, side: &str) -> Markup {
    let shown = text(item, side);
    html! { @if shown.is_empty() { span.muted { "None" } } @else { (shown) } }
}
