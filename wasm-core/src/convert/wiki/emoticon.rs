//! Emoticons, of which Jira makes emoji.

/// What is typed, and the emoji: a character, or the name of one of Atlassian's own.
#[rustfmt::skip]
const ALL: [(&str, &str); 30] = [
    (":)", "🙂"), (":-)", "🙂"), (":(", "😞"), (":-(", "😞"), (":P", "😛"), (":-P", "😛"),
    (":p", "😛"), (":-p", "😛"), (":D", "😃"), (":-D", "😃"), (";)", "😉"), (";-)", "😉"),
    ("(y)", "👍"), ("(n)", "👎"), ("(i)", "info"), ("(/)", "check_mark"), ("(x)", "cross_mark"),
    ("(!)", "warning"), ("(+)", "plus"), ("(-)", "minus"), ("(?)", "question_mark"),
    ("(on)", "light_bulb_on"), ("(off)", "light_bulb_off"), ("(*)", "yellow_star"),
    ("(*y)", "yellow_star"), ("(*r)", "red_star"), ("(*g)", "green_star"), ("(*b)", "blue_star"),
    ("(flag)", "flag_on"), ("(flagoff)", "flag_off"),
];

/// The emoticon that begins a text: its emoji and its length. A letter or a digit right behind it
/// makes it part of a word.
pub(super) fn at(text: &str) -> Option<(&'static str, usize)> {
    let free = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    let is = |typed: &str| text.strip_prefix(typed).is_some_and(free);
    let (typed, emoji) = ALL.iter().find(|(typed, _)| is(typed))?;
    Some((emoji, typed.len()))
}
