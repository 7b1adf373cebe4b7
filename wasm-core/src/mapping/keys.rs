//! Which column holds the keys of the rows' issues, where no header says so surely.
//!
//! A row whose issue is missed would be made a second time, and a key that only refers to another
//! issue would have that one written over. So the cells are looked at, and what they do not tell is
//! asked.

use std::collections::BTreeSet;

use super::MappedTo;
use super::guess::{Guess, Reason};
use super::header::fold;
use super::jira_csv::{ENOUGH, own_marks};
use super::key_cells::{KeyCells, all_numbers};
use super::propose::{Matcher, header_text, mapped_field, shown};
use crate::finding::{Finding, Place};
use crate::message::Message;
use crate::schema::FieldType;
use crate::sheet::Table;

/// Words of which a header is made that names the rows' own issues.
const KEY_WORDS: &[&str] = &[
    "#",
    "anahtar",
    "avain",
    "bilet",
    "chave",
    "chiave",
    "clave",
    "clé",
    "clef",
    "code",
    "hyperlink",
    "id",
    "incidencia",
    "issue",
    "item",
    "jira",
    "key",
    "klíč",
    "klucz",
    "kulcs",
    "link",
    "llave",
    "nøgle",
    "no",
    "nr",
    "num",
    "number",
    "numéro",
    "número",
    "nummer",
    "numer",
    "nyckel",
    "ref",
    "schlüssel",
    "segnalazione",
    "sleutel",
    "ticket",
    "tickets",
    "url",
    "vorgang",
    "vorgangsnr",
    "vorgangsnummer",
    "work",
    "zgłoszenia",
    "zgłoszenie",
    "задача",
    "задачи",
    "запрос",
    "запроса",
    "ключ",
    "номер",
    "проблема",
    "проблемы",
    "キー",
    "课题",
    "課題",
    "課題キー",
    "키",
    "关键字",
];

/// Words between them.
const FILLERS: &[&str] =
    &["da", "de", "del", "der", "des", "di", "do", "du", "la", "le", "of", "our", "the"];

/// Stems of headers over issues that a row refers to.
const RELATIONS: &[&str] = &[
    "parent",
    "epic",
    "linked",
    "links",
    "block",
    "relat",
    "depend",
    "duplic",
    "clone",
    "cause",
    "predecessor",
    "successor",
    "child",
    "sub-task",
    "subtask",
    "supersede",
    "implement",
    "previous",
    "split",
    "übergeordnet",
    "verknüpf",
    "blockier",
    "abhäng",
    "vorgänger",
    "nachfolger",
    "principal",
    "superior",
    "vinculad",
    "bloque",
    "bloqu",
    "padre",
    "hijo",
    "élément parent",
    "lié",
    "dépend",
    "doublon",
    "pai",
    "filho",
    "nadrzędn",
    "powiązan",
    "blokuj",
    "zależn",
    "родител",
    "связан",
    "блокир",
    "дубл",
    "親",
    "リンク",
    "ブロック",
    "关联",
    "父",
];

/// One in so many is still a part that counts.
const HALF: usize = 2;

/// Whether the projects that a column's keys begin with are on the site.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnSite {
    Unknown,
    All,
    Some,
    None,
}

fn on_site(cells: &KeyCells, spaces: Option<&BTreeSet<String>>) -> OnSite {
    let Some(spaces) = spaces else { return OnSite::Unknown };
    match cells.spaces.intersection(spaces).count() {
        0 => OnSite::None,
        count if count == cells.spaces.len() => OnSite::All,
        _ => OnSite::Some,
    }
}

/// What a column is as far as its header and its cells tell.
enum Nature {
    /// The rows' keys.
    Keys,
    /// Keys, but perhaps of other issues.
    Doubtful,
    /// IDs that mean something in the file alone.
    OwnIds,
    /// Anything else.
    Other,
}

fn nature(header: Option<&str>, guess: &Guess, cells: &KeyCells, on_site: OnSite) -> Nature {
    let named = guess.mapped == MappedTo::RowId || header.is_some_and(says_key);
    let all = cells.all_keys() && cells.none_twice();
    let most = cells.keys * HALF >= cells.filled;
    match on_site {
        _ if cells.all_numbers() => match named && cells.none_twice() {
            true => Nature::OwnIds,
            false => Nature::Other,
        },
        _ if cells.keys == 0 => Nature::Other,
        OnSite::None if all && named => Nature::OwnIds,
        OnSite::None => Nature::Other,
        OnSite::All | OnSite::Unknown if all && named => Nature::Keys,
        OnSite::All | OnSite::Some if named => Nature::Doubtful,
        // Where most keys are there several times, they are of something that rows share.
        _ if most && (named || cells.different * HALF > cells.keys) => Nature::Doubtful,
        _ => Nature::Other,
    }
}

/// Whether a header is made of nothing but words for an issue and its key.
fn says_key(header: &str) -> bool {
    let folded = fold(header);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '#');
    let mut words = words.filter(|word| !word.is_empty() && !FILLERS.contains(word)).peekable();
    words.peek().is_some() && words.all(|word| KEY_WORDS.contains(&word))
}

/// Whether a header says that a row refers to the issues below it.
fn says_relation(header: &str) -> bool {
    let folded = fold(header);
    RELATIONS.iter().any(|stem| folded.contains(stem))
}

/// Whether the header leaves open what the column is.
fn is_open(matcher: &Matcher<'_>, guess: &Guess) -> bool {
    match (&guess.mapped, guess.reason) {
        (MappedTo::RowId, _) | (_, Reason::Nothing) => true,
        (MappedTo::Field(id), Reason::LooseAlias) => {
            matcher.field(id).is_some_and(|field| field.kind != FieldType::Parent)
        }
        _ => false,
    }
}

/// The columns that are known to hold the key by their header.
fn of_key(matcher: &Matcher<'_>, guesses: &[Guess]) -> Vec<usize> {
    let is_key = |guess: &Guess| {
        let field = mapped_field(guess).and_then(|id| matcher.field(id));
        field.is_some_and(|field| field.kind == FieldType::Key)
    };
    (0..guesses.len()).filter(|&position| is_key(&guesses[position])).collect()
}

/// The columns of which the cells have to tell whether they hold the rows' keys, with what they
/// hold. None where a header says it.
fn candidates(table: &Table, matcher: &Matcher<'_>, guesses: &[Guess]) -> Vec<(usize, KeyCells)> {
    let known = of_key(matcher, guesses);
    let header = |position: usize| header_text(&table.columns[position]);
    let open = |&position: &usize| {
        let relation = header(position).is_some_and(says_relation);
        is_open(matcher, &guesses[position]) && !relation
    };
    let positions: Vec<usize> = match known.len() {
        0 => (0..guesses.len()).filter(open).collect(),
        1 => Vec::new(),
        _ if differ(table, &known) => known,
        _ => Vec::new(),
    };
    positions.into_iter().map(|position| (position, KeyCells::of(table, position))).collect()
}

/// Whether some row has different texts in these columns.
fn differ(table: &Table, positions: &[usize]) -> bool {
    table.rows.iter().any(|row| {
        let texts = positions.iter().filter_map(|&at| row.cells.get(at));
        let texts: BTreeSet<String> = texts.map(|cell| fold(&cell.to_text())).collect();
        texts.len() > 1
    })
}

/// Keys of the projects that have to be looked up on the site before it is clear which column holds
/// the rows' keys.
pub(super) fn spaces_in_doubt(
    table: &Table,
    matcher: &Matcher<'_>,
    guesses: &[Guess],
) -> BTreeSet<String> {
    candidates(table, matcher, guesses).into_iter().flat_map(|(_, cells)| cells.spaces).collect()
}

/// Settles which column holds the keys. `spaces` are those of the named projects that the site has,
/// as far as anybody looked.
pub(super) fn settle(
    table: &Table,
    matcher: &Matcher<'_>,
    spaces: Option<&BTreeSet<String>>,
    guesses: &mut [Guess],
    findings: &mut Vec<Finding>,
) {
    let known = of_key(matcher, guesses);
    for &position in &known {
        let by_header = guesses[position].reason != Reason::Content;
        if by_header && all_numbers(table, position) {
            guesses[position] = Guess::asked();
            findings.push(question(table, position));
        }
    }
    if let [_] = known.as_slice() {
        return;
    }
    let mut keys = Vec::new();
    let mut doubtful = Vec::new();
    let mut own = Vec::new();
    for (position, cells) in candidates(table, matcher, guesses) {
        let header = header_text(&table.columns[position]);
        match nature(header, &guesses[position], &cells, on_site(&cells, spaces)) {
            Nature::Keys => keys.push(position),
            Nature::Doubtful => doubtful.push(position),
            Nature::OwnIds => own.push((position, cells.all_numbers())),
            Nature::Other => {}
        }
    }
    match (keys.as_slice(), doubtful.as_slice()) {
        ([], []) if known.is_empty() => own_ids(table, &own, guesses, findings),
        ([], []) => {}
        (&[position], _) => take(table, matcher, position, &known, guesses, findings),
        _ => {
            for &position in keys.iter().chain(&doubtful) {
                guesses[position] = Guess::asked();
                findings.push(question(table, position));
            }
        }
    }
}

/// Takes the one column that fits for the key, and of others that say so the better one.
fn take(
    table: &Table,
    matcher: &Matcher<'_>,
    position: usize,
    known: &[usize],
    guesses: &mut [Guess],
    findings: &mut Vec<Finding>,
) {
    let Some(field) = matcher.fields.iter().find(|field| field.kind == FieldType::Key) else {
        return;
    };
    if known.is_empty() {
        let header = shown(&table.columns[position]);
        let message = Message::new("column-holds-keys").with("header", header);
        findings.push(Finding::info(message, at(table, position)));
    }
    guesses[position] = Guess::field(field, Reason::Id);
}

/// Takes the file's own IDs, and asks where they may be Jira's: its own CSV without the key.
fn own_ids(
    table: &Table,
    own: &[(usize, bool)],
    guesses: &mut [Guess],
    findings: &mut Vec<Finding>,
) {
    if let Some(position) = guesses.iter().position(|guess| guess.issue_id)
        // The column of numbers itself is no more than one such mark.
        && own_marks(table) >= 2 * ENOUGH
        && all_numbers(table, position)
    {
        guesses[position] = Guess::asked();
        findings.push(question(table, position));
        return;
    }
    let taken = guesses.iter().position(|guess| guess.mapped == MappedTo::RowId);
    let ids = own.iter().find(|(position, _)| taken.is_none_or(|taken| taken == *position));
    let Some(&(position, numbers)) = ids else { return };
    let code = match numbers {
        // That an ID is one needs no word.
        true if taken.is_some() => return,
        true => "column-row-ids",
        false => "column-foreign-keys",
    };
    let message = Message::new(code)
        .with("header", shown(&table.columns[position]))
        .with("value", sample(table, position));
    let finding = match numbers {
        true => Finding::info(message, at(table, position)),
        false => Finding::warning(message, at(table, position)),
    };
    findings.push(finding);
    if taken.is_none() {
        guesses[position] = Guess::row_id(Reason::LooseAlias);
    }
}

fn at(table: &Table, position: usize) -> Place {
    Place::column(&table.sheet, table.columns[position].index)
}

/// What has to be answered about a column before anything is planned.
pub(super) fn question(table: &Table, position: usize) -> Finding {
    let code = match all_numbers(table, position) {
        true => "column-of-numbers",
        false => "column-of-keys",
    };
    let message = Message::new(code)
        .with("header", shown(&table.columns[position]))
        .with("value", sample(table, position));
    Finding::error(message, at(table, position))
}

/// The first cell that holds anything.
fn sample(table: &Table, position: usize) -> String {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(position));
    let mut texts = cells.map(|cell| cell.to_text()).filter(|text| !text.trim().is_empty());
    texts.next().unwrap_or_default()
}
