//! What rows of further sheets ask for, on a site in memory.

use super::audience::Audiences;
use super::present::Present;
use super::*;
use crate::check::testing::East;
use crate::jira::{IssueLink, LinkType};
use crate::job::FurtherSheet;
use crate::mapping::{EntryBaseline, Mapping, Origin};
use crate::plan::{FORMAT_VERSION, Plan, Source, Summary};
use crate::schema::Entity;
use crate::sheet::{CellValue, Format, Row, Sheet, Table, Workbook};
use crate::target::{IssueState, Place, TargetState, User};

/// A sheet of rows whose cells are separated by `|`.
fn sheet(kind: FurtherSheet, rows: &str) -> Sheet {
    let header = kind.columns().iter().map(|column| column.name).collect::<Vec<_>>().join("|");
    let lines = std::iter::once(header.as_str()).chain(rows.lines().map(str::trim));
    let row = |(index, line): (usize, &str)| {
        let cells = (0..).zip(line.split('|').map(|cell| CellValue::from(cell.trim())));
        Row { index: index as u32, cells: cells.collect() }
    };
    let rows = lines.filter(|line| !line.is_empty()).enumerate().map(row).collect();
    Sheet { name: kind.title().to_owned(), rows, ..Sheet::default() }
}

fn target() -> TargetState {
    let mut target = TargetState::default();
    for number in 1..=4 {
        let (id, key) = (number.to_string(), format!("A-{number}"));
        // The roles of the last one's project are not told.
        let project = if number < 4 { "10" } else { "11" }.to_owned();
        let place = Place { project, issue_type: "1".to_owned() };
        let issue = IssueState {
            id,
            key: key.clone(),
            place,
            values: Default::default(),
            transitions: Vec::new(),
        };
        target.issues.insert(key, issue);
    }
    target
}

fn state() -> FurtherState {
    let kind = |id: &str, name: &str, inward: &str, outward: &str| {
        let [id, name, inward, outward] = [id, name, inward, outward].map(str::to_owned);
        LinkType { id, name, inward, outward }
    };
    let kinds = vec![
        kind("9", "Blocks", "is blocked by", "blocks"),
        kind("8", "Relates", "relates to", "relates to"),
    ];
    let link = IssueLink {
        id: "400".to_owned(),
        kind: kinds[0].clone(),
        outward: true,
        other: "A-2".to_owned(),
        ..IssueLink::default()
    };
    let me = User {
        account_id: "712020:me".to_owned(),
        name: "Me Myself".to_owned(),
        email: None,
        active: true,
    };
    let present = Present { links: vec![link], ..Present::default() };
    let present = [("1".to_owned(), present)].into();
    let named = |(id, name): (&str, &str)| Entity { id: id.to_owned(), name: name.to_owned() };
    let staff = vec![named(("g-1", "Staff")), named(("g-2", "Staff, old"))];
    let roles = ["Administrators", "Developers"].map(str::to_owned).to_vec();
    let audiences = Audiences {
        roles: [("10".to_owned(), roles)].into(),
        groups: [("Staff".to_owned(), staff.clone()), ("staff".to_owned(), staff)].into(),
    };
    FurtherState { me: Some(me), kinds, present, audiences, ..FurtherState::default() }
}

/// The plan of some sheets as lines: each entry, then each finding. `exported` are the rows that
/// an export wrote into the same sheets.
fn planned(sheets: &[(FurtherSheet, &str, &str)]) -> String {
    let mut workbook = Workbook { format: Format::Xlsx, sheets: Vec::new() };
    let mut entries = EntryBaseline::default();
    for (kind, exported, rows) in sheets {
        entries.add_sheet(*kind);
        for row in &sheet(*kind, exported).rows[1..] {
            let cells: Vec<_> = (0..kind.columns().len() as u32).map(|at| row.get(at)).collect();
            entries.add(*kind, &cells[ID].to_text(), cells.iter().copied());
        }
        workbook.sheets.push(sheet(*kind, &format!("{exported}\n{rows}")));
    }
    let origin = Origin { entries, ..Origin::default() };
    planned_of(&workbook, Some(&origin))
}

/// The plan of a workbook's further sheets.
fn planned_of(workbook: &Workbook, origin: Option<&Origin>) -> String {
    let (tables, mut findings) = tables(workbook, "Work items", origin);
    let mut plan = Plan {
        format: FORMAT_VERSION,
        source: Source { lineage: "L1".to_owned(), ..Source::default() },
        made_at: "2026-11-02T09:00:00Z".parse().unwrap(),
        changes: Vec::new(),
        entries: Vec::new(),
        highest: std::collections::BTreeMap::new(),
        summary: Summary::default(),
        hash: String::new(),
    };
    let input = Input {
        export_lost: false,
        tables: &tables,
        origin,
        main: &Table::default(),
        mapping: &Mapping::default(),
        target: &target(),
        resolutions: crate::mapping::Resolutions::NONE,
        state: &state(),
        zone: &East,
    };
    findings.extend(extend(&mut plan, &input));
    assert!(plan.verify());
    told(&plan, &findings)
}

fn told(plan: &Plan, findings: &[crate::finding::Finding]) -> String {
    let entry = |entry: &crate::plan::Entry| {
        let issue = entry.issue.as_ref().map_or("-", |issue| issue.label());
        let what = serde_json::to_string(&entry.addition).unwrap();
        let reason = entry.reason.as_ref().map(|r| format!(" · {}", r.text())).unwrap_or_default();
        format!("{} {} {:?} {issue}{reason}\n    {what}", entry.sheet, entry.row + 1, entry.action)
    };
    let finding = |finding: &crate::finding::Finding| {
        let column = finding.at.column.map(crate::sheet::column_name).unwrap_or_default();
        let row = finding.at.row.map(|row| (row + 1).to_string()).unwrap_or_default();
        let at = format!("{}!{column}{row}", finding.at.sheet);
        format!("{:?} {at}: {}", finding.severity, finding.message.text())
    };
    let entries = plan.entries.iter().map(entry);
    let lines: Vec<_> = entries.chain(findings.iter().map(finding)).collect();
    format!("{:?}\n{}", plan.summary, lines.join("\n"))
}

#[test]
fn new_comments_say_what_is_kept_and_what_is_wrong() {
    insta::assert_snapshot!(planned(&[(
        FurtherSheet::Comments,
        "",
        "a-1 | | Mia Old <712020:aa> | 2024-02-29 08:15 | | Hello **you** |
         A-1 | | Me Myself | | | Mine | role: Administrators
         A-2 | | | last spring | | Old |
         A-2 | | | | | |
           | | | | | Where? |
         A-9 | | | | | Nowhere |
         A-3 | | | | | Psst | Internal
         A-3 | | | | | Psst | Friends
         A-1 | | | | 2024-02-29 | Not said then |
         A-1 | | | | | Psst | Role: administrators
         A-1 | | | | | Psst | Group: Staff
         A-1 | | | | | Psst | Group: staff
         A-1 | | | | | Psst | Group: Nobody
         A-4 | | | | | Psst | Role: Whoever",
    )]));
}

#[test]
fn the_cells_of_a_further_column_are_read_alike_and_doubted() {
    let lines = planned(&[(
        FurtherSheet::Worklogs,
        "",
        "A-1 | | | 25/02/2026 08:00 | 2h |
         A-1 | | | 03/02/2026 08:00 | 480 |
         A-2 | | | 04/02/2026 08:00 | 75h |",
    )]);
    assert!(lines.contains("2026-02-03T06:00:00Z"), "{lines}");
    assert!(lines.contains("is read as hours"), "{lines}");
    assert!(lines.contains("more than a day"), "{lines}");
    assert!(!lines.contains("could be two different days"), "{lines}");
}

#[test]
fn new_worklogs_need_a_start_and_a_time() {
    insta::assert_snapshot!(planned(&[(
        FurtherSheet::Worklogs,
        "",
        "A-1 | | Mia Old | 2026-07-01 09:30 | 1h 30m | Done
         A-1 | | | 2026-07-01 09:30 | 2d |
         A-2 | | | | 1h | When?
         A-2 | | | soon | long | What?
         A-3 | | | 2026-07-01 09:30 | 0m |",
    )]));
}

#[test]
fn links_have_directions_and_are_made_once() {
    insta::assert_snapshot!(planned(&[(
        FurtherSheet::Links,
        "",
        "A-1 | | BLOCKS | A-2
         A-2 | | blocks | A-3
         A-3 | | is blocked by | A-2
         A-3 | | relates to | A-1
         A-1 | | Relates | A-3
         A-1 | | blocks | A-1
         A-1 | | eats | A-2
         A-1 | | blocks | A-9
         A-1 | | | A-2
         A-1 | | blocks |",
    )]));
}

#[test]
fn rows_of_entries_that_exist_are_never_written() {
    let comments = "A-1 | 100 | Mia | 2026-01-01 | 2026-01-01 | First |
         A-1 | 101 | Mia | 2026-01-01 | 2026-01-01 | Second |";
    let history = "A-1 | 500 | 2026-01-01 | Mia | status | Open | Done
         A-1 | 500 | 2026-01-01 | Mia | resolution | | Done";
    assert_eq!(
        planned(&[(FurtherSheet::Comments, comments, ""), (FurtherSheet::History, history, "")]),
        format!("{:?}\n", Summary::default())
    );
    insta::assert_snapshot!(planned(&[
        (
            FurtherSheet::Comments,
            comments,
            "A-1 | 100 | Mia | 2026-01-01 | 2026-01-01 | First |
             A-1 | 101 | Mia | 2026-01-01 | 2026-01-01 | Second, but edited |
             A-1 | 999 | Mia | 2026-01-01 | 2026-01-01 | Typed by hand |",
        ),
        (FurtherSheet::History, history, "A-1 | | 2026-01-01 | Me | status | Done | Open"),
    ]));
}

#[test]
fn an_edit_is_told_at_its_cell() {
    let origin = "A-1 | 100 | Mia | 2026-01-01 | 2026-01-01 | First |";
    let mut entries = EntryBaseline::default();
    let exported = sheet(FurtherSheet::Comments, origin);
    let cells: Vec<_> = (0..7).map(|at| exported.rows[1].get(at)).collect();
    entries.add(FurtherSheet::Comments, "100", cells);
    let origin = Origin { entries, ..Origin::default() };
    let edited = "A-1 | 100 | Noah | 2026-01-01 | 2026-01-01 | Not said |";
    let workbook =
        Workbook { format: Format::Xlsx, sheets: vec![sheet(FurtherSheet::Comments, edited)] };
    let (tables, _) = tables(&workbook, "Work items", Some(&origin));
    let sorted = sort::sort(&tables, Some(&origin));
    let said: Vec<_> = sorted.noticed[0]
        .1
        .iter()
        .map(|f| (f.at.column, f.severity, f.message.code.as_str()))
        .collect();
    use crate::finding::Severity::{Info, Warning};
    assert_eq!(said, [(Some(2), Info, "entry-fixed"), (Some(5), Warning, "entry-edited")]);
}

#[test]
fn a_foreign_sheet_is_known_by_its_name_and_headers() {
    let mut comments = sheet(FurtherSheet::Comments, "A-1 | 7 | | | | Hello |");
    let mut copy = comments.clone();
    copy.name = "Notes".to_owned();
    let book = |sheets| Workbook { format: Format::Xlsx, sheets };
    let kinds = |workbook: &Workbook, origin: Option<&Origin>| {
        let (tables, findings) = tables(workbook, "Work items", origin);
        (tables.len(), findings.first().map(|f| f.message.code.clone()))
    };
    let like = Some("entry-sheet-like".to_owned());
    assert_eq!(kinds(&book(vec![copy.clone()]), None), (0, like));
    assert_eq!(kinds(&book(vec![copy.clone()]), Some(&Origin::default())), (1, None));
    let twice = Some("entry-sheet-twice".to_owned());
    assert_eq!(kinds(&book(vec![copy, comments.clone()]), Some(&Origin::default())), (1, twice));
    let mut unknown = comments.clone();
    unknown.rows[0].cells.retain(|cell| cell.0 == 1);
    for origin in [None, Some(&Origin::default())] {
        let (read, findings) = tables(&book(vec![unknown.clone()]), "Work items", origin);
        let text = findings[0].message.text();
        assert!(read.is_empty() && findings.len() == 1, "{findings:?}");
        assert!(
            text.contains("“Comments” is not read") && text.ends_with("Key, Comment."),
            "{text}"
        );
    }
    assert_eq!(kinds(&book(vec![Sheet { rows: Vec::new(), ..unknown }]), None), (0, None));
    comments.rows[0].cells.retain(|cell| cell.0 != 5);
    let missing = Some("entry-column-missing".to_owned());
    assert_eq!(kinds(&book(vec![comments]), None), (1, missing));
}

/// A sheet of somebody's own.
fn own_sheet(name: &str, lines: &str) -> Sheet {
    let cells = |line: &str| {
        let cells = line.split('|').map(str::trim);
        (0..).zip(cells.map(CellValue::from)).collect()
    };
    let rows = (0..).zip(lines.lines()).map(|(index, line)| Row { index, cells: cells(line) });
    Sheet { name: name.to_owned(), rows: rows.collect(), ..Sheet::default() }
}

#[test]
fn sheets_of_others_are_read_by_their_words_or_it_is_said_why_not() {
    let told = |name: &str, lines: &str| {
        let workbook = Workbook { format: Format::Xlsx, sheets: vec![own_sheet(name, lines)] };
        let (read, findings) = tables(&workbook, "Work items", None);
        let read = read.first().map(|table| table.sheet);
        (read, findings.first().map(|finding| finding.message.code.clone()))
    };
    use FurtherSheet::{Comments, Links, Worklogs};
    for (name, lines, kind) in [
        ("Comments", "Key | Comment\nA-1 | Hi", Comments),
        ("Comments (2)", "ID | Author | Created | Comment\nR1 | Mia | soon | Hi", Comments),
        (
            "Kommentare",
            "Vorgang | Autor | Erstellt | Kommentar\nA-1 | Mia | 1.2.2026 | Hi",
            Comments,
        ),
        ("Worklogs", "Key | Started (UTC) | Time spent (min)\nA-1 | 2026-01-02 | 90", Worklogs),
        ("Zeiterfassung", "Schlüssel | Begonnen | Zeitaufwand\nA-1 | 1.2.2026 | 2h", Worklogs),
        ("Liens", "Ticket | Type de lien | Ticket lié\nA-1 | blocks | A-2", Links),
        ("Dependencies", "From | Type | To\nA-1 | blocks | A-2", Links),
    ] {
        assert_eq!(told(name, lines), (Some(kind), None), "{name}");
    }
    for (name, lines, code) in [
        ("Comments", "A-1 | Hi", Some("entry-sheet-not-read")),
        ("Attachments", "Key | Name\nA-1 | x.png", Some("entry-sheet-not-written")),
        ("My remarks", "Issue key | Comment body\nA-1 | Hi", Some("entry-sheet-like")),
        ("Effort", "Issue | Hours | Date\nA-1 | 2 | 2026-05-04", Some("entry-sheet-like")),
        ("Old items", "Key | Summary | Comment\nA-1 | One | Hi", None),
        ("Lists", "High | Low\nx | y", None),
        ("Plan", "Key | Status\nA-1 | Open", None),
        ("Comments", "", None),
    ] {
        assert_eq!(told(name, lines), (None, code.map(str::to_owned)), "{name}");
    }
}

#[test]
fn exported_entries_without_their_ids_are_no_new_ones() {
    let comments = own_sheet("Comments", "Key | Comment\nA-1 | Hi");
    let workbook = Workbook { format: Format::Xlsx, sheets: vec![comments] };
    let mut entries = EntryBaseline::default();
    let read = |entries: &EntryBaseline| {
        let origin = Origin { entries: entries.clone(), ..Origin::default() };
        let (read, findings) = tables(&workbook, "Work items", Some(&origin));
        (read.len(), findings.first().map(|finding| finding.message.text()))
    };
    assert_eq!(read(&entries), (1, None));
    entries.add_sheet(FurtherSheet::Comments);
    let (count, told) = read(&entries);
    assert!(count == 0 && told.is_some_and(|text| text.ends_with("Comment ID.")));
}

#[test]
fn headers_of_further_sheets_tell_zones_and_units() {
    let lines = "Key | Started (UTC) | Time spent (min)\nA-1 | 2026-01-02 10:00 | 90";
    let workbook = Workbook { format: Format::Xlsx, sheets: vec![own_sheet("Worklogs", lines)] };
    let told = planned_of(&workbook, None);
    assert!(told.contains("2026-01-02T10:00:00Z") && told.contains("\"seconds\":5400"), "{told}");
}
