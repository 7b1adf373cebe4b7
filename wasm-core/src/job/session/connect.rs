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
    let (fields, me) = futures_util::try_join!(client.fields(), client.myself())
        .map_err(|error| error.message())?;
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

/// A query for where the app was opened: what the user was looking at.
fn first_query(context: &HostContext) -> Option<String> {
    if let Some(jql) = context.jql.as_ref().filter(|jql| !jql.trim().is_empty()) {
        return Some(jql.clone());
    }
    if let Some(issue) = &context.issue {
        return Some(format!("key = {issue} OR parent = {issue} ORDER BY key ASC"));
    }
    context.project.as_ref().map(|project| project_query(project))
}

fn project_query(key: &str) -> String {
    format!("project = \"{key}\" ORDER BY key ASC")
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
