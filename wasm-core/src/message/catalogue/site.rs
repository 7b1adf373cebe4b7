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
        "Sign in to Jira again, then load this page again.",
    ),
    (
        "jira-signed-out",
        "Jira no longer accepts the sign-in, so its answers could not be believed any more.",
        "Sign in again, then do the same once more: what is done is not done twice.",
    ),
    (
        "jira-other-account",
        "Jira now takes you for somebody else than when this began, so nothing more was done.",
        "Sign in as the person who began it, or begin anew.",
    ),
    (
        "jira-app-not-allowed",
        "You are signed in, but Jira does not let Rowport do this for you: {detail}.",
        "Ask an administrator of the site to allow Rowport what it asks for.",
    ),
    (
        "jira-elsewhere",
        "The site answers nothing itself, and sends Rowport to {detail}.",
        "Use the site's own address; if that is a page to sign in, the sign-in has ended.",
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
    (
        "jira-history-refused",
        "The change history of some work items was not given, so that it would have gaps. {detail}",
        "Export without the change history, or ask an administrator of the site.",
    ),
    ("jira-gone", "Jira has removed what Rowport asked for: {detail}.", "Update Rowport."),
    (
        "jira-no-endpoint",
        "This Jira has nothing at {call}: {detail}.",
        "Update Rowport; if it happens again, report it with this text.",
    ),
    (
        "jira-request-not-understood",
        "Jira did not take Rowport's request {call}: {detail}.",
        "Update Rowport; if it happens again, report it with this text.",
    ),
    (
        "jira-not-implemented",
        "This server does not offer {call}: {detail}.",
        "Report it with this text; Rowport can't do this here.",
    ),
    (
        "jira-conflict",
        "Somebody else was changing the same thing at that moment: {detail}.",
        "Try again.",
    ),
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
