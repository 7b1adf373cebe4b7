//! Which encoding of Latin letters reads a text best.
//!
//! A detector for web pages looks at whole pages of one language. Spreadsheets have a name here and
//! a £ there, so each byte is judged by what stands beside it: a letter among letters, a sign of
//! money before digits; and all letters together by the languages that have them.

use encoding_rs::{ISO_8859_2, MACINTOSH, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257};

use super::code_page::{Charset, IBM437, IBM850, IBM852};
use super::languages::ALPHABETS;

/// The encodings that are tried, the likeliest first, with what that is worth.
const CANDIDATES: [(Charset, i64); 9] = [
    (Charset::Web(WINDOWS_1252), 8),
    (Charset::Web(WINDOWS_1250), 4),
    (Charset::Web(WINDOWS_1254), 0),
    (Charset::Web(WINDOWS_1257), 0),
    (Charset::Web(ISO_8859_2), 0),
    (Charset::Dos(&IBM850), 0),
    (Charset::Dos(&IBM437), 0),
    (Charset::Dos(&IBM852), 0),
    (Charset::Web(MACINTOSH), 0),
];

/// Bytes that are judged; they are not ASCII.
const ENOUGH: usize = 50_000;

/// What lines that end as on an old Mac are worth.
const MAC_LINES: i64 = 24;

/// The encoding that reads a text best.
#[derive(Debug)]
pub(super) struct Verdict {
    /// It.
    pub(super) charset: Charset,
    /// Whether another one reads the text otherwise, and nearly as well.
    pub(super) doubtful: bool,
    /// Whether it reads most of it as texts are written.
    pub(super) fits: bool,
}

/// A byte that is not ASCII, between its neighbours.
type Spot = (Option<u8>, u8, Option<u8>);

/// Judges the bytes that are not ASCII, wherever they stand.
pub(super) fn latin(bytes: &[u8]) -> Verdict {
    let spots: Vec<Spot> = spots(bytes);
    let mac_lines = bytes.contains(&b'\r') && !bytes.contains(&b'\n');
    let mut readings: Vec<_> = CANDIDATES
        .iter()
        .map(|(charset, prior)| {
            let table = charset.table();
            let mac = mac_lines && matches!(charset, Charset::Web(web) if *web == MACINTOSH);
            let lines = if mac { MAC_LINES } else { 0 };
            (score(&spots, &table) + prior + lines, *charset, table)
        })
        .collect();
    readings.sort_by_key(|reading| std::cmp::Reverse(reading.0));
    let mut readings = readings.into_iter();
    let Some((best, charset, table)) = readings.next() else {
        return Verdict { charset: Charset::Web(WINDOWS_1252), doubtful: true, fits: false };
    };
    let differs = |other: &[char]| {
        let at = |table: &[char], byte: u8| table.get(usize::from(byte & 127)).copied();
        spots.iter().any(|(_, byte, _)| at(&table, *byte) != at(other, *byte))
    };
    let next = readings.find(|(_, _, other)| differs(other)).map(|(score, ..)| score);
    Verdict {
        charset,
        doubtful: next.is_some_and(|next| next + 8 >= best),
        fits: best >= spots.len() as i64,
    }
}

fn spots(bytes: &[u8]) -> Vec<Spot> {
    let high = bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()).take(ENOUGH);
    let spot = |(at, byte): (usize, &u8)| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied();
        (before, *byte, bytes.get(at + 1).copied())
    };
    high.map(spot).collect()
}

/// How well a table reads the bytes: four points a spot, and four for its letter's language.
fn score(spots: &[Spot], table: &[char]) -> i64 {
    let char_of = |byte: u8| match byte.checked_sub(128) {
        None => char::from(byte),
        Some(high) => table.get(usize::from(high)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    let mut score = 0;
    let mut letters: Vec<(char, i64)> = Vec::new();
    for (before, byte, after) in spots {
        let c = char_of(*byte);
        let (before, after) = (before.map_or(' ', char_of), after.map_or(' ', char_of));
        score += 2 * place(before, c, after);
        if is_letter(c) {
            // The small letter of İ is an i.
            let small = c.to_lowercase().next().filter(|small| !small.is_ascii()).unwrap_or(c);
            match letters.iter_mut().find(|letter| letter.0 == small) {
                Some(letter) => letter.1 += 1,
                None => letters.push((small, 1)),
            }
        }
    }
    score + language(&letters)
}

/// How well letters fit one language, or, a little less, all of them together.
fn language(letters: &[(char, i64)]) -> i64 {
    let fit = |worth: i64, has: &dyn Fn(char) -> bool| -> i64 {
        let each = |(letter, count): &(char, i64)| count * if has(*letter) { worth } else { -8 };
        letters.iter().map(each).sum()
    };
    let any = fit(2, &|letter| ALPHABETS.iter().any(|alphabet| alphabet.contains(letter)));
    let of_one = ALPHABETS.iter().map(|alphabet| fit(4, &|letter| alphabet.contains(letter)));
    of_one.max().unwrap_or(any).max(any)
}

/// Whether a character is a letter of a word; ª, º and µ are signs.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'ª' | 'º' | 'µ' | 'ƒ' | 'ˆ')
}

/// How usual a character is between two others, from −10 to 5.
fn place(before: char, c: char, after: char) -> i64 {
    let (left, right) = (is_letter(before), is_letter(after));
    let digit = before.is_ascii_digit() || after.is_ascii_digit();
    if c == char::REPLACEMENT_CHARACTER {
        return -10;
    }
    if is_letter(c) {
        return match (left, right) {
            _ if c.is_uppercase() && before.is_lowercase() && left => -3,
            (false, false) if digit => -2,
            (false, false) => -1,
            _ => 2,
        };
    }
    match c {
        '’' | '·' if left && right => 3,
        '\u{ad}' => 0,
        _ if left && right => -4,
        '€' | '£' | '¥' | '±' if digit => 4,
        'µ' if !left && right => 5,
        '°' | 'º' | 'ª' if before.is_ascii_digit() => 4,
        '²' | '³' if left || before.is_ascii_digit() => 4,
        '„' | '‚' | '‘' | '¿' | '¡' if right => 4,
        '”' | '…' if left => 4,
        '“' | '’' | '«' | '»' if left != right => 4,
        '–' | '—' | '…' | '•' | '§' | '«' | '»' | '\u{a0}' => 3,
        '€' | '£' | '¥' | '±' | '°' | '“' | '”' | '„' | '’' | '©' | '®' | '™' | '½' | '¼' | '¾'
        | '×' => 1,
        '\u{2500}'..='\u{259f}' => -4,
        _ => -1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a text in an encoding of one byte each.
    fn bytes(text: &str, charset: Charset) -> Vec<u8> {
        let table = charset.table();
        let byte = |c: char| match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() => byte,
            _ => 128 + table.iter().position(|known| *known == c).unwrap() as u8,
        };
        text.chars().map(byte).collect()
    }

    #[test]
    fn letters_and_signs_tell_the_encoding() {
        let (west, central) = (Charset::Web(WINDOWS_1252), Charset::Web(WINDOWS_1250));
        let (dos, mac) = (Charset::Dos(&IBM850), Charset::Web(MACINTOSH));
        for (charset, text) in [
            (west, "Title,Cost\nBuy paper,£12\n"),
            (west, "Title,Cost\nRésumé upload,£12.50\n"),
            (west, "Title,Cost\nTickets,¥300\n"),
            (west, "Title,Cost\nTickets,30 €\nMore,€ 5\n"),
            (west, "Title\nHeat to 70°F ±3\n"),
            (west, "Title\nA gap of 40 µm\n"),
            (west, "Title\nIt’s “done” – really…\n"),
            (west, "Titel;Wer\nStraße räumen;Jörg\nÄste weg;Özgür\n"),
            (west, "Título\nAção não concluída\nReunião à tarde\n"),
            (west, "Titre\nÀ réécrire dès l’été\nŒuvre déçue\n"),
            (west, "Tittel\nKjøp brød på søndag\nÆrlig\n"),
            (west, "Titill\nÞað er ekki búið\nÍ dag\n"),
            (west, "Name\nJosé\nMüller\nSøren\nFrançois\n"),
            (central, "Cím\nFűtés és hűtőgép törölve\nŐszi szünet\n"),
            (central, "Tytuł\nŻółta łódź, gęś\nUsunąć błędy\n"),
            (central, "Název\nNový úkol pro kůň\nPřidat tlačítko\n"),
            (Charset::Web(ISO_8859_2), "Tytuł\nUsunąć śmieci i źródła, ważne\n"),
            (Charset::Web(WINDOWS_1254), "Başlık\nDeğişiklik için görüşme yapıldı\nİş\n"),
            (Charset::Web(WINDOWS_1257), "Nosaukums\nPievienot jaunu pogu, kļūda lapā\nŠķērslis\n"),
            (dos, "Titel;Wer\nStraße räumen;Jörg\nÄste weg;Günter\n"),
            (dos, "Tittel\nKjøp brød på lørdag\n"),
            (Charset::Dos(&IBM852), "Tytuł\nŻółta łódź, gęś\nUsunąć błędy\n"),
            (mac, "Titel;Wer\nStraße räumen;Jörg\nÄste weg;Günter\n"),
            (mac, "Titre\nRéécrire dès l’été\n"),
        ] {
            let bytes = bytes(text, charset);
            let verdict = latin(&bytes);
            assert_eq!(verdict.charset.decode(&bytes).0, text, "{}", verdict.charset.name());
            assert!(verdict.fits, "{text}");
        }
    }

    #[test]
    fn what_reads_as_well_in_another_encoding_is_in_doubt() {
        let doubtful = |text: &str| latin(&bytes(text, Charset::Web(WINDOWS_1250))).doubtful;
        assert!(doubtful("Title\nGyőr\n"));
        assert!(!doubtful("Title\nStraße räumen, Größe prüfen\n"));
    }
}
