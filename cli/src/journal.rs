//! What keeps two applies of one plan apart, on this computer: a lock on the plan, and the journal
//! beside it.

use std::fmt::Display;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::future::ready;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use wasm_core::message::Message;
use wasm_core::ports::{Journal, JournalFuture};

use crate::failure::Failure;

/// A plan that nobody else applies as long as this lives.
pub(crate) struct LockedPlan {
    /// Its text.
    pub(crate) text: String,
    /// Its journal.
    pub(crate) journal: FileJournal,
    /// Held open: the system ends the lock with the program, however that ends.
    _lock: File,
}

/// The journal of a plan: the file `PLAN.journal`, which only its owner may read.
pub(crate) struct FileJournal {
    path: PathBuf,
}

impl LockedPlan {
    /// Reads a plan and locks it. Where the file system knows no locks, that is said.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let failed = |error: &io::Error| Failure::io(path, error);
        let mut file = File::open(path).map_err(|error| failed(&error))?;
        if let Err(error) = locked(&file, path.display())? {
            eprintln!("rowport: {}", Message::new("plan-not-locked").with("detail", error).text());
        }
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(|error| failed(&error))?;
        // Of a plan with two names there is one journal.
        let real = fs::canonicalize(path).map_err(|error| failed(&error))?;
        Ok(Self {
            text,
            journal: FileJournal { path: with_suffix(&real, ".journal") },
            _lock: file,
        })
    }
}

impl FileJournal {
    fn text(&self) -> io::Result<Option<String>> {
        match fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            // The engine says that it is damaged, and writes it anew.
            Err(error) if error.kind() == ErrorKind::InvalidData => Ok(Some(String::new())),
            Err(error) => Err(error),
        }
    }

    /// Whole or not at all: beside its place first, then into it.
    fn replace(&self, text: &str) -> io::Result<()> {
        let part = with_suffix(&self.path, ".part");
        let mut file = owners_only().write(true).create(true).truncate(true).open(&part)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&part, &self.path)
    }

    fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn told<T>(&self, done: io::Result<T>) -> Result<T, Message> {
        done.map_err(|error| Failure::io(&self.path, &error).message)
    }
}

impl Journal for FileJournal {
    fn read(&self) -> JournalFuture<'_, Option<String>> {
        Box::pin(ready(self.told(self.text())))
    }

    fn write(&self, text: Option<String>) -> JournalFuture<'_, ()> {
        let done = match text {
            Some(text) => self.replace(&text),
            None => self.remove(),
        };
        Box::pin(ready(self.told(done)))
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

/// How a file is opened that only its owner may read, if it is created.
pub(crate) fn owners_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
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
        let path = held.journal.path.clone();
        drop(held);
        assert_eq!(LockedPlan::open(&other).unwrap().journal.path, path);
    }

    #[test]
    fn a_file_that_is_no_text_is_there_all_the_same() {
        let (folder, plan) = folder();
        fs::write(folder.path().join("plan.json.journal"), [0xff, 0xfe]).unwrap();
        let journal = LockedPlan::open(&plan).unwrap().journal;
        assert_eq!(now(journal.read()).unwrap().as_deref(), Some(""));
    }
}
