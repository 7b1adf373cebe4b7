//! The client of Jira's REST API; one file per resource.
