//! How a file names issues.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Marks around a key, or a link, that people and programs put there: `[DEMO-1]`, `#DEMO-1`,
/// `<https://…>`, `DEMO-1,`.
const MARKS: &str =
    "[](){}<>#'\"`*|,;.:!\u{2018}\u{2019}\u{201c}\u{201d}\u{201e}\u{ab}\u{bb}\u{3010}\u{3011}";

/// Characters that are there and that nobody sees.
const UNSEEN: [char; 7] =
    ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{200e}', '\u{ad}'];

/// The hyphens and dashes that programs make of `-`.
const DASHES: [char; 6] = ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'];

/// The key by which a text names an issue: a key in any case, with marks around it and whatever
/// hyphen, or a link to an issue (`https://site/browse/KEY-1`). A number names none: other trackers
/// number their issues too.
///
/// A key is a project key (a letter, then letters, digits or `_`), a hyphen and a number.
pub fn issue_name(text: &str) -> Option<String> {
    let plain = plain(text);
    let bare = plain.trim_matches(is_around);
    issue_key(bare).or_else(|| linked_issue(bare).map(|(_, key)| key))
}

/// The key by which a text names an issue, or the only one among its words: `DEMO-1 (Ada)`. What
/// a column of such texts is, only its other cells and the site can tell.
pub(crate) fn named_among_words(text: &str) -> Option<String> {
    issue_name(text).or_else(|| {
        let mut keys = text.split_whitespace().filter_map(issue_name);
        keys.next().filter(|_| keys.next().is_none())
    })
}

/// A text in the signs that keys are written with.
fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let seen = text.nfkc().filter(|c| !UNSEEN.contains(c));
    Cow::Owned(seen.map(|c| if DASHES.contains(&c) { '-' } else { c }).collect())
}

fn is_around(c: char) -> bool {
    c.is_whitespace() || MARKS.contains(c)
}

/// Jira's numeric id of an issue. Only a column of which it is known that it holds such ids says
/// what the number means.
pub(crate) fn issue_id(text: &str) -> Option<&str> {
    let text = text.trim();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some(text)
}

/// How an address goes on behind that of the site where it leads to an issue. The first is the form
/// that Jira itself gives away, the others are those of its pages.
const PAGES: [&str; 4] = ["/browse/", "/jira/", "/projects/", "/issues/"];

/// What stands before the key in the addresses of pages.
const BEFORE: [&str; 3] = ["/browse/", "/issues/", "selectedIssue="];

/// The address of the site and the key in a link to an issue, which may have lost its scheme, or
/// stand behind its text (`[DEMO-1|https://site/browse/DEMO-1]`).
pub(crate) fn linked_issue(text: &str) -> Option<(&str, String)> {
    let text = text.trim_matches(is_around);
    let text = text.rsplit(['|', '(', ' ']).next().unwrap_or(text);
    let at = PAGES.iter().find_map(|page| text.find(page))?;
    let (site, page) = text.split_at_checked(at)?;
    if !is_site(site) {
        return None;
    }
    let key = BEFORE.iter().find_map(|before| {
        let (_, rest) = page.split_once(before)?;
        issue_key(rest.split(['?', '#', '/', '&']).next()?)
    })?;
    Some((site, key))
}

/// Whether a text is the address of a site: with its scheme, or at least the name of a host.
fn is_site(address: &str) -> bool {
    let scheme = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme));
    let host = scheme.unwrap_or(address).split('/').next().unwrap_or_default();
    let sign = |c: char| c.is_ascii_alphanumeric() || "-._:".contains(c);
    let named = scheme.is_some() || host.contains(['.', ':']);
    named && !host.is_empty() && (scheme.is_some() || host.chars().all(sign))
}

/// The key that a text is, in the spelling that Jira uses: `demo-12` is `DEMO-12`. White space
/// around it makes it none.
pub fn issue_key(text: &str) -> Option<String> {
    let (project, number) = text.rsplit_once('-')?;
    let letters = project.starts_with(|c: char| c.is_ascii_alphabetic())
        && project.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (letters && digits).then(|| text.to_ascii_uppercase())
}

/// The key of the space that an issue's key tells.
pub(crate) fn space_of(key: &str) -> Option<&str> {
    key.rsplit_once('-').map(|(space, _)| space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_any_case_and_links_are_names() {
        assert_eq!(issue_name(" demo-12 ").as_deref(), Some("DEMO-12"));
        assert_eq!(issue_name("A_1B-7").as_deref(), Some("A_1B-7"));
        for link in ["https://a.example/browse/demo-3", "http://b/jira/browse/DEMO-3?filter=1#x"] {
            assert_eq!(issue_name(link).as_deref(), Some("DEMO-3"), "{link}");
        }
        for text in ["", "DEMO", "DEMO-", "-12", "1A-2", "DEMO-1x", "10.5", "new", "Ünï-1", "10023"]
        {
            assert_eq!(issue_name(text), None, "{text}");
        }
        for text in [
            "[DEMO-3]",
            "#demo-3",
            "DEMO\u{2011}3",
            "DEMO\u{2013}3",
            "\u{200b}DEMO-3\u{a0}",
            "ＤＥＭＯ－３",
            "DEMO-3, ",
            "\u{2019}DEMO-3",
            "<https://a.example/browse/DEMO-3>",
            "a.example/browse/DEMO-3",
            "127.0.0.1:80/browse/DEMO-3",
            "[the login|https://a.example/browse/DEMO-3]",
            "[DEMO-3](https://a.example/browse/DEMO-3)",
            "https://a.example/issues/DEMO-3?jql=project%3DDEMO",
            "https://a.example/projects/DEMO/issues/DEMO-3",
            "https://a.example/jira/core/projects/DEMO/issues/DEMO-3",
            "https://a.example/jira/software/projects/DEMO/boards/1?selectedIssue=DEMO-3&x=1",
        ] {
            assert_eq!(issue_name(text).as_deref(), Some("DEMO-3"), "{text}");
        }
        for text in ["DEMO-3 DEMO-4", "DEMO-3, DEMO-4", "DEMO-3 (Ada)", "DEMO - 3", "a.b/c/DEMO-3"]
        {
            assert_eq!(issue_name(text), None, "{text}");
        }
        let board = "https://a.example/jira/software/projects/DEMO/boards/1?selectedIssue=DEMO-3";
        assert_eq!(linked_issue(board), Some(("https://a.example", "DEMO-3".to_owned())));
        assert_eq!(issue_name("see /browse/DEMO-1"), None);
        assert_eq!(linked_issue("https://a.example/browse/"), None);
    }

    #[test]
    fn the_only_key_among_words_is_found() {
        for text in ["DEMO-3 (Ada)", "Ticket [DEMO-3]", "demo-3: the login", "DEMO-3, "] {
            assert_eq!(named_among_words(text).as_deref(), Some("DEMO-3"), "{text}");
        }
        for text in ["DEMO-3 and DEMO-4", "the login", "in DEMO-3x"] {
            assert_eq!(named_among_words(text), None, "{text}");
        }
    }

    #[test]
    fn ids_are_digits_alone() {
        assert_eq!(issue_id(" 10023 "), Some("10023"));
        for text in ["", "10 023", "1e4", "-1", "DEMO-1"] {
            assert_eq!(issue_id(text), None, "{text}");
        }
    }

    #[test]
    fn keys_are_told_from_other_texts() {
        for (text, expected) in [
            ("DEMO-1", Some("DEMO-1")),
            ("demo-12", Some("DEMO-12")),
            ("A_B2-3", Some("A_B2-3")),
            ("DEMO-", None),
            ("DEMO", None),
            ("-1", None),
            ("2-1", None),
            ("DEMO-1 ", None),
            ("DEMO-1a", None),
        ] {
            assert_eq!(issue_key(text).as_deref(), expected, "{text}");
        }
    }
}
