//! Spanish.

use super::Language;

pub(super) const LANGUAGE: Language = Language {
    custom_field: &["campo personalizado", "campos personalizados"],
    key: &["clave de incidencia", "clave de la incidencia"],
    id: &["id de la incidencia", "id de incidencia"],
    parent_key: &["clave principal", "clave de la incidencia principal"],
    accounts: &[
        (
            "assignee",
            &["id de la persona asignada", "id de persona asignada", "id del responsable"],
        ),
        ("reporter", &["id del informador", "id de informador"]),
        ("creator", &["id del creador", "id de creador"]),
    ],
    own: &[
        "tipo de proyecto",
        "responsable del proyecto",
        "id del responsable del proyecto",
        "descripción del proyecto",
        "url del proyecto",
        "resumen principal",
        "registro de trabajo",
    ],
    fields: &[
        ("issuekey", &["clave"]),
        ("summary", &["resumen", "título"]),
        ("issuetype", &["tipo de incidencia"]),
        ("project", &["proyecto", "clave del proyecto", "clave de proyecto"]),
        ("parent", &["principal", "superior"]),
        ("status", &["estado"]),
        ("priority", &["prioridad"]),
        ("resolution", &["resolución"]),
        ("assignee", &["persona asignada", "responsable"]),
        ("reporter", &["informador"]),
        ("creator", &["creador"]),
        ("description", &["descripción"]),
        ("environment", &["entorno"]),
        ("labels", &["etiquetas"]),
        ("components", &["componentes"]),
        ("fixVersions", &["versiones corregidas", "versión corregida", "corregir en versiones"]),
        ("versions", &["versiones afectadas", "versión afectada", "afecta a las versiones"]),
        ("duedate", &["fecha de vencimiento", "vencimiento"]),
        ("created", &["creada", "creado"]),
        ("updated", &["actualizada", "actualizado"]),
        ("resolutiondate", &["resuelta", "resuelto"]),
        ("votes", &["votos"]),
        ("timeoriginalestimate", &["estimación original"]),
        ("timeestimate", &["estimación restante"]),
        ("timespent", &["tiempo trabajado", "tiempo empleado"]),
    ],
};
