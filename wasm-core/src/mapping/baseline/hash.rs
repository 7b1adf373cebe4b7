//! The content of a cell in 36 bits.

use crate::sheet::CellValue;

/// A hash of what a cell shows; zero for an empty cell.
///
/// FNV-1a in 64 bits over the text's UTF-8, finished by the mixer of MurmurHash3, of which the
/// upper 36 bits are kept: of 10 billion edited cells about one and a half would be taken for
/// unchanged. It is no secret: a short value can be guessed from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellHash(u64);

const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_~";

/// Characters of a hash.
const LENGTH: u32 = 6;

/// An empty cell.
const EMPTY: u8 = b'.';

impl CellHash {
    /// The hash of a cell. Programs write the same content in different ways, so line ends don't
    /// count, a number and the text of it are the same, and so are a day and its midnight.
    pub fn of(cell: &CellValue) -> Self {
        Self::salted(cell, "")
    }

    /// The hash of a cell among those of one salt: of another salt it is another hash.
    pub(crate) fn salted(cell: &CellValue, salt: &str) -> Self {
        match cell {
            CellValue::Empty => Self(0),
            CellValue::Text(text) if text.trim().is_empty() => Self(0),
            CellValue::Text(text) => of_text(salt, text),
            CellValue::DateTime(at) => {
                let time = at.time().with().subsec_nanosecond(0).build().unwrap_or(at.time());
                match time == jiff::civil::Time::midnight() {
                    true => of_text(salt, &at.date().to_string()),
                    false => of_text(salt, &format!("{} {time}", at.date())),
                }
            }
            other => of_text(salt, &other.to_text()),
        }
    }

    /// Whether the cell was empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Appends the hash as six characters, an empty cell's as a dot.
    pub(crate) fn print(self, out: &mut String) {
        if self.is_empty() {
            return out.push(char::from(EMPTY));
        }
        for place in (0..LENGTH).rev() {
            out.push(char::from(DIGITS[(self.0 >> (6 * place)) as usize & 63]));
        }
    }

    /// Reads hashes that stand one after the other; none where the text is no such row.
    pub(crate) fn parse_all(text: &str) -> Option<Box<[Self]>> {
        let mut bytes = text.bytes();
        let mut hashes = Vec::with_capacity(text.len() / LENGTH as usize);
        while let Some(first) = bytes.next() {
            if first == EMPTY {
                hashes.push(Self(0));
                continue;
            }
            let mut hash = digit(first)?;
            for _ in 1..LENGTH {
                hash = hash << 6 | digit(bytes.next()?)?;
            }
            hashes.push(Self(hash));
        }
        Some(hashes.into())
    }
}

fn digit(byte: u8) -> Option<u64> {
    DIGITS.iter().position(|digit| *digit == byte).map(|value| value as u64)
}

fn of_text(salt: &str, text: &str) -> CellHash {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut take = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    if !salt.is_empty() {
        salt.bytes().chain([0]).for_each(&mut take);
    }
    let mut after_return = false;
    for byte in text.bytes() {
        match byte {
            b'\r' => take(b'\n'),
            b'\n' if after_return => {}
            byte => take(byte),
        }
        after_return = byte == b'\r';
    }
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^= hash >> 33;
    // Zero is taken by the empty cell.
    CellHash((hash >> 28).max(1))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_same_content_has_the_same_hash_however_it_is_written() {
        let day = date(2026, 11, 2);
        for (one, other) in [
            (CellValue::from("a\nb"), CellValue::from("a\r\nb")),
            (CellValue::from("a\nb"), CellValue::from("a\rb")),
            (CellValue::from(3.5), CellValue::from("3.5")),
            (CellValue::Date(day), CellValue::DateTime(day.at(0, 0, 0, 0))),
            (
                CellValue::DateTime(day.at(9, 30, 1, 0)),
                CellValue::DateTime(day.at(9, 30, 1, 19_000_000)),
            ),
            (CellValue::Empty, CellValue::Text(" ".to_owned())),
        ] {
            assert_eq!(CellHash::of(&one), CellHash::of(&other), "{one:?}");
        }
        assert_ne!(CellHash::of(&"a\n\nb".into()), CellHash::of(&"a\nb".into()));
        assert_ne!(CellHash::of(&"a".into()), CellHash::of(&"A".into()));
    }

    #[test]
    fn the_text_of_a_hash_never_changes() {
        let mut text = String::new();
        for cell in ["", "Pack", "Größe\n日本"] {
            CellHash::of(&cell.into()).print(&mut text);
        }
        insta::assert_snapshot!(text);
        let read = CellHash::parse_all(&text).unwrap();
        assert_eq!(read[1], CellHash::of(&"Pack".into()));
        assert_eq!((read.len(), read[0].is_empty()), (3, true));
        assert_eq!(CellHash::parse_all("abc"), None);
        assert_eq!(CellHash::parse_all("abc-ef"), None);
    }
}
