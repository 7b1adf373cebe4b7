//! What a worksheet says of its outline: that parents stand above, and how many levels there are.

use super::xml::{Cursor, Element, with_attribute};

/// The deepest level below the top (Excel's specifications and limits).
const DEEPEST: u8 = 7;

/// The outline of the rows that are filled in.
pub(super) struct Outline<'f> {
    depths: &'f [u8],
    /// Whether the worksheet's own settings were seen.
    settings: bool,
    /// Whether its format of rows was.
    format: bool,
}

impl<'f> Outline<'f> {
    pub(super) fn new(depths: &'f [u8]) -> Self {
        let none = depths.iter().all(|depth| *depth == 0);
        Self { depths: if none { &[] } else { depths }, settings: false, format: false }
    }

    /// A child of the worksheet that speaks of outlines, written anew; none for another one.
    pub(super) fn element(&mut self, xml: &str, part: &Element<'_>) -> Option<String> {
        if self.depths.is_empty() {
            return None;
        }
        let text = &xml[part.range.clone()];
        match part.tag.name {
            b"sheetPr" => Some(parents_above(text)),
            b"sheetFormatPr" => {
                let open = xml[part.open.clone()].to_owned();
                let open = with_attribute(&open, "outlineLevelRow", &self.levels(part));
                Some(open + &xml[part.open.end..part.range.end])
            }
            _ => None,
        }
    }

    /// What has to stand before a child of the worksheet, because the worksheet lacks it.
    pub(super) fn before(&mut self, part: &Element<'_>, prefix: &str) -> String {
        let mut out = String::new();
        if self.depths.is_empty() {
            return out;
        }
        if !std::mem::replace(&mut self.settings, true) && !part.is("sheetPr") {
            out += &format!(
                "<{prefix}sheetPr><{prefix}outlinePr summaryBelow=\"0\"/></{prefix}sheetPr>"
            );
        }
        self.format |= part.is("sheetFormatPr");
        let ahead = ["sheetPr", "dimension", "sheetViews", "sheetFormatPr"];
        if !self.format && !ahead.iter().any(|name| part.is(name)) {
            self.format = true;
            let deepest = self.deepest();
            out += &format!(
                "<{prefix}sheetFormatPr defaultRowHeight=\"15\" outlineLevelRow=\"{deepest}\"/>"
            );
        }
        out
    }

    fn deepest(&self) -> u8 {
        self.depths.iter().copied().max().unwrap_or(0).min(DEEPEST)
    }

    /// The levels that there are now: rows beside the table may have some too.
    fn levels(&self, part: &Element<'_>) -> String {
        let old = part.tag.number("outlineLevelRow").unwrap_or(0);
        old.max(self.deepest().into()).to_string()
    }
}

/// The attribute of a row, with its leading space.
pub(super) fn attribute(depths: &[u8], row: usize) -> String {
    match depths.get(row).copied().unwrap_or(0).min(DEEPEST) {
        0 => String::new(),
        depth => format!(" outlineLevel=\"{depth}\""),
    }
}

/// The settings of a worksheet, with parents above their children.
fn parents_above(text: &str) -> String {
    if let Some(own) = Cursor::new(text).element(&["outlinePr"]) {
        let open = with_attribute(&text[own.open.clone()], "summaryBelow", "0");
        return format!("{}{open}{}", &text[..own.open.start], &text[own.open.end..]);
    }
    let mut cursor = Cursor::new(text);
    let Some(settings) = cursor.element(&["sheetPr"]) else { return text.to_owned() };
    let name = text[settings.open.start + 1..].split(|c: char| !c.is_alphanumeric() && c != ':');
    let name = name.into_iter().next().unwrap_or("sheetPr");
    let prefix = name.strip_suffix("sheetPr").unwrap_or_default();
    let added = format!("<{prefix}outlinePr summaryBelow=\"0\"/>");
    if settings.tag.empty {
        let open = text.trim_end_matches("/>");
        return format!("{open}>{added}</{name}>");
    }
    // Only the tab's colour may stand before it.
    let colour = Cursor::new(text).element(&["tabColor"]).map(|colour| colour.range.end);
    let at = colour.unwrap_or(settings.open.end);
    format!("{}{added}{}", &text[..at], &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_say_that_parents_stand_above() {
        for (old, new) in [
            ("<sheetPr/>", "<sheetPr><outlinePr summaryBelow=\"0\"/></sheetPr>"),
            (
                "<x:sheetPr codeName=\"A\"/>",
                "<x:sheetPr codeName=\"A\"><x:outlinePr summaryBelow=\"0\"/></x:sheetPr>",
            ),
            (
                "<sheetPr><tabColor rgb=\"FF0\"/><pageSetUpPr/></sheetPr>",
                "<sheetPr><tabColor rgb=\"FF0\"/><outlinePr summaryBelow=\"0\"/><pageSetUpPr/></sheetPr>",
            ),
            (
                "<sheetPr><outlinePr summaryBelow=\"1\" applyStyles=\"1\"/></sheetPr>",
                "<sheetPr><outlinePr summaryBelow=\"0\" applyStyles=\"1\"/></sheetPr>",
            ),
        ] {
            assert_eq!(parents_above(old), new);
        }
    }
}
