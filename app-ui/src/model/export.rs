//! What kind of file an export makes.

use wasm_core::job::ExportFormat;

use crate::text::t;

/// A new file of a format, or the user's own workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A new file.
    New(ExportFormat),
    /// A copy of the user's workbook with the rows in it.
    Own,
}

impl Default for FileKind {
    fn default() -> Self {
        Self::New(ExportFormat::default())
    }
}

impl FileKind {
    /// The format of the file.
    pub fn format(self) -> ExportFormat {
        match self {
            Self::New(format) => format,
            Self::Own => ExportFormat::Xlsx,
        }
    }

    /// Whether it has a place for comments, worklogs and the like.
    pub fn has_further(self) -> bool {
        self != Self::New(ExportFormat::Csv)
    }

    /// Whether it is a new workbook, which can be laid out.
    pub fn is_new_workbook(self) -> bool {
        self == Self::New(ExportFormat::Xlsx)
    }
}

/// What is chosen of some options, by name.
pub fn chosen(names: impl Iterator<Item = &'static str>) -> String {
    let names: Vec<_> = names.collect();
    if names.is_empty() { t("fold-none").to_owned() } else { names.join(", ") }
}

/// A width in characters as typed: 1 to 255 (the most that Excel takes); none for anything else.
pub fn width(text: &str) -> Option<u16> {
    text.trim().parse().ok().filter(|width| (1..=255).contains(width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_new_workbook_is_laid_out() {
        assert!(FileKind::default().is_new_workbook());
        assert!(!FileKind::Own.is_new_workbook());
        assert!(!FileKind::New(ExportFormat::Csv).is_new_workbook());
        assert_eq!(FileKind::Own.format(), ExportFormat::Xlsx);
        assert!(FileKind::New(ExportFormat::Json).has_further());
        assert!(!FileKind::New(ExportFormat::Csv).has_further());
    }

    #[test]
    fn widths_are_whole_numbers_that_excel_takes() {
        let widths = ["12", " 255 ", "0", "256", "", "wide", "-3", "1.5"].map(width);
        assert_eq!(widths, [Some(12), Some(255), None, None, None, None, None, None]);
    }
}
