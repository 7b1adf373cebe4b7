//! What people call sheets of comments, worklogs and links, and the columns in them, in files that
//! Rowport did not write.

use super::layout::{Column, Use};
use crate::job::FurtherSheet;
use crate::mapping::{fold, is_known_word};
use crate::schema::FieldId;

/// Names of sheets, in English, German, French, Spanish and Japanese.
const SHEETS: &[(FurtherSheet, &[&str])] = &[
    (
        FurtherSheet::Comments,
        &[
            "comments",
            "comment",
            "kommentare",
            "kommentar",
            "commentaires",
            "commentaire",
            "comentarios",
            "comentario",
            "コメント",
        ],
    ),
    (
        FurtherSheet::Worklogs,
        &[
            "worklogs",
            "worklog",
            "work logs",
            "work log",
            "time log",
            "time logs",
            "logged time",
            "time tracking",
            "timesheet",
            "arbeitsprotokoll",
            "arbeitsprotokolle",
            "zeiterfassung",
            "zeitaufwand",
            "journal de travail",
            "journaux de travail",
            "temps passé",
            "registro de trabajo",
            "registros de trabajo",
            "作業ログ",
        ],
    ),
    (
        FurtherSheet::Links,
        &[
            "links",
            "link",
            "issue links",
            "linked issues",
            "linked work items",
            "dependencies",
            "verknüpfungen",
            "verknüpfte vorgänge",
            "vorgangsverknüpfungen",
            "abhängigkeiten",
            "liens",
            "tickets liés",
            "dépendances",
            "enlaces",
            "vínculos",
            "dependencias",
            "リンク",
        ],
    ),
    (
        FurtherSheet::Attachments,
        &["attachments", "anhänge", "anlagen", "pièces jointes", "adjuntos", "添付ファイル"],
    ),
    (FurtherSheet::History, &["change history", "history", "änderungshistorie", "historique"]),
    (
        FurtherSheet::Watchers,
        &["watchers", "beobachter", "observateurs", "observadores", "ウォッチャー"],
    ),
];

/// Words for columns, beside their own names.
const COLUMNS: &[(&str, &[&str])] = &[
    (
        "Comment",
        &[
            "comments",
            "comment body",
            "body",
            "text",
            "kommentar",
            "commentaire",
            "comentario",
            "コメント",
        ],
    ),
    ("Author", &["autor", "auteur", "ersteller", "verfasser", "person", "user", "作成者"]),
    (
        "Created",
        &[
            "date",
            "erstellt",
            "erstellt am",
            "datum",
            "créé",
            "date de création",
            "creado",
            "fecha",
            "作成日",
        ],
    ),
    (
        "Started",
        &[
            "start",
            "started at",
            "start date",
            "date",
            "begonnen",
            "beginn",
            "datum",
            "début",
            "commencé",
            "inicio",
            "iniciado",
            "fecha",
            "開始",
            "開始日時",
        ],
    ),
    (
        "Time spent",
        &[
            "time",
            "duration",
            "hours",
            "time logged",
            "zeitaufwand",
            "benötigte zeit",
            "dauer",
            "stunden",
            "temps passé",
            "temps consacré",
            "durée",
            "heures",
            "tiempo invertido",
            "tiempo dedicado",
            "duración",
            "horas",
            "作業時間",
            "時間",
        ],
    ),
    (
        "Relationship",
        &[
            "relation",
            "link type",
            "type",
            "link",
            "beziehung",
            "verknüpfungstyp",
            "verknüpfung",
            "typ",
            "relation",
            "type de lien",
            "relación",
            "tipo de enlace",
            "tipo",
            "関係",
        ],
    ),
    (
        "Linked key",
        &[
            "linked issue",
            "linked issue key",
            "linked work item",
            "target",
            "to",
            "verknüpfter vorgang",
            "ziel",
            "nach",
            "ticket lié",
            "cible",
            "ticket vinculado",
            "destino",
            "リンク先",
        ],
    ),
];

/// Words for the key of the work item, beside those that the table of work items knows.
const KEY: &[&str] =
    &["issue", "work item", "ticket", "jira", "from", "source", "von", "quelle", "de", "origen"];

/// Words for the file's own ID of a row, and for that of an entry where another column has the key.
const ID: &[&str] = &["id", "row id"];

/// What a sheet is called after, whatever number stands behind: `Comments (2)`.
pub(super) fn named(title: &str) -> Option<FurtherSheet> {
    let title = fold(title);
    let title = title.trim_end_matches(|c: char| c.is_ascii_digit() || " ()_-".contains(c));
    SHEETS.iter().find(|(_, names)| names.contains(&title)).map(|(kind, _)| *kind)
}

/// Whether a folded header is a word for a column.
pub(super) fn is_word(header: &str, column: &Column) -> bool {
    match column.role {
        Use::Key => KEY.contains(&header) || is_known_word(header, &FieldId::new("issuekey")),
        Use::Id => false,
        _ => COLUMNS.iter().any(|(name, words)| *name == column.name && words.contains(&header)),
    }
}

/// Whether a folded header is a word for an ID of whatever.
pub(super) fn is_id(header: &str) -> bool {
    ID.contains(&header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_named_in_several_languages_and_with_a_number() {
        for (title, kind) in [
            ("Comments", Some(FurtherSheet::Comments)),
            ("Comments (2)", Some(FurtherSheet::Comments)),
            ("KOMMENTARE", Some(FurtherSheet::Comments)),
            ("Zeiterfassung_1", Some(FurtherSheet::Worklogs)),
            ("Tickets liés", Some(FurtherSheet::Links)),
            ("Notes", None),
            ("Sheet2", None),
        ] {
            assert_eq!(named(title), kind, "{title}");
        }
    }

    #[test]
    fn words_are_folded() {
        let names = SHEETS.iter().flat_map(|(_, names)| *names);
        let columns = COLUMNS.iter().flat_map(|(_, words)| *words);
        for word in names.chain(columns).chain(KEY).chain(ID) {
            assert_eq!(fold(word), *word);
        }
        for (name, _) in COLUMNS {
            let known = FurtherSheet::ALL.iter().flat_map(|kind| kind.columns());
            assert!(known.into_iter().any(|column| column.name == *name), "{name}");
        }
    }
}
