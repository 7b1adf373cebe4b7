//! Comments.

use serde_json::{Value, json};

use super::View;
use crate::site::{Comment, Issue};

impl View<'_> {
    /// A comment of an issue.
    #[must_use]
    pub fn comment(&self, issue: &Issue, comment: &Comment) -> Value {
        let mut json = json!({
            "self": self.link(&format!("issue/{}/comment/{}", issue.id, comment.id)),
            "id": comment.id.to_string(),
            "author": self.user(comment.author),
            "body": comment.body.adf,
            "updateAuthor": self.user(comment.update_author),
            "created": self.time(comment.created),
            "updated": self.time(comment.updated),
            "jsdPublic": true,
        });
        if let Some(visibility) = &comment.visibility {
            json["visibility"] = visibility.clone();
        }
        json
    }

    /// All comments, as the field shows them.
    #[must_use]
    pub fn comments_in_field(&self, issue: &Issue) -> Value {
        let shown = issue.comments.iter().filter(|c| self.site.hears(self.viewer, c));
        let comments: Vec<Value> = shown.map(|c| self.comment(issue, c)).collect();
        json!({
            "self": self.link(&format!("issue/{}/comment", issue.id)),
            "maxResults": comments.len(),
            "total": comments.len(),
            "startAt": 0,
            "comments": comments,
        })
    }
}
