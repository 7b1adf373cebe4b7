//! Rich text in wiki markup, as the cells of Jira's own CSV have it.

use std::collections::HashMap;

use crate::jira::{Client, Issue, JiraError};
use crate::ports::{Clock, Transport};
use crate::schema::{FieldId, FieldValue, Notation};

/// The rich texts of some issues in wiki markup.
#[derive(Default)]
pub(super) struct Markup {
    issues: HashMap<String, Issue>,
}

impl Markup {
    /// Reads the texts of some fields, in one request; of issues that have none there, nothing is
    /// read.
    pub(super) async fn read<T: Transport, C: Clock>(
        client: &Client<'_, T, C>,
        issues: &[(String, Issue)],
        fields: &[FieldId],
    ) -> Result<Self, JiraError> {
        let has = |issue: &Issue| {
            let mut values = fields.iter().filter_map(|field| issue.fields.get(field.as_str()));
            values.any(|value| value.is_object())
        };
        let with_text = issues.iter().map(|(_, issue)| issue).filter(|issue| has(issue));
        let mut ids: Vec<String> = with_text.map(|issue| issue.id.clone()).collect();
        ids.sort_unstable();
        ids.dedup();
        let issues = client.bulk_fetch_as(Notation::Wiki, &ids, fields).await?;
        Ok(Self { issues: issues.into_iter().map(|issue| (issue.id.clone(), issue)).collect() })
    }

    /// Puts the markup of a field's text beside it.
    pub(super) fn add_to(&self, value: &mut FieldValue, issue: &str, field: &FieldId) {
        let Some(issue) = self.issues.get(issue) else { return };
        if let FieldValue::Rich(rich) = value {
            let text = issue.fields.get(field.as_str()).and_then(|json| json.as_str());
            rich.wiki = text.map(str::to_owned);
        }
    }
}
