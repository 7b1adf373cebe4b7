//! New worklogs.

use super::{Found, Judge};
use crate::convert;
use crate::finding::Finding;
use crate::further::original;
use crate::job::FurtherSheet;
use crate::message::Message;
use crate::plan::Addition;
use crate::schema::FieldValue;

/// Seconds of the shortest worklog: Jira keeps whole minutes and takes no empty ones.
const LEAST: i64 = 60;

/// Seconds of a day, which nobody works at a stretch.
const LONGEST: i64 = 86_400;

/// Whether a finding doubts the unit of the time already.
fn is_of_hours(known: &Finding) -> bool {
    known.message.code == "duration-of-many-hours"
}

/// The worklog that a row asks for.
pub(super) fn read(judge: &Judge<'_, '_>, found: &mut Found<'_>) -> Option<Addition> {
    let sheet = FurtherSheet::Worklogs;
    let [started, spent, text] = ["Started", "Time spent", "Comment"].map(|c| sheet.column(c));
    let at = match judge.value(found, started) {
        Ok(FieldValue::DateTime(at)) => Some(at),
        Ok(_) => {
            found.need(started);
            None
        }
        Err(()) => None,
    };
    let seconds = match judge.value(found, spent) {
        Ok(FieldValue::Duration(seconds)) if seconds >= LEAST => {
            if seconds > LONGEST && found.findings.iter().all(|known| !is_of_hours(known)) {
                let written = convert::display(&FieldValue::Duration(seconds), &judge.cx);
                found.warn(spent, Message::new("entry-much-time").with("written", written));
            }
            Some(seconds)
        }
        Ok(FieldValue::Duration(_)) => {
            found.refuse(spent, Message::new("entry-no-time"));
            None
        }
        Ok(_) => {
            found.need(spent);
            None
        }
        Err(()) => None,
    };
    let comment = match judge.value(found, text) {
        Ok(FieldValue::Rich(rich)) => Some(rich),
        Ok(_) => None,
        Err(()) => return None,
    };
    let kept = original::line(&found.row, judge.input.state.me.as_ref(), &judge.cx);
    let comment = match kept {
        Some((line, note)) => {
            found.findings.push(note);
            Some(original::above(&line, comment.as_ref()))
        }
        None => comment,
    };
    Some(Addition::Worklog { started: at?, seconds: seconds?, comment })
}
