//! Japanese.

use super::Language;

pub(super) const LANGUAGE: Language = Language {
    custom_field: &["カスタムフィールド", "カスタム フィールド"],
    key: &["課題キー", "作業項目キー"],
    id: &["課題 id", "課題id", "作業項目 id"],
    parent_key: &["親キー"],
    accounts: &[
        ("assignee", &["担当者 id", "担当者id"]),
        ("reporter", &["報告者 id", "報告者id"]),
        ("creator", &["作成者 id", "作成者id"]),
    ],
    own: &[
        "プロジェクトタイプ",
        "プロジェクト タイプ",
        "プロジェクトリード",
        "プロジェクト リード",
        "プロジェクトの説明",
        "作業ログ",
    ],
    fields: &[
        ("issuekey", &["キー"]),
        ("summary", &["要約"]),
        ("issuetype", &["課題タイプ", "課題 タイプ", "作業タイプ"]),
        ("project", &["プロジェクト", "プロジェクトキー", "プロジェクト キー"]),
        ("parent", &["親", "親課題"]),
        ("status", &["ステータス"]),
        ("priority", &["優先度"]),
        ("resolution", &["解決状況"]),
        ("assignee", &["担当者"]),
        ("reporter", &["報告者"]),
        ("creator", &["作成者"]),
        ("description", &["説明"]),
        ("environment", &["環境"]),
        ("labels", &["ラベル"]),
        ("components", &["コンポーネント"]),
        ("fixVersions", &["修正バージョン"]),
        ("versions", &["影響バージョン", "対象バージョン"]),
        ("duedate", &["期限", "期日"]),
        ("created", &["作成日"]),
        ("updated", &["更新日"]),
        ("resolutiondate", &["解決日"]),
        ("timeoriginalestimate", &["初期見積り", "初期見積もり"]),
        ("timeestimate", &["残余見積り", "残余見積もり"]),
        ("timespent", &["消費時間"]),
    ],
};
