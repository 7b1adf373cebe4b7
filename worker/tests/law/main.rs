//! The law in the browser, with the browser's own time zones: an export that is imported unchanged
//! asks for nothing.
//!
//! The local Jira is no program for a browser, so that a small one answers here: it shares no code
//! with the engine, writes Jira's JSON by hand, and has a field of each type that Jira, its products
//! and apps bring. What is written to Jira is proved in `tests/in_process`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod catalog;
#[path = "../../../tests/in_process/tests/law/draw/mod.rs"]
mod draw;
mod fields;
mod issue;
mod laws;
mod meta;
#[path = "../../src/offset.rs"]
mod offset;
mod product;
mod site;
mod trip;
mod written;
#[path = "../../src/zone.rs"]
mod zone;

use jiff::tz::TimeZone;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use wasm_core::ports::Zone;

use draw::dice::Dice;
use draw::instant;
use zone::BrowserZone;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
async fn an_unchanged_workbook_asks_for_nothing() {
    for (draws, zone) in laws::seeded() {
        laws::unchanged_workbook(&draws, &BrowserZone::new(zone)).await;
    }
}

#[wasm_bindgen_test]
async fn an_unchanged_text_file_asks_for_nothing() {
    for (draws, zone) in laws::seeded() {
        laws::unchanged_text(&draws, &BrowserZone::new(zone)).await;
    }
}

#[wasm_bindgen_test]
async fn a_workbook_is_read_in_the_zone_of_its_export() {
    for (draws, zone) in laws::seeded() {
        laws::another_zone(&draws, &BrowserZone::new(zone)).await;
    }
}

#[wasm_bindgen_test]
async fn rows_and_columns_may_be_moved_and_left_out() {
    for (draws, zone) in laws::seeded() {
        laws::moved(&draws, &BrowserZone::new(zone)).await;
    }
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
