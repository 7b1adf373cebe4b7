//! Files that people take for workbooks, told by how they begin.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::super::error::{ReadError, ReadErrorKind};
use super::binary::{u16_at, u32_at};

/// Files without cells, by their first bytes.
const BY_START: [(&[u8], &str); 18] = [
    (b"%PDF", "PDF document"),
    (b"\x89PNG", "picture (PNG)"),
    (b"\xFF\xD8\xFF", "picture (JPEG)"),
    (b"GIF8", "picture (GIF)"),
    (b"II*\0", "picture (TIFF)"),
    (b"MM\0*", "picture (TIFF)"),
    (b"{\\rtf", "rich text document (RTF)"),
    (b"\x1F\x8B", "gzip archive"),
    (b"7z\xBC\xAF", "7-Zip archive"),
    (b"Rar!", "RAR archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xFD7zXZ", "xz archive"),
    (b"SQLite format 3", "SQLite database"),
    (b"MZ", "program"),
    (b"\x7FELF", "program"),
    (b"PAR1", "Parquet file"),
    (b"\0asm", "program"),
    (b"\xD7\xCD\xC6\x9A", "picture (WMF)"),
];

/// Files with cells that spreadsheet programs open and we don't, by their first bytes.
const CONVERTIBLE: [(&[u8], &str); 8] = [
    (b"\x09\0\x04\0", "worksheet of Excel 2"),
    (b"\x09\x02\x06\0", "worksheet of Excel 3"),
    (b"\x09\x04\x06\0", "worksheet of Excel 4"),
    (b"\0\0\x02\0\x04\x04", "worksheet of Lotus 1-2-3"),
    (b"\0\0\x02\0\x06\x04", "worksheet of Lotus 1-2-3"),
    (b"\0\0\x1A\0", "worksheet of Lotus 1-2-3"),
    (b"TABLE\r\n0,1\r\n", "data interchange file (DIF)"),
    (b"TABLE\n0,1\n", "data interchange file (DIF)"),
];

/// An error about a file that is something else.
pub(super) fn stranger(found: &str) -> ReadError {
    ReadError::new(ReadErrorKind::NotASpreadsheet { found: found.to_owned() })
}

/// An error about a file with cells that a spreadsheet program can save as a workbook.
fn convertible(found: &str) -> ReadError {
    ReadError::new(ReadErrorKind::Convertible { found: found.to_owned() })
}

/// What the file is, if it is no workbook and no text with cells.
pub(super) fn told_by_start(bytes: &[u8]) -> Option<ReadError> {
    let find = |list: &[(&[u8], &'static str)]| {
        list.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name)
    };
    if let Some(name) = find(&BY_START).or_else(|| picture(bytes)) {
        return Some(stranger(name));
    }
    if let Some(name) = find(&CONVERTIBLE).or_else(|| database(bytes)) {
        return Some(convertible(name));
    }
    let head = head(bytes);
    markup(&head).or_else(|| is_sylk(bytes).then(|| convertible("symbolic link file (SYLK)")))
}

/// Pictures whose first letters a text may have too.
fn picture(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"BM")
        && bytes.len() > 26
        && u32_at(bytes, 6) == 0
        && bytes.get(15) == Some(&0)
    {
        return Some("picture (BMP)");
    }
    let riff = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    riff.then_some("picture (WebP)")
}

/// A table of dBASE: its version, a date of three bytes, and how long its head is.
fn database(bytes: &[u8]) -> Option<&'static str> {
    let (version, date) = (bytes.first()?, bytes.get(1..4)?);
    let known = [0x03, 0x30, 0x31, 0x83, 0x8B, 0xF5].contains(version);
    let dated = (1..=12).contains(&date[1]) && (1..=31).contains(&date[2]);
    (known && dated && u16_at(bytes, 8) >= 33 && bytes.get(12) == Some(&0)).then_some("dBASE table")
}

/// The beginning of a text in lower case, without what stands in front of it.
fn head(bytes: &[u8]) -> String {
    let start = bytes.get(..2048).unwrap_or(bytes);
    let text = match start {
        [0xFF, 0xFE, ..] => UTF_16LE.decode_with_bom_removal(start).0,
        [0xFE, 0xFF, ..] => UTF_16BE.decode_with_bom_removal(start).0,
        _ => Cow::Owned(String::from_utf8_lossy(start).into_owned()),
    };
    text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase()
}

/// A page or document in angle brackets or braces. A .csv never starts like this.
fn markup(head: &str) -> Option<ReadError> {
    const PAGE: [&str; 9] = [
        "<html",
        "<head",
        "<body",
        "<table",
        "<style",
        "<meta",
        "<div",
        "<center",
        "<!doctype html",
    ];
    let begins = |starts: &[&str]| starts.iter().any(|start| head.starts_with(start));
    let xml = begins(&["<?xml", "<!doctype", "<!--", "<workbook", "<office:document"]);
    if xml && head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Some(convertible("spreadsheet of Excel 2003 in XML"));
    }
    if xml && head.contains("<office:document") {
        return Some(convertible("flat OpenDocument file"));
    }
    if begins(&PAGE) || xml && (head.contains("<html") || head.contains("<table")) {
        return Some(convertible("web page (HTML)"));
    }
    if begins(&["mime-version:", "from: <saved by"])
        || head.starts_with("content-type:") && head.contains("multipart/related")
    {
        return Some(convertible("web archive (MHTML)"));
    }
    if begins(&["<?xml", "<!doctype"]) {
        return Some(stranger("XML document"));
    }
    let inner = head.strip_prefix('[').map_or(head, str::trim_start);
    let json = inner.starts_with("{\"") || inner.starts_with("{\n") || inner.starts_with("{\r");
    json.then(|| stranger("JSON file"))
}

/// A file of records such as `C;Y1;X1;K"Key"`, the last of which is `E`. A .csv may begin alike.
fn is_sylk(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"ID;") {
        return false;
    }
    let mut lines =
        bytes.split(|byte| matches!(byte, b'\r' | b'\n')).filter(|line| !line.is_empty());
    let second = lines.nth(1).unwrap_or_default();
    let record = [&b"B;"[..], b"C;", b"F;", b"P;", b"O;", b"W;", b"NN;", b"NU;", b"NE;"];
    let tail = bytes.trim_ascii_end();
    record.iter().any(|start| second.starts_with(start))
        && (tail.ends_with(b"\nE") || tail.ends_with(b"\rE"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_named_with_the_way_out() {
        let utf_16: Vec<u8> =
            "\u{feff}<HTML><table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let bitmap = [&b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"[..], &[0; 40]].concat();
        let table = [&[0x03, 99, 12, 31, 1, 0, 0, 0, 65, 0, 9, 0][..], &[0; 30]].concat();
        let files: [(&[u8], &str); 16] = [
            (&bitmap, "picture (BMP)"),
            (b"<!-- saved --> <html>", "web page (HTML)"),
            (b"<?xml version='1.0'?><!DOCTYPE html><html>", "web page (HTML)"),
            (&utf_16, "web page (HTML)"),
            (b"MIME-Version: 1.0\nX: y", "web archive (MHTML)"),
            (b"Content-Type: multipart/related", "web archive (MHTML)"),
            (
                b"<?xml?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Table>",
                "spreadsheet of Excel 2003 in XML",
            ),
            (b"<?xml?><office:document office:version=\"1.3\">", "flat OpenDocument file"),
            (b"<?xml?><feed/>", "XML document"),
            (b"ID;PCALC\nF;C1\nC;Y1;X1;K\"Key\"\nE\n", "symbolic link file (SYLK)"),
            (b"TABLE\r\n0,1\r\n\"x\"", "data interchange file (DIF)"),
            (b"\x09\x04\x06\0\0\0\x10\0", "worksheet of Excel 4"),
            (b"\0\0\x02\0\x06\x04\x06\0", "worksheet of Lotus 1-2-3"),
            (&table, "dBASE table"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "picture (WebP)"),
            (b"{\"issues\": []}", "JSON file"),
        ];
        for (bytes, name) in files {
            let error = told_by_start(bytes).unwrap_or_else(|| panic!("{name} is not told"));
            assert!(error.to_string().contains(name), "{error}");
            let cells = !["picture", "JSON", "XML doc"].iter().any(|none| name.starts_with(none));
            assert_eq!(
                error.message().fix().unwrap().contains("save it as .xlsx"),
                cells,
                "{name}"
            );
        }
    }

    #[test]
    fn texts_with_cells_are_none_of_them() {
        for text in [
            "ID;Priority;Summary\nC;High;One\n",
            "ID;PWXL\nA;B\nE\n",
            "BM,Summary\n1,One\n",
            "TABLE,Summary\n0,1\n",
            "[a],{b}\n",
            "From,Saved by\n",
            "<b>,x\n",
        ] {
            assert!(told_by_start(text.as_bytes()).is_none(), "{text}");
        }
    }
}
