//! Wiki markup, which Jira's own CSV has in place of rich text, as Markdown.
//!
//! The markup is that of Jira's "Text Formatting Notation Help". What is not known stays as it is.

/// The Markdown of a text. `mention` names the account behind `[~accountid:…]`.
pub(super) fn to_markdown(wiki: &str, mention: &dyn Fn(&str) -> String) -> String {
    let mut page = Page { mention, lines: Vec::new(), kind: Kind::Text, quoted: false };
    let mut code = false;
    for line in wiki.lines() {
        code = page.line(line, code);
    }
    page.lines.join("\n").trim().to_owned()
}

/// Letters and digits of a Markdown text, without the numbers of its lists: two texts that differ
/// in nothing else say the same.
pub(super) fn words(markdown: &str) -> String {
    let mut words = String::new();
    for line in markdown.lines() {
        let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
        let rest = if line[digits..].starts_with(". ") { &line[digits..] } else { line };
        if !rest.starts_with(":::") {
            words.extend(rest.chars().filter(|c| c.is_alphanumeric()));
        }
    }
    words
}

/// What a line is part of: between two different kinds Markdown needs a blank line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    List,
    Table,
    Code,
}

struct Page<'m> {
    mention: &'m dyn Fn(&str) -> String,
    lines: Vec<String>,
    kind: Kind,
    quoted: bool,
}

impl Page<'_> {
    /// Adds a line. `code` tells whether it is within a block of code, and the answer whether the
    /// next one is.
    fn line(&mut self, line: &str, code: bool) -> bool {
        let bare = line.trim();
        if let Some(rest) = fence(bare) {
            if code {
                self.add(Kind::Code, "```".to_owned());
                return false;
            }
            let (language, inner) = rest;
            self.add(Kind::Code, format!("```{language}"));
            match inner.strip_suffix("{code}").or_else(|| inner.strip_suffix("{noformat}")) {
                Some(inner) => {
                    self.add(Kind::Code, inner.to_owned());
                    self.add(Kind::Code, "```".to_owned());
                    return false;
                }
                None if !inner.is_empty() => self.add(Kind::Code, inner.to_owned()),
                None => {}
            }
            return true;
        }
        if code {
            self.add(Kind::Code, line.to_owned());
            return true;
        }
        self.text(bare);
        false
    }

    fn text(&mut self, line: &str) {
        if line == "{quote}" {
            self.quoted = !self.quoted;
            return self.add(Kind::Text, String::new());
        }
        if line.starts_with("{panel") && line.ends_with('}') {
            return self.add(Kind::Text, String::new());
        }
        if line == "----" {
            return self.add(Kind::List, "---".to_owned());
        }
        if let Some((marks, rest)) = list_item(line) {
            let indent: usize =
                marks[..marks.len() - 1].chars().map(|m| if m == '#' { 3 } else { 2 }).sum();
            let bullet = if marks.ends_with('#') { "1." } else { "-" };
            let item = format!("{}{bullet} {}", " ".repeat(indent), self.inline(rest));
            return self.add(Kind::List, item);
        }
        if line.starts_with('|') {
            return self.row(line);
        }
        let (prefix, rest) = match line.split_once(". ") {
            Some((mark, rest)) if is_heading(mark) => {
                ("######"[..level(mark)].to_owned() + " ", rest)
            }
            Some(("bq", rest)) => ("> ".to_owned(), rest),
            _ => (String::new(), line),
        };
        let kind = if prefix.is_empty() { Kind::Text } else { Kind::List };
        let text = format!("{prefix}{}", self.inline(rest));
        self.add(kind, text);
    }

    /// A row of a table. The first one of each is its header in Markdown.
    fn row(&mut self, line: &str) {
        let header = line.starts_with("||");
        let mark = if header { "||" } else { "|" };
        let inner = line.trim_start_matches('|').trim_end_matches('|');
        let cells: Vec<String> = inner.split(mark).map(|cell| self.inline(cell.trim())).collect();
        if self.kind != Kind::Table && !header {
            self.add(Kind::Table, format!("|{}", "  |".repeat(cells.len())));
            self.add(Kind::Table, format!("|{}", " --- |".repeat(cells.len())));
        }
        let first = self.kind != Kind::Table;
        self.add(Kind::Table, format!("| {} |", cells.join(" | ")));
        if first {
            self.add(Kind::Table, format!("|{}", " --- |".repeat(cells.len())));
        }
    }

    fn add(&mut self, kind: Kind, line: String) {
        let line = if self.quoted && !line.is_empty() { format!("> {line}") } else { line };
        if kind != self.kind && !line.is_empty() && self.lines.last().is_some_and(|l| !l.is_empty())
        {
            self.lines.push(String::new());
        }
        self.kind = kind;
        self.lines.push(line);
    }

    /// Marks within a line: each stands at the edge of a word.
    fn inline(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let at_edge = !out.ends_with(|c: char| c.is_alphanumeric());
            let step = self.bracketed(rest).or_else(|| if at_edge { marked(rest) } else { None });
            match step {
                Some((markdown, length)) => {
                    out.push_str(&markdown);
                    rest = &rest[length..];
                }
                None => {
                    out.push(c);
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
        out
    }

    /// Links, mentions, pictures, monospaced text and colours at the start of a text: the Markdown
    /// and how much of the text it stands for.
    fn bracketed(&self, text: &str) -> Option<(String, usize)> {
        let upto = |open: &str, close: &str| {
            let inner = text.strip_prefix(open)?;
            let end = inner.find(close).filter(|&end| end > 0)?;
            Some((&inner[..end], open.len() + end + close.len()))
        };
        if let Some((inner, length)) = upto("{{", "}}") {
            return Some((format!("`{inner}`"), length));
        }
        if let Some((inner, length)) = upto("{color", "}") {
            return (inner.starts_with(':') || inner.is_empty()).then(|| (String::new(), length));
        }
        if text.starts_with("{color}") {
            return Some((String::new(), "{color}".len()));
        }
        if let Some((inner, length)) = upto("[~accountid:", "]") {
            return Some(((self.mention)(inner), length));
        }
        if let Some((inner, length)) = upto("[", "]") {
            let mut parts = inner.split('|');
            let (first, address) = (parts.next()?, parts.next());
            return match address {
                Some(address) => Some((format!("[{first}]({address})"), length)),
                None if first.contains("://") => Some((format!("<{first}>"), length)),
                None => None,
            };
        }
        let (inner, length) = upto("!", "!")?;
        let name = inner.split('|').next()?;
        (name.contains('.') && !name.contains(' ')).then(|| (format!("![{name}]"), length))
    }
}

/// Strong, struck and underlined words; emphasis has the same mark in Markdown.
fn marked(text: &str) -> Option<(String, usize)> {
    let (mark, markdown) = match text.chars().next()? {
        '*' => ('*', "**"),
        '-' => ('-', "~~"),
        '+' => ('+', ""),
        _ => return None,
    };
    let inner = &text[1..];
    let end = inner.find(mark)?;
    let words = &inner[..end];
    let after = inner[end + 1..].chars().next();
    let fits = !words.is_empty()
        && !words.starts_with(char::is_whitespace)
        && !words.ends_with(char::is_whitespace)
        && !after.is_some_and(char::is_alphanumeric);
    fits.then(|| (format!("{markdown}{words}{markdown}"), end + 2))
}

/// The language and the rest of a line that begins or ends a block of code.
fn fence(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("{code").or_else(|| line.strip_prefix("{noformat"))?;
    let (options, inner) = rest.split_once('}')?;
    let language = options.trim_start_matches(':').split('|').next().unwrap_or_default();
    Some((if language.contains('=') { "" } else { language }, inner))
}

fn list_item(line: &str) -> Option<(&str, &str)> {
    let (marks, rest) = line.split_once(' ')?;
    let is = !marks.is_empty() && marks.bytes().all(|b| matches!(b, b'*' | b'#' | b'-'));
    (is && !marks.starts_with("--")).then_some((marks, rest.trim_start()))
}

fn is_heading(mark: &str) -> bool {
    matches!(mark, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn level(mark: &str) -> usize {
    mark[1..].parse().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(wiki: &str) -> String {
        to_markdown(wiki, &|id| format!("@user-{id}"))
    }

    #[test]
    fn the_usual_markup_becomes_markdown() {
        for (wiki, expected) in [
            ("h2. Title\ntext", "## Title\n\ntext"),
            (
                "*strong*, _em_, -gone-, +under+ and a*b",
                "**strong**, _em_, ~~gone~~, under and a*b",
            ),
            (
                "see {{x = 1}}, [docs|https://a.b/c] or [https://a.b]",
                "see `x = 1`, [docs](https://a.b/c) or <https://a.b>",
            ),
            ("ask [~accountid:712020:x-1]!", "ask @user-712020:x-1!"),
            ("{color:#ff0000}red{color} !plan.png|thumbnail!", "red ![plan.png]"),
            ("* a\n** b\n# c\n## d", "- a\n  - b\n1. c\n   1. d"),
            ("{code:java|title=X}\n*a* = b;\n{code}\nend", "```java\n*a* = b;\n```\n\nend"),
            ("{noformat}x{noformat}", "```\nx\n```"),
            ("||A||B||\n|1|2|", "| A | B |\n| --- | --- |\n| 1 | 2 |"),
            ("{quote}\nsaid\n{quote}\nthen", "> said\n\nthen"),
            ("bq. said", "> said"),
            ("a\n----\nb", "a\n\n---\n\nb"),
            ("5 - 3 - 1 and x-y-z", "5 - 3 - 1 and x-y-z"),
        ] {
            assert_eq!(markdown(wiki), expected, "{wiki}");
        }
    }

    #[test]
    fn texts_of_the_same_words_are_told() {
        assert_eq!(words("1. a\n2. **b** c\n"), words("1. a\n1. b\n\nc"));
        assert_eq!(words("> 3. x"), words("x"));
        assert_ne!(words("a 1"), words("a 2"));
    }
}
