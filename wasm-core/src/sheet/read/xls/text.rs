//! The texts of a workbook, as its version writes them.

use super::super::super::error::{ReadError, ReadErrorKind};
use super::super::code_page::Charset;
use super::record::{Bytes, truncated};

/// How the texts of a workbook are written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Texts {
    /// In UTF-16, or in its low bytes where the high ones are all zero; whatever code page the
    /// workbook names (Excel 97 on).
    Unicode,
    /// In bytes of a code page (Excel 5.0 and 95).
    Coded(Charset),
}

impl Texts {
    /// A text behind its length, which has one byte.
    pub(super) fn short(self, bytes: &mut Bytes<'_>) -> Result<String, ReadError> {
        let [chars] = bytes.take()?;
        self.of_length(bytes, chars.into())
    }

    /// A text behind its length, which has two bytes.
    pub(super) fn long(self, bytes: &mut Bytes<'_>) -> Result<String, ReadError> {
        let chars = u16::from_le_bytes(bytes.take()?);
        self.of_length(bytes, chars.into())
    }

    fn of_length(self, bytes: &mut Bytes<'_>, chars: usize) -> Result<String, ReadError> {
        if chars == 0 {
            return Ok(String::new());
        }
        match self {
            Self::Unicode => {
                let [flags] = bytes.take()?;
                unicode(bytes, chars, flags & 1 != 0)
            }
            Self::Coded(charset) => {
                let mut coded = Vec::new();
                while coded.len() < chars {
                    if !bytes.go_on() {
                        return Err(truncated());
                    }
                    let (now, left) =
                        bytes.left.split_at((chars - coded.len()).min(bytes.left.len()));
                    coded.extend_from_slice(now);
                    bytes.left = left;
                }
                Ok(charset.decode(&coded).0.into_owned())
            }
        }
    }
}

/// A text of the table of shared texts (XLUnicodeRichExtendedString, 2.5.293), without its fonts and
/// phonetic guides.
pub(super) fn rich(bytes: &mut Bytes<'_>) -> Result<String, ReadError> {
    let chars = u16::from_le_bytes(bytes.take()?);
    let [flags] = bytes.take()?;
    let runs = if flags & 8 != 0 { u16::from_le_bytes(bytes.take()?) } else { 0 };
    let extended = if flags & 4 != 0 { u32::from_le_bytes(bytes.take()?) } else { 0 };
    let text = unicode(bytes, chars.into(), flags & 1 != 0)?;
    bytes.skip(usize::from(runs) * 4)?;
    bytes.skip(extended as usize)?;
    Ok(text)
}

/// Characters of two bytes or of one. Where a record goes on in another one, that one says anew how
/// wide they are.
fn unicode(bytes: &mut Bytes<'_>, chars: usize, mut wide: bool) -> Result<String, ReadError> {
    let mut units: Vec<u16> = Vec::new();
    while units.len() < chars {
        if bytes.left.is_empty() {
            if !bytes.go_on() {
                return Err(truncated());
            }
            let [flags] = bytes.take()?;
            wide = flags & 1 != 0;
        }
        let width = if wide { 2 } else { 1 };
        let count = (chars - units.len()).min(bytes.left.len() / width);
        let (now, left) = bytes.left.split_at(count * width);
        if wide {
            units.extend(now.chunks_exact(2).map(|two| u16::from(two[0]) | u16::from(two[1]) << 8));
        } else {
            units.extend(now.iter().map(|byte| u16::from(*byte)));
        }
        // Half a character at the end of a record is none.
        let cut = units.len() < chars && left.len() < width;
        bytes.left = if cut { &[] } else { left };
    }
    Ok(String::from_utf16_lossy(&units))
}

/// The encoding of a code page ([MS-XLS] 2.4.52).
pub(super) fn code_page(number: u16) -> Result<Charset, ReadError> {
    let label = match number {
        367 | 1252 | 0x8001 => "windows-1252".to_owned(),
        874 | 1250..=1258 => format!("windows-{number}"),
        437 | 850 | 852 => number.to_string(),
        866 => "ibm866".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        1200 => "utf-16le".to_owned(),
        10_000 | 0x8000 => "macintosh".to_owned(),
        10_007 => "x-mac-cyrillic".to_owned(),
        20_866 => "koi8-r".to_owned(),
        21_866 => "koi8-u".to_owned(),
        28_591..=28_606 => format!("iso-8859-{}", number - 28_590),
        54_936 => "gb18030".to_owned(),
        65_001 => "utf-8".to_owned(),
        _ => String::new(),
    };
    Charset::named(&label).ok_or_else(|| {
        let what = format!("texts in code page {number}");
        ReadError::new(ReadErrorKind::Unsupported { what })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_pages_of_dos_windows_and_the_mac_are_known() {
        let text = |page: u16, bytes: &'static [u8]| {
            code_page(page).map(|charset| charset.decode(bytes).0.into_owned()).ok()
        };
        for (page, bytes, shown) in [
            (850, &b"Stra\xE1e"[..], Some("Straße")),
            (437, b"na\x8Bve", Some("naïve")),
            (852, b"\x9D\xA2d\xAB", Some("Łódź")),
            (1252, b"Stra\xDFe", Some("Straße")),
            (0x8000, b"Stra\xA7e", Some("Straße")),
            (7, b"x", None),
        ] {
            assert_eq!(text(page, bytes).as_deref(), shown, "{page}");
        }
    }
}
