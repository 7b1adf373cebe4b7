//! Reading from Jira what a plan needs.

mod assignable;
mod choices;
mod highest;
mod history;
mod issues;
mod made;
mod markup;
mod people;
mod places;
mod rights;
mod spaces;
#[cfg(test)]
mod tests;
mod text_form;
mod transitions;
mod workflows;

pub use assignable::load_assignable;
pub use history::{load_history, load_writes};
pub use spaces::load_keys;
pub use workflows::load_workflows;

use crate::finding::Finding;
use crate::jira::{Client, JiraError};
use crate::mapping::Mapping;
use crate::message::Message;
use crate::ports::{Clock, Transport};
use crate::schema::{FieldSchema, FieldType};
use crate::sheet::Table;

use super::{Needs, Site, TargetState, needs, own_fields};

/// What the state is read for.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The table.
    pub table: &'a Table,
    /// What its columns mean; found valid.
    pub mapping: &'a Mapping,
    /// The site's fields.
    pub fields: &'a [FieldSchema],
    /// Base address of the site for links, without a trailing slash.
    pub site_url: &'a str,
    /// The file's lineage, by which issues are found that an earlier import of it made.
    pub lineage: &'a str,
    /// Whether that is the mark of an export.
    pub exported: bool,
}

/// What was read.
pub struct Loaded {
    /// What Jira has.
    pub state: TargetState,
    /// What the columns mean, now that it is known which fields the rows have.
    pub mapping: Mapping,
    /// What is to be said of that.
    pub findings: Vec<Finding>,
}

/// Why nothing was read.
#[derive(Clone, Debug, PartialEq)]
pub enum LoadError {
    /// A call failed.
    Jira(JiraError),
    /// The user has to say first what a column means.
    Asked(Message),
}

impl LoadError {
    /// What to tell the user.
    pub fn message(&self) -> Message {
        match self {
            Self::Jira(error) => error.message(),
            Self::Asked(question) => question.clone(),
        }
    }
}

impl From<JiraError> for LoadError {
    fn from(error: JiraError) -> Self {
        Self::Jira(error)
    }
}

/// Reads further issues into a state that was loaded: their place and their summary. Issues that do
/// not exist, or that the user may not see, are simply not in it.
///
/// # Errors
/// As any call.
pub(crate) async fn load_issues<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    names: Vec<String>,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let needs = needs::of_issues(names);
    let fields = std::mem::take(&mut state.fields);
    let loaded = issues::load(client, &fields, &needs, state).await;
    state.fields = fields;
    loaded
}

/// Reads the state. Issues that do not exist, or that the user may not see, are simply not in it.
/// Progress counts issues, as [`Phase::Comparing`](crate::job::Phase::Comparing).
///
/// Requests: one for each 100 issues, one more for each 100 of which texts may be Markdown or wiki
/// markup, and one for each 1,000 rights on them, a few for each project,
/// one for each project that gets new issues, two for each issue type in use, one
/// for each status that issues leave, one for each place where something is closed to the user, and
/// one for each person and group that cannot be told otherwise; where sprints or security levels
/// change, one or two for each project and board.
///
/// # Errors
/// As any call: a state that lacks a part would make a wrong plan. A question, where rows leave open
/// which of several fields of one name is meant.
pub async fn load<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
) -> Result<Loaded, LoadError> {
    let mut needs = needs(subject.table, subject.mapping, subject.fields);
    let mut state = TargetState {
        site: site(client, subject, &needs).await?,
        fields: subject.fields.to_vec(),
        ..TargetState::default()
    };
    issues::load(client, subject.fields, &needs, &mut state).await?;
    let targets = places::targets_of_new_rows(client, subject, &needs, &state).await?;
    let (mut mapping, mut findings) = (subject.mapping.clone(), Vec::new());
    let several = own_fields::any(&mapping);
    if several {
        places::load(client, subject, &needs, &targets, &mut state).await?;
        let settled = own_fields::settle(subject.table, &mapping, &state);
        (mapping, findings) = settled.map_err(LoadError::Asked)?;
    }
    let subject = &Subject { mapping: &mapping, ..*subject };
    text_form::load(client, subject, &mut state).await?;
    state.closed = places::closed_to_new_rows(client, subject, &needs, &targets, &state).await?;
    highest::load(client, &targets, &mut state).await?;
    let issues = state.issues.len();
    made::load(client, subject, &targets, &mut needs, &mut state).await?;
    if !several || state.issues.len() > issues {
        places::load(client, subject, &needs, &targets, &mut state).await?;
    }
    if needs.kinds.contains(&FieldType::Status) {
        transitions::load(client, subject, &mut state).await?;
    }
    rights::deny(client, &needs, &mut state).await?;
    rights::deny_new(client, subject, &needs, &mut state).await?;
    rights::load(client, subject, &needs, &mut state).await?;
    if needs.kinds.contains(&FieldType::Priority) {
        state.priorities = client.priorities().await?;
    }
    if needs.kinds.contains(&FieldType::Resolution) {
        state.resolutions = client.resolutions().await?;
    }
    choices::load(client, subject, &mut state).await?;
    people::load(client, subject, &mut state).await?;
    client.confirm().await?;
    Ok(Loaded { state, mapping, findings })
}

async fn site<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
    needs: &Needs,
) -> Result<Site, JiraError> {
    let mut site = Site {
        url: subject.site_url.to_owned(),
        account_id: client.myself().await?.user.account_id,
        hours_per_day: 8.0,
        days_per_week: 5.0,
    };
    if needs.kinds.contains(&FieldType::Duration) {
        let configuration = client.configuration().await?;
        site.hours_per_day = configuration.hours_per_day;
        site.days_per_week = configuration.days_per_week;
    }
    Ok(site)
}
