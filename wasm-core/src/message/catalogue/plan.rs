//! Sentences about plans and what they hold back.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[];
