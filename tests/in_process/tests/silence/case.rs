//! What a foreign table may be like, drawn by proptest. Numbers choose from lists, so that a case
//! shrinks to the first of each.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::meaning::{self, PURPOSES, Purpose, SUMMARY};
use crate::screen::{COUNTRIES, Country, Odd};

/// The most columns beside those of every table.
const MOST_COLUMNS: usize = 6;

/// A file as it is drawn.
#[derive(Clone, Debug)]
pub struct Case {
    pub format: Format,
    pub country: Country,
    /// Whether rows name work items that are there.
    pub keys: bool,
    /// How the summary is called, and where its column stands.
    pub summary: (usize, usize),
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub oddity: Oddity,
    pub further: Vec<Entry>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Workbook,
    Text(Encoding, char),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    Utf8,
    Utf8Marked,
    Utf16,
    Western,
    Central,
    Mac,
    Dos,
}

/// A column: its purpose, what it is called, and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub purpose: usize,
    pub header: usize,
    pub way: usize,
    pub typed: bool,
}

#[derive(Clone, Debug)]
pub struct Row {
    /// Whether it names a work item, where rows do.
    pub key: bool,
    pub summary: Cell,
    pub cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug)]
pub struct Cell {
    pub filled: bool,
    pub pick: usize,
    pub odd: Odd,
}

/// What is odd about the whole sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    Nothing,
    /// A title and an empty row above the headers.
    Title,
    /// An empty row above the row at that place.
    Gap(usize),
    /// So many empty columns before the table.
    Right(usize),
    /// Two columns of one header for a field of one value.
    Twice,
    /// The row at that place has a cell beyond the last header.
    Longer(usize),
    HiddenRow(usize),
    /// The cell of that column is merged with the one below.
    Merged(usize),
    /// The headers' letters and their accents are apart.
    Decomposed,
}

/// A row of a further sheet, for the row of the table at that place.
#[derive(Clone, Copy, Debug)]
pub enum Entry {
    Comment(usize, usize),
    Worklog(usize, u32),
    Link(usize),
}

pub fn cases() -> impl Strategy<Value = Case> {
    let oddity = prop_oneof![
        12 => Just(Oddity::Nothing),
        1 => Just(Oddity::Title),
        1 => (1..5_usize).prop_map(Oddity::Gap),
        1 => (1..3_usize).prop_map(Oddity::Right),
        1 => Just(Oddity::Twice),
        1 => (0..5_usize).prop_map(Oddity::Longer),
        1 => (0..5_usize).prop_map(Oddity::HiddenRow),
        1 => (0..7_usize).prop_map(Oddity::Merged),
        1 => Just(Oddity::Decomposed),
    ];
    let further = prop_oneof![3 => Just(Vec::new()), 1 => vec(entry(), 1..=3)];
    let odd = || {
        prop_oneof![
            90 => Just(Odd::Nothing),
            1 => Just(Odd::Blanks),
            1 => Just(Odd::Decomposed),
            1 => Just(Odd::Formula),
            1 => Just(Odd::Other),
            1 => Just(Odd::Error),
            1 => Just(Odd::Dash),
            1 => Just(Odd::WebBlanks),
        ]
    };
    let file = (format(), select(&COUNTRIES[..]), prop::bool::weighted(0.35));
    let columns = vec(column(), 0..=MOST_COLUMNS);
    let rows = vec(row(odd().boxed()), 1..=5);
    (file, (0..10_usize, 0..4_usize), columns, rows, oddity, further).prop_map(
        |((format, country, keys), summary, columns, rows, oddity, further)| Case {
            format,
            country,
            keys,
            summary,
            columns,
            rows,
            oddity,
            further,
        },
    )
}

/// Tables that leave nothing to doubt: the site's own names, typed cells or the notation of ISO, and
/// nothing odd.
pub fn clean() -> impl Strategy<Value = Case> {
    cases().prop_map(|case| {
        let format = match case.format {
            Format::Text(..) => Format::Text(Encoding::Utf8, ','),
            format => format,
        };
        let purposes = meaning::certain_purposes();
        let columns: Vec<Column> = (case.columns.into_iter())
            .map(|column| {
                let purpose = purposes[column.purpose % purposes.len()];
                Column { purpose, header: 0, way: meaning::certain_way(purpose), ..column }
            })
            .collect();
        let certain = |purpose: &Purpose, cell: Cell| Cell {
            pick: meaning::certain_pick(purpose, cell.pick),
            odd: Odd::Nothing,
            ..cell
        };
        let rows = case.rows.into_iter().map(|row| {
            let cells = row.cells.iter().enumerate().map(|(at, cell)| match columns.get(at) {
                Some(column) => certain(&PURPOSES[column.purpose], *cell),
                None => *cell,
            });
            let cells = cells.collect();
            Row { summary: certain(&SUMMARY, row.summary), cells, ..row }
        });
        let rows = rows.collect();
        let summary = (0, case.summary.1);
        let further = case.further.into_iter().map(|entry| match entry {
            Entry::Comment(row, pick) => {
                Entry::Comment(row, meaning::certain_pick(&PURPOSES[0], pick))
            }
            other => other,
        });
        let further = further.collect();
        Case { format, columns, rows, summary, oddity: Oddity::Nothing, further, ..case }
    })
}

fn format() -> impl Strategy<Value = Format> {
    let encoding = prop_oneof![
        4 => Just(Encoding::Utf8),
        1 => Just(Encoding::Utf8Marked),
        1 => Just(Encoding::Utf16),
        1 => Just(Encoding::Western),
        1 => Just(Encoding::Central),
        1 => Just(Encoding::Mac),
        1 => Just(Encoding::Dos),
    ];
    let text = (encoding, select(vec![',', ';', '\t']));
    prop_oneof![
        1 => Just(Format::Workbook),
        1 => text.prop_map(|(encoding, delimiter)| Format::Text(encoding, delimiter)),
    ]
}

fn column() -> impl Strategy<Value = Column> {
    (0..PURPOSES.len(), 0..12_usize, 0..12_usize, any::<bool>())
        .prop_map(|(purpose, header, way, typed)| Column { purpose, header, way, typed })
}

fn row(odd: BoxedStrategy<Odd>) -> impl Strategy<Value = Row> {
    let cell = (prop::bool::weighted(0.85), 0..60_usize, odd)
        .prop_map(|(filled, pick, odd)| Cell { filled, pick, odd });
    let key = prop::bool::weighted(0.8);
    (key, cell.clone(), vec(cell, MOST_COLUMNS)).prop_map(|(key, summary, cells)| Row {
        key,
        summary,
        cells,
    })
}

fn entry() -> impl Strategy<Value = Entry> {
    prop_oneof![
        (0..5_usize, 0..40_usize).prop_map(|(row, pick)| Entry::Comment(row, pick)),
        (0..5_usize, 1..9_u32).prop_map(|(row, quarters)| Entry::Worklog(row, quarters * 15)),
        (0..5_usize).prop_map(Entry::Link),
    ]
}
