//! How a file names issues.

/// The form under which a text is looked up among [`TargetState::issues`]: an issue key in upper
/// case, or Jira's numeric id. None for a text that can be neither.
///
/// A key is a project key (a letter, then letters, digits or `_`), a hyphen and a number.
///
/// [`TargetState::issues`]: super::TargetState::issues
pub fn issue_name(text: &str) -> Option<String> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.to_owned());
    }
    issue_key(text)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_any_case_and_ids_are_names() {
        assert_eq!(issue_name(" demo-12 ").as_deref(), Some("DEMO-12"));
        assert_eq!(issue_name("A_1B-7").as_deref(), Some("A_1B-7"));
        assert_eq!(issue_name("10023").as_deref(), Some("10023"));
        for text in ["", "DEMO", "DEMO-", "-12", "1A-2", "DEMO-1x", "10.5", "new", "Ünï-1"] {
            assert_eq!(issue_name(text), None, "{text}");
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
