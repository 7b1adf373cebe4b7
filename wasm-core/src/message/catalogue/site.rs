//! Sentences about talking to the Jira site.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    ("cancelled", "Stopped before this was sent.", ""),
    (
        "jira-unreachable",
        "Jira could not be reached: {detail}.",
        "Check the connection and try again.",
    ),
    (
        "jira-unexpected-answer",
        "Jira answered {call} in a way that Rowport does not understand ({detail}).",
        "Try again; if it happens again, report it with this text.",
    ),
    (
        "jira-unauthorized",
        "Jira did not accept the sign-in: {detail}.",
        "Sign in again, or check the e-mail and the API token.",
    ),
    (
        "jira-forbidden",
        "You are not allowed to do this in Jira: {detail}.",
        "Ask an administrator of the site for the permission.",
    ),
    (
        "jira-not-found",
        "Jira has no such thing, or you may not see it: {detail}.",
        "Check the key and your permissions.",
    ),
    ("jira-gone", "Jira has removed what Rowport asked for: {detail}.", "Update Rowport."),
    (
        "jira-too-large",
        "Jira refused this as too large: {detail}.",
        "Shorten the text, or check the limits of this issue.",
    ),
    (
        "jira-rate-limited",
        "Jira still asks for fewer requests after all the waiting: {detail}.",
        "Try again in some minutes; others may be using up the site's limit.",
    ),
    ("jira-unavailable", "Jira is busy or in trouble: {detail}.", "Try again in some minutes."),
    ("jira-refused", "Jira refused: {detail}.", "Change the value that Jira names."),
];
