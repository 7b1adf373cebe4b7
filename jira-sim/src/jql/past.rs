//! WAS and CHANGED: what an issue's history tells of a field.

use std::collections::HashSet;

use super::source::Source;
use crate::site::{Change, ChangeItem, Issue, Site, UserId};

/// A question about the past of a field.
#[derive(Debug, Clone)]
pub struct Past {
    /// The field's id.
    pub field: String,
    /// Where its present value is.
    pub source: Source,
    /// What is asked.
    pub asks: Asks,
    /// When it must have been so: in all of these.
    pub periods: Vec<Period>,
    /// Who must have made it so: one of these; none for anybody.
    pub by: Option<HashSet<UserId>>,
}

/// What is asked about a field.
#[derive(Debug, Clone)]
pub enum Asks {
    /// Whether it ever had one of these values.
    Held(Values),
    /// Whether it was changed, from one of these and to one of these.
    Changed(Option<Values>, Option<Values>),
}

/// A time, in epoch milliseconds. The second end of both spans is outside of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Later than this.
    After(i64),
    /// Earlier than this.
    Before(i64),
    /// Within this.
    Within(i64, i64),
}

/// Values that are looked for.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// Their numbers, as an issue keeps them.
    pub ids: HashSet<u64>,
    /// Their ids, as the history keeps them.
    pub raw: HashSet<String>,
    /// Names, in lower case, that stand for nothing today.
    pub names: HashSet<String>,
    /// Whether no value at all is one of them.
    pub empty: bool,
}

/// How long a field had a value.
struct Span {
    value: Value,
    start: i64,
    /// None while it still has it.
    end: Option<i64>,
    by: UserId,
}

/// A value as it stands in a history, or as the issue has it when nothing was ever changed.
#[derive(Clone, PartialEq)]
enum Value {
    Told(Option<String>, Option<String>),
    Present(Option<u64>),
}

impl Values {
    fn have(&self, value: &Value) -> bool {
        match value {
            Value::Present(None) | Value::Told(None, None) => self.empty,
            Value::Present(Some(id)) => self.ids.contains(id),
            Value::Told(raw, text) => {
                raw.as_ref().is_some_and(|raw| self.raw.contains(raw))
                    || text.as_ref().is_some_and(|text| self.names.contains(&text.to_lowercase()))
            }
        }
    }

    /// Whether one side of a change is among them. The history of a list of values tells the side
    /// that only came or went of each as empty.
    fn have_side(&self, side: &(Option<String>, Option<String>)) -> bool {
        if side.0.is_none() && side.1.is_none() {
            return self.empty;
        }
        self.have(&Value::Told(side.0.clone(), side.1.clone()))
            || parts(side).any(|raw| self.raw.contains(raw))
    }
}

impl Period {
    /// Whether something that lasted from `start` to `end` falls into it at any moment.
    fn touches(self, start: i64, end: Option<i64>) -> bool {
        match self {
            Self::After(at) => end.is_none_or(|end| end > at),
            Self::Before(at) => start < at,
            Self::Within(from, to) => start < to && end.is_none_or(|end| end > from),
        }
    }

    fn holds(self, at: i64) -> bool {
        match self {
            Self::After(than) => at > than,
            Self::Before(than) => at < than,
            Self::Within(from, to) => (from..to).contains(&at),
        }
    }
}

impl Past {
    /// Whether it was so.
    #[must_use]
    pub fn holds(&self, site: &Site, issue: &Issue) -> bool {
        let history = site.history(issue);
        let by = |who: UserId| self.by.as_ref().is_none_or(|by| by.contains(&who));
        match &self.asks {
            Asks::Changed(from, to) => self.changes(&history).any(|(change, items)| {
                by(change.author)
                    && self.periods.iter().all(|p| p.holds(change.created))
                    && from.as_ref().is_none_or(|v| items.iter().any(|i| v.have_side(&i.from)))
                    && to.as_ref().is_none_or(|v| items.iter().any(|i| v.have_side(&i.to)))
            }),
            Asks::Held(values) => self.spans(issue, &history).iter().any(|span| {
                values.have(&span.value)
                    && by(span.by)
                    && self.periods.iter().all(|p| p.touches(span.start, span.end))
            }),
        }
    }

    /// The changes of the field, oldest first, each with its items.
    fn changes<'a>(
        &'a self,
        history: &'a [Change],
    ) -> impl Iterator<Item = (&'a Change, Vec<&'a ChangeItem>)> {
        history.iter().filter_map(|change| {
            let of_field = |item: &&ChangeItem| item.field_id.as_deref() == Some(&self.field);
            let items: Vec<&ChangeItem> = change.items.iter().filter(of_field).collect();
            (!items.is_empty()).then_some((change, items))
        })
    }

    fn spans(&self, issue: &Issue, history: &[Change]) -> Vec<Span> {
        match self.source {
            Source::FixVersions => self.spans_of_list(issue, history),
            _ => self.spans_of_one(issue, history),
        }
    }

    fn spans_of_one(&self, issue: &Issue, history: &[Change]) -> Vec<Span> {
        let told =
            |side: &(Option<String>, Option<String>)| Value::Told(side.0.clone(), side.1.clone());
        let mut spans: Vec<Span> = Vec::new();
        let mut now = Span {
            value: Value::Present(self.source.id(issue)),
            start: issue.created,
            end: None,
            by: issue.creator,
        };
        for (change, items) in self.changes(history) {
            for item in items {
                if spans.is_empty() {
                    now.value = told(&item.from);
                }
                now.end = Some(change.created);
                let next = Span {
                    value: told(&item.to),
                    start: change.created,
                    end: None,
                    by: change.author,
                };
                spans.push(std::mem::replace(&mut now, next));
            }
        }
        spans.push(now);
        spans
    }

    /// The spans of each value of a list, and those in which the list was empty.
    fn spans_of_list(&self, issue: &Issue, history: &[Change]) -> Vec<Span> {
        let mut open: Vec<Span> = self
            .first_values(issue, history)
            .into_iter()
            .map(|raw| begun(Some(raw), issue.created, issue.creator))
            .collect();
        if open.is_empty() {
            open.push(begun(None, issue.created, issue.creator));
        }
        let mut done = Vec::new();
        for (change, items) in self.changes(history) {
            let (came, went) = difference(&items);
            let begin = |raw| begun(raw, change.created, change.author);
            let ends = |span: &Span| match &span.value {
                Value::Told(Some(raw), _) => went.contains(raw),
                _ => !came.is_empty(),
            };
            let (ended, mut rest): (Vec<Span>, Vec<Span>) = open.into_iter().partition(ends);
            done.extend(ended.into_iter().map(|s| Span { end: Some(change.created), ..s }));
            rest.extend(came.into_iter().map(|raw| begin(Some(raw))));
            if rest.is_empty() {
                rest.push(begin(None));
            }
            open = rest;
        }
        done.extend(open);
        done
    }

    /// The values of a list when the issue was made: today's, with all changes taken back.
    fn first_values(&self, issue: &Issue, history: &[Change]) -> Vec<String> {
        let mut values: Vec<String> = issue.fix_versions.iter().map(u64::to_string).collect();
        let changes: Vec<_> = self.changes(history).collect();
        for (_, items) in changes.iter().rev() {
            let (came, went) = difference(items);
            values.retain(|raw| !came.contains(raw));
            values.extend(went);
        }
        values
    }
}

/// A span that lasts.
fn begun(raw: Option<String>, start: i64, by: UserId) -> Span {
    Span { value: Value::Told(raw, None), start, end: None, by }
}

/// The ids that came to a list and those that went in one change.
fn difference(items: &[&ChangeItem]) -> (Vec<String>, Vec<String>) {
    let of = |side: fn(&ChangeItem) -> &(Option<String>, Option<String>)| -> Vec<String> {
        items.iter().flat_map(|item| parts(side(item)).map(str::to_owned)).collect()
    };
    let (before, after) = (of(|i| &i.from), of(|i| &i.to));
    let without = |of: &[String], those: &[String]| -> Vec<String> {
        of.iter().filter(|raw| !those.contains(raw)).cloned().collect()
    };
    (without(&after, &before), without(&before, &after))
}

/// The ids of one side of a change.
fn parts(side: &(Option<String>, Option<String>)) -> impl Iterator<Item = &str> {
    side.0.as_deref().into_iter().flat_map(|raw| raw.split(", ")).filter(|raw| !raw.is_empty())
}
