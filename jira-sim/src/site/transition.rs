//! Steps of the workflow.

use super::{Category, Edit, Issue, Mode, Permission, Problems, Site, Transition, UserId};

impl Site {
    /// The steps that somebody can take from an issue's status: none without the permission.
    #[must_use]
    pub fn transitions(&self, caller: UserId, issue: &Issue) -> Vec<&Transition> {
        match self.project_by_id(issue.project) {
            Some(project) if self.may(caller, Permission::Transition, Some(project)) => {
                project.workflow.from(issue.status).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Takes a step, with the fields of its screen.
    ///
    /// # Errors
    /// A step that does not lead out of the issue's status, fields that are not on its screen, and
    /// bad values.
    pub fn transit(
        &mut self,
        caller: UserId,
        issue: u64,
        step: &str,
        edit: &Edit,
    ) -> Result<(), Problems> {
        let Some(before) = self.issues.get(issue) else { return Err(Problems::default()) };
        let found = self.transitions(caller, before).into_iter().find(|t| t.id.to_string() == step);
        let Some(transition) = found.cloned() else {
            return Err(Problems::message(format!(
                "Transition id '{step}' is not valid for this issue."
            )));
        };
        let mut draft = before.clone();
        let after = self.apply(caller, &mut draft, edit, Mode::Transition(&transition.screen))?;
        self.arrive(&mut draft, &transition);
        self.commit(caller, draft);
        self.follow_up(caller, issue, after);
        Ok(())
    }

    /// Puts an issue into the status that a step leads to, with the resolution that goes with it.
    fn arrive(&self, draft: &mut Issue, transition: &Transition) {
        let category = |id: u64| self.catalog.status(id).map(|s| s.category);
        let after = category(transition.to);
        if category(draft.status) != after {
            draft.category_changed = self.clock.now_ms();
        }
        draft.status = transition.to;
        draft.resolution = match after {
            Some(Category::Done) => draft.resolution.or(transition.resolution),
            _ => None,
        };
    }
}
