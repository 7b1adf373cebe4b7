//! Formulas that are a link and nothing else: `HYPERLINK("https://…","DEMO-1")`. Programs that do not
//! work formulas out write them without a value, and what they show is in them.

/// What such a formula shows, and where it leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hyperlink {
    pub(super) target: String,
    pub(super) text: String,
}

/// The link that a formula is, in the notation of any format; none where its parts are worked out too.
pub(super) fn hyperlink(formula: &str) -> Option<Hyperlink> {
    let formula = formula.trim();
    let formula = formula.strip_prefix("of:").unwrap_or(formula).trim_start_matches('=');
    let (name, arguments) = formula.split_once('(')?;
    if !name.trim().eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let (target, rest) = literal(arguments.trim_start())?;
    let rest = rest.trim_start();
    let (text, rest) = match rest.strip_prefix([',', ';']) {
        Some(rest) => literal(rest.trim_start())?,
        None => (target.clone(), rest),
    };
    (rest.trim() == ")").then_some(Hyperlink { target, text })
}

/// A text in quotes, in which a quote is two, and what follows it.
fn literal(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut value = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        value.push_str(part);
        match after.strip_prefix('"') {
            Some(after) => {
                value.push('"');
                rest = after;
            }
            None => return Some((value, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_link_of_plain_texts_is_known() {
        let shown = |formula: &str| hyperlink(formula).map(|link| (link.target, link.text));
        let link = |target: &str, text: &str| Some((target.to_owned(), text.to_owned()));
        let both = r#"HYPERLINK("https://a.example/browse/D-1","D-1")"#;
        assert_eq!(shown(both), link("https://a.example/browse/D-1", "D-1"));
        assert_eq!(shown(r#"=hyperlink( "a" , "say ""b""" )"#), link("a", r#"say "b""#));
        assert_eq!(shown(r#"HYPERLINK("a")"#), link("a", "a"));
        assert_eq!(shown(r#"of:=HYPERLINK("a";"b")"#), link("a", "b"));
        for other in ["HYPERLINK(A1,\"b\")", "HYPERLINK(\"a\"&B1)", "SUM(\"a\")", "HYPERLINK(\"a\""]
        {
            assert_eq!(shown(other), None, "{other}");
        }
    }
}
