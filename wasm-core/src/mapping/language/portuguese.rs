//! Portuguese.

use super::Language;

pub(super) const LANGUAGE: Language = Language {
    custom_field: &["campo personalizado"],
    key: &["chave da item", "chave do item"],
    id: &["id da item", "id do item"],
    parent_key: &["chave pai"],
    accounts: &[
        ("assignee", &["id do responsável"]),
        ("reporter", &["id do relator"]),
        ("creator", &["id do criador"]),
    ],
    own: &[
        "tipo de projeto",
        "líder do projeto",
        "id do líder do projeto",
        "descrição do projeto",
        "url do projeto",
        "registro de atividades",
    ],
    fields: &[
        ("issuekey", &["chave"]),
        ("summary", &["resumo"]),
        ("issuetype", &["tipo de item", "tipo do item"]),
        ("project", &["projeto", "chave do projeto"]),
        ("parent", &["pai"]),
        ("priority", &["prioridade"]),
        ("resolution", &["resolução"]),
        ("assignee", &["responsável"]),
        ("reporter", &["relator"]),
        ("creator", &["criador"]),
        ("description", &["descrição"]),
        ("environment", &["ambiente"]),
        ("labels", &["categorias"]),
        ("components", &["componentes"]),
        ("fixVersions", &["versões corrigidas", "versão corrigida"]),
        ("versions", &["versões afetadas", "versão afetada"]),
        ("duedate", &["data de vencimento", "data limite"]),
        ("created", &["criado"]),
        ("updated", &["atualizado", "atualizado(a)"]),
        ("resolutiondate", &["resolvido"]),
        ("timeoriginalestimate", &["estimativa original"]),
        ("timeestimate", &["estimativa restante"]),
        ("timespent", &["tempo gasto"]),
    ],
};
