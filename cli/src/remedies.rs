//! What to do, below what is wrong.

use std::collections::BTreeSet;

/// The remedies that were said, so that none is said again for each row.
#[derive(Debug, Default)]
pub(crate) struct Remedies(BTreeSet<String>);

impl Remedies {
    /// The line of a remedy; nothing where there is none, or it stands above already.
    pub(crate) fn of(&mut self, fix: Option<&str>) -> String {
        match fix {
            Some(fix) if self.0.insert(fix.to_owned()) => format!("      {fix}\n"),
            _ => String::new(),
        }
    }
}
