//! What a file is, told by its first bytes and the entries of its archive.

use super::super::error::{ReadError, ReadErrorKind};
use super::archive::Archive;

/// The container of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip archive.
    Zip,
    /// An OLE2 compound file.
    Ole2,
    /// Text.
    Text,
}

/// What an archive holds.
pub(super) enum ArchiveKind {
    /// Office Open XML workbook.
    Xlsx,
    /// Its binary sibling.
    Xlsb,
    /// OpenDocument spreadsheet.
    Ods,
}

const OLE2: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Files people take for spreadsheets, by how they start.
const STRANGERS: [(&[u8], &str); 15] = [
    (b"%PDF", "PDF document"),
    (b"\x89PNG", "picture (PNG)"),
    (b"\xFF\xD8\xFF", "picture (JPEG)"),
    (b"GIF8", "picture (GIF)"),
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
];

/// The container of the file, or why it is none that holds a spreadsheet.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::new(ReadErrorKind::EmptyFile));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(OLE2) {
        return Ok(Kind::Ole2);
    }
    if bytes.len() < 8 && (b"PK\x03\x04".starts_with(bytes) || OLE2.starts_with(bytes)) {
        return Err(ReadError::new(ReadErrorKind::Truncated));
    }
    if let Some((_, name)) = STRANGERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(stranger(name));
    }
    match markup(bytes) {
        Some(name) => Err(stranger(name)),
        None => Ok(Kind::Text),
    }
}

/// A page or document in angle brackets. Excel also opens these, but as whatever they happen to
/// hold; a .csv never starts like this.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return Some("web page (HTML)");
    }
    if head.starts_with("<?xml") || head.starts_with("<!doctype") {
        let spreadsheet = head.contains("urn:schemas-microsoft-com:office:spreadsheet");
        return Some(if spreadsheet { "XML spreadsheet of 2003" } else { "XML document" });
    }
    if head.starts_with("<table") || head.starts_with("<style") || head.starts_with("<meta") {
        return Some("web page (HTML)");
    }
    let inner = head.strip_prefix('[').map_or(head, str::trim_start);
    let json = inner.starts_with("{\"") || inner.starts_with("{\n") || inner.starts_with("{\r");
    json.then_some("JSON file")
}

/// What the archive holds, or why it is no spreadsheet.
pub(super) fn archive_kind(archive: &mut Archive<'_>) -> Result<ArchiveKind, ReadError> {
    if let Some(mime) = archive.start_of("mimetype") {
        let mime = String::from_utf8_lossy(&mime);
        let kind = mime.strip_prefix("application/vnd.oasis.opendocument.").unwrap_or_default();
        match kind.trim_end() {
            "spreadsheet" | "spreadsheet-template" => return Ok(ArchiveKind::Ods),
            "text" => return Err(stranger("text document (OpenDocument)")),
            "presentation" => return Err(stranger("presentation (OpenDocument)")),
            _ => {}
        }
    }
    let has = |start: &str| archive.names().any(|name| name.starts_with(start));
    if has("xl/workbook.bin") {
        Ok(ArchiveKind::Xlsb)
    } else if has("xl/")
        || has("_rels/.rels") && !has("word/") && !has("ppt/") && has("[content_types].xml")
    {
        Ok(ArchiveKind::Xlsx)
    } else if has("word/") {
        Err(stranger("Word document"))
    } else if has("ppt/") {
        Err(stranger("PowerPoint presentation"))
    } else if has("index/document.iwa") {
        Err(stranger("Numbers document"))
    } else {
        Err(stranger("zip archive without a workbook"))
    }
}

/// An error about a file that is something else.
pub(super) fn stranger(found: &str) -> ReadError {
    ReadError::new(ReadErrorKind::NotASpreadsheet { found: found.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_container() {
        for (bytes, expected) in [
            (&b"PK\x03\x04rest"[..], Ok(Kind::Zip)),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", Ok(Kind::Ole2)),
            (b"Key,Summary\n", Ok(Kind::Text)),
            (b"", Err("file-empty")),
            (b"PK\x03", Err("file-truncated")),
            (b"%PDF-1.7", Err("file-not-a-spreadsheet")),
            (b"  <!DOCTYPE html><html>", Err("file-not-a-spreadsheet")),
            (b"\xEF\xBB\xBF<?xml version='1.0'?>", Err("file-not-a-spreadsheet")),
            (b"{\"issues\": []}", Err("file-not-a-spreadsheet")),
            (b"[\n  {\n    \"Key\": \"A-1\"", Err("file-not-a-spreadsheet")),
            (b"[a],{b}\n", Ok(Kind::Text)),
        ] {
            assert_eq!(kind(bytes).map_err(|e| e.code()), expected, "{bytes:?}");
        }
    }
}
