//! `renderedFields`: the values of an issue as its page shows them.
//!
//! As on Cloud: rich text is HTML (an empty one an empty text), instants and durations are texts
//! for people in the viewer's zone, comments, worklogs and files are lists with such texts in them,
//! and everything else is null.

use jiff::{Timestamp, Zoned, civil::Date};
use serde_json::{Map, Value};

use super::{Selection, View, html::html};
use crate::{
    clock::zone,
    site::{Attachment, Comment, Field, Issue, Kind, Worklog, show_duration_long},
};

/// How Jira writes a day unless an administrator changes it.
const DAY: &str = "%d/%b/%y";
/// How it writes the time of a day.
const TIME: &str = "%-I:%M %p";

impl View<'_> {
    /// The fields that are asked for, each as the page of the issue shows it.
    #[must_use]
    pub fn rendered_fields(&self, issue: &Issue, selection: &Selection) -> Value {
        let mut shown = Map::new();
        for field in self.shown_fields(issue, selection) {
            shown.insert(field.id.clone(), self.rendered(issue, field));
        }
        shown.into()
    }

    fn rendered(&self, issue: &Issue, field: &Field) -> Value {
        let seconds = |value: Value| value.as_i64().map(show_duration_long).into();
        match field.kind {
            Kind::RichText => match issue.get(field) {
                Value::Null => "".into(),
                document => html(&document).into(),
            },
            Kind::Instant => issue.get(field).as_i64().map(|ms| self.lately(ms)).into(),
            Kind::DateTime => issue.get(field).as_i64().map(|ms| self.moment(ms)).into(),
            Kind::Date => issue.get(field).as_str().and_then(day).into(),
            Kind::Seconds => seconds(issue.get(field)),
            Kind::Aggregate => seconds(self.aggregate(issue, field)),
            Kind::TimeTracking => self.rendered_tracking(issue, field),
            Kind::Comments => self.rendered_comments(issue),
            Kind::Worklogs => self.rendered_worklogs(issue),
            Kind::Attachments => {
                issue.records.attachments.iter().map(|file| self.rendered_file(file)).collect()
            }
            _ => Value::Null,
        }
    }

    fn rendered_tracking(&self, issue: &Issue, field: &Field) -> Value {
        let mut json = self.value(issue, field);
        for name in ["originalEstimate", "remainingEstimate", "timeSpent"] {
            if let Some(seconds) = json[format!("{name}Seconds")].as_i64() {
                json[name] = show_duration_long(seconds).into();
            }
        }
        json
    }

    fn rendered_comments(&self, issue: &Issue) -> Value {
        let mut json = self.comments_in_field(issue);
        let heard = issue.comments.iter().filter(|c| self.site.hears(self.viewer, c));
        json["comments"] = heard.map(|comment| self.rendered_comment(issue, comment)).collect();
        json
    }

    fn rendered_comment(&self, issue: &Issue, comment: &Comment) -> Value {
        let mut json = self.comment(issue, comment);
        json["body"] = html(&comment.body.adf).into();
        json["created"] = self.lately(comment.created).into();
        json["updated"] = self.lately(comment.updated).into();
        json
    }

    fn rendered_worklogs(&self, issue: &Issue) -> Value {
        let mut json = self.worklogs_in_field(issue);
        let count = json["worklogs"].as_array().map_or(0, Vec::len);
        let shown = issue.records.worklogs.iter().take(count);
        json["worklogs"] = shown.map(|log| self.rendered_worklog(issue, log)).collect();
        json
    }

    fn rendered_worklog(&self, issue: &Issue, log: &Worklog) -> Value {
        let mut json = self.worklog(issue, log);
        if let Some(comment) = &log.comment {
            json["comment"] = html(&comment.adf).into();
        }
        json["created"] = self.lately(log.created).into();
        json["updated"] = self.lately(log.updated).into();
        json["started"] = self.lately(log.started).into();
        json["timeSpent"] = show_duration_long(log.seconds).into();
        json
    }

    fn rendered_file(&self, file: &Attachment) -> Value {
        let mut json = self.attachment(file);
        json["created"] = self.lately(file.created).into();
        json["size"] = size(file.content.len()).into();
        json
    }

    /// An instant of the last days, by how long ago its day is: "Today 6:07 PM".
    fn lately(&self, epoch_ms: i64) -> String {
        let (at, now) = (self.local(epoch_ms), self.local(self.site.clock.now_ms()));
        let days = at.date().until(now.date()).map_or(i32::MAX, |span| span.get_days());
        match days {
            0 => at.strftime(&format!("Today {TIME}")).to_string(),
            1 => at.strftime(&format!("Yesterday {TIME}")).to_string(),
            2..=6 => at.strftime(&format!("%A {TIME}")).to_string(),
            _ => at.strftime(&format!("{DAY} {TIME}")).to_string(),
        }
    }

    fn moment(&self, epoch_ms: i64) -> String {
        self.local(epoch_ms).strftime(&format!("{DAY} {TIME}")).to_string()
    }

    fn local(&self, epoch_ms: i64) -> Zoned {
        let name = self.site.people.get(self.viewer).map_or("UTC", |p| p.time_zone.as_str());
        let at = Timestamp::from_millisecond(epoch_ms).unwrap_or(Timestamp::UNIX_EPOCH);
        at.to_zoned(zone(name))
    }
}

fn day(text: &str) -> Option<String> {
    let date: Date = text.parse().ok()?;
    Some(date.strftime(DAY).to_string())
}

/// The size of a file as its list shows it: `0.5 kB`, `12 kB`, `3.40 MB`.
fn size(bytes: usize) -> String {
    let kilo = bytes as f64 / 1024.0;
    match bytes {
        0..1024 => format!("{kilo:.1} kB"),
        1024..1_048_576 => format!("{kilo:.0} kB"),
        _ => format!("{:.2} MB", kilo / 1024.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_sizes_are_written_for_people() {
        assert_eq!(day("2026-11-05").as_deref(), Some("05/Nov/26"));
        assert_eq!(day("soon"), None);
        assert_eq!([size(512), size(12_288), size(3_565_158)], ["0.5 kB", "12 kB", "3.40 MB"]);
    }
}
