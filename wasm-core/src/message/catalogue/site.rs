//! Sentences about talking to the Jira site.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[];
