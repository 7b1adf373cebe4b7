//! Links between issues, each at both of its ends.

use super::{Entries, text};
use crate::jira::{Client, Issue, IssueLink, JiraError};
use crate::job::FurtherSheet;
use crate::ports::{Clock, Transport};

/// The links that came with an issue.
pub(super) fn of_issue(entries: &mut Entries, at: usize, issue: &Issue) {
    let Some(field) = issue.fields.get("issuelinks") else { return };
    for link in IssueLink::of_field(field) {
        let words = link.kind.words(link.outward).to_owned();
        let values = [link.id, words, link.other, link.summary, link.status].map(text);
        entries.push(FurtherSheet::Links, at, values.into());
    }
}

/// The words of all kinds of link, outward and inward.
pub(super) async fn relations<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
) -> Result<Vec<String>, JiraError> {
    let mut words = Vec::new();
    for kind in client.link_types().await? {
        for text in [kind.outward, kind.inward] {
            if !words.contains(&text) {
                words.push(text);
            }
        }
    }
    Ok(words)
}
