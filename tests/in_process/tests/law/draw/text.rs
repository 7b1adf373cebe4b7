//! Texts that spreadsheets, text files and XML tend to spoil.

use super::dice::Dice;

/// Texts of one line, the harmless first.
const PIECES: [&str; 68] = [
    "Plain words",
    "=1+1",
    "=HYPERLINK(\"https://example.org\")",
    "+49 170 1234567",
    "-5",
    "- a dash",
    "@someone",
    "007",
    "0",
    "1.0",
    "1,234",
    "1.234,5",
    "1e5",
    "12345678901234567890",
    "2026-01-02",
    "10/11/2026",
    "1-2",
    "12:30",
    "TRUE",
    "false",
    "#N/A",
    "NULL",
    "'quoted",
    "''=x",
    "'",
    "\"double\"",
    "_x0041_",
    "_x000D_",
    "_x005F_x0041_",
    "a\tb",
    "\ttab first",
    "vertical\u{b}tab",
    "  leading",
    "trailing  ",
    "two  spaces   three",
    "\u{a0}no-break\u{a0}",
    "thin\u{2009}space",
    "日本語の要約",
    "e\u{301} decomposed",
    "é composed",
    "👩‍👩‍👧‍👦 family",
    "🇩🇪🚀",
    "مرحبا",
    "\u{202e}reversed",
    "zero\u{200b}width",
    "\u{feff}mark",
    "line\u{2028}separator",
    "next\u{85}line",
    "https://example.org/?a=b&c=<d>#e",
    "mailto:a@example.org",
    "<b>&amp;</b>",
    "]]>",
    "a;b;c",
    "a,b",
    "a|b",
    "{\"a\":1}",
    "-",
    "—",
    "sep=;",
    "LAW-1",
    "10001",
    "\\",
    "%s %d {}",
    "[… shortened by Rowport: the whole text is in Jira]",
    "Unicode 𝔘𝔫𝔦",
    "ﬀ ligature, ß, İ, ı",
    "TODO: *bold* _em_ `code` [a](b)",
    "1. first",
];

/// A text of one line that is not blank.
pub fn line(dice: &mut Dice<'_>) -> String {
    let mut text = (dice.one(&PIECES)).to_owned();
    while dice.once_in(3) && text.chars().count() < 200 {
        text.push_str(dice.one(&["", " ", "  ", "; ", ", ", "\t", "'"]));
        text.push_str(dice.one(&PIECES));
    }
    if dice.once_in(40) {
        text = "x".repeat(255);
    }
    text.chars().take(255).collect()
}

/// A text that may be of nothing but white space, which Jira keeps in text fields.
pub fn maybe_blank(dice: &mut Dice<'_>) -> String {
    if dice.once_in(20) { "   ".to_owned() } else { line(dice) }
}

/// A label: Jira allows everything but spaces.
pub fn label(dice: &mut Dice<'_>) -> &'static str {
    dice.one(&[
        "backend",
        "a,b",
        "a;b",
        "trailing,",
        "=1+1",
        "-5",
        "007",
        "1",
        "1.0",
        "TRUE",
        "2026-01-02",
        "ünï",
        "🚀",
        "Backend",
        "@me",
        "'quoted'",
        "#tag",
        "a/b",
        "LAW-1",
        ";",
        ",",
    ])
}
