//! The parts of the archive: which sheets there are, in which order, and what they share.

use indexmap::IndexMap;

use super::super::super::error::{LimitKind, ReadError};
use super::super::super::limits::ReadLimits;
use super::super::super::workbook::Visibility;
use super::super::archive::{Archive, Part};
use super::super::xml::{Scanner, Token};
use super::super::{check, damaged};

/// What the workbook part says.
pub(in crate::sheet) struct Package {
    /// The path of the workbook part.
    pub(in crate::sheet) workbook: String,
    pub(in crate::sheet) sheets: Vec<SheetEntry>,
    pub(in crate::sheet) strings: String,
    pub(in crate::sheet) styles: String,
    pub(in crate::sheet) date_1904: bool,
    pub(in crate::sheet) macros: bool,
}

/// A sheet and where its cells are.
pub(in crate::sheet) struct SheetEntry {
    pub(in crate::sheet) name: String,
    pub(in crate::sheet) visibility: Visibility,
    pub(in crate::sheet) part: String,
    /// Chart, dialog, macro and module sheets have none.
    pub(in crate::sheet) has_cells: bool,
}

/// A relationship: the last step of its type, and the part it leads to.
pub(in crate::sheet) struct Relation {
    pub(in crate::sheet) kind: String,
    pub(in crate::sheet) part: String,
}

/// The workbook part and those that it names.
pub(in crate::sheet::read) struct Related {
    /// The path of the workbook part.
    pub(in crate::sheet::read) workbook: String,
    folder: String,
    relations: IndexMap<String, Relation>,
}

impl Related {
    /// Finds the workbook part; `usual` is its path where nothing says so.
    pub(in crate::sheet::read) fn read(
        archive: &mut Archive<'_>,
        usual: &str,
    ) -> Result<Self, ReadError> {
        let top = relations(archive, "_rels/.rels", "")?;
        let workbook = top
            .values()
            .find(|relation| relation.kind == "officeDocument")
            .map_or_else(|| usual.to_owned(), |relation| relation.part.clone());
        let relations = relations_of(archive, &workbook)?;
        let folder = folder_and_rels(&workbook).0;
        Ok(Self { workbook, folder, relations })
    }

    /// Opens the workbook part.
    pub(in crate::sheet::read) fn open_workbook<'p, 'b>(
        &self,
        archive: &'p mut Archive<'b>,
    ) -> Result<Part<'p, 'b>, ReadError> {
        let path = &self.workbook;
        archive.part(path)?.ok_or_else(|| damaged("the workbook is missing").at(path))
    }

    /// The path of the part of a kind, which is usually called `usual`.
    pub(in crate::sheet::read) fn part_of(&self, kind: &str, usual: &str) -> String {
        self.relations
            .values()
            .find(|relation| relation.kind == kind)
            .map_or_else(|| format!("{}{usual}", self.folder), |relation| relation.part.clone())
    }

    /// The part that the workbook names by an id.
    pub(in crate::sheet::read) fn by_id(&self, id: &str) -> Option<&Relation> {
        self.relations.get(id)
    }
}

impl Package {
    pub(in crate::sheet) fn read(
        archive: &mut Archive<'_>,
        limits: &ReadLimits,
    ) -> Result<Self, ReadError> {
        let related = Related::read(archive, "xl/workbook.xml")?;
        let mut package = Self {
            sheets: Vec::new(),
            workbook: related.workbook.clone(),
            strings: related.part_of("sharedStrings", "sharedStrings.xml"),
            styles: related.part_of("styles", "styles.xml"),
            date_1904: false,
            macros: archive.has(&related.part_of("vbaProject", "vbaProject.bin")),
        };
        package.read_workbook(archive, &related, limits)?;
        Ok(package)
    }

    fn read_workbook(
        &mut self,
        archive: &mut Archive<'_>,
        related: &Related,
        limits: &ReadLimits,
    ) -> Result<(), ReadError> {
        let (limit, path, memory) = (archive.limit(), &related.workbook, archive.memory().clone());
        let part = related.open_workbook(archive)?;
        let mut scanner = Scanner::new(part, path, limit)?;
        let mut whole = false;
        while let Some(token) = scanner.tag()? {
            match token {
                Token::Open(tag) if tag.name == b"sheet" => {
                    let text = |name: &str| tag.get(name).map(|value| value.into_owned());
                    let (id, name) =
                        (text("id").unwrap_or_default(), text("name").unwrap_or_default());
                    let relation = related.by_id(&id);
                    memory.keep_text(&name)?;
                    self.sheets.push(SheetEntry {
                        name,
                        visibility: visibility(text("state").as_deref()),
                        part: relation.map(|relation| relation.part.clone()).unwrap_or_default(),
                        has_cells: match relation {
                            Some(relation) => relation.kind == "worksheet",
                            // What leads nowhere is no sheet: modules of Excel 5 are left like that.
                            None => !id.is_empty(),
                        },
                    });
                    check(LimitKind::Sheets, limits.sheets, self.sheets.len() as u64)?;
                }
                Token::Open(tag) if tag.name == b"workbookPr" => {
                    self.date_1904 |= tag.is_set("date1904");
                }
                Token::Close(name) => whole |= name == b"workbook",
                Token::Open(_) => {}
            }
        }
        if whole { Ok(()) } else { Err(scanner.error("it ends too early")) }
    }
}

fn visibility(state: Option<&str>) -> Visibility {
    match state {
        Some("hidden") => Visibility::Hidden,
        Some("veryHidden") => Visibility::VeryHidden,
        _ => Visibility::Visible,
    }
}

/// The folder of a part, with its stroke, and where its relationships are.
pub(super) fn folder_and_rels(part: &str) -> (String, String) {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let rels = format!("{folder}_rels/{file}.rels");
    (folder, rels)
}

/// The relationships of a part by their id.
pub(in crate::sheet::read) fn relations_of(
    archive: &mut Archive<'_>,
    part: &str,
) -> Result<IndexMap<String, Relation>, ReadError> {
    let (folder, rels) = folder_and_rels(part);
    relations(archive, &rels, &folder)
}

/// The relationships in a part by their id; none if there is no such part.
pub(in crate::sheet) fn relations(
    archive: &mut Archive<'_>,
    path: &str,
    folder: &str,
) -> Result<IndexMap<String, Relation>, ReadError> {
    let (limit, memory) = (archive.limit(), archive.memory().clone());
    let mut found = IndexMap::new();
    let Some(part) = archive.part(path)? else { return Ok(found) };
    let mut scanner = Scanner::new(part, path, limit)?;
    while let Some(token) = scanner.tag()? {
        let Token::Open(tag) = token else { continue };
        if tag.name != b"Relationship" || tag.get("TargetMode").as_deref() == Some("External") {
            continue;
        }
        let (Some(id), Some(kind), Some(target)) =
            (tag.get("Id"), tag.get("Type"), tag.get("Target"))
        else {
            continue;
        };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        [&*id, &*kind, &*target].into_iter().try_for_each(|text| memory.keep_text(text))?;
        found.insert(id.into_owned(), Relation { kind, part: resolve(folder, &target) });
    }
    Ok(found)
}

/// A target as a path from the top of the archive.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(from_top) = target.strip_prefix('/') {
        return from_top.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_from_their_folder() {
        for (folder, target, expected) in [
            ("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "../shared.xml", "shared.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("xl/", "..\\..\\..\\etc", "etc"),
        ] {
            assert_eq!(resolve(folder, target), expected);
        }
    }
}
