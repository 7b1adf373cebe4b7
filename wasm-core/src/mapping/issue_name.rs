//! How a file names issues.

/// The key by which a text names an issue: a key in any case, or a link to an issue
/// (`https://site/browse/KEY-1`). A number names none: other trackers number their issues too.
///
/// A key is a project key (a letter, then letters, digits or `_`), a hyphen and a number.
pub fn issue_name(text: &str) -> Option<String> {
    let text = text.trim();
    issue_key(text).or_else(|| linked_issue(text).map(|(_, key)| key))
}

/// Jira's numeric id of an issue. Only a column of which it is known that it holds such ids says
/// what the number means.
pub(crate) fn issue_id(text: &str) -> Option<&str> {
    let text = text.trim();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some(text)
}

/// The address of the site and the key in a link to an issue.
pub(crate) fn linked_issue(text: &str) -> Option<(&str, String)> {
    let (site, rest) = text.trim().split_once("/browse/")?;
    let address = site.starts_with("https://") || site.starts_with("http://");
    let key = rest.split(['?', '#', '/']).next().filter(|_| address)?;
    Some((site, issue_key(key)?))
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
        assert_eq!(issue_name("see /browse/DEMO-1"), None);
        assert_eq!(linked_issue("https://a.example/browse/"), None);
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
