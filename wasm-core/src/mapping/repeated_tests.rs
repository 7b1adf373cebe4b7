//! Columns of one field whose headers a program numbered.

use super::testing::{field, fields, table};
use super::*;
use crate::finding::Severity;
use crate::schema::{FieldSchema, FieldType};

fn site() -> Vec<FieldSchema> {
    let mut fields = fields();
    fields.push(field("customfield_20", "Sprint", FieldType::Sprint));
    fields.push(field("customfield_21", "Platforms", FieldType::Options));
    fields.push(field("customfield_22", "Approvers", FieldType::Users));
    fields.push(field("customfield_23", "Team 2", FieldType::Text));
    fields.push(field("comment", "Comment", FieldType::Count));
    fields
}

/// The fields of the columns, and the codes of what is more than a note.
fn taken(headers: &str) -> String {
    let (mapping, findings) = propose(&table(headers), &site(), None);
    let column = |column: &ColumnMapping| match &column.mapped {
        MappedTo::Field(id) => id.to_string(),
        _ => "-".to_owned(),
    };
    let told = findings.iter().filter(|finding| finding.severity > Severity::Info);
    let told = told.map(|finding| format!("{:?} {}", finding.severity, finding.message.code));
    let columns = mapping.columns.iter().map(column).collect::<Vec<_>>().join(" ");
    std::iter::once(columns).chain(told).collect::<Vec<_>>().join("; ")
}

#[test]
fn further_columns_of_a_field_belong_to_it_in_each_form() {
    for (name, id) in [
        ("Labels", "labels"),
        ("Components", "components"),
        ("Fix versions", "fixVersions"),
        ("Affects Version/s", "versions"),
        ("Sprint", "customfield_20"),
        ("Custom field (Platforms)", "customfield_21"),
        ("Approvers", "customfield_22"),
        ("Tag", "labels"),
        ("Etiquetas", "labels"),
    ] {
        for [second, third] in [
            ["2", "3"],
            [".1", ".2"],
            ["_1", "_2"],
            [" (2)", " (3)"],
            [" 2", " 3"],
            [" (#1)", " (#2)"],
            ["_duplicated_0", "_duplicated_1"],
            [" (dup 1)", " (dup 2)"],
            [" #2", " #3"],
            ["-2", "-3"],
            [" [2]", " [3]"],
        ] {
            let headers = format!("Key | {name} | {name}{second} | Summary | {name}{third}");
            assert_eq!(taken(&headers), format!("issuekey {id} {id} summary {id}"), "{headers}");
        }
        let headers = format!("{name} | {name} | {name}");
        assert_eq!(taken(&headers), format!("{id} {id} {id}"), "{headers}");
    }
}

#[test]
fn a_field_is_held_back_where_the_numbers_do_not_tell() {
    let error = "; Error column-numbered";
    assert_eq!(taken("Labels | Labels3 | Summary"), format!("- - summary{error}{error}"));
    assert_eq!(taken("Labels1 | Labels2 | Summary"), format!("- - summary{error}{error}"));
    assert_eq!(taken("Labels | Labels2 | Labels.1"), format!("- - -{error}{error}{error}"));
    assert_eq!(taken("Labels2 | Summary"), format!("- summary{error}"));
    let twice = "Labels | Labels.1.1 | Labels.1.2 | Summary";
    assert_eq!(taken(twice), format!("- - - summary{}", error.repeat(3)));
    assert_eq!(taken("Labels...2 | Labels...3 | Summary"), format!("- - summary{error}{error}"));
    assert_eq!(taken("Labels | Labels #7 | Summary"), format!("- - summary{error}{error}"));
}

/// Nothing tells whether such a column holds further values, a copy of the same ones, or something
/// else: with one value of several the field would lose the others.
#[test]
fn a_field_is_held_back_where_a_column_beside_it_may_be_its_own() {
    let error = "; Error column-numbered";
    for (name, id) in [("Components", "components"), ("Sprint", "customfield_20")] {
        for other in ["Copy", "Kopie", "Copy.1", "Copie (2)"] {
            let headers = format!("{name} | {name} - {other} | Summary");
            assert_eq!(taken(&headers), format!("- - summary{error}{error}"), "{headers}");
        }
        for other in [format!("{name} copy"), format!("Copy of {name}"), format!("{name} (copy)")] {
            assert_eq!(
                taken(&format!("{name} | {other}")),
                format!("- -{error}{error}"),
                "{other}"
            );
        }
        for headers in [
            format!("{name}_x | {name}_y"),
            format!("{name} | {name}_y"),
            format!("{name}.x | {name}.y"),
            format!("{name} | {name}_right"),
        ] {
            assert_eq!(taken(&headers), format!("- -{error}{error}"), "{headers}");
        }
        for beside in ["Column1", "Spalte12", ""] {
            let file = format!("Summary | {name} | {beside}\na | b | c");
            assert_eq!(taken(&file), format!("summary - -{error}{error}"), "{file}");
            let empty = format!("Summary | {name} | {beside}\na | b | ");
            assert_eq!(taken(&empty), format!("summary {id} -"), "{empty}");
        }
        let several = format!("{name} | {name}2 | Column1 | Column2\na | b | c | d");
        assert_eq!(taken(&several), format!("- - - -{}", error.repeat(4)), "{several}");
    }
    assert_eq!(taken("Summary | Column1\na | b"), "summary -", "a field of one value");
    assert_eq!(taken("Summary | Summary - Copy\na | b"), "summary -");
}

#[test]
fn numbers_of_other_headers_mean_what_they_did() {
    // A field of that very name, a field of one value, and what is no field.
    assert_eq!(taken("Team 2 | Summary"), "customfield_23 summary");
    assert_eq!(taken("Summary | Summary.1"), "summary -; Warning column-field-taken");
    assert_eq!(taken("Phase | Phase 2 | Summary"), "- - summary");
    assert_eq!(taken("Version 2 | Summary"), "- summary");
    let comments = "Comment | Comment.1\n1/Jan/26;a;text | 1/Jan/26;b;text";
    assert_eq!(taken(comments), "- -");
}

#[test]
fn a_further_column_that_is_left_out_is_warned_of() {
    let table = table("Labels | Labels2 | Labels | Summary\na | b | c | d");
    let warned = |left_out: &[usize]| {
        let (mut mapping, _) = propose(&table, &site(), None);
        for &at in left_out {
            mapping.columns[at].mapped = MappedTo::Ignored;
        }
        let findings = validate(&mapping, &table, &site(), false);
        assert!(findings.iter().all(|f| f.message.code == "column-left-out"), "{findings:?}");
        findings.iter().filter_map(|finding| finding.at.column).collect::<Vec<_>>()
    };
    assert!(warned(&[]).is_empty());
    assert_eq!(warned(&[1]), [1]);
    assert_eq!(warned(&[1, 2]), [1, 2]);
    assert!(warned(&[0, 1, 2]).is_empty());
}
