//! Jira's own CSV in its languages.

use super::super::propose;
use super::super::testing::{field, fields, shown, table};
use crate::finding::Severity;
use crate::mapping::jira_csv::is_jira_csv;
use crate::schema::FieldType;

/// What becomes of the headers, and whether the table is known as Jira's own without its ids too.
fn read(headers: &str) -> String {
    let mut site = fields();
    site.push(field("timespent", "Time Spent", FieldType::Duration));
    site.push(field("resolutiondate", "Resolved", FieldType::DateTime));
    site.push(field("environment", "Environment", FieldType::RichText));
    site.push(field("creator", "Creator", FieldType::User));
    let table = table(headers);
    let (mapping, findings) = propose(&table, &site, None);
    let told = findings.iter().filter(|finding| finding.severity > Severity::Info);
    assert_eq!(told.count(), 0, "{findings:?}");
    assert!(is_jira_csv(&table), "{headers}");
    shown(&mapping)
}

macro_rules! language {
    ($name:ident, $headers:expr) => {
        #[test]
        fn $name() {
            insta::assert_snapshot!(read($headers));
        }
    };
}

language!(
    english,
    "Summary | Issue key | Issue Type | Status | Project key | Project name | Project type | \
     Project lead | Project lead id | Priority | Resolution | Assignee | Assignee Id | Reporter | \
     Reporter Id | Creator | Creator Id | Created | Updated | Labels | Labels | Parent | \
     Parent key | Parent summary | Custom field (Story Points) | Status Category"
);
language!(
    german,
    "Zusammenfassung | Vorgangsschlüssel | Vorgangs-ID | Vorgangstyp | Status | Projektschlüssel | \
     Projektname | Projekttyp | Projektleiter | ID des Projektleiters | Priorität | Lösung | \
     Zugewiesene Person | ID der zugewiesenen Person | Autor | ID des Autors | Ersteller | \
     Ersteller-ID | Erstellt | Aktualisiert | Erledigt | Fälligkeitsdatum | Beschreibung | \
     Umgebung | Ursprüngliche Schätzung | Benötigte Zeit | Stichwörter | Stichwörter | Komponenten | \
     Lösungsversionen | Betroffene Versionen | Benutzerdefinierte Felder (Story Points) | \
     Übergeordnet | Übergeordneter Schlüssel"
);
language!(
    spanish,
    "Resumen | Clave de incidencia | ID de la incidencia | Tipo de Incidencia | Estado | \
     Clave del proyecto | Prioridad | Resolución | Persona asignada | ID de la persona asignada | \
     Informador | ID del informador | Creada | Actualizada | Resuelta | Fecha de vencimiento | \
     Descripción | Entorno | Estimación original | Tiempo Trabajado | Etiquetas | Componentes | \
     Versiones corregidas | Versiones afectadas | Campo personalizado (Story Points) | Principal | \
     Clave principal | Parent summary"
);
language!(
    french,
    "Résumé | Clé de ticket | ID de ticket | Type de ticket | État | Clé de projet | Priorité | \
     Résolution | Personne assignée | ID de personne assignée | Rapporteur | ID du rapporteur | \
     Création | Mise à jour | Date d'échéance | Description | Environnement | Étiquettes | \
     Composants | Versions corrigées | Champs personnalisés (Story Points) | Élément parent | \
     Clé parent"
);
language!(
    portuguese,
    "Resumo | Chave da item | ID da item | Tipo de item | Status | Chave do projeto | Prioridade | \
     Resolução | Responsável | ID do responsável | Relator | ID do relator | Criado | \
     Atualizado(a) | Resolvido | Descrição | Estimativa original | Tempo gasto | Categorias | \
     Versões corrigidas | Campo personalizado (Story Points) | Pai | Chave pai"
);
language!(
    polish,
    "Podsumowanie | Klucz zgłoszenia | Id. zgłoszenia | Typ zgłoszenia | Status | Klucz projektu | \
     Priorytet | Rozwiązanie | Osoba przypisana | Zgłaszający | Utworzono | Zaktualizowano | Opis | \
     Etykiety | Komponenty | Pole niestandardowe (Story Points) | Element nadrzędny | Parent summary"
);
language!(
    italian,
    "Riepilogo | Chiave segnalazione | ID segnalazione | Tipo segnalazione | Stato | Priorità | \
     Assegnatario | Segnalatore | Descrizione | Etichette | Campo personalizzato (Story Points)"
);
language!(
    russian,
    "Тема | Ключ проблемы | ID проблемы | Тип задачи | Статус | Приоритет | Исполнитель | Автор | \
     Создано | Обновлено | Описание | Метки | Компоненты | Пользовательское поле (Story Points)"
);
language!(
    japanese,
    "要約 | 課題キー | 課題 ID | 課題タイプ | ステータス | 優先度 | 担当者 | 報告者 | 作成日 | 更新日 | 説明 | \
     ラベル | コンポーネント | カスタムフィールド (Story Points)"
);
language!(
    chinese,
    "概要 | 问题关键字 | 问题ID | 问题类型 | 状态 | 优先级 | 经办人 | 报告人 | 创建日期 | 已更新 | 描述 | 标签 | 模块 | \
     自定义字段 (Story Points)"
);
