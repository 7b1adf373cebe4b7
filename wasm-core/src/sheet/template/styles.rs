//! Styles: those of the template, and copies of them with another number format where a value
//! needs one.

use std::collections::HashMap;

use super::super::cell::CellValue;
use super::super::read::number_format::{NumberFormats, NumberKind};
use super::xml::{Cursor, with_attribute};

/// The cell formats of the workbook.
pub(super) struct Styles {
    kinds: NumberFormats,
    formats: Vec<String>,
    added: HashMap<(u32, u32), u32>,
}

impl Styles {
    /// The formats of a styles part. `kinds` says what each makes of a number.
    pub(super) fn read(xml: &str, kinds: NumberFormats) -> Self {
        let mut formats = Vec::new();
        if let Some(cells) = Cursor::new(xml).element(&["cellXfs"]) {
            let mut cursor = Cursor::from(xml, cells.inner.start);
            while let Some(format) = cursor.child() {
                formats.push(xml[format.range].to_owned());
            }
        }
        Self { kinds, formats, added: HashMap::new() }
    }

    /// The style in which a value of a cell shows as what it is: the cell's own one, or a copy of
    /// it with a format for dates where it has none, and without one where it has.
    pub(super) fn showing(&mut self, style: u32, value: &CellValue) -> u32 {
        use NumberKind::{Date, DateTime, Duration, Number, Time};
        let kind = self.kinds.get(style as usize).map(|format| format.kind).unwrap_or_default();
        let format = match (value, kind) {
            (CellValue::Date(_), Date | DateTime) | (CellValue::DateTime(_), DateTime) => {
                return style;
            }
            (CellValue::Duration { .. }, Duration | Time) | (CellValue::Number(_), Number) => {
                return style;
            }
            // Built-in formats (ECMA-376 part 1, 18.8.30), shown as the user's system shows them.
            (CellValue::Date(_), _) => 14,
            (CellValue::DateTime(_), _) => 22,
            (CellValue::Duration { .. }, _) => 46,
            (CellValue::Number(_), _) => 0,
            _ => return style,
        };
        *self.added.entry((style, format)).or_insert_with(|| {
            let base = self.formats.get(style as usize).map_or("<xf/>", String::as_str);
            let open = base.find('>').map_or(base.len(), |end| end + 1);
            let (tag, rest) = base.split_at(open);
            let tag = with_attribute(tag, "numFmtId", &format.to_string());
            self.formats.push(with_attribute(&tag, "applyNumberFormat", "1") + rest);
            (self.formats.len() - 1) as u32
        })
    }

    /// The styles part with the copies; none where there are none.
    pub(super) fn written(&self, xml: &str) -> Option<String> {
        if self.added.is_empty() {
            return None;
        }
        let cells = Cursor::new(xml).element(&["cellXfs"])?;
        let open =
            with_attribute(&xml[cells.open.clone()], "count", &self.formats.len().to_string());
        let copies = self.formats.get(self.formats.len() - self.added.len()..)?.concat();
        let (before, after) = (&xml[..cells.open.start], &xml[cells.inner.end..]);
        Some(format!("{before}{open}{}{copies}{after}", &xml[cells.inner]))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_in_a_cell_of_text_gets_a_copy_of_its_style() {
        let xml = "<styleSheet><cellStyleXfs><xf/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\" \
                   fontId=\"1\"><alignment/></xf><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
        let mut formats = NumberFormats::default();
        formats.cell(0).and_then(|()| formats.cell(14)).unwrap();
        let mut styles = Styles::read(xml, formats);
        let day = CellValue::Date(date(2026, 11, 2));
        assert_eq!(styles.showing(1, &day), 1);
        assert_eq!(styles.written(xml), None);
        assert_eq!((styles.showing(0, &day), styles.showing(0, &day)), (2, 2));
        assert_eq!(styles.showing(1, &CellValue::Number(1.0)), 3);
        assert_eq!(styles.showing(0, &CellValue::from("text")), 0);
        let written = styles.written(xml).unwrap();
        assert!(written.contains("<cellXfs count=\"4\">"), "{written}");
        assert!(written.contains(
            "<xf numFmtId=\"14\"/><xf numFmtId=\"14\" fontId=\"1\" applyNumberFormat=\"1\"><alignment/></xf>\
             <xf numFmtId=\"0\" applyNumberFormat=\"1\"/></cellXfs>"
        ), "{written}");
    }
}
