//! JSON as REST gives it. Each file makes the JSON of one thing out of the site's state.

mod catalog;
mod comment;
mod field;
mod history;
pub mod html;
mod issue;
mod meta;
mod operations;
mod project;
mod record;
mod register;
mod rendered;
mod user;
mod value;

pub use field::field;
pub use issue::{Expand, Selection};
pub use record::work_ratio;
pub use register::sprint_of_board;

use crate::site::{Site, UserId};

/// The site as one person sees it: whose addresses are shown depends on who looks.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The site.
    pub site: &'a Site,
    /// Who looks.
    pub viewer: UserId,
}

impl<'a> View<'a> {
    /// The site as that person sees it.
    #[must_use]
    pub fn new(site: &'a Site, viewer: UserId) -> Self {
        Self { site, viewer }
    }

    /// The address of a REST resource.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}/rest/api/3/{path}", self.site.base_url)
    }

    /// An instant as Jira writes it.
    #[must_use]
    pub fn time(&self, epoch_ms: i64) -> String {
        self.site.clock.show(epoch_ms)
    }
}
