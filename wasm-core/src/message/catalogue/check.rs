//! Sentences about the checks of a file.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[];
