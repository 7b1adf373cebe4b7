//! Other names under which files carry Jira's system fields.
//!
//! Three sources: the headers of Jira's own CSV export and import (which differ from the names on
//! the screen), the words people use in spreadsheets, and the names of the fields in some other
//! languages, for a file that was not made in the language of the site.

use std::collections::HashMap;

use super::Confidence::{self, Suggested, Sure};
use super::header::fold;

/// What an alias stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alias {
    /// A system field, by Jira's id.
    Field(&'static str),
    /// The file's own ID of a row.
    RowId,
    /// `Issue id` of Jira's CSV: Jira's numeric id, or the file's own, by what the cells hold.
    IssueId,
}

use Alias::{Field, IssueId, RowId};

/// Alias, what it stands for, and how sure that is.
const ALIASES: &[(Alias, Confidence, &[&str])] = &[
    (Field("issuekey"), Sure, KEY),
    (IssueId, Sure, &["issue id", "work item id", "vorgangs-id"]),
    (RowId, Sure, &["id", "row id", "rowid", "external id", "unique id", "zeilen-id", "ref"]),
    (RowId, Suggested, &["#", "no", "no.", "nr", "nr.", "number", "row", "lfd. nr.", "wbs"]),
    (Field("summary"), Sure, &["title", "issue summary", "titel", "titre", "título", "titolo"]),
    (Field("summary"), Sure, &["zusammenfassung", "résumé", "resumen", "resumo", "riepilogo"]),
    (Field("summary"), Suggested, &["name", "task name", "subject", "betreff", "aufgabe"]),
    (Field("issuetype"), Sure, ISSUE_TYPE),
    (Field("issuetype"), Suggested, &["type", "kind", "category", "typ", "tipo", "art"]),
    (Field("project"), Sure, PROJECT),
    (Field("parent"), Sure, PARENT),
    (Field("parent"), Suggested, &["belongs to", "parent task", "gehört zu", "epic"]),
    (Field("status"), Sure, &["estado", "statut", "stato", "issue status"]),
    (Field("status"), Suggested, &["state", "stage", "zustand", "progress"]),
    (Field("priority"), Sure, &["priorität", "priorité", "prioridad", "prioridade", "priorità"]),
    (Field("priority"), Suggested, &["prio", "importance", "urgency"]),
    (Field("resolution"), Sure, &["lösung", "résolution", "resolución", "resolução"]),
    (Field("assignee"), Sure, ASSIGNEE),
    (Field("assignee"), Suggested, &["owner", "responsible", "assignee id", "who"]),
    (Field("reporter"), Sure, &["reported by", "autor", "rapporteur", "informador", "melder"]),
    (Field("reporter"), Suggested, &["requester", "requested by", "author", "reporter id"]),
    (Field("description"), Sure, &["beschreibung", "descripción", "descrição", "descrizione"]),
    (Field("description"), Suggested, &["details", "notes", "text", "body"]),
    (Field("environment"), Sure, &["umgebung", "environnement", "entorno", "ambiente"]),
    (Field("labels"), Sure, &["label", "tags", "stichwörter", "étiquettes", "etiquetas"]),
    (Field("labels"), Suggested, &["tag", "keywords"]),
    (Field("components"), Sure, COMPONENTS),
    (Field("fixVersions"), Sure, FIX_VERSIONS),
    (Field("fixVersions"), Suggested, &["version", "release", "milestone", "releases"]),
    (Field("versions"), Sure, VERSIONS),
    (Field("duedate"), Sure, DUE),
    (Field("duedate"), Suggested, &["deadline", "finish", "end date", "termin", "target date"]),
    (Field("created"), Sure, &["erstellt", "création", "creada", "criado", "created date"]),
    (Field("updated"), Sure, &["aktualisiert", "mise à jour", "actualizada", "atualizado"]),
    (Field("resolutiondate"), Sure, &["resolved", "erledigt", "résolue"]),
    (Field("timeoriginalestimate"), Sure, ESTIMATE),
    (Field("timeoriginalestimate"), Suggested, &["estimate", "effort", "schätzung", "aufwand"]),
    (Field("timeestimate"), Sure, &["remaining estimate", "verbleibend"]),
    (Field("aggregatetimeestimate"), Sure, &["σ remaining estimate"]),
    (Field("aggregatetimeoriginalestimate"), Sure, &["σ original estimate"]),
    (Field("aggregatetimespent"), Sure, &["σ time spent"]),
    (Field("timespent"), Sure, &["time spent", "zeitaufwand", "temps consacré"]),
];

const KEY: &[&str] = &[
    "key",
    "issue key",
    "issuekey",
    "work item key",
    "jira key",
    "schlüssel",
    "vorgangsschlüssel",
    "vorgang",
    "clé",
    "clave",
    "chave",
    "chiave",
];

const ISSUE_TYPE: &[&str] = &[
    "issue type",
    "issuetype",
    "work type",
    "work item type",
    "vorgangstyp",
    "type de ticket",
    "tipo de incidencia",
    "tipo de item",
    "tipo segnalazione",
];

const PROJECT: &[&str] = &[
    "project",
    "project key",
    "space",
    "space key",
    "projekt",
    "projektschlüssel",
    "bereich",
    "projet",
    "espace",
    "proyecto",
    "projeto",
    "progetto",
];

const PARENT: &[&str] = &[
    "parent",
    "parent key",
    "parent id",
    "parent issue",
    "parent work item",
    "parent link",
    "epic link",
    "übergeordnet",
    "übergeordneter vorgang",
    "superior",
    "principal",
    "élément parent",
];

const ASSIGNEE: &[&str] = &[
    "assigned to",
    "assigned",
    "zugewiesene person",
    "zugewiesen an",
    "bearbeiter",
    "personne assignée",
    "responsable",
    "persona asignada",
    "responsável",
    "assegnatario",
];

const COMPONENTS: &[&str] =
    &["component/s", "component", "komponenten", "komponente", "composants", "componentes"];

const FIX_VERSIONS: &[&str] = &[
    "fix version/s",
    "fix version",
    "fixversion",
    "lösungsversion",
    "lösungsversionen",
    "versions corrigées",
    "versiones corregidas",
];

const VERSIONS: &[&str] = &[
    "affects version/s",
    "affects version",
    "affected version",
    "betroffene version",
    "betroffene versionen",
    "versions affectées",
    "versiones afectadas",
];

const DUE: &[&str] = &[
    "due",
    "due date",
    "duedate",
    "due on",
    "fälligkeitsdatum",
    "fällig",
    "fällig am",
    "date d'échéance",
    "échéance",
    "fecha de vencimiento",
    "vencimiento",
    "data de vencimento",
    "data di scadenza",
];

const ESTIMATE: &[&str] = &[
    "original estimate",
    "ursprüngliche schätzung",
    "estimation originale",
    "estimación original",
];

/// All aliases by their folded text.
pub(super) fn table() -> HashMap<String, (Alias, Confidence)> {
    let entries = ALIASES.iter().flat_map(|(alias, confidence, names)| {
        names.iter().map(move |name| (fold(name), (*alias, *confidence)))
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_alias_stands_for_two_things() {
        let count: usize = ALIASES.iter().map(|(_, _, names)| names.len()).sum();
        assert_eq!(table().len(), count);
    }

    #[test]
    fn aliases_are_found_in_any_case() {
        let table = table();
        assert_eq!(table.get(&fold("FIX VERSION/S")), Some(&(Field("fixVersions"), Sure)));
        assert_eq!(table.get(&fold("Fälligkeitsdatum")), Some(&(Field("duedate"), Sure)));
    }
}
