//! The journals of those who apply, which stay when a program is killed.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use wasm_core::plan::Plan;
use wasm_core::ports::{Journal, JournalFuture, MemoryJournal};

use crate::case::{Person, Place};
use crate::mutant::Mutant;

/// Where all journals of a case are.
pub struct Desk {
    place: Place,
    forgets: bool,
    journals: RefCell<BTreeMap<(Person, String), Rc<MemoryJournal>>>,
    windows: Cell<u32>,
}

/// One program, or one tab, that writes a journal.
pub struct Window {
    journal: Rc<MemoryJournal>,
    holder: Option<String>,
}

impl Desk {
    pub fn new(place: Place, mutant: Option<Mutant>) -> Self {
        let forgets = mutant == Some(Mutant::Forgetful);
        Self { place, forgets, journals: RefCell::default(), windows: Cell::new(0) }
    }

    /// Whether two may open one journal.
    pub fn lets_two_in(&self) -> bool {
        self.place == Place::App
    }

    /// Opens the journal of a plan.
    pub fn window(&self, person: Person, plan: &Plan) -> Window {
        self.windows.set(self.windows.get() + 1);
        let name = match self.place {
            Place::Terminal => plan.hash.clone(),
            Place::App => plan.source.lineage.clone(),
        };
        let mut journals = self.journals.borrow_mut();
        if self.forgets {
            journals.clear();
        }
        let journal = Rc::clone(journals.entry((person, name)).or_default());
        let holder = self.lets_two_in().then(|| format!("tab {}", self.windows.get()));
        Window { journal, holder }
    }
}

impl Journal for Window {
    fn read(&self) -> JournalFuture<'_, Option<String>> {
        self.journal.read()
    }

    fn write(&self, text: Option<String>) -> JournalFuture<'_, ()> {
        self.journal.write(text)
    }

    fn holder(&self) -> Option<String> {
        self.holder.clone()
    }
}
