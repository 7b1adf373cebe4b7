//! New comments.

use super::{Found, Judge, column};
use crate::further::original;
use crate::job::FurtherSheet;
use crate::message::Message;
use crate::plan::{Addition, Audience};
use crate::schema::FieldValue;

/// What a service project shows of a comment that customers don't see.
pub(crate) const INTERNAL: &str = "Internal";

/// The comment that a row asks for.
pub(super) fn read(judge: &Judge<'_, '_>, found: &mut Found<'_>) -> Option<Addition> {
    let sheet = FurtherSheet::Comments;
    let text = column(sheet, "Comment");
    let value = judge.value(found, text);
    let visible = column(sheet, "Visible to");
    let audience = match audience_of(&found.row.table.text(found.row.row, visible)) {
        Ok(audience) => Some(audience),
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

/// How a cell says who may see a comment.
pub(crate) fn audience_text(audience: &Audience) -> String {
    let kind = if audience.kind == "role" { "Role" } else { "Group" };
    format!("{kind}: {}", audience.value)
}

/// Who may see a comment, by what a cell says: `Role: …` or `Group: …`, in any case; nothing for
/// everybody.
fn audience_of(text: &str) -> Result<Option<Audience>, Message> {
    if text.is_empty() {
        return Ok(None);
    }
    if text.eq_ignore_ascii_case(INTERNAL) {
        return Err(Message::new("entry-internal"));
    }
    let refuse = || Message::new("entry-bad-audience").with("value", text);
    let (kind, name) = text.split_once(':').ok_or_else(refuse)?;
    let kind = kind.trim().to_ascii_lowercase();
    let value = name.trim().to_owned();
    match kind.as_str() {
        "role" | "group" if !value.is_empty() => Ok(Some(Audience { kind, value })),
        _ => Err(refuse()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audience_is_read_as_it_is_written() {
        for (kind, value) in [("role", "Administrators"), ("group", "a: b")] {
            let audience = Audience { kind: kind.to_owned(), value: value.to_owned() };
            assert_eq!(audience_of(&audience_text(&audience)), Ok(Some(audience)));
        }
        assert_eq!(audience_of(""), Ok(None));
        for (text, code) in [
            ("internal", "entry-internal"),
            ("Administrators", "entry-bad-audience"),
            ("role:", "entry-bad-audience"),
            ("team: x", "entry-bad-audience"),
        ] {
            assert_eq!(audience_of(text).unwrap_err().code, code, "{text}");
        }
    }
}
