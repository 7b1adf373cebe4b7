//! The text of an answer that may be a page for people.

/// Characters of a foreign text that are kept.
const LONGEST: usize = 500;
/// Characters that are looked at: a gateway's page is mostly style.
const SEEN: usize = 100_000;

/// The readable part of a text: markup, scripts and styles removed, white space folded, shortened.
/// A `<` that begins no tag stays.
pub(super) fn readable(text: &str) -> String {
    let text = clipped(text);
    let mut shown = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        shown.push_str(&rest[..at]);
        rest = &rest[at..];
        match after_tag(rest) {
            Some(after) => {
                shown.push(' ');
                rest = after;
            }
            None => {
                shown.push('<');
                rest = &rest[1..];
            }
        }
    }
    shown.push_str(rest);
    folded(&if text.contains('<') { entities(&shown) } else { shown })
}

/// A text with its white space folded, shortened.
pub(super) fn folded(text: &str) -> String {
    let words: Vec<_> = clipped(text).split_whitespace().collect();
    words.join(" ").chars().take(LONGEST).collect()
}

fn clipped(text: &str) -> &str {
    text.char_indices().nth(SEEN).map_or(text, |(at, _)| &text[..at])
}

/// What follows the tag, comment, script or style that a text begins with; none where it is no tag.
fn after_tag(text: &str) -> Option<&str> {
    if text.starts_with("<!--") {
        return Some(text.find("-->").map_or("", |at| &text[at + 3..]));
    }
    let name = text[1..].trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
        return None;
    }
    for hidden in ["script", "style"] {
        let named = text.get(1..=hidden.len()).is_some_and(|t| t.eq_ignore_ascii_case(hidden));
        if named {
            let end = format!("</{hidden}");
            let close = text.to_ascii_lowercase().find(&end).unwrap_or(text.len());
            let rest = text.get(close..).unwrap_or_default();
            return Some(rest.find('>').map_or("", |at| &rest[at + 1..]));
        }
    }
    text.find('>').map(|at| &text[at + 1..])
}

/// The characters that HTML writes by name most often.
fn entities(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " ")];
    let text = named.iter().fold(text.to_owned(), |text, (name, c)| text.replace(name, c));
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gives_its_words_alone() {
        let page = "<!DOCTYPE html><html><head><title>Unavailable</title>\
            <style>body > p { color: red }</style><SCRIPT>if (a < b) { c() }</SCRIPT></head>\
            <body><!-- <b>no</b> --><p>We&#39;re   sorry &amp; back soon.</p></body></html>";
        assert_eq!(readable(page), "Unavailable We're sorry & back soon.");
    }

    #[test]
    fn a_text_stays_as_it_is() {
        for text in ["a < b and c > d", "1 <2", "Field 'x' cannot be set.", "&amp; stays", "<"] {
            assert_eq!(readable(text), text);
        }
        assert_eq!(readable(&"ä".repeat(2_000)).chars().count(), LONGEST);
    }

    #[test]
    fn a_page_that_was_cut_off_ends() {
        for page in ["<script>", "<style>x", "a <!-- b", "<p"] {
            assert!(readable(page).len() <= 2, "{page}");
        }
    }
}
