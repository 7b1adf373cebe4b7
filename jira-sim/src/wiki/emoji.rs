//! The emoticons of wiki markup and the emoji that Jira makes of them.

use serde_json::{Value, json};

/// An emoticon's text, and the id, short name and character of its emoji; Atlassian's own emoji
/// have no character.
struct Emoticon(&'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const ALL: [Emoticon; 30] = [
    Emoticon(":)", "1f642", ":slight_smile:", "🙂"),
    Emoticon(":-)", "1f642", ":slight_smile:", "🙂"),
    Emoticon(":(", "1f61e", ":disappointed:", "😞"),
    Emoticon(":-(", "1f61e", ":disappointed:", "😞"),
    Emoticon(":P", "1f61b", ":stuck_out_tongue:", "😛"),
    Emoticon(":-P", "1f61b", ":stuck_out_tongue:", "😛"),
    Emoticon(":p", "1f61b", ":stuck_out_tongue:", "😛"),
    Emoticon(":-p", "1f61b", ":stuck_out_tongue:", "😛"),
    Emoticon(":D", "1f603", ":smiley:", "😃"),
    Emoticon(":-D", "1f603", ":smiley:", "😃"),
    Emoticon(";)", "1f609", ":wink:", "😉"),
    Emoticon(";-)", "1f609", ":wink:", "😉"),
    Emoticon("(y)", "1f44d", ":thumbsup:", "👍"),
    Emoticon("(n)", "1f44e", ":thumbsdown:", "👎"),
    Emoticon("(i)", "atlassian-info", ":info:", ""),
    Emoticon("(/)", "atlassian-check_mark", ":check_mark:", ""),
    Emoticon("(x)", "atlassian-cross_mark", ":cross_mark:", ""),
    Emoticon("(!)", "atlassian-warning", ":warning:", ""),
    Emoticon("(+)", "atlassian-plus", ":plus:", ""),
    Emoticon("(-)", "atlassian-minus", ":minus:", ""),
    Emoticon("(?)", "atlassian-question_mark", ":question:", ""),
    Emoticon("(on)", "atlassian-light_bulb_on", ":light_bulb_on:", ""),
    Emoticon("(off)", "atlassian-light_bulb_off", ":light_bulb_off:", ""),
    Emoticon("(*y)", "atlassian-yellow_star", ":yellow_star:", ""),
    Emoticon("(*)", "atlassian-yellow_star", ":yellow_star:", ""),
    Emoticon("(*r)", "atlassian-red_star", ":red_star:", ""),
    Emoticon("(*g)", "atlassian-green_star", ":green_star:", ""),
    Emoticon("(*b)", "atlassian-blue_star", ":blue_star:", ""),
    Emoticon("(flag)", "atlassian-flag_on", ":flag_on:", ""),
    Emoticon("(flagoff)", "atlassian-flag_off", ":flag_off:", ""),
];

/// The longest emoticon, in characters.
pub const LONGEST: usize = 9;

/// The emoticon that `chars` begin with, and its length; a letter or a digit behind it makes it
/// part of a word.
pub fn at(chars: &[char]) -> Option<(Value, usize)> {
    if !matches!(chars.first(), Some(':' | ';' | '(')) {
        return None;
    }
    let begins = |e: &&Emoticon| {
        let length = e.0.len();
        let same = chars.len() >= length && e.0.chars().eq(chars[..length].iter().copied());
        same && chars.get(length).is_none_or(|c| !c.is_ascii_alphanumeric())
    };
    let found = ALL.iter().filter(begins).min_by_key(|e| e.0.len())?;
    let Emoticon(_, id, short, text) = *found;
    let text = if text.is_empty() { short } else { text };
    let attrs = json!({"id": id, "shortName": short, "text": text});
    Some((json!({"type": "emoji", "attrs": attrs}), found.0.len()))
}

/// The emoticon of one of Atlassian's own emoji.
pub fn emoticon(id: &str) -> Option<&'static str> {
    ALL.iter().find(|e| e.3.is_empty() && e.1 == id).map(|e| e.0)
}
