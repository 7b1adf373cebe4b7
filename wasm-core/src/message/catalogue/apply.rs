//! Sentences about what happened while a plan was applied.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[];
