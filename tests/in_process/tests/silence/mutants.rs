//! Ways in which the engine could go wrong, without a switch in it: what it read, its mapping
//! or its findings are changed from outside. The law has to fail with each.

use in_process_tests::Opened;
use wasm_core::convert::{DayOrder, DecimalMark};
use wasm_core::finding::Finding;
use wasm_core::mapping::{MappedTo, Mapping};
use wasm_core::schema::TextForm;
use wasm_core::sheet::CellValue;

use crate::meaning::Kind;
use crate::screen::Stored;
use crate::table::Table;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// The last column that is imported is not, without a word.
    ColumnDropped,
    /// Texts are read as Markdown.
    MarkdownRead,
    /// The month comes first, whatever the cells tell.
    DayOrderGuessed,
    /// A point separates thousands, whatever the cells tell.
    ThousandsGuessed,
    /// Texts of digits become numbers.
    ZerosLost,
    /// The last row of the sheet is not read.
    RowDropped,
    /// Further sheets are not read.
    SheetsDropped,
    /// What is wrong with a column or a file is not said.
    Speechless,
    /// The row of another work item is written.
    WrongRow,
}

/// All of them.
pub const ALL: [Mutant; 9] = [
    Mutant::ColumnDropped,
    Mutant::MarkdownRead,
    Mutant::DayOrderGuessed,
    Mutant::ThousandsGuessed,
    Mutant::ZerosLost,
    Mutant::RowDropped,
    Mutant::SheetsDropped,
    Mutant::Speechless,
    Mutant::WrongRow,
];

impl Mutant {
    /// Whether a table has something that it could spoil: what else is tried takes time alone.
    pub fn concerns(self, table: &Table) -> bool {
        let any = |is: &dyn Fn(Kind, &str) -> bool| {
            table.columns.iter().any(|column| {
                let cells = column.cells.iter().flatten();
                cells.into_iter().any(|cell| match &cell.stored {
                    Stored::Text(text) => is(column.kind, text),
                    _ => false,
                })
            })
        };
        match self {
            Self::MarkdownRead => any(&|kind, _| kind == Kind::Rich),
            Self::DayOrderGuessed => any(&|kind, text| kind == Kind::Day && text.contains('/')),
            Self::ThousandsGuessed => any(&|kind, text| kind == Kind::Number && text.contains(',')),
            Self::ZerosLost => any(&|_, text| text == "00123"),
            Self::SheetsDropped => !table.further.is_empty(),
            Self::WrongRow => table.keys.contains(&Some("DEMO-2")),
            Self::ColumnDropped | Self::RowDropped | Self::Speechless => true,
        }
    }

    /// Changes what was read.
    pub fn misread(self, opened: &mut Opened) {
        match self {
            Self::ZerosLost => {
                for (_, cell) in opened.sheet().rows.iter_mut().flat_map(|row| &mut row.cells) {
                    let digits = cell.as_text().filter(|text| text.starts_with('0'));
                    if let Some(number) = digits.and_then(|text| text.parse().ok()) {
                        *cell = CellValue::Number(number);
                    }
                }
            }
            Self::RowDropped => _ = opened.sheet().rows.pop(),
            Self::WrongRow => {
                for (_, cell) in opened.sheet().rows.iter_mut().flat_map(|row| &mut row.cells) {
                    if cell.as_text() == Some("DEMO-2") {
                        *cell = "DEMO-6".into();
                    }
                }
            }
            Self::SheetsDropped => opened.file.workbook.sheets.truncate(1),
            _ => {}
        }
    }

    /// Changes what the columns mean.
    pub fn mislead(self, mapping: &mut Mapping) {
        match self {
            Self::ColumnDropped => {
                let mut columns = mapping.columns.iter_mut().rev();
                if let Some(last) = columns.find(|column| column.mapped != MappedTo::Ignored) {
                    last.mapped = MappedTo::Ignored;
                }
            }
            Self::MarkdownRead => {
                let columns = mapping.columns.iter_mut();
                columns.for_each(|column| column.text = Some(TextForm::Markdown));
            }
            Self::DayOrderGuessed => mapping.day_order = Some(DayOrder::MonthFirst),
            Self::ThousandsGuessed => mapping.decimal = Some(DecimalMark::Comma),
            _ => {}
        }
    }

    /// Changes what is said.
    pub fn hush(self, findings: &mut Vec<Finding>) {
        if self == Self::Speechless {
            findings.retain(|found| found.at.row.is_some());
        }
    }

    /// Whether a fault is one that the law has to find with it.
    pub fn is_told_by(self, fault: &str) -> bool {
        let unlike = fault.contains("the screen shows");
        match self {
            Self::ColumnDropped
            | Self::MarkdownRead
            | Self::DayOrderGuessed
            | Self::ThousandsGuessed
            | Self::ZerosLost
            | Self::Speechless => unlike,
            Self::RowDropped => unlike || fault.contains("is lost without a word"),
            Self::SheetsDropped => fault.contains("is not at"),
            Self::WrongRow => unlike || fault.contains("no cell asks for"),
        }
    }
}
