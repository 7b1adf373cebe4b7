//! Where an apply notes what it has begun.

use std::cell::RefCell;
use std::future::ready;

use futures_util::future::LocalBoxFuture;

use crate::message::Message;

/// A short text that outlives the program: a file beside the plan in the terminal, a property of
/// the user in the app. An apply that was killed leaves there what Jira may still be at work on.
pub trait Journal {
    /// The text that was last written; none where nothing is kept.
    fn read(&self) -> LocalBoxFuture<'_, Result<Option<String>, Message>>;

    /// Replaces the text, whole or not at all; `None` removes it. The text is there for the next
    /// reader as soon as this resolves.
    fn write(&self, text: Option<String>) -> LocalBoxFuture<'_, Result<(), Message>>;

    /// A name of this writer that no other one has, where several may write at once, as two tabs
    /// do. None where this one is the only one, as with a file that is locked.
    fn holder(&self) -> Option<String> {
        None
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
    fn read(&self) -> LocalBoxFuture<'_, Result<Option<String>, Message>> {
        Box::pin(ready(Ok(self.text())))
    }

    fn write(&self, text: Option<String>) -> LocalBoxFuture<'_, Result<(), Message>> {
        self.0.replace(text);
        Box::pin(ready(Ok(())))
    }
}
