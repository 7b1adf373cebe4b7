//! Comments.

use super::{Entries, text};
use crate::convert::read_as;
use crate::further::{INTERNAL, audience_text};
use crate::jira::{Comment, Issue};
use crate::job::FurtherSheet;
use crate::schema::{FieldType, FieldValue};

/// The comments that came with an issue.
pub(super) fn of_issue(entries: &mut Entries, at: usize, issue: &Issue) {
    let Some(field) = issue.fields.get("comment") else { return };
    let (comments, total) = Comment::of_field(field);
    if comments.len() < total {
        entries.cut.push((FurtherSheet::Comments, at));
    } else {
        take(entries, at, comments);
    }
}

/// All comments of an issue.
pub(super) fn take(entries: &mut Entries, at: usize, comments: Vec<Comment>) {
    for comment in comments {
        let author = entries.person(comment.author());
        let values = vec![
            text(&comment.id),
            author,
            read_as(FieldType::DateTime, &comment.created),
            read_as(FieldType::DateTime, &comment.updated),
            read_as(FieldType::RichText, &comment.body),
            visible_to(&comment),
        ];
        entries.push(FurtherSheet::Comments, at, values);
    }
}

fn visible_to(comment: &Comment) -> FieldValue {
    match (&comment.visibility, comment.jsd_public) {
        (Some(audience), _) => text(audience_text(audience)),
        (None, Some(false)) => text(INTERNAL),
        (None, _) => FieldValue::Empty,
    }
}
