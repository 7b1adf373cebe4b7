//! What a spreadsheet program makes of a text without being asked.
//!
//! A text that looks like a number or a day becomes one as soon as a text file is opened: zeros go,
//! long digits are rounded, `1-2` is a day in February. Old formats cut texts off. Whoever knows
//! the good text can tell such a cell from one that somebody edited.

mod day;
mod encoding;
mod formula;
mod months;
mod number;
mod time;

use serde::{Deserialize, Serialize};

use super::cell::CellValue;

/// What became of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mangling {
    /// A number: without its zeros, rounded, in scientific notation, or what a sum comes to.
    Number,
    /// A day, or a time of day.
    Day,
    /// TRUE or FALSE, in the program's language.
    Truth,
    /// Its beginning alone.
    Cut,
    /// Other characters: its file was read or saved in the wrong encoding.
    Encoding,
    /// An error, as it was taken for a formula; the signs of a column that is too narrow; or without
    /// the apostrophe or the quotes that it began with.
    Sign,
}

/// Characters at which formats and programs cut a text off: those before Excel 97, and those since.
const CUTS: [usize; 2] = [255, 32_767];

/// What a spreadsheet program made of `text`, if the cell is that. None where the cell says
/// something that no program makes of it, so that a person must have typed it.
pub fn mangled(text: &str, cell: &CellValue) -> Option<Mangling> {
    if text.trim().is_empty() || cell.is_empty() || cell.as_text() == Some(text) {
        return None;
    }
    if is_cut(text, cell) {
        return Some(Mangling::Cut);
    }
    let is = [
        (is_sign(text, cell) || is_bared(text, cell), Mangling::Sign),
        (cell.as_text().is_some_and(|cell| encoding::is_made_of(text, cell)), Mangling::Encoding),
        (truth(text).is_some() && truth(text) == truth_of(cell), Mangling::Truth),
        (number::is_made_of(text, cell), Mangling::Number),
        (day::is_made_of(text, cell) || time::is_made_of(text, cell), Mangling::Day),
        (formula::is_made_of(text, cell), Mangling::Number),
    ];
    is.into_iter().find(|(is, _)| *is).map(|(_, mangling)| mangling)
}

/// Whether a text has exactly as many characters as a program leaves of a longer one, as Excel
/// counts them.
pub fn is_cut_off(text: &str) -> bool {
    CUTS.contains(&text.encode_utf16().count())
}

fn is_cut(text: &str, cell: &CellValue) -> bool {
    let Some(cell) = cell.as_text().filter(|cell| cell.len() < text.len()) else { return false };
    text.starts_with(cell) && is_cut_off(cell)
}

/// The errors that formulas of another meaning end with, in the languages of Excel.
const ERRORS: [&str; 27] = [
    "#NAME?",
    "#REF!",
    "#VALUE!",
    "#N/A",
    "#NUM!",
    "#NULL!",
    "#DIV/0!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#GETTING_DATA",
    "#BEZUG!",
    "#WERT!",
    "#NV",
    "#ZAHL!",
    "#NOM?",
    "#VALEUR!",
    "#¿NOMBRE?",
    "#¡REF!",
    "#¡VALOR!",
    "#NOME?",
    "#RIF!",
    "#NAZWA?",
    "#ADR!",
    "#NAAM?",
];

/// Whether a text is an error of a sheet, as Excel writes it in its languages.
pub fn is_error(text: &str) -> bool {
    ERRORS.contains(&text.trim())
}

fn is_sign(text: &str, cell: &CellValue) -> bool {
    let formula = text.trim_start().starts_with(['=', '+', '-', '@']);
    match cell {
        CellValue::Error(_) => formula,
        CellValue::Text(cell) => {
            let narrow = cell.len() > 2 && cell.bytes().all(|byte| byte == b'#');
            narrow && text.trim() != cell || formula && is_error(cell)
        }
        _ => false,
    }
}

/// Whether the apostrophe before a text, or the quotes around it, were taken for signs of a file's
/// own.
fn is_bared(text: &str, cell: &CellValue) -> bool {
    let text = text.trim();
    let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    let Some(bare) = text.strip_prefix('\'').or(quoted) else { return false };
    cell.as_text() == Some(bare) || number::is_made_of(bare, cell)
}

/// True and false as Excel writes them in its languages.
const TRUTHS: [(&str, bool); 20] = [
    ("true", true),
    ("false", false),
    ("wahr", true),
    ("falsch", false),
    ("vrai", true),
    ("faux", false),
    ("verdadero", true),
    ("falso", false),
    ("vero", true),
    ("verdadeiro", true),
    ("prawda", true),
    ("fałsz", false),
    ("waar", true),
    ("onwaar", false),
    ("истина", true),
    ("ложь", false),
    ("pravda", true),
    ("nepravda", false),
    ("sant", true),
    ("falskt", false),
];

fn truth(text: &str) -> Option<bool> {
    let text = text.trim().to_lowercase();
    TRUTHS.iter().find(|(word, _)| *word == text).map(|(_, truth)| *truth)
}

/// A truth as a program writes it: in capitals.
fn truth_of(cell: &CellValue) -> Option<bool> {
    match cell {
        CellValue::Bool(truth) => Some(*truth),
        CellValue::Text(text) if text.to_uppercase() == *text => truth(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
