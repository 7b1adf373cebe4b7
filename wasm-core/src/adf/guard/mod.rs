//! Signs that a person typed into Markdown without meaning any.
//!
//! People who edit an exported cell type paths, patterns, numbers and quoted mails. What is not in
//! the cell as it was exported, and is not clearly Markdown, gets a backslash, so that it arrives
//! as it was typed. What was exported stays as it is.

use std::collections::HashSet;

use super::clear;

mod line;
mod word;

use line::Known;
use word::Words;

/// A typed text as Markdown in which only signs that are clearly meant have a meaning; `old` is the
/// Markdown that it was made from.
pub(super) fn guard(typed: &str, old: &str) -> String {
    let typed = typed.replace("\r\n", "\n").replace('\r', "\n");
    if typed == old {
        return typed;
    }
    let lines: Vec<&str> = typed.split('\n').collect();
    let old_lines: HashSet<&str> = old.lines().map(str::trim_end).collect();
    let kept: HashSet<&str> = lines.iter().map(|line| line.trim_end()).collect();
    let gone: Vec<Known<'_>> = old_lines.difference(&kept).map(|line| Known::of(line)).collect();
    let words = Words::of(old);
    let origins = lines.iter().map(|line| match old_lines.contains(line.trim_end()) {
        true => Origin::Exported,
        false => Known::of(line).origin(&gone),
    });
    let origins: Vec<Origin> = origins.collect();
    let own: Vec<bool> = origins.iter().map(|origin| *origin == Origin::Typed).collect();
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    let mut fence = None;
    for (at, text) in lines.iter().copied().enumerate() {
        if let Some(length) = fence {
            fence = (!line::closes(text, length)).then_some(length);
            out.push(text.to_owned());
            continue;
        }
        let opened = line::opens(text);
        fence = opened.filter(|_| !own[at] || clear::closes(&lines[at + 1..]));
        if fence.is_some() {
            out.push(text.to_owned());
            continue;
        }
        let below_own = at > 0 && own[at - 1] && !lines[at - 1].trim().is_empty();
        out.extend((!own[at] && line::is_rule(text) && below_own).then(String::new));
        out.push(match origins[at] {
            Origin::Exported => text.to_owned(),
            Origin::Edited => words.guard(text),
            Origin::Typed => line::guard(&lines, &own, at, &words.guard(text)),
        });
    }
    out.join("\n")
}

/// Where a line is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// It was exported so, or with other words between the same signs.
    Exported,
    /// It was exported, and some signs may be new.
    Edited,
    /// It was not.
    Typed,
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::{from_markdown, from_typed, merge_typed, to_markdown, to_plain};

    fn plain(document: &Value) -> String {
        to_plain(document).replace("\n\n", "\n").replace('\u{a0}', " ")
    }

    #[test]
    fn an_entity_whose_name_was_edited_is_the_same_when_it_is_read_again() {
        let old = from_markdown("write \\&amp; here");
        let typed = to_markdown(&old).replace("amp", "Welt");
        let merged = merge_typed(&old, &typed);
        assert_eq!(plain(&merged), "write &Welt; here");
        assert_eq!(merge_typed(&merged, &typed), merged);
    }

    #[test]
    fn typed_signs_arrive_as_typed() {
        let old = from_markdown("Some **bold** words\n\n- one\n- two\n\nlast `code` words");
        let before = to_markdown(&old);
        for typed in [
            "C:\\temp\\_new and C:\\temp\\*.log",
            "\\\\server\\share",
            "call __init__ now, with **kwargs",
            "2*3*4 = 24, a*b and c*d",
            "[1]: note",
            "[Server]: https://a.example",
            "# of seats",
            "# install\n# run",
            "Optional<I> and Set<S> and Try<mesos::Slave>",
            "The tag <b> is not closed",
            "foo[i](x) and [10.0.0.1:1099](remote)",
            "write &lt;b&gt; and &amp;lt;",
            "Closed on:\n1. Mai\n3. Oktober",
            "2024.\n2026.",
            "Before\n+ new\n- old",
            "> quoted mail\n> more",
            "~~~\nx\n~~~",
            "Title\n-----\nText",
            "started\n====\nstopped",
            "ends with C:\\temp\\\nmore",
            "see https://a.example/?a=_b_&c=*d*&lt;=1 there",
            "config:\n  a: 1\n  b:\n    c: 2",
            "match ^\\d+\\.\\d+$ or a\\.b\\*c",
            "about ~5 or ~6~ (*) and (*)",
            "```",
            "git@github.com:a/b",
        ] {
            let merged = merge_typed(&old, &format!("{before}\n\n{typed}"));
            let kinds = merged["content"].as_array().unwrap();
            assert_eq!(kinds[..3], old["content"].as_array().unwrap()[..3], "{typed}");
            let shown = plain(&merged);
            assert!(shown.ends_with(&format!("last code words\n{typed}")), "{typed}\n{shown}");
            let exported = to_markdown(&merged);
            assert_eq!(merge_typed(&merged, &exported), merged, "{exported}");
            assert_eq!(plain(&from_typed(typed)), typed);
        }
    }

    #[test]
    fn what_is_clearly_meant_means_it() {
        for typed in [
            "**bold** and _slanted_ and *so* and ~~gone~~",
            "# Aim\n\nwords",
            "- one\n- two\n  - three",
            "1. one\n2. two",
            "```sh\nls *.log\n```",
            "see [the guide](https://a.example/b_c) and `a\\*b`",
            "- [ ] pack\n- [x] go",
            "| a | b |\n| --- | --- |\n| 1 | 2 |",
            "H<sub>2</sub>O<br>and <u>lines</u>",
            "one\n\n---\n\ntwo",
            "<https://a.example> and https://b.example",
        ] {
            assert_eq!(from_typed(typed), from_markdown(typed), "{typed}");
        }
    }

    #[test]
    fn a_line_beside_what_was_exported_joins_it() {
        for (old, typed, expected) in [
            ("1. one\n2. two", "1. one\n2. two\n3. three", "1. one\n2. two\n3. three"),
            ("- one", "- one\n- 5 more", "- one\n- 5 more"),
            ("> one", "> one\n> two", "> one\n> two"),
            ("a\n\n---\n\nb", "a\n\nnew\n---\n\nb", "a\n\nnew\n\n---\n\nb"),
            ("a\n\n---\n\nb", "a\n\n---\nnew\n\nb", "a\n\n---\n\nnew\n\nb"),
            (
                "- [ ] one\n- [x] two",
                "- [ ] one\n- [x] two\n- three",
                "- [ ] one\n- [x] two\n- [ ] three",
            ),
        ] {
            let merged = merge_typed(&from_markdown(old), typed);
            assert_eq!(to_markdown(&merged), expected, "{typed}");
        }
    }
}
