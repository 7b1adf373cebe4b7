//! Atlassian documents and Markdown.
