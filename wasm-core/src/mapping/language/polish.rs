//! Polish.

use super::Language;

pub(super) const LANGUAGE: Language = Language {
    custom_field: &["pole niestandardowe", "pola niestandardowe", "pole własne"],
    key: &["klucz zgłoszenia"],
    id: &["identyfikator zgłoszenia", "id. zgłoszenia", "id zgłoszenia"],
    parent_key: &["klucz elementu nadrzędnego", "klucz nadrzędny"],
    accounts: &[
        (
            "assignee",
            &["identyfikator osoby przypisanej", "id. osoby przypisanej", "id osoby przypisanej"],
        ),
        ("reporter", &["identyfikator zgłaszającego", "id. zgłaszającego", "id zgłaszającego"]),
        ("creator", &["identyfikator twórcy", "id. twórcy", "id twórcy"]),
    ],
    own: &[
        "typ projektu",
        "kierownik projektu",
        "opis projektu",
        "adres url projektu",
        "dziennik pracy",
    ],
    fields: &[
        ("issuekey", &["klucz"]),
        ("summary", &["podsumowanie"]),
        ("issuetype", &["typ zgłoszenia"]),
        ("project", &["klucz projektu"]),
        ("parent", &["element nadrzędny"]),
        ("priority", &["priorytet"]),
        ("resolution", &["rozwiązanie"]),
        ("assignee", &["osoba przypisana", "przypisany", "przypisana osoba"]),
        ("reporter", &["zgłaszający", "osoba zgłaszająca"]),
        ("creator", &["twórca"]),
        ("description", &["opis"]),
        ("environment", &["środowisko"]),
        ("labels", &["etykiety"]),
        ("components", &["komponenty", "składniki"]),
        ("fixVersions", &["wersje naprawcze", "wersje z poprawką", "naprawione wersje"]),
        ("versions", &["wersje, których to dotyczy", "dotyczy wersji"]),
        ("duedate", &["termin realizacji", "termin wykonania"]),
        ("created", &["utworzono"]),
        ("updated", &["zaktualizowano"]),
        ("resolutiondate", &["rozwiązano"]),
        ("timeoriginalestimate", &["oszacowanie pierwotne", "pierwotne oszacowanie"]),
        ("timeestimate", &["pozostałe oszacowanie"]),
        ("timespent", &["poświęcony czas", "czas pracy"]),
    ],
};
