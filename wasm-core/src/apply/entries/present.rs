//! What an issue has already of what is to be added.

use std::collections::BTreeSet;

use super::Todo;
use crate::jira::{Client, IssueLink, JiraError};
use crate::job::FurtherSheet;
use crate::plan::{Action, Addition, IssueRef};
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;

/// What was found on one issue.
#[derive(Default)]
pub(super) struct Present {
    /// Rows that comments and worklogs were made from.
    made: BTreeSet<(FurtherSheet, String)>,
    links: Vec<IssueLink>,
}

impl Present {
    /// Reads no more than the rows ask for.
    pub(super) async fn read<T: Transport, C: Clock>(
        client: &Client<'_, T, C>,
        issue: &IssueRef,
        todo: &[Todo<'_>],
    ) -> Result<Self, JiraError> {
        let mut present = Self::default();
        let lineage = |action: Action| {
            let mut of = todo.iter().map(|todo| todo.entry).filter(|e| e.action == action);
            of.find_map(|entry| entry.identity.as_ref()).map(|identity| identity.lineage.as_str())
        };
        if let Some(lineage) = lineage(Action::Comment) {
            let rows = client.comments_of_rows(&issue.id, lineage).await?.into_keys();
            present.made.extend(rows.map(|row| (FurtherSheet::Comments, row)));
        }
        if let Some(lineage) = lineage(Action::Worklog) {
            let rows = client.worklogs_of_rows(&issue.id, lineage).await?.into_keys();
            present.made.extend(rows.map(|row| (FurtherSheet::Worklogs, row)));
        }
        if todo.iter().any(|todo| todo.entry.action == Action::Link) {
            let read = client.issue(&issue.id, &[FieldId::new("issuelinks")]).await?;
            let field = read.fields.get("issuelinks");
            present.links = field.map(IssueLink::of_field).unwrap_or_default();
        }
        Ok(present)
    }

    /// Takes up what was found later: a part, if it was read for one row.
    pub(super) fn add(&mut self, later: Self) {
        self.made.extend(later.made);
        self.links.extend(later.links);
    }

    /// Whether a row was added before.
    pub(super) fn has(&self, todo: &Todo<'_>) -> bool {
        match (todo.addition, &todo.other) {
            (Addition::Link { kind, outward, .. }, Some(other)) => self.links.iter().any(|link| {
                let even = link.kind.inward == link.kind.outward;
                link.kind.id == kind.id
                    && link.other == other.key
                    && (link.outward == *outward || even)
            }),
            _ => todo.entry.identity.as_ref().is_some_and(|identity| {
                self.made.contains(&(todo.entry.kind, identity.row.clone()))
            }),
        }
    }
}
