//! Where the columns of a further sheet stand.

use super::layout::{ID, Use};
use super::words;
use crate::job::FurtherSheet;
use crate::mapping::{detail_fits, fold, split_detail};

/// The columns of a layout among the headers of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns {
    /// Position of each column of the layout.
    positions: Vec<Option<usize>>,
    /// What stands in parentheses behind its name: a zone, a unit.
    details: Vec<Option<String>>,
}

/// By what a header says which column it is, the surest first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Name,
    Word,
    /// A word for any ID: the file's own of a row, where nothing else says which work item is
    /// meant, else that of the entry.
    AnyId,
}

impl Columns {
    /// Finds the columns by their names, else by words for them.
    pub(super) fn of(kind: FurtherSheet, headers: &[Option<&str>]) -> Self {
        let layout = kind.columns();
        let mut found =
            Self { positions: vec![None; layout.len()], details: vec![None; layout.len()] };
        for by in [By::Name, By::Word, By::AnyId] {
            for at in 0..layout.len() {
                found.find(kind, headers, at, by);
            }
        }
        found
    }

    fn find(&mut self, kind: FurtherSheet, headers: &[Option<&str>], at: usize, by: By) {
        if self.positions.get(at).is_none_or(Option::is_some) {
            return;
        }
        let free = headers.iter().enumerate().filter(|(position, _)| !self.takes(*position));
        let found = free.filter_map(|(position, header)| {
            let header = (*header)?;
            let whole = is(kind, at, header, by).then_some(None);
            let detailed = || {
                let (name, detail) = split_detail(header)?;
                let fits = detail_fits(detail, kind.columns().get(at)?.kind);
                (fits && is(kind, at, name, by)).then(|| Some(detail.to_owned()))
            };
            Some((position, whole.or_else(detailed)?))
        });
        if let Some((position, detail)) = found.min_by_key(|(position, _)| *position) {
            self.positions[at] = Some(position);
            self.details[at] = detail;
        }
    }

    fn takes(&self, position: usize) -> bool {
        self.positions.contains(&Some(position))
    }

    /// Where a column is.
    pub(super) fn position(&self, at: usize) -> Option<usize> {
        self.positions.get(at).copied().flatten()
    }

    /// What its header has in parentheses behind its name.
    pub(super) fn detail(&self, at: usize) -> Option<&str> {
        self.details.get(at)?.as_deref()
    }

    /// Whether a column is there.
    pub(super) fn has(&self, at: usize) -> bool {
        self.position(at).is_some()
    }

    /// Names of the columns that a sheet of new rows can't be without, and is; with that of the ids
    /// where they tell rows apart that an export wrote.
    pub(super) fn lacking(&self, kind: FurtherSheet, with_ids: bool) -> Vec<&'static str> {
        let needed =
            |role: Use| matches!(role, Use::Key | Use::Needed) || with_ids && role == Use::Id;
        let columns = kind.columns().iter().enumerate();
        let lacking = columns.filter(|(at, column)| needed(column.role) && !self.has(*at));
        lacking.map(|(_, column)| column.name).collect()
    }
}

fn is(kind: FurtherSheet, at: usize, header: &str, by: By) -> bool {
    let Some(column) = kind.columns().get(at) else { return false };
    let header = fold(header);
    match by {
        By::Name => header == fold(column.name),
        By::Word => words::is_word(&header, column),
        By::AnyId => (at == 0 || at == ID) && words::is_id(&header),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(kind: FurtherSheet, headers: &[&str]) -> Vec<Option<usize>> {
        let headers: Vec<_> = headers.iter().map(|header| Some(*header)).collect();
        Columns::of(kind, &headers).positions
    }

    #[test]
    fn columns_are_known_by_words_with_zones_and_units() {
        let kind = FurtherSheet::Worklogs;
        let headers = ["Vorgang", "Beginn (UTC)", "Dauer (min)", "Kommentar"].map(Some);
        let columns = Columns::of(kind, &headers);
        assert_eq!(columns.positions, [Some(0), None, None, Some(1), Some(2), Some(3)]);
        assert_eq!(columns.details[3].as_deref(), Some("UTC"));
        assert_eq!(columns.details[4].as_deref(), Some("min"));
        assert!(columns.lacking(kind, false).is_empty());
        let few = Columns::of(kind, &headers[..1]);
        assert_eq!(few.lacking(kind, false), ["Started", "Time spent"]);
    }

    #[test]
    fn an_id_is_the_rows_own_where_nothing_else_names_the_work_item() {
        let comments = FurtherSheet::Comments;
        let of = |headers: &[&str]| places(comments, headers)[..2].to_vec();
        assert_eq!(of(&["ID", "Author", "Comment"]), [Some(0), None]);
        assert_eq!(of(&["ID", "Key", "Comment"]), [Some(1), Some(0)]);
        assert_eq!(of(&["Key", "Comment ID", "Comment"]), [Some(0), Some(1)]);
    }
}
