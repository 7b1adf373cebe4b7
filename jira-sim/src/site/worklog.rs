//! Worklogs, and what they do to the remaining estimate.

use serde_json::Value;

use super::property::entity_properties;
use super::{
    Issue, Permission, Problems, RichText, Rules, Site, UserId, Worklog, comment, kind,
    parse_duration,
};

/// A worklog that is to be kept.
#[derive(Debug, Clone)]
pub struct NewWorklog {
    /// What was done.
    pub comment: Option<RichText>,
    /// When the work began, in epoch milliseconds; now if it is not said.
    pub started: Option<i64>,
    /// How long it took, in seconds.
    pub seconds: i64,
    /// What apps keep with it: objects of a key and a value.
    pub properties: Vec<Value>,
}

/// What happens to the remaining estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adjust {
    /// What was worked is taken off, or given back.
    Auto,
    /// It stays.
    Leave,
    /// It becomes so many seconds.
    New(i64),
    /// So many seconds are taken off, or given back when a worklog is deleted.
    Manual(i64),
}

impl Adjust {
    /// Reads the parameters `adjustEstimate`, `newEstimate`, and `reduceBy` or `increaseBy`.
    ///
    /// # Errors
    /// The text for an unknown way and for durations that cannot be read.
    pub fn of(how: Option<&str>, new: Option<&str>, by: Option<&str>) -> Result<Self, Problems> {
        let duration = |text: Option<&str>, what: &str| {
            text.and_then(parse_duration).ok_or_else(|| {
                Problems::field(what, format!("A valid value must be given for '{what}'."))
            })
        };
        match how {
            None | Some("" | "auto") => Ok(Self::Auto),
            Some("leave") => Ok(Self::Leave),
            Some("new") => duration(new, "newEstimate").map(Self::New),
            Some("manual") => duration(by, "reduceBy").map(Self::Manual),
            Some(other) => Err(Problems::message(format!(
                "'{other}' is not a valid value for adjustEstimate."
            ))),
        }
    }

    /// `less` is what was worked more than before.
    fn apply(self, issue: &mut Issue, less: i64) {
        let before = issue.remaining_estimate.unwrap_or(0);
        issue.remaining_estimate = match self {
            Self::Leave => issue.remaining_estimate,
            Self::New(seconds) => Some(seconds),
            Self::Auto => Some((before - less).max(0)),
            Self::Manual(by) => Some((before - if less < 0 { -by } else { by }).max(0)),
        };
    }
}

impl NewWorklog {
    /// Reads the body of a worklog.
    ///
    /// # Errors
    /// Jira's texts for a missing or unreadable duration, a bad instant and a bad comment.
    pub fn of(input: &Value, rules: &Rules) -> Result<Self, Problems> {
        let seconds = match (&input["timeSpentSeconds"], &input["timeSpent"]) {
            (Value::Number(seconds), _) => seconds.as_i64(),
            (_, Value::String(text)) => parse_duration(text),
            (_, Value::Null) => {
                return Err(Problems::field(
                    "timeLogged",
                    "You must indicate the time spent working.",
                ));
            }
            _ => None,
        };
        let Some(seconds) = seconds.filter(|s| *s >= 60) else {
            return Err(Problems::field("timeLogged", "Invalid time duration entered."));
        };
        Ok(Self {
            seconds,
            comment: comment_of(input, rules)?,
            started: started_of(input, rules)?,
            properties: entity_properties(input)?,
        })
    }
}

fn comment_of(input: &Value, rules: &Rules) -> Result<Option<RichText>, Problems> {
    match &input["comment"] {
        Value::Null => Ok(None),
        given => comment::body(given, rules).map(Some).map_err(|refusal| {
            let mut problems = Problems::default();
            problems.add("comment", refusal);
            problems
        }),
    }
}

/// When the work began. Jira takes one spelling (wunderfrucht/gouqi#123, atlassian/atlascode#898).
fn started_of(input: &Value, rules: &Rules) -> Result<Option<i64>, Problems> {
    match &input["started"] {
        Value::Null => Ok(None),
        given => kind::written_instant(given, rules).map(Some).ok_or_else(|| {
            Problems::field(
                "started",
                "Invalid date format. Please enter the date in the format \
                 \"yyyy-MM-dd'T'HH:mm:ss.SSSZ\".",
            )
        }),
    }
}

impl Site {
    /// Logs work; tells the number of the worklog.
    ///
    /// # Errors
    /// The text for somebody who may not work on the issue.
    pub fn log_work(
        &mut self,
        author: UserId,
        issue: u64,
        new: NewWorklog,
        adjust: Adjust,
    ) -> Result<u64, Problems> {
        let allowed = self.issues.get(issue).filter(|i| self.may_on(author, Permission::Edit, i));
        let Some(mut draft) = allowed.cloned() else {
            return Err(Problems::message(
                "You do not have the permission to associate a worklog to this issue.",
            ));
        };
        let (id, now) = (self.record_id(), self.clock.now_ms());
        adjust.apply(&mut draft, new.seconds);
        draft.records.worklogs.push(Worklog {
            properties: new.properties,
            id,
            author,
            update_author: author,
            comment: new.comment,
            created: now,
            updated: now,
            started: new.started.unwrap_or(now),
            seconds: new.seconds,
        });
        self.commit(author, draft);
        Ok(id)
    }

    /// Changes what a body names of a worklog.
    ///
    /// # Errors
    /// As [`NewWorklog::of`], and the text for somebody who may not change it.
    pub fn edit_worklog(
        &mut self,
        caller: UserId,
        issue: u64,
        id: u64,
        input: &Value,
        adjust: Adjust,
    ) -> Result<(), Problems> {
        let mut draft = self.own_worklog(caller, issue, id, "edit")?;
        let now = self.clock.now_ms();
        let timed = !input["timeSpent"].is_null() || !input["timeSpentSeconds"].is_null();
        let seconds = if timed { Some(NewWorklog::of(input, &self.rules)?.seconds) } else { None };
        let (comment, started) = (comment_of(input, &self.rules)?, started_of(input, &self.rules)?);
        let mut more = 0;
        if let Some(log) = draft.records.worklogs.iter_mut().find(|w| w.id == id) {
            more = seconds.unwrap_or(log.seconds) - log.seconds;
            log.seconds += more;
            log.started = started.unwrap_or(log.started);
            log.comment = comment.or_else(|| log.comment.take());
            log.updated = now;
            log.update_author = caller;
        }
        adjust.apply(&mut draft, more);
        self.commit(caller, draft);
        Ok(())
    }

    /// Deletes a worklog.
    ///
    /// # Errors
    /// The text for somebody who may not.
    pub fn delete_worklog(
        &mut self,
        caller: UserId,
        issue: u64,
        id: u64,
        adjust: Adjust,
    ) -> Result<(), Problems> {
        let mut draft = self.own_worklog(caller, issue, id, "delete")?;
        let seconds = draft.records.worklogs.iter().find(|w| w.id == id).map_or(0, |w| w.seconds);
        draft.records.worklogs.retain(|w| w.id != id);
        adjust.apply(&mut draft, -seconds);
        self.commit(caller, draft);
        Ok(())
    }

    /// The issue, to be changed, if the worklog is the caller's own or they administer.
    fn own_worklog(
        &self,
        caller: UserId,
        issue: u64,
        id: u64,
        what: &str,
    ) -> Result<Issue, Problems> {
        let found = self.issues.get(issue).and_then(|i| {
            let log = i.records.worklogs.iter().find(|w| w.id == id)?;
            let own = log.author == caller && self.may_on(caller, Permission::Edit, i);
            (own || self.may_on(caller, Permission::Administer, i)).then(|| i.clone())
        });
        found.ok_or_else(|| {
            let text = format!("You do not have permission to {what} worklog with id: '{id}'.");
            Problems::message(text)
        })
    }
}
