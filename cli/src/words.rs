//! What the words of the reports mean, said where they are first seen. The app and the documents use
//! the same.

/// Of a plan.
pub(crate) const HELD_BACK: &str =
    "  (held back: this plan does not write it, as it has an error or you have not chosen yet)\n";

/// Of an import.
pub(crate) const NOT_WRITTEN: &str =
    "  (not written: the import stopped before; the same plan writes it later)\n";
