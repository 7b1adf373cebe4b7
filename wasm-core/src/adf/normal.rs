//! One form for all runs that look the same.
//!
//! Markdown has no white space that breaks at the ends of a line or of a mark, no empty runs, no formatted
//! code. Texts are brought into that form before they are printed or compared.

use super::model::{Line, Lines, Link, Marks, Run};

/// A blank that does not break: at the start of a line it is an indentation.
const NO_BREAK: char = '\u{a0}';

/// The lines in the form in which equal looks are equal values.
pub(super) fn lines(lines: Lines) -> Lines {
    let mut lines: Lines = lines.into_iter().flat_map(split).map(line).collect();
    while lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    let empty = lines.iter().take_while(|line| line.is_empty()).count();
    lines.drain(..empty);
    lines
}

/// A text on one line, for what can't have more.
pub(super) fn title(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.trim().to_owned()
}

/// Breaks a line where its texts do.
fn split(line: Line) -> Lines {
    let mut lines = vec![Line::new()];
    for run in line {
        let marks = clean(run.marks);
        let text = run.text.replace("\r\n", "\n").replace('\r', "\n");
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Line::new());
            }
            let text: String = part.chars().filter(|c| *c == '\t' || !c.is_control()).collect();
            if let (false, Some(last)) = (text.is_empty(), lines.last_mut()) {
                last.push(Run { text, marks: marks.clone() });
            }
        }
    }
    lines
}

/// Code takes no other look but a link; a link leads somewhere.
pub(super) fn clean(marks: Marks) -> Marks {
    let link = marks.link.and_then(|link| {
        let href = title(&link.href);
        let title = title(&link.title);
        (!href.is_empty()).then_some(Link { href, title })
    });
    if marks.code {
        Marks { code: true, link, ..Marks::default() }
    } else {
        Marks { link, ..marks }
    }
}

fn line(runs: Line) -> Line {
    let mut parts: Vec<(Run, bool)> = Vec::new();
    for run in runs {
        if run.marks.code {
            parts.push((run, false));
            continue;
        }
        let start = run.text.len() - run.text.trim_start().len();
        let end = run.text.trim_end().len().max(start);
        for (text, space) in
            [(&run.text[..start], true), (&run.text[start..end], false), (&run.text[end..], true)]
        {
            if !text.is_empty() {
                parts.push((Run { text: text.to_owned(), marks: run.marks.clone() }, space));
            }
        }
    }
    merged(spaced(parts))
}

/// White space looks like what is common to the texts around it; at the ends of a line it goes.
fn spaced(parts: Vec<(Run, bool)>) -> Line {
    let texts: Vec<Option<Marks>> =
        parts.iter().map(|(run, space)| (!space).then(|| run.marks.clone())).collect();
    let mut line = Line::with_capacity(parts.len());
    for (at, (mut run, space)) in parts.into_iter().enumerate() {
        if space {
            let before = texts[..at].iter().rev().flatten().next();
            let after = texts[at..].iter().flatten().next();
            run.marks = match (before, after) {
                (Some(before), Some(after)) => common(before, after),
                (None, Some(_)) if run.text.contains(NO_BREAK) => Marks::default(),
                _ => continue,
            };
            if before.is_none() {
                run.text = run.text.trim_start_matches(|c| c != NO_BREAK).to_owned();
            }
        }
        line.push(run);
    }
    line
}

fn common(a: &Marks, b: &Marks) -> Marks {
    Marks {
        strong: a.strong && b.strong,
        em: a.em && b.em,
        strike: a.strike && b.strike,
        underline: a.underline && b.underline,
        code: false,
        shift: if a.shift == b.shift { a.shift } else { None },
        link: if a.link == b.link { a.link.clone() } else { None },
    }
}

fn merged(runs: Line) -> Line {
    let mut line: Line = Vec::with_capacity(runs.len());
    for run in runs {
        match line.last_mut() {
            Some(last) if last.marks == run.marks => last.text.push_str(&run.text),
            _ => line.push(run),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(text: &str) -> Run {
        Run { text: text.to_owned(), marks: Marks { strong: true, ..Marks::default() } }
    }

    #[test]
    fn white_space_leaves_the_ends_of_lines_and_marks() {
        let given = vec![vec![Run::plain(" a"), strong(" b "), Run::plain("c ")]];
        assert_eq!(lines(given), [[Run::plain("a "), strong("b"), Run::plain(" c")]]);
    }

    #[test]
    fn white_space_between_equal_looks_joins_them() {
        let given = vec![vec![strong("a"), Run::plain(" "), strong("b")]];
        assert_eq!(lines(given), [[strong("a b")]]);
    }

    #[test]
    fn line_feeds_in_a_text_break_the_line() {
        let given = vec![vec![Run::plain("a\r\nb\n\n")]];
        assert_eq!(lines(given), [[Run::plain("a")], [Run::plain("b")]]);
        assert!(lines(vec![vec![Run::plain(" \n ")]]).is_empty());
    }
}
