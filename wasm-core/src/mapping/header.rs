//! Headers as they are written by the export and compared by the import.

use unicode_normalization::UnicodeNormalization;

use super::language;
use crate::schema::FieldSchema;

/// The text by which two headers, names or cells count as the same: NFC, without regard to case,
/// white space collapsed. Upper case first, so that `ß` equals `SS`.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        let words = text.split_ascii_whitespace().map(str::to_ascii_lowercase);
        return words.collect::<Vec<_>>().join(" ");
    }
    let upper: String = text.nfc().flat_map(char::to_uppercase).collect();
    let lower: String = upper.chars().flat_map(char::to_lowercase).nfc().collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The header under which the export writes a field: its name, and its id in parentheses where
/// the import would take the name for another field's name or id, or for a name with a mark.
pub fn header_for(field: &FieldSchema, fields: &[FieldSchema]) -> String {
    let name = fold(&field.name);
    let means = |other: &FieldSchema| {
        fold(&other.name) == name || other.id.as_str().eq_ignore_ascii_case(&field.name)
    };
    let marked = bare(&field.name) != field.name;
    if marked || fields.iter().any(|other| other.id != field.id && means(other)) {
        format!("{} ({})", field.name, field.id)
    } else {
        field.name.clone()
    }
}

/// The header without the marks that templates put behind it (`Summary *`, `Summary:`).
pub(super) fn bare(header: &str) -> &str {
    let bare = header.trim_end_matches(['*', ':', ' ']);
    if bare.is_empty() { header } else { bare }
}

/// `Name (detail)` as its two parts.
pub(crate) fn split_detail(header: &str) -> Option<(&str, &str)> {
    let (name, detail) = header.strip_suffix(')')?.rsplit_once('(')?;
    Some((name.trim(), detail.trim()))
}

/// The name within `Custom field (Name)`, the form of Jira's own CSV in any language. Names may hold
/// parentheses themselves.
pub(super) fn custom_field_name(header: &str) -> Option<&str> {
    let (prefix, rest) = header.split_once(['(', '（'])?;
    let name = rest.strip_suffix([')', '）'])?;
    language::is_custom_field(prefix).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{FieldId, FieldType};

    fn field(id: &str, name: &str) -> FieldSchema {
        FieldSchema {
            id: FieldId::new(id),
            name: name.to_owned(),
            kind: FieldType::Text,
            custom: true,
            scope: None,
        }
    }

    #[test]
    fn folding_ignores_case_composition_and_spaces() {
        assert_eq!(fold("  Fa\u{308}llig\n am"), fold("fällig AM"));
        assert_eq!(fold("STRASSE"), fold("Straße"));
        assert_ne!(fold("ı"), fold("l"));
    }

    #[test]
    fn only_fields_that_share_a_name_carry_their_id() {
        let fields = [
            field("customfield_1", "Team"),
            field("customfield_2", "team"),
            field("customfield_3", "Size"),
        ];
        assert_eq!(header_for(&fields[0], &fields), "Team (customfield_1)");
        assert_eq!(header_for(&fields[2], &fields), "Size");
    }

    #[test]
    fn a_name_that_says_another_fields_id_or_ends_in_a_mark_carries_its_id() {
        let fields = [
            field("duedate", "Due date"),
            field("customfield_1", "DueDate"),
            field("customfield_2", "customfield_1"),
            field("customfield_3", "Status:"),
            field("customfield_4", "customfield_4"),
        ];
        let headers = fields.each_ref().map(|field| header_for(field, &fields));
        assert_eq!(
            headers,
            [
                "Due date",
                "DueDate (customfield_1)",
                "customfield_1 (customfield_2)",
                "Status: (customfield_3)",
                "customfield_4",
            ]
        );
    }

    #[test]
    fn details_and_jiras_own_form_are_taken_apart() {
        assert_eq!(split_detail("Size (m) (customfield_3)"), Some(("Size (m)", "customfield_3")));
        assert_eq!(split_detail("Size"), None);
        assert_eq!(custom_field_name("Custom field (Size (m))"), Some("Size (m)"));
        assert_eq!(custom_field_name("Size (m)"), None);
        assert_eq!(custom_field_name("Champs personnalisés (Taille)"), Some("Taille"));
        assert_eq!(custom_field_name("カスタムフィールド（サイズ）"), Some("サイズ"));
    }
}
