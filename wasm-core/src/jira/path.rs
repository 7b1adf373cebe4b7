//! Paths and queries of REST calls, percent-encoded part by part.

use crate::schema::Notation;

/// A path under the REST API's root, with its query.
pub(super) struct Path {
    text: String,
    has_query: bool,
}

impl Path {
    /// A path below `/rest/api/3/`, written as is: `issue/bulk`.
    pub(super) fn api(rest: &str) -> Self {
        Self { text: format!("/rest/api/3/{rest}"), has_query: false }
    }

    /// A path below that version of the REST API which has rich text in a notation.
    pub(super) fn of(notation: Notation, rest: &str) -> Self {
        match notation {
            Notation::Document => Self::api(rest),
            Notation::Wiki => Self { text: format!("/rest/api/2/{rest}"), has_query: false },
        }
    }

    /// A path below `/rest/agile/1.0/`, the part of Jira that has boards and sprints.
    pub(super) fn agile(rest: &str) -> Self {
        Self { text: format!("/rest/agile/1.0/{rest}"), has_query: false }
    }

    /// Adds a part of the path: a key or an id that may hold any character.
    pub(super) fn part(mut self, part: &str) -> Self {
        self.text.push('/');
        encode(part, &mut self.text);
        self
    }

    /// Adds a query parameter.
    pub(super) fn query(mut self, name: &str, value: &str) -> Self {
        self.text.push(if self.has_query { '&' } else { '?' });
        self.has_query = true;
        encode(name, &mut self.text);
        self.text.push('=');
        encode(value, &mut self.text);
        self
    }

    /// The text that goes on the wire.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                let hex = b"0123456789ABCDEF"[usize::from(digit)];
                out.push(char::from(hex));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_values_are_encoded() {
        let path = Path::api("issue").part("DEMO-1/ä").query("query", "a&b=c d").query("x", "1");
        assert_eq!(path.finish(), "/rest/api/3/issue/DEMO-1%2F%C3%A4?query=a%26b%3Dc%20d&x=1");
    }
}
