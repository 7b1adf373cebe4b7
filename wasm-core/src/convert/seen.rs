//! Cells as a person sees them, where their format says more than the number in them.

use super::TimeUnit;
use crate::schema::{FieldSchema, FieldType};
use crate::sheet::{CellValue, NumberShape};

/// The cell as the sheet shows it, where that is what is meant: in a column of texts or names the
/// leading zeros and the decimals of a version; in one of times their unit; in one of numbers a
/// percent sign. None where the number itself is meant.
pub fn seen(field: &FieldSchema, cell: &CellValue, shape: &NumberShape) -> Option<CellValue> {
    use FieldType as T;
    let CellValue::Number(number) = cell else { return None };
    let meant = match field.kind {
        T::Duration => shape.is_percent() || TimeUnit::named(shape.unit()).is_some(),
        T::Number | T::Numbers => shape.is_percent(),
        T::Date | T::DateTime | T::Dates | T::Key | T::Parent => false,
        _ => true,
    };
    meant.then(|| CellValue::Text(shape.text(*number)))
}
