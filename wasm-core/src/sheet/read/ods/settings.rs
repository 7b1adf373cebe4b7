//! What a program remembers of its window (ODF 1.3 part 3, 3.10), as LibreOffice writes it: which
//! rows of a sheet are frozen.

use super::super::archive::Archive;
use super::super::xml::{Scanner, Token};

const SETTINGS: &str = "settings.xml";

/// How a window is split whose first rows or columns are frozen.
const FROZEN: &str = "2";

/// The sheets with frozen rows, and how many there are. Of a part that can't be read there are none:
/// no cell is in it.
pub(super) fn frozen_rows(archive: &mut Archive<'_>) -> Vec<(String, u32)> {
    let (limit, memory) = (archive.limit(), archive.memory().clone());
    let mut sheets = Vec::new();
    let Ok(Some(part)) = archive.part(SETTINGS) else { return sheets };
    let Ok(mut scanner) = Scanner::new(part, SETTINGS, limit) else { return sheets };
    let (mut of_sheets, mut sheet, mut item) = (false, String::new(), String::new());
    let (mut frozen, mut rows) = (false, 0);
    let mut text = String::new();
    while let Ok(Some(token)) = scanner.tag_after(&mut text) {
        match token {
            Token::Open(tag) => {
                let name = tag.get("name").unwrap_or_default().into_owned();
                match tag.name {
                    b"config-item-map-named" => of_sheets = name == "Tables",
                    b"config-item-map-entry" => (sheet, frozen, rows) = (name, false, 0),
                    _ => item = name,
                }
            }
            Token::Close(b"config-item") => match item.as_str() {
                "VerticalSplitMode" => frozen = text.trim() == FROZEN,
                "VerticalSplitPosition" => rows = text.trim().parse().unwrap_or_default(),
                _ => {}
            },
            Token::Close(b"config-item-map-entry") if of_sheets && frozen && rows > 0 => {
                if memory.keep_text(&sheet).is_err() {
                    break;
                }
                sheets.push((std::mem::take(&mut sheet), rows));
            }
            Token::Close(_) => {}
        }
        text.clear();
    }
    sheets
}
