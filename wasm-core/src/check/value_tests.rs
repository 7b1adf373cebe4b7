//! Values that a column, a header or a format decides.

use super::testing::{Case, findings, site};
use crate::mapping::propose;
use crate::mapping::testing::field;
use crate::schema::{FieldId, FieldType, FieldValue};
use crate::sheet::{CellValue, NumberShape};

const ISSUES: &str = "
    issuekey | type | summary | labels
    DEMO-1   | Task | Pack    | a b";

/// The values that a file of new rows sets in a field.
fn values(case: &Case, id: &str) -> Vec<FieldValue> {
    let (plan, _) = case.plan();
    let fields = plan.changes.iter().flat_map(|change| &change.fields);
    fields.filter(|f| f.field == FieldId::new(id)).map(|f| f.after.clone()).collect()
}

/// The codes of what is said, each with its cell.
fn codes(case: &Case) -> String {
    let of = |finding: &crate::finding::Finding| {
        let column = finding.at.column.map(crate::sheet::column_name).unwrap_or_default();
        let row = finding.at.row.map(|row| (row + 1).to_string()).unwrap_or_default();
        format!("{column}{row} {}", finding.message.code)
    };
    let said = case.findings();
    let said = said.iter().filter(|finding| finding.message.code != "new-row-assumed");
    said.map(of).collect::<Vec<_>>().join(", ")
}

/// A site with a field of a date and a time.
fn with_start(file: &str) -> Case {
    let mut case = Case::new(site(ISSUES), file);
    case.target.fields.push(field("customfield_9", "Start", FieldType::DateTime));
    let screens = case.target.create_screens.values_mut();
    screens.for_each(|screen| {
        screen.insert(FieldId::new("customfield_9"), Default::default());
    });
    let (mut mapping, _) = propose(&case.table, &case.target.fields, None);
    mapping.project = Some("DEMO".to_owned());
    case.mapping = mapping;
    case
}

#[test]
fn a_zone_in_the_header_is_that_of_its_times() {
    let at = |text: &str| FieldValue::DateTime(text.parse().unwrap());
    for (header, instant, said) in [
        ("Start", "2027-03-01T07:00:00Z", ""),
        ("Start (UTC)", "2027-03-01T09:00:00Z", ""),
        ("Start (UTC-3)", "2027-03-01T12:00:00Z", ""),
        ("Start (customfield_9) (+05:30)", "2027-03-01T03:30:00Z", ""),
        ("Start (EST)", "2027-03-01T07:00:00Z", "B column-zone-unknown"),
        ("Start (planned)", "2027-03-01T07:00:00Z", ""),
    ] {
        let file = format!("Summary | Issue Type | {header}\na | Task | 2027-03-01 09:00");
        let case = with_start(&file);
        assert_eq!(values(&case, "customfield_9"), [at(instant)], "{header}");
        let said = said.replace('B', "C");
        assert_eq!(codes(&case), said, "{header}");
    }
}

#[test]
fn a_unit_in_the_header_is_that_of_plain_times() {
    let file = "Summary | Issue Type | Original estimate (min)\na | Task | 150";
    let case = Case::new(site(ISSUES), file);
    assert_eq!(values(&case, "timeoriginalestimate"), [FieldValue::Duration(9000)]);
    assert_eq!(codes(&case), "");
}

#[test]
fn thousands_are_decided_by_the_whole_column() {
    let file = "Summary | Issue Type | Story Points
        a | Task | 2.750
        b | Task | 1.000.500
        c | Task | 12,5";
    let numbers = [2750.0, 1_000_500.0, 12.5].map(FieldValue::Number);
    assert_eq!(values(&Case::new(site(ISSUES), file), "customfield_1"), numbers);
}

#[test]
fn typed_days_beside_texts_of_another_order_are_told() {
    let file = "Summary | Issue Type | Due date\na | Task | x\nb | Task | 19/08/2027\nc | Task | x";
    let mut case = Case::new(site(ISSUES), file);
    for (row, day) in [(0, "2027-04-03"), (2, "2027-06-06")] {
        case.table.rows[row].cells[2] = CellValue::Date(day.parse().unwrap());
    }
    assert_eq!(codes(&case), "C2 date-maybe-exchanged");
}

#[test]
fn a_dotted_day_in_a_column_of_both_orders_is_asked() {
    let file = "Summary | Issue Type | Due date\na | Task | 07.21.2027\nb | Task | 05.06.2027";
    assert_eq!(codes(&Case::new(site(ISSUES), file)), "C3 ambiguous-date");
}

#[test]
fn a_doubt_stands_at_the_cell_of_a_repeated_column() {
    let file = "Summary | Issue Type | Labels | Labels\na | Task | x | San Juan";
    assert_eq!(codes(&Case::new(site(ISSUES), file)), "D2 label-with-space");
    assert_eq!(findings(ISSUES, "Key | Labels\nDEMO-1 | a b"), "", "as Jira has them");
    let exported = Case::new(site(ISSUES), "Summary | Issue Type | Labels\na | Task | x y");
    assert_eq!(codes(&exported.exported("2027-01-01T00:00:00Z")), "");
}

#[test]
fn what_the_format_shows_is_what_is_written() {
    let file = "Summary | Issue Type | Fix versions | Original estimate | Story Points
        x | Task | x | x | x";
    let mut case = Case::new(site(ISSUES), file);
    for (column, code, number) in [(0, "0000", 42.0), (2, "0.0", 2.0), (3, "0\" d\"", 3.0)] {
        case.table.rows[0].cells[column] = CellValue::Number(number);
        let shape = NumberShape::of_code(code).unwrap();
        case.table.shapes.add(1, column as u32, &shape);
    }
    case.table.rows[0].cells[4] = CellValue::Number(0.5);
    case.table.shapes.add(1, 4, &NumberShape::of_code("0%").unwrap());
    assert_eq!(codes(&case), "E2 number-percent");
    case.table.rows[0].cells[4] = CellValue::Number(5.0);
    case.table.shapes = Default::default();
    for (column, code) in [(0, "0000"), (2, "0.0"), (3, "0\" d\"")] {
        case.table.shapes.add(1, column, &NumberShape::of_code(code).unwrap());
    }
    assert_eq!(values(&case, "summary"), [FieldValue::Text("0042".to_owned())]);
    let three_days = FieldValue::Duration(3 * 8 * 3600);
    assert_eq!(values(&case, "timeoriginalestimate"), [three_days]);
    assert!(
        matches!(&values(&case, "fixVersions")[..], [FieldValue::Many(v)] if v[0].name == "2.0")
    );
}

#[test]
fn a_row_of_totals_is_told() {
    let file = "Summary | Issue Type | Story Points\nOne | Task | 1\nTwo | Task | 2\n";
    for (row, said) in [
        ("Total | Task | 3", "4 new-row-of-totals"),
        ("SUMME: | Task | 3", "4 new-row-of-totals"),
        ("合計 | Task | 3", "4 new-row-of-totals"),
        ("Total | Task | ", ""),
        ("Total recall | Task | 3", ""),
    ] {
        let case = Case::new(site(ISSUES), &format!("{file}{row}"));
        assert_eq!(codes(&case), said, "{row}");
    }
}
