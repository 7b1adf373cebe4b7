//! Sentences about reading and writing files.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[];
