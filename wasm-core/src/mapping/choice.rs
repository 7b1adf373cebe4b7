//! What a user says of a column by words, as in a terminal.

use super::header::{bare, fold};
use super::namesakes::{meant_by, name_of_id, with_choices};
use super::{ColumnMapping, Confidence, MappedTo, Mapping};
use crate::job::FurtherSheet;
use crate::message::Message;
use crate::schema::{FieldId, FieldSchema, TextForm};
use crate::sheet::column_name;

/// Sets what the columns of a header (or of a column's letters) hold: a field by its name or id,
/// `row id`, or `ignore`. Says which columns these are.
///
/// # Errors
/// There is no such column or field, or the site has several fields of the name.
pub fn choose(
    mapping: &mut Mapping,
    fields: &[FieldSchema],
    header: &str,
    meaning: &str,
) -> Result<Vec<u32>, Message> {
    let mapped = meaning_of(fields, meaning)?;
    let named = |column: &ColumnMapping| fold(bare(&column.header)) == fold(bare(header));
    let mut chosen = Vec::new();
    for column in meant(mapping, header, named) {
        column.confidence = match mapped {
            MappedTo::Ignored => Confidence::None,
            _ => Confidence::Sure,
        };
        column.mapped = mapped.clone();
        chosen.push(column.column);
    }
    match chosen.is_empty() {
        true => Err(Message::new("column-not-found").with("header", header)),
        false => Ok(chosen),
    }
}

/// Says what the signs mean in the texts of the columns of a header, of a column's letters or of a
/// field; `Comments` and `Worklogs` are the sheets of that name.
///
/// # Errors
/// There is no such column, or it gives no rich text: in others signs mean nothing.
pub fn choose_text(
    mapping: &mut Mapping,
    fields: &[FieldSchema],
    name: &str,
    form: TextForm,
) -> Result<(), Message> {
    let folded = fold(bare(name));
    let field = |mapped: &MappedTo| {
        mapped.fields().iter().any(|id| {
            let named = fields.iter().find(|field| field.id == *id);
            folded == fold(id.as_str()) || named.is_some_and(|field| folded == fold(&field.name))
        })
    };
    let by_name =
        |column: &ColumnMapping| folded == fold(bare(&column.header)) || field(&column.mapped);
    let rich = |mapped: &MappedTo| {
        mapped
            .fields()
            .iter()
            .any(|id| fields.iter().any(|field| field.id == *id && field.takes_rich_text()))
    };
    let (mut chosen, mut plain) = (false, None);
    for column in meant(mapping, name, by_name) {
        if rich(&column.mapped) {
            column.text = Some(form);
            chosen = true;
        } else {
            plain = Some(column.mapped.clone());
        }
    }
    let sheets = [FurtherSheet::Comments, FurtherSheet::Worklogs];
    if !chosen && sheets.iter().any(|sheet| folded == fold(sheet.title())) {
        mapping.further_text = Some(form);
        chosen = true;
    }
    match (chosen, plain) {
        (true, _) => Ok(()),
        (false, None) => Err(Message::new("column-not-found").with("header", name)),
        (false, Some(mapped)) => Err(match mapped.fields().first() {
            Some(id) => Message::new("column-no-rich-text")
                .with("header", name)
                .with("field", name_of_id(id, fields)),
            None => Message::new("column-no-text").with("header", name),
        }),
    }
}

/// The columns that a name is for; where it is none, the one of these letters.
fn meant<'m>(
    mapping: &'m mut Mapping,
    name: &str,
    by_name: impl Fn(&ColumnMapping) -> bool,
) -> impl Iterator<Item = &'m mut ColumnMapping> {
    let named = mapping.columns.iter().any(&by_name);
    let by_letters =
        move |column: &ColumnMapping| column_name(column.column).eq_ignore_ascii_case(name.trim());
    mapping.columns.iter_mut().filter(move |column| match named {
        true => by_name(column),
        false => by_letters(column),
    })
}

/// That several fields have a name, with what tells them apart.
pub fn ambiguous(name: &str, ids: &[FieldId], fields: &[FieldSchema]) -> Message {
    with_choices(Message::new("field-ambiguous").with("field", name), ids, fields)
}

fn meaning_of(fields: &[FieldSchema], text: &str) -> Result<MappedTo, Message> {
    let folded = fold(text);
    let field = |field: &FieldSchema| MappedTo::Field(field.id.clone());
    let by_id = |id: &str| fields.iter().find(|field| field.id.as_str() == id);
    let named = meant_by(text, fields);
    match (named.as_slice(), folded.as_str()) {
        ([known], _) => return Ok(field(known)),
        // One of Jira's own fields is on no screen of which it could be told that a row has it.
        (several @ [_, ..], _) => {
            let ids: Vec<_> = several.iter().map(|field| field.id.clone()).collect();
            return match several.iter().all(|field| field.custom) {
                true => Ok(MappedTo::OwnOf(ids)),
                false => Err(ambiguous(text, &ids, fields)),
            };
        }
        ([], "row id") => return Ok(MappedTo::RowId),
        ([], "ignore") => return Ok(MappedTo::Ignored),
        // What our own sentences call it, whatever the site does.
        ([], "key") => by_id("issuekey").map(field),
        ([], _) => None,
    }
    .ok_or_else(|| Message::new("field-not-found").with("field", text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::propose;
    use crate::mapping::testing::{fields, table};

    #[test]
    fn texts_are_named_by_column_field_or_sheet() {
        let fields = fields();
        let file = "Aim | Due date | Notes | Id\na | b | c | d";
        let (mut mapping, _) = propose(&table(file), &fields, None);
        mapping.columns[0].mapped = MappedTo::Field(FieldId::new("description"));
        mapping.columns[2].mapped = MappedTo::Field(FieldId::new("description"));
        let mut set = |name: &str| {
            choose_text(&mut mapping, &fields, name, TextForm::Wiki).map_err(|error| error.code)
        };
        assert_eq!(set("comments"), Ok(()));
        assert_eq!(set("Nope"), Err("column-not-found".to_owned()));
        assert_eq!(set("Due date"), Err("column-no-rich-text".to_owned()));
        assert_eq!(set("D"), Err("column-no-text".to_owned()));
        assert_eq!((set("Aim"), set("C")), (Ok(()), Ok(())));
        let forms: Vec<_> = mapping.columns.iter().map(|column| column.text).collect();
        assert_eq!(forms, [Some(TextForm::Wiki), None, Some(TextForm::Wiki), None]);
        assert_eq!(mapping.further_text, Some(TextForm::Wiki));
    }

    #[test]
    fn columns_are_named_by_header_or_letters_and_fields_by_name_or_id() {
        let fields = fields();
        let table = table("Ticket | Tag | Tag | \nDEMO-1 | a | b | c");
        let (mut mapping, _) = propose(&table, &fields, None);
        let mut set = |header: &str, meaning: &str| {
            choose(&mut mapping, &fields, header, meaning).map_err(|error| error.code)
        };
        assert_eq!(set("ticket", "Row ID"), Ok(vec![0]));
        assert_eq!(set("Tag", "labels"), Ok(vec![1, 2]));
        assert_eq!(set("d", "story points"), Ok(vec![3]));
        assert_eq!(set("E", "ignore"), Err("column-not-found".to_owned()));
        assert_eq!(set("Tag", "Wether"), Err("field-not-found".to_owned()));
        assert_eq!(set("Tag", "Team"), Ok(vec![1, 2]));
        assert_eq!(set("Tag", "customfield_3"), Ok(vec![1, 2]));
        let meanings: Vec<_> = mapping.columns.iter().map(|column| &column.mapped).collect();
        let [team, points] =
            ["customfield_3", "customfield_1"].map(|id| MappedTo::Field(FieldId::new(id)));
        assert_eq!(meanings, [&MappedTo::RowId, &team, &team, &points]);
        assert!(mapping.columns.iter().all(|column| column.confidence == Confidence::Sure));
    }
}
