//! Where the table is and how far it will reach.

/// The rows of the table before and after it is filled, zero-based, and the columns it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// Name of the sheet in lower case.
    pub(super) sheet: String,
    pub(super) header: u32,
    /// First row below the header.
    pub(super) first: u32,
    /// Last row before; the header where there was none.
    pub(super) old_last: u32,
    /// Last row after; a table has at least one.
    pub(super) last: u32,
    pub(super) left: u32,
    pub(super) right: u32,
}

impl Extent {
    /// Whether a row is written anew or goes away.
    pub(super) fn replaces(&self, row: u32) -> bool {
        (self.first..=self.last.max(self.old_last)).contains(&row)
    }

    /// Whether a column belongs to the table.
    pub(super) fn has_column(&self, column: u32) -> bool {
        (self.left..=self.right).contains(&column)
    }

    /// A list of areas that a rule is for, each that has the first row reaching to the last.
    pub(super) fn extended(&self, areas: &str) -> String {
        let extend = |text: &str| match super::super::area::Area::parse(text) {
            Some(mut area)
                if (area.top..=area.bottom).contains(&self.first)
                    && area.bottom < self.last
                    && (self.has_column(area.left) || self.has_column(area.right)) =>
            {
                area.bottom = self.last;
                area.to_string()
            }
            _ => text.to_owned(),
        };
        areas.split_ascii_whitespace().map(extend).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_reach_to_the_last_row() {
        let extent = Extent {
            sheet: "s".to_owned(),
            header: 0,
            first: 1,
            old_last: 2,
            last: 9,
            left: 0,
            right: 3,
        };
        let extended = extent.extended("B2 C2:C3 A1:D1 C3 D2:D500 F2:F3");
        assert_eq!(extended, "B2:B10 C2:C10 A1:D1 C3 D2:D500 F2:F3");
    }
}
