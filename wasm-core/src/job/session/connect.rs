//! The first command: where the app is, who the user is, which fields there are.

use super::state::Connected;
use crate::export;
use crate::jira::{Client, ProjectAction};
use crate::job::{HostContext, JqlCheck, Reply};
use crate::message::Message;
use crate::ports::{Clock, Transport};

/// Reads what every screen needs.
pub(super) async fn connect<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    context: HostContext,
) -> Result<(Connected, Reply), Message> {
    let (fields, me) = client.fields_and_caller().await.map_err(|error| error.message())?;
    let jql = match first_query(&context) {
        Some(jql) => jql,
        None => first_project(client).await?,
    };
    let reply = Reply::Connected {
        fields: fields.clone(),
        columns: export::default_columns(&fields),
        jql,
        user: me.user.name.clone(),
    };
    Ok((Connected { context, account_id: me.user.account_id, fields }, reply))
}

/// A query for where the app was opened: what the user was looking at. The navigator may have an
/// order alone, which shows all there is; Jira's search refuses that (“Unbounded JQL”), so that it
/// is the order of the project's issues.
fn first_query(context: &HostContext) -> Option<String> {
    let jql = context.jql.as_deref().map(str::trim).filter(|jql| !jql.is_empty());
    match (jql, &context.project) {
        (Some(jql), _) if !is_order_alone(jql) => return Some(jql.to_owned()),
        (Some(order), Some(project)) => return Some(ordered_project(project, order)),
        _ => {}
    }
    if let Some(issue) = &context.issue {
        return Some(format!("key = {issue} OR parent = {issue} ORDER BY key ASC"));
    }
    context.project.as_ref().map(|project| project_query(project))
}

/// Whether a query is an order of issues and no restriction.
fn is_order_alone(jql: &str) -> bool {
    let mut words = jql.split_whitespace();
    ["order", "by"].iter().all(|word| words.next().is_some_and(|w| w.eq_ignore_ascii_case(word)))
}

fn project_query(key: &str) -> String {
    ordered_project(key, "ORDER BY key ASC")
}

fn ordered_project(key: &str, order: &str) -> String {
    format!("project = \"{key}\" {order}")
}

/// On a page of no project: the first one that the user may see.
async fn first_project<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
) -> Result<String, Message> {
    let projects = client.projects(ProjectAction::Browse).await.map_err(|error| error.message())?;
    let query = projects.first().map(|project| project_query(&project.key));
    Ok(query.unwrap_or_else(|| "assignee = currentUser() ORDER BY updated DESC".to_owned()))
}

/// What Jira says of a query.
pub(super) async fn check_jql<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    jql: &str,
) -> Result<JqlCheck, Message> {
    let errors = client.parse_jql(jql).await.map_err(|error| error.message())?;
    if !errors.is_empty() {
        return Ok(JqlCheck { count: None, errors });
    }
    match client.approximate_count(jql).await {
        Ok(count) => Ok(JqlCheck { count: Some(count), errors }),
        Err(error) if error.is_invalid() => {
            Ok(JqlCheck { count: None, errors: vec![error.message().text()] })
        }
        Err(error) => Err(error.message()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jira::testing::{FakeJira, VirtualClock};
    use crate::job::session::tests::jira;

    /// The query that the screen opens with, and the requests until then, behind a bridge that does
    /// not name the caller.
    fn opened(jql: Option<&str>, project: Option<&str>, issue: Option<&str>) -> (String, String) {
        let clock = VirtualClock::new();
        let site = FakeJira::new(&clock, jira).nameless();
        let text = |text: Option<&str>| text.map(str::to_owned);
        let (jql, project, issue) = (text(jql), text(project), text(issue));
        let context = HostContext { jql, project, issue, ..HostContext::default() };
        match clock.run(connect(&Client::new(&site, &clock), context)) {
            Ok((_, Reply::Connected { jql, .. })) => (jql, site.log()),
            other => panic!("{:?}", other.err()),
        }
    }

    #[test]
    fn an_order_alone_is_that_of_the_project() {
        let first = "project = \"DEMO\" ORDER BY key ASC";
        let of_a_1 = "key = A-1 OR parent = A-1 ORDER BY key ASC";
        for (jql, project, issue, query) in [
            (
                Some("ORDER BY created DESC"),
                Some("A"),
                None,
                "project = \"A\" ORDER BY created DESC",
            ),
            (Some(" order\n by rank"), Some("A"), Some("A-1"), "project = \"A\" order\n by rank"),
            (Some("order by rank"), None, None, first),
            (Some("order by rank"), None, Some("A-1"), of_a_1),
            (Some("orders = 1 order by rank"), Some("A"), None, "orders = 1 order by rank"),
            (Some("\"order\" = by"), Some("A"), None, "\"order\" = by"),
            (Some("  "), Some("A"), None, "project = \"A\" ORDER BY key ASC"),
            (None, None, None, first),
            (None, Some("A"), Some("A-1"), of_a_1),
        ] {
            assert_eq!(opened(jql, project, issue).0, query, "{jql:?} {project:?}");
        }
    }

    #[test]
    fn who_the_caller_is_is_asked_once() {
        let (_, log) = opened(None, Some("DEMO"), None);
        let asked: Vec<_> = log.lines().filter_map(|line| line.rsplit('/').next()).collect();
        assert_eq!(asked, ["field", "myself"]);
    }
}
