//! New comments.

use super::{Found, Judge};
use crate::finding::Finding;
use crate::further::original;
use crate::job::FurtherSheet;
use crate::plan::{Addition, EntryIssue};
use crate::schema::FieldValue;

/// The comment that a row asks for.
pub(super) fn read(
    judge: &Judge<'_, '_>,
    found: &mut Found<'_>,
    issue: Option<&EntryIssue>,
) -> Option<Addition> {
    let sheet = FurtherSheet::Comments;
    let text = sheet.column("Comment");
    let value = judge.value(found, text);
    let visible = sheet.column("Visible to");
    let text_of_audience = found.row.table.text(found.row.row, visible);
    let known = judge.input.state.audiences.find(&text_of_audience, issue, judge.input.target);
    let audience = match known {
        Ok((audience, unsure)) => {
            let place = || found.row.table.place(found.row.row, visible);
            let note = unsure.map(|message| Finding::warning(message, place()));
            found.findings.extend(note);
            Some(audience)
        }
        Err(message) => {
            found.refuse(visible, message);
            None
        }
    };
    let body = match value {
        Ok(FieldValue::Rich(rich)) => rich,
        Ok(_) => {
            found.need(text);
            return None;
        }
        Err(()) => return None,
    };
    let kept = original::line(&found.row, judge.input.state.me.as_ref(), &judge.cx);
    let body = match kept {
        Some((line, note)) => {
            found.findings.push(note);
            original::above(&line, Some(&body))
        }
        None => body,
    };
    Some(Addition::Comment { body, visibility: audience? })
}
