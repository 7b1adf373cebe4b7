//! Signs of Markdown that are clearly meant as such.

/// Whether a line is a heading by more than its sign: with nothing like it beside it, as comments
/// in a script have, and with a capital where its writing has such.
pub fn is_heading(lines: &[&str], at: usize) -> bool {
    let beside = |line: Option<&&str>| line.is_some_and(|line| line.starts_with('#'));
    let Some(line) = lines.get(at) else { return false };
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let first = words.trim_start().chars().next();
    (1..=6).contains(&level)
        && words.starts_with(' ')
        && first.is_some_and(|first| !first.is_lowercase())
        && !beside(at.checked_sub(1).and_then(|at| lines.get(at)))
        && !beside(lines.get(at + 1))
}

/// Whether what stands in the parentheses of a link is an address.
pub fn is_target(text: &str) -> bool {
    let known = ["https://", "http://", "mailto:", "<https://", "<http://", "<mailto:"];
    known.iter().any(|scheme| text.starts_with(scheme))
}

/// Whether a fence that was opened is closed in the lines that follow.
pub fn closes(lines: &[&str]) -> bool {
    lines.iter().any(|line| line.trim() == "```")
}
