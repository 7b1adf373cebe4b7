//! English.

use super::Language;

pub(super) const LANGUAGE: Language = Language {
    custom_field: &["custom field"],
    key: &["issue key", "work item key"],
    id: &["issue id", "work item id"],
    parent_key: &["parent key", "parent id"],
    accounts: &[
        ("assignee", &["assignee id"]),
        ("reporter", &["reporter id"]),
        ("creator", &["creator id"]),
    ],
    own: &[
        "project type",
        "project lead",
        "project lead id",
        "project description",
        "project url",
        "parent summary",
        "watchers id",
        "log work",
    ],
    fields: &[],
};
