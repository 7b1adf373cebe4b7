//! What keeps apart two applies that write the same rows from different plans: a copy of a plan, or
//! a second plan of the same file. A lock for each file and site, among the user's own state.

use std::fs::File;

use wasm_core::plan::Source;

use crate::failure::Failure;
use crate::journal::{locked, owners_only};
use crate::shelf::Shelf;

/// Held as long as this lives; the system ends it with the program, however that ends. None where
/// there is no place for it.
pub(crate) struct FileLock {
    _lock: Option<File>,
}

impl FileLock {
    /// Takes the lock of the file that a plan was made of.
    pub(crate) fn take(source: &Source) -> Result<Self, Failure> {
        let Some(shelf) = Shelf::of(&source.site) else { return Ok(Self { _lock: None }) };
        let path = shelf.lock_of(&source.lineage);
        let mut options = owners_only();
        let Ok(file) = options.create(true).truncate(false).write(true).open(path) else {
            return Ok(Self { _lock: None });
        };
        match locked(&file, &source.file) {
            Ok(Ok(())) => Ok(Self { _lock: Some(file) }),
            Ok(Err(_)) => Ok(Self { _lock: None }),
            Err(in_use) => Err(in_use),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plans_of_one_file_are_applied_one_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().display().to_string();
        let of = |lineage: &str| Source {
            site: site.clone(),
            lineage: lineage.to_owned(),
            ..Source::default()
        };
        let held = FileLock::take(&of("one")).unwrap();
        assert_eq!(FileLock::take(&of("one")).err().unwrap().message.code, "plan-in-use");
        assert!(FileLock::take(&of("two")).is_ok(), "another file");
        drop(held);
        assert!(FileLock::take(&of("one")).is_ok());
    }
}
