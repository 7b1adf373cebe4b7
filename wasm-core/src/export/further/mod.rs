//! The sheets beside that of the issues; one file for each kind of entry.

mod attachments;
mod comments;
mod history;
mod links;
mod sheet;
#[cfg(test)]
mod tests;
mod watchers;
mod worklogs;

use std::collections::BTreeMap;

use futures_util::stream::{self, StreamExt};

use crate::jira::{Client, Issue, JiraError, Meter};
use crate::job::{FurtherSheet, Phase};
use crate::message::Message;
use crate::ports::{Clock, Transport};
use crate::schema::{Entity, FieldId, FieldValue};
use crate::target::{People, User};

pub(super) use sheet::write;

/// Issues whose history is read at once: few enough that progress is seen.
const HISTORIES: usize = 100;

/// A row of a further sheet.
struct Row {
    /// Position of its issue among the exported ones.
    issue: usize,
    /// The cells behind the key; the first one is the id.
    values: Vec<FieldValue>,
}

/// The entries of the exported issues.
pub(super) struct Entries {
    sheets: Vec<FurtherSheet>,
    /// Id and key of each issue.
    issues: Vec<(String, String)>,
    rows: BTreeMap<FurtherSheet, Vec<Row>>,
    /// Issues of which Jira sent only a part of the entries, or their number alone.
    cut: Vec<(FurtherSheet, usize)>,
    /// How many watch an issue, as it says itself.
    watched: BTreeMap<usize, u64>,
    /// Words of the site's kinds of link, for the dropdown.
    relations: Vec<String>,
    people: People,
}

impl Entries {
    /// No entries yet, of some sheets, each once.
    pub(super) fn new(sheets: &[FurtherSheet]) -> Self {
        let mut wanted: Vec<FurtherSheet> = Vec::new();
        for sheet in sheets {
            if !wanted.contains(sheet) {
                wanted.push(*sheet);
            }
        }
        Self {
            rows: wanted.iter().map(|sheet| (*sheet, Vec::new())).collect(),
            sheets: wanted,
            issues: Vec::new(),
            cut: Vec::new(),
            watched: BTreeMap::new(),
            relations: Vec::new(),
            people: People::default(),
        }
    }

    /// The sheets, each once.
    pub(super) fn sheets(&self) -> &[FurtherSheet] {
        &self.sheets
    }

    /// The fields of issues that hold entries.
    pub(super) fn fields(&self) -> Vec<FieldId> {
        let field = |sheet: &FurtherSheet| match sheet {
            FurtherSheet::Comments => Some("comment"),
            FurtherSheet::Worklogs => Some("worklog"),
            FurtherSheet::Links => Some("issuelinks"),
            FurtherSheet::Attachments => Some("attachment"),
            FurtherSheet::Watchers => Some("watches"),
            FurtherSheet::History => None,
        };
        self.sheets.iter().filter_map(field).map(FieldId::new).collect()
    }

    /// Whether some sheet shows durations, which depend on the site's settings.
    pub(super) fn has_durations(&self) -> bool {
        self.sheets.contains(&FurtherSheet::Worklogs)
    }

    /// Takes the entries that came with some issues.
    pub(super) fn add(&mut self, issues: &[Issue]) {
        for issue in issues {
            let at = self.issues.len();
            self.issues.push((issue.id.clone(), issue.key.clone()));
            for sheet in self.sheets.clone() {
                match sheet {
                    FurtherSheet::Comments => comments::of_issue(self, at, issue),
                    FurtherSheet::Worklogs => worklogs::of_issue(self, at, issue),
                    FurtherSheet::Links => links::of_issue(self, at, issue),
                    FurtherSheet::Attachments => attachments::of_issue(self, at, issue),
                    FurtherSheet::Watchers => watchers::of_issue(self, at, issue),
                    FurtherSheet::History => {}
                }
            }
        }
    }

    /// Issues of which Jira shows fewer watchers than it counts.
    pub(super) fn hidden_watchers(&self) -> usize {
        let mut shown = BTreeMap::<usize, u64>::new();
        for row in self.rows.get(&FurtherSheet::Watchers).into_iter().flatten() {
            *shown.entry(row.issue).or_default() += 1;
        }
        let of = |at| shown.get(at).copied().unwrap_or(0);
        self.watched.iter().filter(|(at, count)| of(at) < **count).count()
    }

    /// Puts the issues into the order of the rows of the main sheet, told by their old places.
    pub(super) fn arrange(&mut self, order: impl Iterator<Item = usize>) {
        let mut old = std::mem::take(&mut self.issues);
        let mut places = vec![0; old.len()];
        for (new, place) in order.enumerate() {
            places[place] = new;
            self.issues.push(std::mem::take(&mut old[place]));
        }
        self.rows.values_mut().flatten().for_each(|row| row.issue = places[row.issue]);
    }

    /// Reads what did not come with the issues: long lists, histories, watchers.
    ///
    /// # Errors
    /// As any call, and `jira-history-refused` where Jira gives the histories of some issues to
    /// nobody or not to the user: without these the sheet would seem to be whole.
    pub(super) async fn complete<T: Transport, C: Clock>(
        &mut self,
        client: &Client<'_, T, C>,
    ) -> Result<(), Message> {
        if self.sheets.contains(&FurtherSheet::Links) {
            self.relations = links::relations(client).await.map_err(|error| error.message())?;
        }
        let histories = self.sheets.contains(&FurtherSheet::History);
        let changed = if histories { self.issues.len() } else { 0 };
        let total = self.cut.len() + changed;
        if total == 0 {
            return Ok(());
        }
        let meter = Meter::start(client, Phase::Collecting, Some(total));
        let ids: Vec<String> = self.issues.iter().map(|(id, _)| id.clone()).collect();
        let cut = std::mem::take(&mut self.cut);
        let mut reads: Vec<Read<'_, T, C>> = Vec::new();
        for (sheet, at) in cut {
            reads.push(Read { client, sheet, from: at, ids: &ids[at..=at] });
        }
        for (chunk, ids) in ids[..changed].chunks(HISTORIES).enumerate() {
            let from = chunk * HISTORIES;
            reads.push(Read { client, sheet: FurtherSheet::History, from, ids });
        }
        let mut answers = stream::iter(reads).map(Read::send).buffered(client.in_flight());
        while let Some((read, answer)) = answers.next().await {
            match answer {
                Ok(found) => self.take(&read, found),
                Err(error) if error.is_not_found() || error.is_forbidden() => {
                    if read.sheet == FurtherSheet::History {
                        let message = Message::new("jira-history-refused");
                        return Err(message.with("detail", error.message().text()));
                    }
                    // The issue went away, or the user may not see who watches it.
                }
                Err(error) => return Err(error.message()),
            }
            meter.add(read.ids.len());
        }
        Ok(())
    }

    fn take<T, C>(&mut self, read: &Read<'_, T, C>, found: Found) {
        match found {
            Found::Comments(list) => comments::take(self, read.from, list),
            Found::Worklogs(list) => worklogs::take(self, read.from, list),
            Found::Watchers(list) => watchers::take(self, read.from, list),
            Found::History(list) => history::take(self, read.from, read.ids, list),
        }
    }

    fn push(&mut self, sheet: FurtherSheet, issue: usize, values: Vec<FieldValue>) {
        self.rows.entry(sheet).or_default().push(Row { issue, values });
    }

    /// A user as a value, who becomes known.
    fn person(&mut self, user: Option<User>) -> FieldValue {
        let Some(user) = user else { return FieldValue::Empty };
        let entity = Entity { id: user.account_id.clone(), name: user.name.clone() };
        self.people.learn(user);
        FieldValue::One(entity)
    }
}

/// What a request gives.
enum Found {
    Comments(Vec<crate::jira::Comment>),
    Worklogs(Vec<crate::jira::Worklog>),
    Watchers(Vec<User>),
    History(Vec<crate::jira::HistoryItem>),
}

/// A request for the entries of one issue, or the histories of several.
struct Read<'a, T, C> {
    client: &'a Client<'a, T, C>,
    sheet: FurtherSheet,
    /// Position of the first issue.
    from: usize,
    ids: &'a [String],
}

impl<'a, T: Transport, C: Clock> Read<'a, T, C> {
    async fn send(self) -> (Self, Result<Found, JiraError>) {
        let id = self.ids.first().map(String::as_str).unwrap_or_default();
        let found = match self.sheet {
            FurtherSheet::Comments => self.client.comments(id).await.map(Found::Comments),
            FurtherSheet::Worklogs => self.client.worklogs(id).await.map(Found::Worklogs),
            FurtherSheet::Watchers => self.client.watchers(id).await.map(Found::Watchers),
            _ => self.client.histories(self.ids).await.map(Found::History),
        };
        (self, found)
    }
}

/// A text as a value.
fn text(text: impl Into<String>) -> FieldValue {
    match text.into() {
        text if text.is_empty() => FieldValue::Empty,
        text => FieldValue::Text(text),
    }
}
