//! What is to be said about each type of field: the source of `docs/fields.md`.

use std::fmt::Write;

use crate::schema::FieldType;

/// What a user may know about the fields of one type. Texts are Markdown on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldDoc {
    /// The type.
    pub kind: FieldType,
    /// What the type is called.
    pub name: &'static str,
    /// Jira's fields that are of this type.
    pub fields: &'static str,
    /// What a cell of an export shows.
    pub shows: &'static str,
    /// What a cell of an import may hold.
    pub enter: &'static str,
    /// What Jira refuses, although it can be entered.
    pub refuses: &'static str,
}

/// The entry of a type; each type has one, which a test sees to.
pub fn doc(kind: FieldType) -> Option<&'static FieldDoc> {
    let tables = [
        super::cascade::DOCS,
        super::computed::DOCS,
        super::day::DOCS,
        super::duration::DOCS,
        super::entity::DOCS,
        super::group::DOCS,
        super::instant::DOCS,
        super::issue::DOCS,
        super::labels::DOCS,
        super::lines::DOCS,
        super::number::DOCS,
        super::place::DOCS,
        super::raw::DOCS,
        super::related::DOCS,
        super::rich::DOCS,
        super::service::DOCS,
        super::sprint::DOCS,
        super::team::DOCS,
        super::text::DOCS,
        super::user::DOCS,
    ];
    tables.into_iter().flatten().find(|doc| doc.kind == kind)
}

/// `docs/fields.md` as it should be.
pub fn fields_markdown() -> String {
    let mut page = String::from(INTRODUCTION);
    for doc in FieldType::ALL.into_iter().filter_map(doc) {
        let several = if doc.kind.multi() { " Holds several values." } else { "" };
        let access = if doc.kind.writable() { "" } else { " Read-only." };
        // Writing to a string cannot fail.
        let _ = write!(
            page,
            "\n## {}\n\n{}.{several}{access}\n\n- **The cell shows:** {}\n- **You may enter:** {}\n\
             - **Jira refuses:** {}\n",
            doc.name, doc.fields, doc.shows, doc.enter, doc.refuses
        );
    }
    page
}

const INTRODUCTION: &str = "\
# Fields

What each type of field shows in a cell, what may be entered, and what Jira refuses. This page is
made from the code: `cargo run -p wasm-core --example fields_md > docs/fields.md`.

- A field's type is told by the schema that Jira sends, never by its name. Fields of the same name
  have their id in the header. A header without it is the field that the row's space and work type
  have; where they leave it open, you are asked.
- A cell that was not changed since the export never changes the work item, whatever it shows.
- Lists are written one value per line. On import `;` separates values too, and so does a comma
  where every part is a known name and the whole is none; a column may be
  repeated, as in Jira's own CSV.
- An empty cell leaves the field alone, unless the mapping says that it clears it.
- What a work item has may always stay: an archived version, an option that was disabled, a person
  who has left.
- Numbers, days, durations and people are never guessed: what could be read in two ways is refused.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_is_described_once_and_in_full() {
        for kind in FieldType::ALL {
            let doc = doc(kind).unwrap_or_else(|| panic!("{kind:?} is not described"));
            for text in [doc.name, doc.fields, doc.shows, doc.enter, doc.refuses] {
                assert!(!text.is_empty() && !text.contains('\n'), "{kind:?}: {text}");
            }
        }
    }

    #[test]
    fn the_committed_page_is_the_generated_one() {
        let committed = include_str!("../../../docs/fields.md");
        assert_eq!(committed, fields_markdown(), "run the example fields_md again");
    }
}
