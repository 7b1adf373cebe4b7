//! The journals of those who apply, which stay when a program is killed.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    future::ready,
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
    alone: bool,
    journals: RefCell<BTreeMap<(Person, String), Rc<MemoryJournal>>>,
    windows: Cell<u32>,
}

/// One program, or one tab, that writes a journal.
pub struct Window {
    journal: Rc<MemoryJournal>,
    others: Vec<Rc<MemoryJournal>>,
    holder: Option<String>,
}

impl Desk {
    pub fn new(place: Place, mutant: Option<Mutant>) -> Self {
        let forgets = mutant == Some(Mutant::Forgetful);
        let alone = matches!(mutant, Some(Mutant::FilesAlone | Mutant::PlansAtOnce));
        Self { place, forgets, alone, journals: RefCell::default(), windows: Cell::new(0) }
    }

    /// Whether two may open one journal.
    pub fn lets_two_in(&self) -> bool {
        self.place == Place::App
    }

    /// Opens the journal of a plan: that of the file which it was made of.
    pub fn window(&self, person: Person, plan: &Plan) -> Window {
        self.windows.set(self.windows.get() + 1);
        if self.forgets {
            self.journals.borrow_mut().clear();
        }
        let name = (person, plan.source.lineage.clone());
        let journal = Rc::clone(self.journals.borrow_mut().entry(name).or_default());
        let holder = self.lets_two_in().then(|| format!("tab {}", self.windows.get()));
        let others = if self.alone { Vec::new() } else { self.all_of(person) };
        Window { journal, others, holder }
    }

    /// What leads a new plan to the journals of a person.
    pub fn before_a_plan(&self, person: Person) -> Window {
        let others = if self.forgets { Vec::new() } else { self.all_of(person) };
        Window { journal: Rc::default(), others, holder: None }
    }

    fn all_of(&self, person: Person) -> Vec<Rc<MemoryJournal>> {
        let journals = self.journals.borrow();
        let own = journals.iter().filter(|((whose, _), _)| *whose == person);
        own.map(|(_, journal)| Rc::clone(journal)).collect()
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

    fn others(&self) -> JournalFuture<'_, Vec<Box<dyn Journal + '_>>> {
        let one = |journal: &Rc<MemoryJournal>| -> Box<dyn Journal> {
            Box::new(Self { journal: Rc::clone(journal), others: Vec::new(), holder: None })
        };
        let others = self.others.iter().filter(|other| !Rc::ptr_eq(other, &self.journal));
        Box::pin(ready(Ok(others.map(one).collect())))
    }
}
