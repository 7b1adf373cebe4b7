//! What kind of file it is.

use serde::{Deserialize, Serialize};

/// The format of a file, told by its content and never by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Format {
    /// Excel workbook (Office Open XML).
    Xlsx,
    /// Excel workbook with macros; they are never run.
    Xlsm,
    /// Excel 97–2003 workbook (BIFF in an OLE2 container).
    Xls,
    /// Excel binary workbook.
    Xlsb,
    /// OpenDocument spreadsheet.
    Ods,
    /// Comma-, semicolon- or pipe-separated text.
    Csv(TextFormat),
    /// Tab-separated text.
    Tsv(TextFormat),
}

impl Format {
    /// The usual file extension, without the dot.
    pub fn extension(&self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsm => "xlsm",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Csv(_) => "csv",
            Self::Tsv(_) => "tsv",
        }
    }

    /// How the text is written, for the text formats.
    pub fn text(&self) -> Option<&TextFormat> {
        match self {
            Self::Csv(text) | Self::Tsv(text) => Some(text),
            _ => None,
        }
    }
}

/// How the user says that a text file is to be read; what is not said is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TextChoice {
    /// The encoding, by one of its names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What stands between two cells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<Delimiter>,
}

/// What stands between two cells of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    /// A character of ASCII.
    Sign(char),
    /// Nothing: each line is one cell.
    OneColumn,
}

impl Delimiter {
    /// A delimiter as it is named or typed: `comma`, `semicolon`, `tab`, `pipe`, `none`, or the
    /// character itself.
    pub fn named(name: &str) -> Option<Self> {
        let sign = match name {
            "comma" => ',',
            "semicolon" => ';',
            "tab" | "\\t" => '\t',
            "pipe" => '|',
            "none" => return Some(Self::OneColumn),
            sign => {
                let mut chars = sign.chars();
                chars.next().filter(|_| chars.next().is_none())?
            }
        };
        let usable = sign.is_ascii() && !matches!(sign, '"' | '\r' | '\n' | '\0');
        usable.then_some(Self::Sign(sign))
    }
}

/// The encodings that text files mostly have, as they are named.
pub const ENCODINGS: [&str; 25] = [
    "UTF-8",
    "windows-1252",
    "windows-1250",
    "ISO-8859-2",
    "windows-1254",
    "windows-1257",
    "IBM850",
    "IBM437",
    "IBM852",
    "macintosh",
    "windows-1251",
    "KOI8-R",
    "IBM866",
    "windows-1253",
    "windows-1255",
    "windows-1256",
    "windows-1258",
    "windows-874",
    "Shift_JIS",
    "EUC-JP",
    "gb18030",
    "Big5",
    "EUC-KR",
    "UTF-16LE",
    "UTF-16BE",
];

/// How a text file writes its cells, as found out by reading it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextFormat {
    /// The character between two cells; none in a file of one column.
    pub delimiter: Option<char>,
    /// The character encoding.
    pub encoding: Encoding,
    /// Whether numbers seem to be written with a decimal comma (`3,5`). The cells stay text; this
    /// is for those who make numbers of them.
    pub decimal_comma: bool,
}

/// A character encoding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encoding {
    /// Name, such as `UTF-8` or `windows-1252` as in the WHATWG encoding standard, or `IBM850`.
    pub name: String,
    /// Whether the file said so itself by a byte order mark.
    pub declared: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delimiter_is_named_or_typed() {
        for (name, sign) in [("comma", ','), (";", ';'), ("\\t", '\t'), ("~", '~'), ("pipe", '|')] {
            assert_eq!(Delimiter::named(name), Some(Delimiter::Sign(sign)), "{name}");
        }
        assert_eq!(Delimiter::named("none"), Some(Delimiter::OneColumn));
        for wrong in ["", ";;", "\"", "\n", "、"] {
            assert_eq!(Delimiter::named(wrong), None, "{wrong}");
        }
    }
}
