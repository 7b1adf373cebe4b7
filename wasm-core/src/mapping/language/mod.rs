//! Headers of Jira's own CSV export, one file a language: Jira writes them in the language of the
//! user, whatever the names of the site's fields are.

mod chinese;
mod english;
mod french;
mod german;
mod italian;
mod japanese;
mod polish;
mod portuguese;
mod russian;
mod spanish;
#[cfg(test)]
mod tests;

use super::header::fold;

/// What Jira calls things in one language. All texts are in lower case.
pub(super) struct Language {
    /// What stands before the parentheses with a custom field's name.
    pub(super) custom_field: &'static [&'static str],
    /// The key.
    pub(super) key: &'static [&'static str],
    /// Jira's numeric id of the issue.
    pub(super) id: &'static [&'static str],
    /// The parent's key, beside its id.
    pub(super) parent_key: &'static [&'static str],
    /// Account IDs of a field's person.
    pub(super) accounts: &'static [(&'static str, &'static [&'static str])],
    /// Columns that no other program and no field has.
    pub(super) own: &'static [&'static str],
    /// Names of system fields, by Jira's id.
    pub(super) fields: &'static [(&'static str, &'static [&'static str])],
}

pub(super) const ALL: [&Language; 10] = [
    &chinese::LANGUAGE,
    &english::LANGUAGE,
    &french::LANGUAGE,
    &german::LANGUAGE,
    &italian::LANGUAGE,
    &japanese::LANGUAGE,
    &polish::LANGUAGE,
    &portuguese::LANGUAGE,
    &russian::LANGUAGE,
    &spanish::LANGUAGE,
];

/// Words before the parentheses in further languages, of which only this is known.
const CUSTOM_FIELD: [&str; 10] = [
    "aangepast veld",
    "anpassat fält",
    "brugerdefineret felt",
    "egendefinert felt",
    "egyéni mező",
    "mukautettu kenttä",
    "özel alan",
    "vlastní pole",
    "사용자 정의 필드",
    "사용자 지정 필드",
];

/// Whether the text is what stands before a custom field's name.
pub(super) fn is_custom_field(prefix: &str) -> bool {
    let prefix = fold(prefix);
    let known = ALL.iter().flat_map(|language| language.custom_field).chain(&CUSTOM_FIELD);
    known.into_iter().any(|text| *text == prefix)
}

/// Whether a header is of a column that no other program and no field has.
pub(super) fn is_own(header: &str) -> bool {
    let header = fold(header);
    ALL.iter().any(|language| language.own.contains(&header.as_str()))
}

/// Whether a header is that of the key in Jira's own CSV.
pub(super) fn is_key(header: &str) -> bool {
    let header = fold(header);
    ALL.iter().any(|language| language.key.contains(&header.as_str()))
}
