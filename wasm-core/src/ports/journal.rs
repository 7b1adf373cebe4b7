//! Where an apply notes what it has begun.

use std::cell::RefCell;
use std::future::{Future, ready};
use std::pin::Pin;

use crate::message::Message;

/// What a journal is still at work on.
pub type JournalFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, Message>> + 'a>>;

/// A short text that outlives the program: a file beside the plan in the terminal, a property of
/// the user in the app. An apply that was killed leaves there what Jira may still be at work on.
pub trait Journal {
    /// The text that was last written; none where nothing is kept.
    fn read(&self) -> JournalFuture<'_, Option<String>>;

    /// Replaces the text, whole or not at all; `None` removes it. The text is there for the next
    /// reader as soon as this resolves.
    fn write(&self, text: Option<String>) -> JournalFuture<'_, ()>;

    /// A name of this writer that no other one has, where several may write at once, as two tabs
    /// do. None where this one is the only one, as with a file that is locked.
    fn holder(&self) -> Option<String> {
        None
    }

    /// The journals of the other files that the same person has applied to the same site, as far as
    /// they are there.
    fn others(&self) -> JournalFuture<'_, Vec<Box<dyn Journal + '_>>> {
        Box::pin(ready(Ok(Vec::new())))
    }
}

/// A journal that lasts as long as its value.
#[derive(Debug, Default)]
pub struct MemoryJournal(RefCell<Option<String>>);

impl MemoryJournal {
    /// The text, as it is now.
    pub fn text(&self) -> Option<String> {
        self.0.borrow().clone()
    }
}

impl Journal for MemoryJournal {
    fn read(&self) -> JournalFuture<'_, Option<String>> {
        Box::pin(ready(Ok(self.text())))
    }

    fn write(&self, text: Option<String>) -> JournalFuture<'_, ()> {
        self.0.replace(text);
        Box::pin(ready(Ok(())))
    }
}
