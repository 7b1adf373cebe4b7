//! The matching of columns as controls show it: the values of a select, and what they mean.

use wasm_core::mapping::{ColumnMapping, Confidence, EmptyCells, MappedTo, Mapping};
use wasm_core::schema::{FieldId, FieldSchema, FieldType, TextForm};

const IGNORED: &str = "ignored";
const ROW_ID: &str = "row-id";
const FIELD: &str = "field:";
const OWN_OF: &str = "own-of:";

/// The value of the select for what a column holds.
pub fn value(mapped: &MappedTo) -> String {
    match mapped {
        MappedTo::Ignored => IGNORED.to_owned(),
        MappedTo::RowId => ROW_ID.to_owned(),
        MappedTo::Field(id) => format!("{FIELD}{id}"),
        MappedTo::OwnOf(ids) => {
            let ids: Vec<&str> = ids.iter().map(FieldId::as_str).collect();
            format!("{OWN_OF}{}", ids.join(","))
        }
    }
}

/// What a value of the select means; anything unknown is not imported.
pub fn meaning(value: &str) -> MappedTo {
    if let Some(ids) = value.strip_prefix(OWN_OF) {
        return MappedTo::OwnOf(ids.split(',').map(FieldId::new).collect());
    }
    match value.strip_prefix(FIELD) {
        Some(id) => MappedTo::Field(FieldId::new(id)),
        None if value == ROW_ID => MappedTo::RowId,
        None => MappedTo::Ignored,
    }
}

/// Sets what a column holds. The user's own choice is sure.
pub fn choose(mapping: &mut Mapping, column: u32, mapped: MappedTo) {
    if let Some(entry) = mapping.columns.iter_mut().find(|entry| entry.column == column) {
        entry.confidence = match mapped {
            MappedTo::Ignored => Confidence::None,
            _ => Confidence::Sure,
        };
        entry.mapped = mapped;
    }
}

/// Whether the user has to say what a column holds before anything is planned.
pub fn is_open(column: &ColumnMapping) -> bool {
    column.confidence == Confidence::Open
}

/// Sets what an empty cell of a column asks for.
pub fn choose_empty(mapping: &mut Mapping, column: u32, empty: EmptyCells) {
    if let Some(entry) = mapping.columns.iter_mut().find(|entry| entry.column == column) {
        entry.empty = empty;
    }
}

/// The value of the select for empty cells.
pub fn empty_value(empty: EmptyCells) -> &'static str {
    match empty {
        EmptyCells::Leave => "leave",
        EmptyCells::Clear => "clear",
        EmptyCells::SinceExport => "since-export",
    }
}

/// What a value of that select means.
pub fn empty_meaning(value: &str) -> EmptyCells {
    match value {
        "clear" => EmptyCells::Clear,
        "since-export" => EmptyCells::SinceExport,
        _ => EmptyCells::Leave,
    }
}

/// Whether signs in the texts of such a field may mean something.
pub fn has_text_form(field: &FieldSchema) -> bool {
    field.takes_rich_text()
}

/// The value of the select for what the signs in texts mean.
pub fn text_form_value(form: Option<TextForm>) -> &'static str {
    form.map_or("found", TextForm::name)
}

/// What a value of that select means.
pub fn text_form(value: &str) -> Option<TextForm> {
    TextForm::named(value)
}

/// How many columns are imported, how many of those only by similarity, and how many are not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Matched by name, or chosen by the user.
    pub sure: usize,
    /// Matched by similarity: the user should look.
    pub suggested: usize,
    /// Not imported.
    pub ignored: usize,
}

/// Counts the columns by tier.
pub fn tally(columns: &[ColumnMapping]) -> Tally {
    let mut tally = Tally::default();
    for column in columns {
        match (&column.mapped, column.confidence) {
            (_, Confidence::Open) => tally.suggested += 1,
            (MappedTo::Ignored, _) => tally.ignored += 1,
            (_, Confidence::Sure) => tally.sure += 1,
            _ => tally.suggested += 1,
        }
    }
    tally
}

/// Whether an import only compares such a field, and never writes it.
pub fn read_only(field: &FieldSchema) -> bool {
    !field.writable() && field.kind != FieldType::Key
}

/// Whether an empty cell of such a field can ask for anything: what names or places a work item
/// cannot be cleared.
pub fn clearable(field: &FieldSchema) -> bool {
    let fixed = matches!(field.kind, FieldType::Project | FieldType::IssueType | FieldType::Status);
    field.writable() && !fixed && field.id.as_str() != "summary"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(column: u32, mapped: MappedTo, confidence: Confidence) -> ColumnMapping {
        ColumnMapping {
            column,
            header: format!("Header {column}"),
            mapped,
            rows: None,
            confidence,
            empty: EmptyCells::Leave,
            text: None,
            samples: Vec::new(),
        }
    }

    #[test]
    fn a_select_loses_nothing() {
        let field = MappedTo::Field(FieldId::new("customfield_10016"));
        let own = MappedTo::OwnOf(["customfield_1", "customfield_2"].map(FieldId::new).into());
        for mapped in [MappedTo::Ignored, MappedTo::RowId, field, own] {
            assert_eq!(meaning(&value(&mapped)), mapped);
        }
        for empty in [EmptyCells::Leave, EmptyCells::Clear, EmptyCells::SinceExport] {
            assert_eq!(empty_meaning(empty_value(empty)), empty);
        }
        let forms = [TextForm::Plain, TextForm::Markdown, TextForm::Wiki];
        for form in forms.map(Some).into_iter().chain([None]) {
            assert_eq!(text_form(text_form_value(form)), form);
        }
    }

    #[test]
    fn a_choice_is_sure_and_counted() {
        let summary = MappedTo::Field(FieldId::new("summary"));
        let mut mapping = Mapping {
            columns: vec![
                column(0, summary.clone(), Confidence::Suggested),
                column(3, MappedTo::Ignored, Confidence::None),
            ],
            ..Mapping::default()
        };
        assert_eq!(tally(&mapping.columns), Tally { sure: 0, suggested: 1, ignored: 1 });
        choose(&mut mapping, 3, summary);
        choose(&mut mapping, 0, MappedTo::Ignored);
        choose(&mut mapping, 99, MappedTo::RowId);
        choose_empty(&mut mapping, 3, EmptyCells::Clear);
        assert_eq!(tally(&mapping.columns), Tally { sure: 1, suggested: 0, ignored: 1 });
        assert_eq!(mapping.columns[1].empty, EmptyCells::Clear);
    }

    #[test]
    fn what_cannot_be_written_cannot_be_cleared() {
        let field = |id: &str, kind| FieldSchema {
            id: FieldId::new(id),
            name: id.to_owned(),
            kind,
            custom: false,
            scope: None,
        };
        let due = field("duedate", FieldType::Date);
        let created = field("created", FieldType::DateTime);
        let summary = field("summary", FieldType::Text);
        assert!(clearable(&due) && !clearable(&created) && !clearable(&summary));
        assert!(!read_only(&due) && read_only(&created) && !read_only(&field("k", FieldType::Key)));
    }
}
