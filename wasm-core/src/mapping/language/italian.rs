//! Italian.

use super::Language;

pub(super) const LANGUAGE: Language = Language {
    custom_field: &["campo personalizzato", "campi personalizzati"],
    key: &["chiave ticket", "chiave segnalazione", "chiave del ticket"],
    id: &["id ticket", "id segnalazione", "id del ticket"],
    parent_key: &["chiave padre", "chiave principale"],
    accounts: &[
        ("assignee", &["id assegnatario", "id dell'assegnatario"]),
        ("reporter", &["id segnalatore", "id del segnalatore"]),
        ("creator", &["id autore", "id dell'autore"]),
    ],
    own: &[
        "tipo di progetto",
        "responsabile del progetto",
        "descrizione del progetto",
        "url del progetto",
    ],
    fields: &[
        ("issuekey", &["chiave"]),
        ("summary", &["riepilogo", "titolo"]),
        ("issuetype", &["tipo segnalazione", "tipo di ticket", "tipo ticket"]),
        ("project", &["progetto", "chiave progetto", "chiave del progetto"]),
        ("status", &["stato"]),
        ("priority", &["priorità"]),
        ("resolution", &["risoluzione"]),
        ("assignee", &["assegnatario"]),
        ("reporter", &["segnalatore"]),
        ("description", &["descrizione"]),
        ("labels", &["etichette"]),
        ("components", &["componenti"]),
        ("duedate", &["data di scadenza", "scadenza"]),
        ("created", &["data creazione", "creato"]),
        ("updated", &["aggiornato", "aggiornata"]),
        ("resolutiondate", &["risolto"]),
        ("timeoriginalestimate", &["stima originale"]),
        ("timeestimate", &["stima rimanente"]),
        ("timespent", &["tempo impiegato"]),
    ],
};
