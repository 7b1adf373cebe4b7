//! Bytes of a text file to characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes by which the encoding is guessed; a guess over all of a large file is slow and no better.
const SAMPLE: usize = 1 << 20;

/// A decoded file.
pub(super) struct Decoded {
    /// The text, without its byte order mark.
    pub(super) text: String,
    /// How it was encoded.
    pub(super) encoding: &'static Encoding,
    /// Whether a byte order mark said so.
    pub(super) declared: bool,
    /// Whether the encoding was guessed and could be another one: not for plain ASCII and valid
    /// UTF-8.
    pub(super) guessed: bool,
    /// Characters that could not be decoded.
    pub(super) lost: u64,
}

/// Decodes a text file: by its byte order mark, else as UTF-8 where it is valid, else as the
/// encoding that fits its bytes best.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return finish(bytes.get(mark..).unwrap_or_default(), encoding, true, false);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return finish(bytes, encoding, false, true);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return finish(bytes, UTF_8, false, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), bytes.len() <= SAMPLE);
    finish(bytes, detector.guess(None, Utf8Detection::Allow), false, true)
}

fn finish(bytes: &[u8], encoding: &'static Encoding, declared: bool, guessed: bool) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let lost = if broken { text.matches(char::REPLACEMENT_CHARACTER).count() as u64 } else { 0 };
    Decoded { text: text.into_owned(), encoding, declared, guessed, lost }
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

    fn case(bytes: &[u8]) -> (String, &'static str, bool) {
        let decoded = decode(bytes);
        assert_eq!(decoded.lost, 0);
        (decoded.text, decoded.encoding.name(), decoded.guessed)
    }

    fn utf_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn a_mark_says_it_all() {
        assert_eq!(case(b"\xEF\xBB\xBFKey"), ("Key".to_owned(), "UTF-8", false));
        let le = utf_16("\u{feff}Schlüssel", u16::to_le_bytes);
        assert_eq!(case(&le), ("Schlüssel".to_owned(), "UTF-16LE", false));
        let be = utf_16("\u{feff}Schlüssel", u16::to_be_bytes);
        assert_eq!(case(&be), ("Schlüssel".to_owned(), "UTF-16BE", false));
    }

    #[test]
    fn without_a_mark_the_bytes_tell() {
        assert_eq!(case("Größe".as_bytes()), ("Größe".to_owned(), "UTF-8", false));
        let le = utf_16("Key;Summary\r\n", u16::to_le_bytes);
        assert_eq!(case(&le), ("Key;Summary\r\n".to_owned(), "UTF-16LE", true));
        let (bytes, _, _) =
            encoding_rs::WINDOWS_1252.encode("Schlüssel;Größe;5 €\r\nÄnderung;über");
        assert_eq!(case(&bytes).1, "windows-1252");
        let japanese = "課題の概要、担当者、期限、優先度を入力してください";
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(japanese);
        assert_eq!(case(&bytes), (japanese.to_owned(), "Shift_JIS", true));
    }
}
