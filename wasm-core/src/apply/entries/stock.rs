//! What an issue has already of what is to be added. Each part of it is one row's only.

use std::collections::BTreeSet;

use super::lane::Todo;
use crate::further::{Look, Made, Person, Present};
use crate::job::FurtherSheet;
use crate::plan::RowIdentity;
use crate::target::User;

/// What was found on one issue and is not yet a row's.
pub(super) struct Stock<'r> {
    present: Present,
    rows: &'r BTreeSet<&'r RowIdentity>,
    me: Option<&'r User>,
}

/// What was found of what a row asks for.
pub(super) struct There {
    /// What is to be said of it.
    pub(super) code: &'static str,
    /// Jira's id of a comment or a worklog.
    pub(super) id: Option<String>,
}

impl<'r> Stock<'r> {
    /// `rows` are those of the plan.
    pub(super) fn new(
        present: Present,
        rows: &'r BTreeSet<&'r RowIdentity>,
        me: Option<&'r User>,
    ) -> Self {
        Self { present, rows, me }
    }

    /// Takes what a row asks for, if it is there.
    pub(super) fn take(&mut self, todo: &Todo<'_>) -> Option<There> {
        if let Some(other) = &todo.other {
            let there = self.present.has_link(todo.addition, &other.key);
            return there.then_some(There { code: "link-exists", id: None });
        }
        let (look, row) = (todo.look.as_ref()?, todo.entry.identity.as_ref());
        let own = |made: &Made| {
            made.sheet() == todo.entry.kind && row.is_some() && made.identity.as_ref() == row
        };
        if let Some(at) = self.present.made.iter().position(own) {
            let id = Some(self.present.made.remove(at).id);
            return Some(There { code: "entry-made-before", id });
        }
        let at = self.present.made.iter().position(|made| self.is_same(made, todo, look))?;
        let id = Some(self.present.made.remove(at).id);
        Some(There { code: "entry-there-now", id })
    }

    /// Whether somebody added it since the plan was made: what was there then, and is not this
    /// row's, the plan names.
    fn is_same(&self, made: &Made, todo: &Todo<'_>, look: &Look) -> bool {
        let others = made.identity.as_ref().is_some_and(|row| self.rows.contains(row));
        if others || made.sheet() != todo.entry.kind || todo.entry.beside.contains(&made.id) {
            return false;
        }
        let of_row = todo.entry.identity.as_ref().is_some_and(|row| made.is_of_row(row));
        match made.alike(look, self.me) {
            Some(Person::Same) => true,
            // Two people may well have logged the same hour of work.
            Some(Person::Other) if todo.entry.kind == FurtherSheet::Worklogs => false,
            Some(Person::Other) => made.identity.is_some(),
            None => of_row && todo.entry.kind == FurtherSheet::Comments,
        }
    }
}
