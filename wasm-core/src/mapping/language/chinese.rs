//! Chinese.

use super::Language;

pub(super) const LANGUAGE: Language = Language {
    custom_field: &["自定义字段", "自訂欄位"],
    key: &["问题关键字", "事务关键字", "議題索引鍵"],
    id: &["问题id", "问题 id", "事务id", "事务 id"],
    parent_key: &["父级关键字", "父关键字"],
    accounts: &[
        ("assignee", &["经办人id", "经办人 id"]),
        ("reporter", &["报告人id", "报告人 id"]),
        ("creator", &["创建者id", "创建者 id"]),
    ],
    own: &["项目类型", "项目负责人", "项目描述", "项目网址"],
    fields: &[
        ("issuekey", &["关键字"]),
        ("summary", &["概要"]),
        ("issuetype", &["问题类型", "事务类型"]),
        ("project", &["项目", "项目关键字"]),
        ("parent", &["父级"]),
        ("status", &["状态"]),
        ("priority", &["优先级"]),
        ("resolution", &["解决结果"]),
        ("assignee", &["经办人"]),
        ("reporter", &["报告人"]),
        ("creator", &["创建者"]),
        ("description", &["描述"]),
        ("environment", &["环境"]),
        ("labels", &["标签"]),
        ("components", &["模块"]),
        ("fixVersions", &["修复的版本"]),
        ("versions", &["影响版本"]),
        ("duedate", &["到期日"]),
        ("created", &["创建日期"]),
        ("updated", &["已更新"]),
        ("resolutiondate", &["已解决"]),
        ("timeoriginalestimate", &["初始预估"]),
        ("timeestimate", &["剩余的估算"]),
        ("timespent", &["耗费时间"]),
    ],
};
