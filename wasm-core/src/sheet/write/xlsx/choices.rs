//! Dropdowns: what a rule of validation can hold itself, and the hidden sheet for the rest.

use std::collections::{HashMap, HashSet};

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, Workbook, XlsxError};

use super::super::super::cell::{CellRef, MAX_ROWS, column_name};
use super::super::super::error::WriteError;
use super::super::super::spec::{Choices, LISTS_SHEET, SheetSpec};
use super::{check_length, refused};

/// Values of a list that is still of use; Excel shows 32,767.
const MOST: usize = 5_000;

/// Rows below the last one that have the dropdown too.
const ROOM: u32 = 1_000;

/// UTF-16 code units of a list within a rule, and of a prompt (limits of Excel).
const LONGEST: usize = 255;

/// The lists that are too long for a rule, each once.
#[derive(Default)]
pub(super) struct Lists {
    columns: Vec<(String, Vec<String>)>,
    known: HashMap<Vec<String>, usize>,
}

/// The last row that gets the dropdowns of a sheet, counted from zero.
pub(super) fn last_row(sheet: &SheetSpec) -> u32 {
    let rows = u32::try_from(sheet.rows.len()).unwrap_or(MAX_ROWS);
    rows.saturating_add(ROOM).min(MAX_ROWS - 1)
}

impl Lists {
    /// The rules of a sheet's columns that have choices.
    pub(super) fn validations(&mut self, sheet: &SheetSpec) -> Vec<(u16, DataValidation)> {
        let columns = (0_u16..).zip(&sheet.columns).filter(|(_, column)| !column.read_only);
        columns
            .filter_map(|(index, column)| {
                let choices = column.choices.as_ref()?;
                Some((index, self.rule(&column.header, choices)?))
            })
            .collect()
    }

    /// The name of the hidden sheet, if there is one.
    pub(super) fn sheet_name(&self) -> Option<&'static str> {
        (!self.columns.is_empty()).then_some(LISTS_SHEET)
    }

    /// The rule of a column; none where there is nothing to choose or too much.
    fn rule(&mut self, header: &str, choices: &Choices) -> Option<DataValidation> {
        let mut seen = HashSet::new();
        let values = choices.values.iter().filter(|value| !value.is_empty());
        let values: Vec<String> =
            values.filter(|value| seen.insert(value.as_str())).cloned().collect();
        if values.is_empty() || values.len() > MOST {
            return None;
        }
        let rule = DataValidation::new();
        let rule = if fits_inline(&values) {
            rule.allow_list_strings(&values).ok()?
        } else {
            rule.allow_list_formula(self.range(header, values))
        };
        let style = match choices.strict {
            true => DataValidationErrorStyle::Stop,
            false => DataValidationErrorStyle::Warning,
        };
        let rule = rule.set_error_style(style);
        let rule = match &choices.prompt {
            Some(text) => rule.set_input_message(cut(text)).ok()?,
            None => rule,
        };
        match &choices.warning {
            Some(text) => rule.set_error_message(cut(text)).ok(),
            None => Some(rule),
        }
    }

    /// Where the values are on the hidden sheet.
    fn range(&mut self, header: &str, values: Vec<String>) -> Formula {
        let last = values.len() + 1;
        let next = self.columns.len();
        let index = *self.known.entry(values.clone()).or_insert(next);
        if index == next {
            self.columns.push((header.to_owned(), values));
        }
        let column = column_name(u32::try_from(index).unwrap_or(u32::MAX));
        Formula::new(format!("={LISTS_SHEET}!${column}$2:${column}${last}"))
    }

    /// Adds the hidden sheet, if it is needed.
    pub(super) fn write(&self, workbook: &mut Workbook) -> Result<(), WriteError> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(LISTS_SHEET).map_err(|e| refused(&e, None))?;
        worksheet.set_hidden(true);
        for (column, (header, values)) in (0_u16..).zip(&self.columns) {
            for (row, text) in (0_u32..).zip(std::iter::once(header).chain(values)) {
                let column = u32::from(column);
                let at = || CellRef { sheet: LISTS_SHEET.to_owned(), row, column };
                check_length(text, at)?;
                worksheet
                    .write_string(row, column as u16, text)
                    .map_err(|e: XlsxError| refused(&e, Some(at())))?;
            }
        }
        Ok(())
    }
}

/// Whether a rule can hold the values itself: commas part them, and programs trim them.
fn fits_inline(values: &[String]) -> bool {
    let plain = |value: &String| {
        !value.contains([',', '"']) && !value.contains(char::is_control) && value.trim() == value
    };
    let length: usize = values.iter().map(|value| value.encode_utf16().count() + 1).sum();
    length <= LONGEST + 1 && values.iter().all(plain)
}

/// A text within the limit of prompts.
fn cut(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < LONGEST
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_short_and_plain_lists_fit_a_rule() {
        let fits = |values: &[&str]| {
            fits_inline(&values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>())
        };
        assert!(fits(&["To Do", "In Progress", "Done"]));
        assert!(!fits(&["Basel, Switzerland"]) && !fits(&["19\""]) && !fits(&[" pad"]));
        assert!(fits(&[&"x".repeat(255)]) && fits(&[&"x".repeat(127), &"y".repeat(127)]));
        assert!(!fits(&[&"x".repeat(256)]) && !fits(&[&"x".repeat(127), &"y".repeat(128)]));
    }

    #[test]
    fn a_prompt_is_cut_where_excel_would_refuse_it() {
        assert_eq!(cut("short"), "short");
        let long = cut(&"😀".repeat(200));
        assert_eq!(long.encode_utf16().count(), 255);
        assert!(long.ends_with('…'));
    }

    #[test]
    fn columns_with_the_same_values_share_a_list() {
        let mut lists = Lists::default();
        let values: Vec<String> = (0..300).map(|n| format!("Person {n}")).collect();
        let choices = Choices { values, ..Choices::default() };
        assert!(lists.rule("Assignee", &choices).is_some());
        assert!(lists.rule("Reporter", &choices).is_some());
        assert_eq!(lists.columns.len(), 1);
        let many = Choices { values: (0..=MOST).map(|n| n.to_string()).collect(), ..choices };
        assert!(lists.rule("Version", &many).is_none());
    }
}
