//! The laws of the engine in the browser: the same cases that also run natively, with the
//! browser's own time zones.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../src/offset.rs"]
mod offset;
#[path = "../../wasm-core/tests/law/world/mod.rs"]
mod world;
#[path = "../src/zone.rs"]
mod zone;

use jiff::tz::TimeZone;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use wasm_core::ports::Zone;

use world::dice::Dice;
use world::instant;
use world::laws::{self, Law};
use zone::BrowserZone;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

fn holds(law: Law) {
    assert!(laws::ALL.iter().any(|(_, known)| std::ptr::fn_addr_eq(*known, law)));
    for (draws, zone) in laws::seeded() {
        law(&draws, &BrowserZone::new(zone));
    }
}

#[wasm_bindgen_test]
fn an_unchanged_workbook_asks_for_nothing() {
    holds(laws::unchanged_workbook);
}

#[wasm_bindgen_test]
fn an_unchanged_text_file_asks_for_nothing() {
    holds(laws::unchanged_text);
}

#[wasm_bindgen_test]
fn a_workbook_is_read_in_the_zone_of_its_export() {
    holds(laws::another_zone);
}

#[wasm_bindgen_test]
fn rows_and_columns_may_be_moved_and_left_out() {
    holds(laws::moved);
}

#[wasm_bindgen_test]
fn a_read_only_cell_changes_nothing() {
    holds(laws::read_only_cells);
}

#[wasm_bindgen_test]
fn a_changed_cell_is_a_changed_field() {
    holds(laws::changed_cells);
}

#[wasm_bindgen_test]
fn applied_changes_are_in_jira_and_leave_nothing_to_do() {
    holds(laws::changed_cells_applied);
}

#[wasm_bindgen_test]
fn new_rows_are_created_once() {
    holds(laws::new_rows_applied_twice);
}

#[wasm_bindgen_test]
fn further_sheets_come_back_and_new_rows_are_added_once() {
    for law in world::further::ALL {
        for (draws, zone) in laws::seeded() {
            law(&draws, &BrowserZone::new(zone));
        }
    }
}

#[wasm_bindgen_test]
fn a_cell_of_every_field_can_be_changed() {
    let mut left = laws::writable();
    for (draws, zone) in laws::large() {
        let changed = laws::fields_that_change(&draws, &BrowserZone::new(zone));
        left.retain(|field| !changed.contains(field));
    }
    assert!(left.is_empty(), "nothing was tried with {left:?}");
}

#[wasm_bindgen_test]
fn the_browser_s_zones_are_those_of_the_database() {
    for name in laws::ZONES.iter().filter(|name| !name.starts_with('+')) {
        let (browser, database) = (BrowserZone::new(name), TimeZone::get(name).unwrap());
        assert_eq!(browser.name(), *name);
        for first in 0..=255 {
            for second in [0, 1, 2, 3, 4, 5, 8, 9] {
                let at = instant::instant(&mut Dice::new(&[first, second]));
                let expected = database.to_offset(at).seconds();
                assert_eq!(browser.offset_seconds(at), expected, "{name} at {at}");
            }
        }
    }
}
