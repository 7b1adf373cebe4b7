//! Comments.

use serde_json::Value;

use super::property::entity_properties;
use super::{Issue, Permission, Problems, Refusal, RichText, Rules, Site, UserId};

/// Comments that one issue may have.
pub const COMMENT_LIMIT: usize = 5_000;

/// A comment.
#[derive(Debug, Clone)]
pub struct Comment {
    /// Its number, unique in the site.
    pub id: u64,
    /// Who wrote it.
    pub author: UserId,
    /// Who changed it last.
    pub update_author: UserId,
    /// Its text.
    pub body: RichText,
    /// Epoch milliseconds.
    pub created: i64,
    /// Epoch milliseconds.
    pub updated: i64,
    /// Who may see it, as REST shows it; none for everybody.
    pub visibility: Option<Value>,
    /// What apps keep with it: objects of a key and a value.
    pub properties: Vec<Value>,
}

/// Checks the body of a comment.
pub(super) fn body(input: &Value, rules: &Rules) -> Result<RichText, Refusal> {
    if !input.is_object() {
        return Err(Refusal::field("Comment body is not valid!"));
    }
    let rich = RichText::check(input, rules).map_err(|refusal| match refusal {
        Refusal::Field(text) if text.starts_with("Operation value") => {
            Refusal::field("Comment body is not valid!")
        }
        other => other,
    })?;
    if rich.text.is_empty() && rich.adf["content"].as_array().is_none_or(Vec::is_empty) {
        return Err(Refusal::field("Comment body can not be empty!"));
    }
    Ok(rich)
}

impl Site {
    /// Adds comments that were checked already; tells their ids. Does nothing without the issue.
    pub fn push_comments(&mut self, author: UserId, issue: u64, bodies: Vec<RichText>) -> Vec<u64> {
        let Some(mut draft) = self.issues.get(issue).cloned() else { return Vec::new() };
        let mut added = Vec::new();
        for body in bodies {
            let now = self.touch();
            let id = self.entry_id();
            draft.updated = now;
            draft.comments.push(Comment {
                id,
                author,
                update_author: author,
                body,
                created: now,
                updated: now,
                visibility: None,
                properties: Vec::new(),
            });
            added.push(id);
        }
        self.issues.replace(draft);
        added
    }

    /// Adds a comment from a request's body; tells its id.
    ///
    /// # Errors
    /// No permission, a body that is not a document, or an audience that the author is not in.
    pub fn add_comment(
        &mut self,
        author: UserId,
        issue: &Issue,
        input: &Value,
    ) -> Result<u64, Problems> {
        let body = checked_body(input, &self.rules);
        if !self.may_on(author, Permission::Comment, issue) {
            return Err(self.may_not_comment(author, body.err()));
        }
        let body = body?;
        let properties = entity_properties(input)?;
        let visibility = self.audience(author, &input["visibility"])?;
        let id = self.push_comments(author, issue.id, vec![body]).first().copied().unwrap_or(0);
        self.with_comment(issue.id, id, |comment| {
            comment.visibility = visibility;
            comment.properties = properties;
        });
        Ok(id)
    }

    /// What somebody is told who may not comment: Jira addresses them by name, and still tells what
    /// is wrong with the body.
    fn may_not_comment(&self, author: UserId, wrong: Option<Problems>) -> Problems {
        let name = self.people.get(author).map_or("Anonymous", |person| person.name.as_str());
        let text = format!("{name}, you do not have the permission to comment on this issue.");
        let mut problems = Problems::message(text);
        problems.merge(wrong.unwrap_or_default());
        problems
    }

    /// Changes the text of a comment. The issue's `updated` stays.
    ///
    /// # Errors
    /// No permission (own comments, or all for administrators), or a body that is not a document.
    pub fn edit_comment(
        &mut self,
        caller: UserId,
        issue: u64,
        comment: &Comment,
        input: &Value,
    ) -> Result<(), Problems> {
        self.own_comment(caller, issue, comment, "edit")?;
        let body = checked_body(input, &self.rules)?;
        let now = self.touch();
        self.with_comment(issue, comment.id, |c| {
            c.body = body;
            c.updated = now;
            c.update_author = caller;
        });
        Ok(())
    }

    /// Deletes a comment.
    ///
    /// # Errors
    /// No permission: own comments, or all for administrators.
    pub fn delete_comment(
        &mut self,
        caller: UserId,
        issue: u64,
        comment: &Comment,
    ) -> Result<(), Problems> {
        self.own_comment(caller, issue, comment, "delete")?;
        self.touch();
        if let Some(mut draft) = self.issues.get(issue).cloned() {
            draft.comments.retain(|c| c.id != comment.id);
            self.issues.replace(draft);
        }
        Ok(())
    }

    fn own_comment(
        &self,
        caller: UserId,
        issue: u64,
        comment: &Comment,
        what: &str,
    ) -> Result<(), Problems> {
        let project = self.issues.get(issue).and_then(|i| self.project_by_id(i.project));
        let own = comment.author == caller && self.may(caller, Permission::Comment, project);
        if own || self.may(caller, Permission::Administer, project) {
            return Ok(());
        }
        let text =
            format!("You do not have permission to {what} comment with id: '{}'.", comment.id);
        Err(Problems::message(text))
    }

    fn with_comment(&mut self, issue: u64, id: u64, change: impl FnOnce(&mut Comment)) {
        let Some(mut draft) = self.issues.get(issue).cloned() else { return };
        if let Some(comment) = draft.comments.iter_mut().find(|c| c.id == id) {
            change(comment);
        }
        self.issues.replace(draft);
    }
}

fn checked_body(input: &Value, rules: &Rules) -> Result<RichText, Problems> {
    body(&input["body"], rules).map_err(|refusal| {
        let mut problems = Problems::default();
        problems.add("comment", refusal);
        problems
    })
}
