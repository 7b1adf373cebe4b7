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
use super::key_evidence::{Evidence, KeysInDoubt, KeysOnSite, evidence};
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

/// Of these, words of a header under which keys of other issues stand as often: what the row is
/// about has an identity of its own then.
const REFERENCES: &[&str] = &["code", "hyperlink", "link", "ref", "url"];

/// Of these, words that count something without saying what.
const NUMBERS: &[&str] =
    &["#", "id", "no", "nr", "num", "number", "numéro", "número", "nummer", "numer", "номер"];

/// The word that says whose numbers they are.
const PROGRAM: &str = "jira";

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
    match cells.spaces.keys().filter(|space| spaces.contains(*space)).count() {
        0 => OnSite::None,
        count if count == cells.spaces.len() => OnSite::All,
        _ => OnSite::Some,
    }
}

/// What a column is as far as its header and its cells tell.
#[derive(Clone, Copy, PartialEq, Eq)]
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

/// What a header says of the keys below it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// That they are of the rows' own issues.
    Key,
    /// That they are of issues, the rows' own or others.
    Perhaps,
    /// That the row refers to them.
    Relation,
    /// Nothing.
    Nothing,
}

fn nature(says: Says, cells: &KeyCells, on_site: OnSite, evidence: Evidence) -> Nature {
    let named = matches!(says, Says::Key | Says::Perhaps);
    let all = cells.all_keys() && cells.none_twice();
    let same = all && evidence == Evidence::Same;
    let most = cells.keys.len() * HALF >= cells.filled;
    match on_site {
        _ if cells.all_numbers() => match named && cells.none_twice() {
            true => Nature::OwnIds,
            false => Nature::Other,
        },
        _ if cells.keys.is_empty() => Nature::Other,
        // Rows that say what the issues say would make these a second time.
        _ if says == Says::Relation => {
            if same {
                Nature::Doubtful
            } else {
                Nature::Other
            }
        }
        OnSite::None if all && named => Nature::OwnIds,
        OnSite::None => Nature::Other,
        OnSite::All | OnSite::Unknown if all && says == Says::Key || same => Nature::Keys,
        _ if named => Nature::Doubtful,
        // Where most keys are there several times, they are of something that rows share.
        _ if most && cells.different * HALF > cells.keys.len() => Nature::Doubtful,
        _ => Nature::Other,
    }
}

/// What a header says: one that is made of nothing but words for an issue and its key is of those.
fn says(header: Option<&str>, guess: &Guess) -> Says {
    let folded = header.map(fold).unwrap_or_default();
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '#');
    let words: Vec<&str> =
        words.filter(|word| !word.is_empty() && !FILLERS.contains(word)).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let only = |list: &[&str]| words.iter().all(|word| list.contains(word));
    if header.is_some_and(says_relation) {
        Says::Relation
    } else if words.is_empty() || !only(KEY_WORDS) {
        if guess.mapped == MappedTo::RowId { Says::Perhaps } else { Says::Nothing }
    } else if has(REFERENCES) || has(&[PROGRAM]) && only(&[NUMBERS, &[PROGRAM]].concat()) {
        Says::Perhaps
    } else {
        Says::Key
    }
}

/// Whether a header says that a row refers to the issues below it.
pub(super) fn says_relation(header: &str) -> bool {
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

/// A column of which the cells have to tell whether it holds the rows' keys.
struct Candidate {
    position: usize,
    cells: KeyCells,
    says: Says,
}

/// These columns. None where a header says which it is.
fn candidates(table: &Table, matcher: &Matcher<'_>, guesses: &[Guess]) -> Vec<Candidate> {
    let known = of_key(matcher, guesses);
    let open = || (0..guesses.len()).filter(|&at| is_open(matcher, &guesses[at])).collect();
    let positions: Vec<usize> = match known.as_slice() {
        [] => open(),
        &[position] if is_blank(table, position) => open(),
        [_] => Vec::new(),
        _ if differ(table, &known) => known,
        _ => Vec::new(),
    };
    let candidate = |position: usize| {
        let says = says(header_text(&table.columns[position]), &guesses[position]);
        Candidate { position, cells: KeyCells::of(table, position), says }
    };
    positions.into_iter().map(candidate).collect()
}

/// Whether a column holds nothing: the rows have no keys there, as new ones have none.
fn is_blank(table: &Table, position: usize) -> bool {
    let mut cells = table.rows.iter().filter_map(|row| row.cells.get(position));
    cells.all(|cell| cell.to_text().trim().is_empty())
}

/// Whether some row has different texts in these columns.
fn differ(table: &Table, positions: &[usize]) -> bool {
    table.rows.iter().any(|row| {
        let texts = positions.iter().filter_map(|&at| row.cells.get(at));
        let texts: BTreeSet<String> = texts.map(|cell| fold(&cell.to_text())).collect();
        texts.len() > 1
    })
}

/// What has to be looked up on the site before it is clear which column holds the rows' keys.
pub(super) fn in_doubt(table: &Table, matcher: &Matcher<'_>, guesses: &[Guess]) -> KeysInDoubt {
    let candidates = candidates(table, matcher, guesses);
    KeysInDoubt::of(candidates.iter().map(|candidate| &candidate.cells))
}

/// Settles which column holds the keys, with what the site has of those in doubt, as far as anybody
/// looked.
pub(super) fn settle(
    table: &Table,
    matcher: &Matcher<'_>,
    found: Option<&KeysOnSite>,
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
    let candidates = candidates(table, matcher, guesses);
    let blank = matches!(known.as_slice(), &[position] if is_blank(table, position));
    if known.len() == 1 && !blank {
        return;
    }
    let mut columns = Columns::default();
    let summary = position_of(guesses, "summary");
    let spaces = found.and_then(|found| found.spaces.as_ref());
    for Candidate { position, cells, says } in candidates {
        let evidence = evidence(table, summary, &cells, found);
        match nature(says, &cells, on_site(&cells, spaces), evidence) {
            // A column of keys that is empty says that the rows are new.
            Nature::Keys if blank && evidence != Evidence::Same => columns.doubtful.push(position),
            Nature::Keys => columns.keys.push((position, says, evidence)),
            Nature::Doubtful => columns.doubtful.push(position),
            Nature::OwnIds => columns.own.push((position, cells.all_numbers())),
            Nature::Other => {}
        }
    }
    if blank && !columns.of_issues().is_empty() {
        guesses[known[0]] = Guess::empty();
    }
    match columns.the_key() {
        Some(key) => take(table, matcher, key, known.is_empty(), guesses, findings),
        None if !columns.of_issues().is_empty() => {
            for position in columns.of_issues() {
                guesses[position] = Guess::asked();
                findings.push(question(table, position));
            }
        }
        None if known.is_empty() || blank => own_ids(table, &columns.own, guesses, findings),
        None => {}
    }
}

/// The columns that may say which issues the rows are, by their nature.
#[derive(Default)]
struct Columns {
    keys: Vec<(usize, Says, Evidence)>,
    doubtful: Vec<usize>,
    own: Vec<(usize, bool)>,
}

impl Columns {
    /// The one column that fits for the key; of several the one whose issues say what the rows say.
    fn the_key(&self) -> Option<(usize, Says, Evidence)> {
        let mut same = self.keys.iter().filter(|(.., evidence)| *evidence == Evidence::Same);
        match (self.keys.as_slice(), same.next(), same.next()) {
            (&[one], ..) | (_, Some(&one), None) => Some(one),
            _ => None,
        }
    }

    /// Those that hold keys, the rows' own or others.
    fn of_issues(&self) -> Vec<usize> {
        self.keys.iter().map(|(position, ..)| *position).chain(self.doubtful.clone()).collect()
    }
}

/// Position of the column of a field.
fn position_of(guesses: &[Guess], field: &str) -> Option<usize> {
    let is = |guess: &Guess| mapped_field(guess).is_some_and(|id| id.as_str() == field);
    (0..guesses.len()).filter(|&at| is(&guesses[at])).min_by_key(|&at| guesses[at].reason)
}

/// Takes the one column that fits for the key, and of others that say so the better one.
fn take(
    table: &Table,
    matcher: &Matcher<'_>,
    (position, says, evidence): (usize, Says, Evidence),
    told: bool,
    guesses: &mut [Guess],
    findings: &mut Vec<Finding>,
) {
    let Some(field) = matcher.fields.iter().find(|field| field.kind == FieldType::Key) else {
        return;
    };
    guesses[position] = Guess::field(field, Reason::Id);
    let code = match (says, evidence) {
        (Says::Key, Evidence::Other) => "column-keys-differ",
        (Says::Key, _) if told => "column-holds-keys",
        (Says::Key, _) => return,
        _ => "column-keys-agree",
    };
    let message = Message::new(code).with("header", shown(&table.columns[position]));
    let finding = match code {
        "column-holds-keys" => Finding::info(message, at(table, position)),
        _ => Finding::warning(message, at(table, position)),
    };
    findings.push(finding);
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
