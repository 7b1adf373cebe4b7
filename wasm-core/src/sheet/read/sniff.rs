//! What a file is, told by its first bytes and the entries of its archive.

use super::super::error::{ReadError, ReadErrorKind};
use super::archive::Archive;
use super::stranger::{self, stranger};

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
    match stranger::told_by_start(bytes) {
        Some(error) => Err(error),
        None => Ok(Kind::Text),
    }
}

/// What the archive holds, or why it is no spreadsheet.
pub(super) fn archive_kind(archive: &mut Archive<'_>) -> Result<ArchiveKind, ReadError> {
    if let Some(kind) = open_document(archive) {
        return match kind.as_str() {
            "spreadsheet" | "spreadsheet-template" => Ok(ArchiveKind::Ods),
            "text" => Err(stranger("text document (OpenDocument)")),
            "presentation" => Err(stranger("presentation (OpenDocument)")),
            _ => Err(stranger("document (OpenDocument) without cells")),
        };
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

/// The kind of an OpenDocument file: by its media type, which some programs leave out, else by its
/// list of entries, which names itself first.
fn open_document(archive: &mut Archive<'_>) -> Option<String> {
    const FAMILY: &str = "application/vnd.oasis.opendocument.";
    let mime = archive.start_of("mimetype").unwrap_or_default();
    let mime = String::from_utf8_lossy(&mime).into_owned();
    if let Some(kind) = mime.strip_prefix(FAMILY) {
        return Some(kind.trim_end().to_owned());
    }
    let listed =
        archive.has("content.xml").then(|| archive.start_of("META-INF/manifest.xml"))??;
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let (_, kind) = listed.split_once(FAMILY)?;
    Some(kind.chars().take_while(|c| c.is_ascii_alphabetic() || *c == '-').collect())
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
            (b"  <!DOCTYPE html><html>", Err("file-convertible")),
            (b"\xEF\xBB\xBF<?xml version='1.0'?>", Err("file-not-a-spreadsheet")),
            (b"{\"issues\": []}", Err("file-not-a-spreadsheet")),
            (b"[\n  {\n    \"Key\": \"A-1\"", Err("file-not-a-spreadsheet")),
            (b"[a],{b}\n", Ok(Kind::Text)),
        ] {
            assert_eq!(kind(bytes).map_err(|e| e.code()), expected, "{bytes:?}");
        }
    }
}
