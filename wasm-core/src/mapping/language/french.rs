//! French.

use super::Language;

pub(super) const LANGUAGE: Language = Language {
    custom_field: &["champs personnalisés", "champ personnalisé"],
    key: &["clé de ticket", "clé du ticket"],
    id: &["id de ticket", "id du ticket"],
    parent_key: &["clé parent", "clé du parent"],
    accounts: &[
        (
            "assignee",
            &["id de personne assignée", "id de la personne assignée", "id du responsable"],
        ),
        ("reporter", &["id de rapporteur", "id du rapporteur"]),
        ("creator", &["id de créateur", "id du créateur"]),
    ],
    own: &[
        "type de projet",
        "chef de projet",
        "responsable de projet",
        "id du responsable de projet",
        "description du projet",
        "url du projet",
        "résumé du parent",
        "journal de travail",
    ],
    fields: &[
        ("subtasks", &["sous-tâches"]),
        ("issuekey", &["clé"]),
        ("summary", &["résumé", "titre"]),
        ("issuetype", &["type de ticket"]),
        ("project", &["projet", "clé de projet", "clé du projet", "espace"]),
        ("parent", &["élément parent", "ticket parent"]),
        ("status", &["état", "statut"]),
        ("priority", &["priorité"]),
        ("resolution", &["résolution"]),
        ("assignee", &["personne assignée", "attribution", "responsable"]),
        ("reporter", &["rapporteur"]),
        ("creator", &["créateur"]),
        ("environment", &["environnement"]),
        ("labels", &["étiquettes"]),
        ("components", &["composants"]),
        ("fixVersions", &["versions corrigées", "version corrigée"]),
        ("versions", &["versions affectées", "affecte les versions"]),
        ("duedate", &["date d'échéance", "échéance"]),
        ("created", &["création", "création le", "créé"]),
        ("updated", &["mise à jour", "mise à jour le", "mis à jour"]),
        ("resolutiondate", &["résolue", "résolu"]),
        ("timeoriginalestimate", &["estimation originale"]),
        ("timeestimate", &["estimation restante"]),
        ("timespent", &["temps passé", "temps consacré"]),
    ],
};
