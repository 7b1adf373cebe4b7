//! The months in the languages in which programs write them.

/// How a month may begin, by its languages: English, German, French, Spanish, Portuguese, Italian,
/// Dutch, Polish, Swedish, Czech, Russian. Names and their short forms begin with one of these.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen", "sty", "led", "янв"],
    &["feb", "fév", "fev", "lut", "úno", "фев"],
    &["mar", "mär", "mrz", "maa", "mrt", "bře", "мар"],
    &["apr", "avr", "abr", "kwi", "dub", "апр"],
    &["may", "mai", "mag", "mei", "maj", "kvě", "май", "мая"],
    &["jun", "juin", "giu", "cze", "čvn", "červen", "июн"],
    &["jul", "juil", "lug", "lip", "čvc", "červenec", "июл"],
    &["aug", "aoû", "ago", "sie", "srp", "авг"],
    &["sep", "set", "wrz", "zář", "сен"],
    &["oct", "okt", "out", "ott", "paź", "říj", "окт"],
    &["nov", "lis", "ноя"],
    &["dec", "dez", "déc", "dic", "gru", "pro", "дек"],
];

/// Letters of the longest name.
const LONGEST: usize = 12;

/// The month that a word is.
pub(super) fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    if !(3..=LONGEST).contains(&letters) || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let begins = |names: &[&str]| names.iter().any(|name| word.starts_with(name));
    let found = MONTHS.iter().rposition(|names| begins(names))?;
    i8::try_from(found + 1).ok()
}
