//! The further sheets: their laws over many cases, and cases of their own.

use serde_json::json;
use wasm_core::finding::Severity;
use wasm_core::job::FurtherSheet;
use wasm_core::plan::Addition;
use wasm_core::sheet::CellValue;

use crate::holds;
use crate::world::dice::Draws;
use crate::world::further;
use crate::world::further::{add_row, export, site, told};
use crate::world::laws;
use crate::world::trip::Trip;
use crate::zones::TestZone;

#[test]
fn unchanged_sheets_ask_for_nothing() {
    holds(further::unchanged);
}

#[test]
fn rows_columns_and_sheets_may_be_moved() {
    holds(further::moved);
}

#[test]
fn new_rows_are_added_once() {
    holds(further::new_rows);
}

#[test]
fn edits_of_entries_are_told() {
    holds(further::edited);
}

#[test]
fn the_cases_of_the_browser_hold() {
    for law in further::ALL {
        for (draws, zone) in laws::seeded() {
            law(&draws, &TestZone::named(zone));
        }
    }
}

#[test]
fn an_entry_may_belong_to_an_issue_of_the_same_file() {
    let draws = Draws { deed: Vec::new(), issues: vec![Vec::new(); 2] };
    let site = site(&draws);
    let zone = TestZone::named("Etc/UTC");
    let trip = Trip { site: &site, zone: &zone };
    let mut opened = export(&trip);
    laws::add_rows(opened.sheet(), 1);
    let main = opened.sheet();
    let id = main.rows[0].cells.len() as u32;
    main.rows[0].cells.push((id, "Row ID".into()));
    main.rows[3].cells.push((id, "new".into()));
    add_row(&mut opened, FurtherSheet::Comments, &[(0, "new".into()), (5, "First!".into())]);
    let link = [(0, "LAW-1".into()), (2, "blocks".into()), (3, "new".into())];
    add_row(&mut opened, FurtherSheet::Links, &link);
    let planned = trip.plan(&opened);
    let report = trip.apply(&planned.plan);
    let counts = (report.created, report.comments, report.links, report.failed);
    assert_eq!(counts, (1, 1, 1, 0), "{}", told(&planned));
    let made = site.issues()[2].id.clone();
    let entries = site.entries.borrow();
    assert_eq!(entries.comments[&made].len(), 1);
    assert_eq!((&entries.links[0].2, &entries.links[0].3), (&"30001".to_owned(), &made));
}

#[test]
fn another_author_and_date_are_kept_in_the_text() {
    let draws = Draws { deed: Vec::new(), issues: vec![Vec::new(); 1] };
    let site = site(&draws);
    let zone = TestZone::named("Europe/Berlin");
    let trip = Trip { site: &site, zone: &zone };
    let mut opened = export(&trip);
    let written = CellValue::DateTime(jiff::civil::date(2024, 2, 29).at(8, 15, 0, 0));
    let cells = [
        (0, "law-1".into()),
        (2, "Mia Old <712020:1b2c3d4e-5f60>".into()),
        (3, written),
        (5, "Hello **you**".into()),
    ];
    add_row(&mut opened, FurtherSheet::Comments, &cells);
    let planned = trip.plan(&opened);
    let line = "Originally by Mia Old on 2024-02-29 08:15 (Europe/Berlin)";
    let Some(Addition::Comment { body, .. }) = &planned.plan.entries[0].addition else { panic!() };
    assert_eq!(body.markdown, format!("_{line}_\n\nHello **you**"));
    let kept = planned.findings.iter().find(|f| f.message.code == "entry-original-kept").unwrap();
    assert_eq!((kept.severity, kept.at.column), (Severity::Info, Some(2)));
    trip.apply(&planned.plan);
    let entries = site.entries.borrow();
    let stored = &entries.comments["30001"][0]["body"]["content"][0];
    let expected = json!({ "type": "paragraph", "content": [
        { "type": "text", "text": line, "marks": [{ "type": "em" }] } ] });
    assert_eq!(*stored, expected);
}
