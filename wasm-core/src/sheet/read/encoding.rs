//! Bytes of a text file to characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

use super::super::error::{ReadError, ReadErrorKind};
use super::code_page::Charset;
use super::evidence;

/// Bytes by which a script other than Latin is guessed; more are slow and tell no more.
const SAMPLE: usize = 1 << 18;

/// A decoded file.
pub(super) struct Decoded {
    /// The text, without its byte order mark.
    pub(super) text: String,
    /// How it was encoded.
    pub(super) encoding: &'static str,
    /// Whether a byte order mark said so.
    pub(super) declared: bool,
    /// Whether the encoding was guessed.
    pub(super) guessed: Guess,
    /// Characters that could not be decoded.
    pub(super) lost: u64,
}

/// Whether an encoding was guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// The file or the user says it, or it is plain ASCII or UTF-8.
    No,
    /// No other encoding reads the file as well.
    Clear,
    /// Another one does.
    Doubtful,
}

/// Decodes a text file: as the user says, else by its byte order mark, else as UTF-8 where nearly
/// all is valid, else as the encoding that fits its bytes best.
pub(super) fn decode(bytes: &[u8], chosen: Option<&str>) -> Result<Decoded, ReadError> {
    let mark = Encoding::for_bom(bytes);
    let body = mark.map_or(bytes, |(_, length)| bytes.get(length..).unwrap_or_default());
    if let Some(name) = chosen {
        let unknown = || ReadErrorKind::UnknownEncoding { name: name.to_owned() };
        let charset = Charset::named(name).ok_or_else(|| ReadError::new(unknown()))?;
        return Ok(finish(body, charset, false, Guess::No));
    }
    if let Some((encoding, _)) = mark {
        return Ok(finish(body, Charset::Web(encoding), true, Guess::No));
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Ok(finish(bytes, Charset::Web(encoding), false, Guess::Clear));
    }
    let finder = |escape: &[u8]| memmem::find(bytes, escape).is_some();
    if bytes.is_ascii() && (finder(b"\x1b$B") || finder(b"\x1b$@")) {
        return Ok(finish(bytes, Charset::Web(ISO_2022_JP), false, Guess::Clear));
    }
    if is_utf_8(bytes) {
        return Ok(finish(bytes, Charset::Web(UTF_8), false, Guess::No));
    }
    let (charset, guess) = guess(bytes);
    Ok(finish(bytes, charset, false, guess))
}

/// Whether a text is valid UTF-8, but for a few bytes that were damaged: another encoding hardly
/// ever has two bytes that are a character of it.
fn is_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good > bad
}

/// The encoding that fits the bytes best which are not ASCII, wherever they stand.
fn guess(bytes: &[u8]) -> (Charset, Guess) {
    let latin = evidence::latin(bytes);
    let clear = if latin.doubtful { Guess::Doubtful } else { Guess::Clear };
    let sample = foreign_lines(bytes);
    if latin.fits && !in_another_script(&sample) {
        return (latin.charset, clear);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&sample, true);
    let other = detector.guess(None, Utf8Detection::Deny);
    // A page of one script is told by its detector, unless it takes it for Latin letters.
    match is_latin(other) {
        true => (latin.charset, Guess::Doubtful),
        false if latin.fits && sample.len() < 64 => (Charset::Web(other), Guess::Doubtful),
        false => (Charset::Web(other), Guess::Clear),
    }
}

/// The lines that are not ASCII.
fn foreign_lines(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    let lines = bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r'));
    for line in lines.filter(|line| !line.is_ascii()) {
        if sample.len() + line.len() > SAMPLE {
            sample.extend_from_slice(line.get(..SAMPLE - sample.len()).unwrap_or_default());
            break;
        }
        sample.extend_from_slice(line);
    }
    sample
}

/// Whether most bytes that are not ASCII stand side by side, as in words without a letter from A to
/// Z.
fn in_another_script(bytes: &[u8]) -> bool {
    let runs = bytes.split(u8::is_ascii).map(<[u8]>::len).filter(|run| *run > 0);
    let (mut all, mut long) = (0_usize, 0_usize);
    for run in runs {
        all += run;
        long += if run > 2 { run } else { 0 };
    }
    long * 2 > all
}

/// Whether an encoding is for Latin letters.
fn is_latin(encoding: &'static Encoding) -> bool {
    let name = encoding.name();
    let numbers = ["1250", "1252", "1254", "1257"];
    let iso = ["2", "3", "4", "10", "13", "14", "15", "16"];
    name.strip_prefix("windows-").is_some_and(|number| numbers.contains(&number))
        || name.strip_prefix("ISO-8859-").is_some_and(|part| iso.contains(&part))
        || name == "macintosh"
}

fn finish(bytes: &[u8], charset: Charset, declared: bool, guessed: Guess) -> Decoded {
    let (text, broken) = charset.decode(bytes);
    let lost = if broken { text.matches(char::REPLACEMENT_CHARACTER).count() as u64 } else { 0 };
    Decoded { text: text.into_owned(), encoding: charset.name(), declared, guessed, lost }
}

/// UTF-16 without a mark shows by the zero bytes of its ASCII characters, which no other
/// encoding of text has.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    if !bytes.len().is_multiple_of(2) || sample.len() < 4 {
        return None;
    }
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 3 >= pairs && even * 10 < odd {
        Some(UTF_16LE)
    } else if even * 3 >= pairs && odd * 10 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(bytes: &[u8]) -> (String, &'static str, Guess) {
        let decoded = decode(bytes, None).unwrap();
        assert_eq!(decoded.lost, 0);
        (decoded.text, decoded.encoding, decoded.guessed)
    }

    fn is(text: &str, encoding: &'static str, guess: Guess) -> (String, &'static str, Guess) {
        (text.to_owned(), encoding, guess)
    }

    fn utf_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn a_mark_says_it_all() {
        assert_eq!(case(b"\xEF\xBB\xBFKey"), is("Key", "UTF-8", Guess::No));
        let le = utf_16("\u{feff}Schlüssel", u16::to_le_bytes);
        assert_eq!(case(&le), is("Schlüssel", "UTF-16LE", Guess::No));
        let be = utf_16("\u{feff}Schlüssel", u16::to_be_bytes);
        assert_eq!(case(&be), is("Schlüssel", "UTF-16BE", Guess::No));
    }

    #[test]
    fn without_a_mark_the_bytes_tell() {
        assert_eq!(case("Größe".as_bytes()), is("Größe", "UTF-8", Guess::No));
        let le = utf_16("Key;Summary\r\n", u16::to_le_bytes);
        assert_eq!(case(&le), is("Key;Summary\r\n", "UTF-16LE", Guess::Clear));
        let (bytes, _, _) =
            encoding_rs::WINDOWS_1252.encode("Schlüssel;Größe;5 €\r\nÄnderung;über");
        assert_eq!(case(&bytes).1, "windows-1252");
    }

    #[test]
    fn other_scripts_are_told() {
        for (encoding, text) in [
            (encoding_rs::SHIFT_JIS, "課題の概要、担当者、期限、優先度を入力してください"),
            (encoding_rs::ISO_2022_JP, "課題の概要、担当者"),
            (encoding_rs::GBK, "请填写任务的摘要、负责人和截止日期，谢谢"),
            (encoding_rs::EUC_KR, "작업의 요약과 담당자를 입력하세요"),
            (encoding_rs::WINDOWS_1251, "Заголовок;Описание\nИсправить вход;Срочно\n"),
            (encoding_rs::KOI8_R, "Заголовок;Описание\nИсправить вход;Срочно\n"),
            (encoding_rs::WINDOWS_1253, "Τίτλος;Περιγραφή\nΔιόρθωση σύνδεσης;Επείγον\n"),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(case(&bytes).0, text, "{}", encoding.name());
        }
    }

    #[test]
    fn a_letter_far_down_tells_too() {
        let mut bytes = b"plain,ascii\n".repeat(100_000);
        bytes.extend(b"L\xF6sung,f\xFCr\n");
        assert!(case(&bytes).0.ends_with("Lösung,für\n"));
    }

    #[test]
    fn some_damaged_bytes_leave_utf_8_what_it_is() {
        for (bytes, text) in [
            (&b"L\xC3\xB6sung f\xC3\xBCr Jos\xE9"[..], "Lösung für Jos\u{fffd}"),
            (b"L\xC3\xB6sung f\xC3\xBCr Zo\xC3", "Lösung für Zo\u{fffd}"),
        ] {
            let decoded = decode(bytes, None).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, "UTF-8"));
            assert_eq!(decoded.lost, 1);
        }
    }

    #[test]
    fn the_user_knows_better() {
        let decoded = decode(b"Gy\xF5r", Some("cp1250")).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.guessed), ("Győr", Guess::No));
        let error = decode(b"x", Some("nonsense")).err().unwrap();
        assert_eq!(error.code(), "file-encoding-unknown");
    }
}
