//! Whether a cell plainly shows Jira's value, told without reading the cell.

use crate::convert;
use crate::schema::{Entity, FieldValue};
use crate::sheet::CellValue;

/// Whether the cell is what an export writes for this value. A `false` means only that the cell
/// has to be read. Nearly all cells of an export end here, so nothing is allocated.
///
/// An entity that is named as the cell says is the one that is meant, even where another one of
/// the same name exists: that is never a change.
pub(super) fn shows(value: &FieldValue, cell: &CellValue) -> bool {
    match (value, cell) {
        (FieldValue::Number(number), CellValue::Number(cell)) => number == cell,
        (FieldValue::Date(day), CellValue::Date(cell)) => day == cell,
        (FieldValue::Text(text), CellValue::Text(cell)) => text == cell,
        (FieldValue::Rich(rich), CellValue::Text(cell)) => convert::shows(rich, cell),
        (FieldValue::One(entity), CellValue::Text(cell)) => shows_entity(entity, cell),
        (FieldValue::Many(entities), CellValue::Text(cell)) => {
            cell.split('\n').eq(entities.iter().map(|entity| entity.name.as_str()))
        }
        (FieldValue::Words(words), CellValue::Text(cell)) => {
            cell.split_whitespace().eq(words.iter().map(String::as_str))
        }
        _ => false,
    }
}

/// Whether a cell of several lines is this text but for the tabs, of which it has none.
pub(super) fn shows_without_tabs(text: &str, cell: &str) -> bool {
    let lost = cell.contains('\n') && !cell.contains('\t') && text.contains('\t');
    lost && text.chars().filter(|c| *c != '\t').eq(cell.chars())
}

fn shows_entity(entity: &Entity, cell: &str) -> bool {
    entity.name == *cell
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(name: &str) -> Entity {
        Entity { id: format!("id of {name}"), name: name.to_owned() }
    }

    #[test]
    fn lost_tabs_are_no_change() {
        assert!(shows_without_tabs("\ta\n\tb", "a\nb"));
        assert!(!shows_without_tabs("\ta\n\tb", "a\nc"));
        assert!(!shows_without_tabs("\ta", "a"), "one line keeps them");
        assert!(!shows_without_tabs("\ta\n\tb", "\ta\nb"), "some were taken away by hand");
    }

    #[test]
    fn what_an_export_writes_is_known_again() {
        let many = FieldValue::Many(vec![entity("a b"), entity("c")]);
        for (value, cell) in [
            (FieldValue::Number(3.5), CellValue::Number(3.5)),
            (FieldValue::Text("x".to_owned()), "x".into()),
            (FieldValue::One(entity("Open")), "Open".into()),
            (many.clone(), "a b\nc".into()),
            (FieldValue::Words(vec!["a".to_owned(), "b".to_owned()]), "a b".into()),
        ] {
            assert!(shows(&value, &cell), "{value:?}");
        }
        assert!(!shows(&many, &"c\na b".into()));
        assert!(!shows(&FieldValue::One(entity("Open")), &"open".into()));
        assert!(!shows(&FieldValue::Empty, &CellValue::Empty));
    }
}
