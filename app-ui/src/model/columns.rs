//! The columns of an export: which fields, in which order.

use wasm_core::mapping;
use wasm_core::schema::{FieldId, FieldSchema, FieldType};

use super::format::counted;
use crate::text::{t, tf};

/// Whether a field may be chosen. The key is always the first column, so nobody chooses it.
fn choosable(field: &FieldSchema) -> bool {
    field.kind != FieldType::Key && !field.kind.hidden()
}

/// The columns that may be chosen among these.
pub fn choosable_of(fields: &[FieldSchema], columns: &[FieldId]) -> Vec<FieldId> {
    let unwanted = |id: &&FieldId| fields.iter().any(|field| field.id == **id && !choosable(field));
    columns.iter().filter(|id| !unwanted(id)).cloned().collect()
}

/// Moves the column at `from` by one place; the list as it was where that leads out of it.
pub fn moved(columns: &[FieldId], from: usize, down: bool) -> Vec<FieldId> {
    let to = if down { from.checked_add(1) } else { from.checked_sub(1) };
    let mut columns = columns.to_vec();
    if let Some(to) = to.filter(|to| *to < columns.len() && from < columns.len()) {
        columns.swap(from, to);
    }
    columns
}

/// Fields that are not chosen yet and whose name or id holds every word of `search`, best first:
/// names that begin with it, then the site's order.
pub fn found<'a>(
    fields: &'a [FieldSchema],
    chosen: &[FieldId],
    search: &str,
) -> Vec<&'a FieldSchema> {
    let search = search.trim().to_lowercase();
    let words: Vec<_> = search.split_whitespace().collect();
    let matches = |field: &&FieldSchema| {
        let text = format!("{} {}", field.name.to_lowercase(), field.id);
        words.iter().all(|word| text.contains(word))
    };
    let mut found: Vec<_> = fields
        .iter()
        .filter(|field| choosable(field) && !chosen.contains(&field.id))
        .filter(matches)
        .collect();
    found.sort_by_key(|field| !field.name.to_lowercase().starts_with(&search));
    found
}

/// The field's name; with what tells it apart where another field has the same name; the id alone
/// where the site does not know it.
pub fn label(fields: &[FieldSchema], id: &FieldId) -> String {
    mapping::name_of_id(id, fields)
}

/// The columns of the file in a line: how many with the key, and the first of them by name.
pub fn summary(fields: &[FieldSchema], columns: &[FieldId]) -> String {
    const NAMED: usize = 4;
    let number = counted(columns.len() as u64 + 1, t("column"), t("columns"));
    let key = fields.iter().find(|field| field.kind == FieldType::Key);
    let key = key.map_or_else(|| t("columns-key").to_owned(), |field| field.name.clone());
    let named = columns.iter().take(NAMED).map(|id| label(fields, id));
    let names = std::iter::once(key).chain(named).collect::<Vec<_>>().join(", ");
    let more = if columns.len() > NAMED { "…" } else { "" };
    tf("columns-line", &[("columns", &number), ("names", &format!("{names}{more}"))])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(id: &str, name: &str, kind: FieldType) -> FieldSchema {
        let (id, name) = (FieldId::new(id), name.to_owned());
        FieldSchema { id, name, kind, custom: false, scope: None }
    }

    fn site() -> Vec<FieldSchema> {
        vec![
            field("issuekey", "Key", FieldType::Key),
            field("duedate", "Due date", FieldType::Date),
            field("updated", "Updated", FieldType::DateTime),
            field("customfield_1", "Team", FieldType::Text),
            field("customfield_2", "Team", FieldType::Text),
            field("customfield_3", "Rank", FieldType::Internal),
        ]
    }

    #[test]
    fn a_search_finds_by_words_and_prefers_beginnings() {
        let site = site();
        let names = |search| {
            found(&site, &[FieldId::new("customfield_1")], search)
                .iter()
                .map(|f| f.id.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(names("date"), ["duedate", "updated"]);
        assert_eq!(names("up"), ["updated"]);
        assert_eq!(names("date due"), ["duedate"]);
        assert_eq!(names("team"), ["customfield_2"]);
        assert_eq!(names("key"), [""; 0]);
        assert_eq!(names("rank"), [""; 0]);
    }

    #[test]
    fn the_key_is_not_chosen() {
        let columns = ["issuekey", "duedate"].map(FieldId::new);
        assert_eq!(choosable_of(&site(), &columns), [FieldId::new("duedate")]);
    }

    #[test]
    fn columns_in_a_line() {
        assert_eq!(summary(&site(), &[]), "1 column: Key");
        let two = ["duedate", "customfield_2"].map(FieldId::new);
        assert_eq!(summary(&site(), &two), "3 columns: Key, Due date, Team (customfield_2)");
        let many = ["duedate", "updated", "a", "b", "c"].map(FieldId::new);
        assert_eq!(summary(&site(), &many), "6 columns: Key, Due date, Updated, a, b…");
    }

    #[test]
    fn columns_move_within_the_list() {
        let ids = |names: &[&str]| names.iter().map(|n| FieldId::new(*n)).collect::<Vec<_>>();
        let list = ids(&["a", "b", "c"]);
        assert_eq!(moved(&list, 0, true), ids(&["b", "a", "c"]));
        assert_eq!(moved(&list, 0, false), list);
        assert_eq!(moved(&list, 2, true), list);
        assert_eq!(moved(&list, 9, false), list);
    }

    #[test]
    fn fields_of_one_name_are_told_apart() {
        assert_eq!(label(&site(), &FieldId::new("duedate")), "Due date");
        assert_eq!(label(&site(), &FieldId::new("customfield_2")), "Team (customfield_2)");
        assert_eq!(label(&site(), &FieldId::new("gone")), "gone");
    }
}
