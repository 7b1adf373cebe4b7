//! Archives that no program writes, made part by part.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An archive of these entries.
pub(crate) fn zipped<N: ToString, B: AsRef<[u8]>>(entries: &[(N, B)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(name.to_string(), SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes.as_ref()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// An archive of a workbook with one sheet and parts of these kinds, the sheet first.
pub(crate) fn related(related: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |(at, (kind, target, _)): (usize, &(&str, &str, &[u8]))| {
        format!("<Relationship Id=\"r{}\" Type=\"{types}/{kind}\" Target=\"{target}\"/>", at + 1)
    };
    let relations: String = related.iter().enumerate().map(relation).collect();
    let workbook = "<workbook><sheets><sheet name=\"S\" id=\"r1\"/></sheets></workbook>";
    let mut parts = vec![
        ("xl/workbook.xml".to_owned(), workbook.into()),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<R>{relations}</R>").into_bytes()),
    ];
    parts.extend(related.iter().map(|(_, name, bytes)| (format!("xl/{name}"), bytes.to_vec())));
    zipped(&parts)
}

/// An OpenDocument file of one sheet with these rows.
pub(crate) fn opendocument(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><table:table table:name=\"A\">{rows}</table:table>\
         </office:document-content>"
    );
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_str()),
    ])
}
