//! Cells of a sheet, as `'My table'.A1:'My table'.D9` (ODF 1.3 part 3, 19.590).

use super::super::super::area::Area;

/// The sheet's name and its area; none where they are of several sheets.
pub(super) fn parse(text: &str) -> Option<(String, Area)> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (sheet, first) = first.rsplit_once('.')?;
    let (other, last) = last.rsplit_once('.').unwrap_or((sheet, last));
    let area = Area::parse(&format!("{first}:{last}"))?;
    let name = sheet.trim_start_matches('$');
    let quoted = name.strip_prefix('\'').and_then(|name| name.strip_suffix('\''));
    let name = quoted.map_or_else(|| name.to_owned(), |name| name.replace("''", "'"));
    (other == sheet || other.is_empty()).then_some((name, area))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_be_quoted() {
        let area = |text| parse(text).map(|(sheet, area)| format!("{sheet} {area}"));
        assert_eq!(area("S.A3:S.D10").as_deref(), Some("S A3:D10"));
        assert_eq!(area("$'Bob''s v1.2'.$A$3:.D10").as_deref(), Some("Bob's v1.2 A3:D10"));
        assert_eq!(area("S.B2").as_deref(), Some("S B2"));
        assert_eq!(area("S.A3:T.D10"), None);
        assert_eq!(area("A3:D10"), None);
    }
}
