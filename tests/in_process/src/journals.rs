//! The journals beside the plans, which stay when a program is killed.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use wasm_core::plan::Plan;
use wasm_core::ports::MemoryJournal;

/// One journal for each plan.
#[derive(Clone, Default)]
pub struct Journals(Rc<RefCell<BTreeMap<String, Rc<MemoryJournal>>>>);

impl Journals {
    /// The journal of a plan.
    #[must_use]
    pub fn beside(&self, plan: &Plan) -> Rc<MemoryJournal> {
        Rc::clone(self.0.borrow_mut().entry(plan.hash.clone()).or_default())
    }

    /// Removes all of them.
    pub fn forget(&self) {
        self.0.borrow_mut().clear();
    }
}
