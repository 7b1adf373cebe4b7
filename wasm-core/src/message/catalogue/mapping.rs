//! Sentences about matching columns to fields.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[];
