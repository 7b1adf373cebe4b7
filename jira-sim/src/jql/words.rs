//! Search in text: words without regard to case, a `*` at the end of a word, phrases in quotes.

/// What a text must contain: every part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Word(String),
    Prefix(String),
    Phrase(Vec<String>),
}

impl Pattern {
    /// Reads the operand of `~`.
    #[must_use]
    pub fn new(operand: &str) -> Self {
        let lower = operand.to_lowercase();
        let mut parts = Vec::new();
        for (at, piece) in lower.split('"').enumerate() {
            if at % 2 == 1 {
                parts.push(Part::Phrase(words(piece).map(str::to_owned).collect()));
                continue;
            }
            for token in piece.split_whitespace() {
                let prefix = token.ends_with('*');
                let mut inner: Vec<String> = words(token).map(str::to_owned).collect();
                let last = inner.pop();
                parts.extend(inner.into_iter().map(Part::Word));
                parts.extend(last.map(if prefix { Part::Prefix } else { Part::Word }));
            }
        }
        Self(parts)
    }

    /// Whether a text in lower case contains every part. A pattern without any word finds nothing.
    #[must_use]
    pub fn matches(&self, lower: &str) -> bool {
        !self.0.is_empty() && self.0.iter().all(|part| part.is_in(lower))
    }
}

impl Part {
    fn is_in(&self, lower: &str) -> bool {
        match self {
            Self::Word(word) => lower.contains(word.as_str()) && words(lower).any(|w| w == word),
            Self::Prefix(start) => {
                lower.contains(start.as_str()) && words(lower).any(|w| w.starts_with(start))
            }
            Self::Phrase(phrase) => {
                let all: Vec<&str> = words(lower).collect();
                !phrase.is_empty() && all.windows(phrase.len()).any(|window| window == phrase)
            }
        }
    }
}

/// Runs of letters and digits. Scripts without spaces count each run as a word.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_prefixes_and_phrases() {
        let text = "fix the log-in form (again): größe";
        for hit in ["fix", "FORM fix", "lo*", "\"log in form\"", "log-in", "größe", "gr*"] {
            assert!(Pattern::new(hit).matches(text), "{hit}");
        }
        for miss in ["fi", "form missing", "\"form log\"", "", "*", "\"\""] {
            assert!(!Pattern::new(miss).matches(text), "{miss}");
        }
    }
}
