//! Where what concerns a file and a site is kept among the user's own state: by the XDG base
//! directory specification, else by Windows.

use std::env;
use std::fs;
use std::path::PathBuf;

use wasm_core::mapping::file_lineage;

/// How the journal of a file is called, after its site and its lineage.
const JOURNAL: &str = "journal";

/// The place of a site.
#[derive(Clone, Debug)]
pub(crate) struct Shelf {
    folder: PathBuf,
    /// What the names of its files begin with.
    site: String,
}

impl Shelf {
    /// The place of a site; none where this computer has none.
    pub(crate) fn of(site: &str) -> Option<Self> {
        let folder = folders().into_iter().find(|folder| fs::create_dir_all(folder).is_ok())?;
        Some(Self { folder, site: file_lineage(site.as_bytes()) })
    }

    /// The lock of a space.
    pub(crate) fn lock_of_space(&self, key: &str) -> PathBuf {
        self.file(key, "space")
    }

    /// The lock of the file of a lineage.
    pub(crate) fn lock_of(&self, lineage: &str) -> PathBuf {
        self.file(lineage, "lock")
    }

    /// The journal of the file of a lineage.
    pub(crate) fn journal_of(&self, lineage: &str) -> PathBuf {
        self.file(lineage, JOURNAL)
    }

    /// The journals of all files.
    pub(crate) fn journals(&self) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let paths = entries.flatten().map(|entry| entry.path());
        let of_site = |path: &PathBuf| {
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            stem.is_some_and(|stem| stem.starts_with(&format!("{}-", self.site)))
                && path.extension().is_some_and(|extension| extension == JOURNAL)
        };
        let mut journals: Vec<_> = paths.filter(of_site).collect();
        journals.sort();
        journals
    }

    fn file(&self, lineage: &str, kind: &str) -> PathBuf {
        let lineage = file_lineage(lineage.as_bytes());
        self.folder.join(format!("{}-{lineage}.{kind}", self.site))
    }
}

/// Where the user's own state may be, the best place first. That of a session comes last: a session
/// without one, as a job by the clock is, must find the same files.
fn folders() -> Vec<PathBuf> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = named("HOME").map(|home| home.join(".local").join("state"));
    let bases = [named("XDG_STATE_HOME"), state, named("LOCALAPPDATA"), named("XDG_RUNTIME_DIR")];
    bases.into_iter().flatten().map(|base| base.join("rowport")).collect()
}
