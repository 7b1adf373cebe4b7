//! What a sheet has beside its cells: where they lead to, and who wrote comments on them.

use std::collections::BTreeMap;

use super::super::super::error::ReadError;
use super::super::archive::Archive;
use super::super::xml::{Scanner, Token};
use super::package;

/// What the parts around that of a sheet say.
#[derive(Default)]
pub(super) struct Beside {
    /// Addresses outside the file by the id by which a cell names them.
    pub(super) addresses: BTreeMap<String, String>,
    /// The authors of comments.
    pub(super) authors: Vec<String>,
}

impl Beside {
    /// Reads them for the sheet in a part. Nothing of it is needed to read the cells.
    pub(super) fn read(archive: &mut Archive<'_>, part: &str) -> Result<Self, ReadError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let path = format!("{folder}_rels/{file}.rels");
        let addresses = addresses(archive, &path)?;
        let mut authors = Vec::new();
        for relation in package::relations(archive, &path, &folder)?.into_values() {
            if relation.kind == "comments" {
                authors.extend(authors_in(archive, &relation.part)?);
            }
        }
        Ok(Self { addresses, authors })
    }
}

fn addresses(archive: &mut Archive<'_>, path: &str) -> Result<BTreeMap<String, String>, ReadError> {
    let limit = archive.limit();
    let mut found = BTreeMap::new();
    let Some(part) = archive.part(path)? else { return Ok(found) };
    let mut scanner = Scanner::new(part, path, limit)?;
    while let Some(token) = scanner.tag()? {
        let Token::Open(tag) = token else { continue };
        if let (b"Relationship", Some(id), Some(target), Some("External")) =
            (tag.name, tag.get("Id"), tag.get("Target"), tag.get("TargetMode").as_deref())
        {
            found.insert(id.into_owned(), target.into_owned());
        }
    }
    Ok(found)
}

fn authors_in(archive: &mut Archive<'_>, path: &str) -> Result<Vec<String>, ReadError> {
    let limit = archive.limit();
    let mut authors = Vec::new();
    let Some(part) = archive.part(path)? else { return Ok(authors) };
    let mut scanner = Scanner::new(part, path, limit)?;
    while let Some(token) = scanner.tag()? {
        match token {
            Token::Open(tag) if tag.name == b"author" && !tag.empty => {
                let mut author = String::new();
                scanner.content(&mut author)?;
                authors.push(author);
            }
            // The comments come below their authors.
            Token::Close(b"authors") => break,
            _ => {}
        }
    }
    Ok(authors)
}
