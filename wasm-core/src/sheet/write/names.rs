//! What Excel allows as the name of a sheet.

use std::collections::HashSet;

use super::super::error::{WriteError, WriteErrorKind};

/// Characters a name may have.
const LONGEST: usize = 31;

/// Checks the names of all the sheets: 1 to 31 characters, none of `[ ] : * ? / \` or control
/// characters, no apostrophe at an end, not `History` (kept by Excel), and no two alike in any
/// case.
pub(super) fn check<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<(), WriteError> {
    let mut seen = HashSet::new();
    for name in names {
        let length = name.encode_utf16().count();
        let forbidden = |c: char| "[]:*?/\\".contains(c) || c.is_control();
        let allowed = (1..=LONGEST).contains(&length)
            && !name.contains(forbidden)
            && !name.starts_with('\'')
            && !name.ends_with('\'')
            && !name.eq_ignore_ascii_case("history");
        if !allowed || !seen.insert(name.to_lowercase()) {
            return Err(WriteError {
                kind: WriteErrorKind::SheetName { name: name.to_owned() },
                at: None,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_rules_of_excel() {
        let ok = |names: &[&str]| check(names.iter().copied()).is_ok();
        assert!(ok(&["Issues", "Größe (alt) & mehr", "a'b", &"x".repeat(31)]));
        for bad in
            ["", "a/b", "a\\b", "[a]", "a:b", "what?", "'a", "a'", "History", &"x".repeat(32)]
        {
            assert!(!ok(&[bad]), "{bad}");
        }
        assert!(!ok(&["Issues", "ISSUES"]));
    }
}
