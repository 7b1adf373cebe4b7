//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::super::super::spec::{ColumnKind, ColumnSpec};

/// Backgrounds of a header and of cells that are only for reading, and the text of the latter
/// (7:1 against its background).
const HEADER: Color = Color::RGB(0x00DE_EBFF);
const GREY: Color = Color::RGB(0x00F1_F2F4);
const GREY_TEXT: Color = Color::RGB(0x0044_546F);

/// Shows an asterisk after a text that is not part of it.
const REQUIRED: &str = "@\" *\"";

/// The looks of a sheet's cells, made once.
pub(super) struct Formats {
    header: Format,
    open: Looks,
    locked: Looks,
}

/// The looks of cells that may be edited, or of those that may not.
pub(super) struct Looks {
    general: Format,
    text: Format,
    pub(super) long_text: Format,
    number: Format,
    date: Format,
    date_time: Format,
    pub(super) duration: Format,
    pub(super) link: Format,
}

impl Formats {
    /// The looks; in a protected sheet those of open columns are unlocked.
    pub(super) fn new(protect: bool) -> Self {
        let base = Format::new().set_align(FormatAlign::Top);
        let open = if protect { base.clone().set_unlocked() } else { base.clone() };
        let locked = base.set_background_color(GREY).set_font_color(GREY_TEXT);
        let header = Format::new()
            .set_bold()
            .set_border_bottom(FormatBorder::Thin)
            .set_align(FormatAlign::Top);
        Self { header, open: Looks::new(&open), locked: Looks::new(&locked) }
    }

    /// The look of a column's header.
    pub(super) fn of_header(&self, column: &ColumnSpec) -> Format {
        let colour = if column.read_only { GREY } else { HEADER };
        let format = self.header.clone().set_background_color(colour);
        if column.required { format.set_num_format(REQUIRED) } else { format }
    }

    /// The looks of a column's cells.
    pub(super) fn looks(&self, column: Option<&ColumnSpec>) -> &Looks {
        if column.is_some_and(|column| column.read_only) { &self.locked } else { &self.open }
    }

    /// The look of a column's cells that are still empty.
    pub(super) fn of_column(&self, column: &ColumnSpec) -> &Format {
        self.looks(Some(column)).of(column.kind)
    }
}

impl Looks {
    fn new(base: &Format) -> Self {
        let with_code = |code: &str| base.clone().set_num_format(code);
        Self {
            text: with_code("@"),
            long_text: with_code("@").set_text_wrap(),
            number: with_code("General"),
            date: with_code("yyyy-mm-dd"),
            date_time: with_code("yyyy-mm-dd hh:mm"),
            duration: with_code("[h]:mm:ss"),
            link: base.clone().set_hyperlink(),
            general: base.clone(),
        }
    }

    /// The look of a kind of column.
    pub(super) fn of(&self, kind: ColumnKind) -> &Format {
        match kind {
            ColumnKind::General => &self.general,
            ColumnKind::Text => &self.text,
            ColumnKind::LongText => &self.long_text,
            ColumnKind::Number => &self.number,
            ColumnKind::Date => &self.date,
            ColumnKind::DateTime => &self.date_time,
        }
    }
}
