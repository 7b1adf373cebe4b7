//! Wiki markup, which REST v2 shows and takes in place of documents.
//!
//! What a text means follows Atlassian's own converter (npm
//! `@atlaskit/editor-wikimarkup-transformer` 12.2.2), what is written follows the CSV and the v2
//! answers of Jira Cloud. Reading what was written gives a document that is written the same way
//! again, but not always the document it began with: wiki markup has no dates, no statuses, no
//! second paragraph in a cell.

mod chars;
mod colour;
mod emoji;
mod marks;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::document as read;
pub use write::document as write;
