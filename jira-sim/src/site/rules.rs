//! How strictly values are taken where sources about Jira disagree, or where nobody measured it.

use super::Permission;
use crate::config::Switches;

/// What holds for the values that clients write. The strict side is the default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Documents hold to the schema that Atlassian publishes, apart from empty texts.
    pub strict_documents: bool,
    /// Instants are taken in one spelling only: `2026-11-05T10:00:00.000+0100`.
    pub strict_instants: bool,
    /// Date pickers read the year by its last two digits.
    pub century_pivot: bool,
    /// What nobody but an administrator may do.
    pub withheld: Vec<Permission>,
}

impl Default for Rules {
    fn default() -> Self {
        Self::of(&Switches::default())
    }
}

impl Rules {
    /// The rules that switches choose.
    #[must_use]
    pub fn of(switches: &Switches) -> Self {
        Self {
            strict_documents: !switches.lenient_adf,
            strict_instants: !switches.lenient_dates,
            century_pivot: switches.century_pivot,
            withheld: switches.withheld.clone(),
        }
    }
}
