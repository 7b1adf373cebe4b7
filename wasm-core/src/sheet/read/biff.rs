//! The records of an .xls ([MS-XLS] 2.3), looked through before calamine reads them: it reserves
//! what they claim, and fills the area between the cells.

use super::super::error::{LimitKind, ReadError, ReadErrorKind};
use super::super::limits::ReadLimits;
use super::ole2::{u16_at, u32_at};
use super::{check, damaged};

/// What the records of one sheet say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SheetFacts {
    /// Cells that are formulas, and the row and column of the first.
    pub(super) formulas: u64,
    pub(super) first_formula: Option<(u32, u32)>,
    /// Groups of merged cells, and the row and column of the first.
    pub(super) merged: u64,
    pub(super) first_merged: Option<(u32, u32)>,
    /// Ranges of hidden columns, inclusive.
    pub(super) hidden: Vec<(u32, u32)>,
}

const FORMULA: u16 = 0x0006;
const EOF: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const COL_INFO: u16 = 0x007D;
const BOUND_SHEET: u16 = 0x0085;
const MUL_RK: u16 = 0x00BD;
const MERGE_CELLS: u16 = 0x00E5;
const DIMENSIONS: u16 = 0x0200;
const BOF: u16 = 0x0809;

/// Records that hold a cell: formula, number, label, boolean or error, RK number, shared and rich
/// text; several RK numbers.
const CELLS: [u16; 8] = [FORMULA, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, MUL_RK];

/// Bytes of records that calamine takes for granted.
const SHORTEST: [(u16, usize); 8] = [
    (FILE_PASS, 2),
    (0x0042, 2),
    (0x0022, 2),
    (BOF, 2),
    (BOUND_SHEET, 8),
    (FORMULA, 20),
    (MUL_RK, 12),
    (MERGE_CELLS, 2),
];

/// Looks through a workbook stream: the facts of each sheet in the order of the tabs.
pub(super) fn scan(stream: &[u8], limits: &ReadLimits) -> Result<Vec<SheetFacts>, ReadError> {
    let mut starts = Vec::new();
    for record in Records(stream) {
        let Record { kind, data } = record?;
        match kind {
            FILE_PASS if u16_at(data, 0) != 0 => {
                return Err(ReadError::new(ReadErrorKind::Encrypted));
            }
            BOUND_SHEET => starts.push(u32_at(data, 0) as usize),
            EOF => break,
            _ => {}
        }
        check(LimitKind::Sheets, limits.sheets, starts.len() as u64)?;
    }
    let sheet = |(index, start): (usize, usize)| {
        let at = || format!("sheet {}", index + 1);
        let stream =
            stream.get(start..).ok_or_else(|| damaged("a sheet that is not there").at(at()))?;
        scan_sheet(stream, limits).map_err(|e| e.at(at()))
    };
    starts.into_iter().enumerate().map(sheet).collect()
}

fn scan_sheet(stream: &[u8], limits: &ReadLimits) -> Result<SheetFacts, ReadError> {
    let mut facts = SheetFacts::default();
    let mut area = Area::default();
    let (mut begun, mut depth) = (false, 0_u32);
    for record in Records(stream) {
        let Record { kind, data } = record?;
        match kind {
            BOF if begun => depth += 1,
            BOF => begun = true,
            EOF if depth == 0 => break,
            EOF => depth -= 1,
            _ if depth > 0 => {}
            DIMENSIONS => check(LimitKind::Cells, limits.cells, claimed_area(data))?,
            MERGE_CELLS => {
                facts.merged += u64::from(u16_at(data, 0));
                let first = (u32::from(u16_at(data, 2)), u32::from(u16_at(data, 6)));
                facts.first_merged.get_or_insert(first);
            }
            COL_INFO if u16_at(data, 8) & 1 != 0 && facts.hidden.len() < 256 => {
                facts.hidden.push((u32::from(u16_at(data, 0)), u32::from(u16_at(data, 2))));
            }
            _ if CELLS.contains(&kind) => {
                let (row, column) = (u32::from(u16_at(data, 0)), u32::from(u16_at(data, 2)));
                let more =
                    if kind == MUL_RK { (data.len() as u32).saturating_sub(12) / 6 } else { 0 };
                area.add(row, column, column + more);
                check(LimitKind::Cells, limits.cells, area.cells())?;
                if kind == FORMULA {
                    facts.formulas += 1;
                    facts.first_formula.get_or_insert((row, column));
                }
            }
            _ => {}
        }
    }
    Ok(facts)
}

/// The area a sheet says it has: rows and columns beyond the last ones are exclusive.
fn claimed_area(data: &[u8]) -> u64 {
    let (rows, columns) = if data.len() == 10 {
        (
            (u32::from(u16_at(data, 0)), u32::from(u16_at(data, 2))),
            (u16_at(data, 4), u16_at(data, 6)),
        )
    } else {
        ((u32_at(data, 0), u32_at(data, 4)), (u16_at(data, 8), u16_at(data, 10)))
    };
    let first = if columns.0 > 0xFF || columns.1 < columns.0 { 0 } else { columns.0 };
    u64::from(rows.1.saturating_sub(rows.0)) * u64::from(columns.1 - first.min(columns.1))
}

/// The smallest area that holds all the cells.
#[derive(Default)]
struct Area(Option<(u32, u32, u32, u32)>);

impl Area {
    fn add(&mut self, row: u32, first: u32, last: u32) {
        let (top, bottom, left, right) = self.0.unwrap_or((row, row, first, last));
        self.0 = Some((top.min(row), bottom.max(row), left.min(first), right.max(last)));
    }

    fn cells(&self) -> u64 {
        self.0.map_or(0, |(top, bottom, left, right)| {
            u64::from(bottom - top + 1) * u64::from(right - left + 1)
        })
    }
}

struct Record<'s> {
    kind: u16,
    data: &'s [u8],
}

/// The records of a stream, up to its end.
struct Records<'s>(&'s [u8]);

impl<'s> Iterator for Records<'s> {
    type Item = Result<Record<'s>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let (kind, len) = (u16_at(self.0, 0), usize::from(u16_at(self.0, 2)));
        let Some((record, rest)) = self.0.split_at_checked(4 + len) else {
            self.0 = &[];
            return Some(Err(ReadError::new(ReadErrorKind::Truncated)));
        };
        self.0 = rest;
        let data = record.get(4..).unwrap_or_default();
        if SHORTEST.iter().any(|(short, least)| *short == kind && data.len() < *least) {
            return Some(Err(damaged(format!("a record {kind:#06x} that is too short"))));
        }
        Some(Ok(Record { kind, data }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::ole2::Ole2;
    use super::*;

    const FILE: &[u8] =
        include_bytes!("../../../../tests/corpus/files/every-type--libreoffice.xls");

    fn config() -> ProptestConfig {
        ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() }
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn forged_files_are_looked_through_without_panic(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
            keep in any::<prop::sample::Index>(),
        ) {
            let mut bytes = FILE.to_vec();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            bytes.truncate(bytes.len() - keep.index(bytes.len()) / 4);
            if let Ok(Some(stream)) = Ole2::open(&bytes).and_then(|file| file.stream("Workbook")) {
                drop(scan(&stream, &ReadLimits::default()));
            }
        }
    }

    #[test]
    fn the_facts_of_a_file() {
        let stream = Ole2::open(FILE).unwrap().stream("Workbook").unwrap().unwrap();
        let facts = scan(&stream, &ReadLimits::default()).unwrap();
        assert_eq!((facts.len(), facts[0].formulas, facts[0].first_formula), (1, 4, Some((1, 2))));
    }
}
