//! What a sheet has beside its cells: where they lead to, who wrote comments on them, and which
//! tables they are.

use std::collections::BTreeMap;

use super::super::super::error::ReadError;
use super::super::super::marks::TableObject;
use super::super::archive::Archive;
use super::super::xml::{Scanner, Token};
use super::cells::area;
use super::package;

/// What the parts around that of a sheet say.
#[derive(Default)]
pub(super) struct Beside {
    /// Addresses outside the file by the id by which a cell names them.
    pub(super) addresses: BTreeMap<String, String>,
    /// The authors of comments.
    pub(super) authors: Vec<String>,
    /// The table objects.
    pub(super) tables: Vec<TableObject>,
}

impl Beside {
    /// Reads them for the sheet in a part. Nothing of it is needed to read the cells.
    pub(super) fn read(archive: &mut Archive<'_>, part: &str) -> Result<Self, ReadError> {
        let addresses = addresses(archive, &package::folder_and_rels(part).1)?;
        let (mut authors, mut tables) = (Vec::new(), Vec::new());
        for relation in package::relations_of(archive, part)?.into_values() {
            match relation.kind.as_str() {
                "comments" => authors.extend(authors_in(archive, &relation.part)?),
                "table" => tables.extend(table_in(archive, &relation.part)?),
                _ => {}
            }
        }
        Ok(Self { addresses, authors, tables })
    }
}

fn addresses(archive: &mut Archive<'_>, path: &str) -> Result<BTreeMap<String, String>, ReadError> {
    let (limit, memory) = (archive.limit(), archive.memory().clone());
    let mut found = BTreeMap::new();
    let Some(part) = archive.part(path)? else { return Ok(found) };
    let mut scanner = Scanner::new(part, path, limit)?;
    while let Some(token) = scanner.tag()? {
        let Token::Open(tag) = token else { continue };
        if let (b"Relationship", Some(id), Some(target), Some("External")) =
            (tag.name, tag.get("Id"), tag.get("Target"), tag.get("TargetMode").as_deref())
        {
            [&id, &target].into_iter().try_for_each(|text| memory.keep_text(text))?;
            found.insert(id.into_owned(), target.into_owned());
        }
    }
    Ok(found)
}

fn table_in(archive: &mut Archive<'_>, path: &str) -> Result<Option<TableObject>, ReadError> {
    let limit = archive.limit();
    let Some(part) = archive.part(path)? else { return Ok(None) };
    let mut scanner = Scanner::new(part, path, limit)?;
    while let Some(token) = scanner.tag()? {
        if let Token::Open(tag) = token
            && tag.name == b"table"
        {
            let rows =
                |name, usual| tag.number(name).map_or(usual, |n| u32::try_from(n).unwrap_or(0));
            let (headers, totals) = (rows("headerRowCount", 1) > 0, rows("totalsRowCount", 0));
            return Ok(area(&tag).map(|area| TableObject { area, headers, totals }));
        }
    }
    Ok(None)
}

fn authors_in(archive: &mut Archive<'_>, path: &str) -> Result<Vec<String>, ReadError> {
    let (limit, memory) = (archive.limit(), archive.memory().clone());
    let mut authors = Vec::new();
    let Some(part) = archive.part(path)? else { return Ok(authors) };
    let mut scanner = Scanner::new(part, path, limit)?;
    while let Some(token) = scanner.tag()? {
        match token {
            Token::Open(tag) if tag.name == b"author" && !tag.empty => {
                let mut author = String::new();
                scanner.content(&mut author)?;
                memory.keep_text(&author)?;
                authors.push(author);
            }
            // The comments come below their authors.
            Token::Close(b"authors") => break,
            _ => {}
        }
    }
    Ok(authors)
}
