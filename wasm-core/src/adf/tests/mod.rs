//! Documents and Markdown, both ways.

mod documents;
mod edits;
mod generate;
mod laws;
mod schema;
mod texts;
mod words;
