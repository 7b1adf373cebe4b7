//! What keeps two applies of one plan apart, on this computer: a lock on the plan, and the journal
//! beside it. A second copy of the journal is kept for the file that the plan was made of, among the
//! user's own state, where another plan of it is led to.

use std::fmt::Display;
use std::fs::{self, File, TryLockError};
use std::future::ready;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use wasm_core::message::Message;
use wasm_core::plan::Source;
use wasm_core::ports::{Journal, JournalFuture};

use crate::failure::Failure;
use crate::input;
use crate::output::{self, Readers};
use crate::shelf::Shelf;

/// A plan that nobody else applies as long as this lives.
pub(crate) struct LockedPlan {
    /// Its text.
    pub(crate) text: String,
    /// Its journal.
    pub(crate) journal: FileJournal,
    /// Held open: the system ends the lock with the program, however that ends.
    _lock: File,
}

/// The journal of a plan: the file `PLAN.journal`, and the same among the user's own state, which
/// only its owner may read.
#[derive(Clone, Default)]
pub(crate) struct FileJournal {
    /// The file beside the plan.
    beside: Option<PathBuf>,
    /// The one of all plans of the file.
    shared: Option<PathBuf>,
    /// Where those of the site's other files are.
    site: Option<Shelf>,
}

impl LockedPlan {
    /// Reads a plan and locks it. Where the file system knows no locks, that is said.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let failed = |error: &io::Error| Failure::io(path, error);
        let file = File::open(path).map_err(|error| failed(&error))?;
        if let Err(error) = locked(&file, path.display())? {
            output::tell(&Message::new("plan-not-locked").with("detail", error));
        }
        let text = input::text_of(&file, path, input::PLAN)?;
        // Of a plan with two names there is one journal.
        let real = fs::canonicalize(path).map_err(|error| failed(&error))?;
        Ok(Self {
            text,
            journal: FileJournal {
                beside: Some(with_suffix(&real, ".journal")),
                ..FileJournal::default()
            },
            _lock: file,
        })
    }
}

impl FileJournal {
    /// What leads a new plan to the journals of a site.
    pub(crate) fn of_site(site: &str) -> Self {
        Self { site: Shelf::of(site), ..Self::default() }
    }

    /// The same journal, which other plans of the file find too.
    pub(crate) fn shared_by(mut self, source: &Source) -> Self {
        self.site = Shelf::of(&source.site);
        self.shared = self.site.as_ref().map(|shelf| shelf.journal_of(&source.lineage));
        self
    }

    /// The files that hold the text, the newest last.
    fn files(&self) -> Vec<&Path> {
        let files = self.beside.iter().chain(&self.shared).map(PathBuf::as_path);
        let mut files: Vec<_> = files.collect();
        files.sort_by_key(|path| fs::metadata(path).and_then(|data| data.modified()).ok());
        files
    }

    fn text(&self) -> Result<Option<String>, Message> {
        let mut newest = None;
        for path in self.files() {
            let found = text_of(path).map_err(|error| Failure::io(path, &error).message)?;
            newest = found.or(newest);
        }
        Ok(newest)
    }

    /// Where one of two files can't be written, the other one is enough.
    fn each(&self, write: impl Fn(&Path) -> io::Result<()>) -> Result<(), Message> {
        let (mut written, mut refused) = (false, None);
        for path in self.beside.iter().chain(&self.shared) {
            match write(path) {
                Ok(()) => written = true,
                Err(error) => refused = Some(Failure::io(path, &error).message),
            }
        }
        refused.filter(|_| !written).map_or(Ok(()), Err)
    }
}

fn text_of(path: &Path) -> io::Result<Option<String>> {
    match File::open(path).and_then(|file| input::whole(file, input::PLAN)) {
        // Of one that is no text the engine says that it is damaged, and writes it anew.
        Ok(bytes) => Ok(Some(String::from_utf8(bytes).unwrap_or_default())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl Journal for FileJournal {
    fn read(&self) -> JournalFuture<'_, Option<String>> {
        Box::pin(ready(self.text()))
    }

    fn write(&self, text: Option<String>) -> JournalFuture<'_, ()> {
        Box::pin(ready(match text {
            Some(text) => self.each(|path| output::write(path, text.as_bytes(), Readers::Owner)),
            None => self.each(remove),
        }))
    }

    fn others(&self) -> JournalFuture<'_, Vec<Box<dyn Journal + '_>>> {
        let paths = self.site.as_ref().map(Shelf::journals).unwrap_or_default();
        let one =
            |path| -> Box<dyn Journal> { Box::new(Self { shared: Some(path), ..Self::default() }) };
        let others = paths.into_iter().filter(|path| self.shared.as_ref() != Some(path));
        Box::pin(ready(Ok(others.map(one).collect())))
    }
}

/// Locks a file for an apply of what is called `name`. Inside is why that could not be, where the
/// file system knows no locks.
///
/// # Errors
/// Another apply holds the lock.
pub(crate) fn locked(file: &File, name: impl Display) -> Result<io::Result<()>, Failure> {
    match file.try_lock() {
        Ok(()) => Ok(Ok(())),
        Err(TryLockError::Error(error)) => Ok(Err(error)),
        Err(TryLockError::WouldBlock) => {
            Err(Failure::file(Message::new("plan-in-use").with("file", name)))
        }
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(suffix);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Poll, Waker};

    use super::*;

    fn now<T>(mut future: JournalFuture<'_, T>) -> Result<T, Message> {
        match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => done,
            Poll::Pending => unreachable!("files don't wait"),
        }
    }

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("plan.json");
        fs::write(&plan, "{}").unwrap();
        (folder, plan)
    }

    #[test]
    fn a_plan_is_locked_as_long_as_it_is_held() {
        let (_folder, plan) = folder();
        let held = LockedPlan::open(&plan).unwrap();
        let refused = LockedPlan::open(&plan).err().unwrap();
        assert_eq!(refused.message.code, "plan-in-use");
        assert!(refused.message.fix().is_some());
        drop(held);
        assert_eq!(LockedPlan::open(&plan).unwrap().text, "{}");
    }

    #[test]
    fn the_journal_is_its_owners_and_is_replaced_whole() {
        let (folder, plan) = folder();
        let journal = LockedPlan::open(&plan).unwrap().journal;
        assert_eq!(now(journal.read()).unwrap(), None);
        now(journal.write(Some("one".to_owned()))).unwrap();
        now(journal.write(Some("two".to_owned()))).unwrap();
        assert_eq!(now(journal.read()).unwrap().as_deref(), Some("two"));
        let names: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let file = folder.path().join("plan.json.journal");
            assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        now(journal.write(None)).unwrap();
        now(journal.write(None)).unwrap();
        assert_eq!(now(journal.read()).unwrap(), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_plan_with_two_names_has_one_journal_and_one_lock() {
        let (folder, plan) = folder();
        let other = folder.path().join("other.json");
        std::os::unix::fs::symlink(&plan, &other).unwrap();
        let held = LockedPlan::open(&plan).unwrap();
        assert!(LockedPlan::open(&other).is_err());
        let path = held.journal.beside.clone();
        drop(held);
        assert_eq!(LockedPlan::open(&other).unwrap().journal.beside, path);
    }

    #[test]
    fn a_file_that_is_no_text_is_there_all_the_same() {
        let (folder, plan) = folder();
        fs::write(folder.path().join("plan.json.journal"), [0xff, 0xfe]).unwrap();
        let journal = LockedPlan::open(&plan).unwrap().journal;
        assert_eq!(now(journal.read()).unwrap().as_deref(), Some(""));
    }

    #[test]
    fn another_plan_of_the_file_finds_the_journal() {
        let (folder, plan) = folder();
        let other = folder.path().join("other.json");
        fs::write(&other, "{}").unwrap();
        let source = |lineage: &str| Source {
            site: folder.path().display().to_string(),
            lineage: lineage.to_owned(),
            ..Source::default()
        };
        let of = |plan: &Path, lineage: &str| {
            LockedPlan::open(plan).unwrap().journal.shared_by(&source(lineage))
        };
        let killed = of(&plan, "one");
        now(killed.write(Some("begun".to_owned()))).unwrap();
        assert_eq!(now(of(&other, "one").read()).unwrap().as_deref(), Some("begun"));
        assert_eq!(now(of(&other, "two").read()).unwrap(), None, "another file");
        let anew = FileJournal::of_site(&source("").site);
        let texts = |journals: Vec<Box<dyn Journal + '_>>| -> Vec<_> {
            journals.iter().filter_map(|journal| now(journal.read()).unwrap()).collect()
        };
        assert_eq!(texts(now(anew.others()).unwrap()), ["begun"]);
        assert!(now(killed.others()).unwrap().is_empty(), "its own is no other");
        assert!(now(FileJournal::of_site("another site").others()).unwrap().is_empty());
        now(of(&other, "one").write(Some("more".to_owned()))).unwrap();
        fs::write(folder.path().join("plan.json.journal"), "begun").unwrap();
        now(of(&other, "one").write(None)).unwrap();
        assert!(texts(now(anew.others()).unwrap()).is_empty());
        assert_eq!(now(of(&plan, "one").read()).unwrap().as_deref(), Some("begun"));
        now(of(&plan, "one").write(None)).unwrap();
        assert_eq!(now(of(&plan, "one").read()).unwrap(), None);
    }
}
