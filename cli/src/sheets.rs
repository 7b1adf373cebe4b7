//! The names of further sheets on the command line.

use wasm_core::job::FurtherSheet;

/// The sheet of a name, without regard to case.
pub(crate) fn parse(name: &str) -> Result<FurtherSheet, String> {
    FurtherSheet::of_code(&name.trim().to_lowercase()).ok_or_else(|| {
        let known = FurtherSheet::ALL.map(FurtherSheet::code).join(", ");
        format!("known sheets are {known}")
    })
}

/// How many comments, worklogs and links, on a line; nothing where there are none.
pub(crate) fn added(what: &str, [comments, worklogs, links]: [u32; 3]) -> String {
    if comments + worklogs + links == 0 {
        return String::new();
    }
    format!("{comments} comments, {worklogs} worklogs, {links} links {what}\n")
}

/// How many rows of further sheets nothing is written of, on a line; nothing where there are none.
pub(crate) fn left(unchanged: u32, blocked: u32) -> String {
    if unchanged + blocked == 0 {
        return String::new();
    }
    format!("{unchanged} rows of further sheets unchanged, {blocked} held back\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_named_in_any_case() {
        assert_eq!(parse(" Comments"), Ok(FurtherSheet::Comments));
        assert!(parse("notes").is_err_and(|error| error.contains("comments, worklogs")));
    }
}
