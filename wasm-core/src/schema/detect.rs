//! Telling a field's type from the schema that Jira sends.
//!
//! Names and `customfield_` numbers differ from site to site and repeat within one; the keys in
//! `schema.system` and `schema.custom` do not.

use super::FieldType;

/// Prefix of the custom fields that come with Jira.
const STANDARD: &str = "com.atlassian.jira.plugin.system.customfieldtypes:";

impl FieldType {
    /// The type of a field, from the members of its `schema`: `system`, `custom`, `type` and
    /// `items`. The issue key has no schema; pass its id, `issuekey`, as `system`.
    ///
    /// What is not known becomes [`FieldType::Unknown`].
    pub fn from_schema(
        system: Option<&str>,
        custom: Option<&str>,
        kind: &str,
        items: Option<&str>,
    ) -> Self {
        match (system, custom) {
            (Some(system), _) => of_system(system),
            (None, Some(custom)) => match custom.strip_prefix(STANDARD) {
                Some(name) => of_standard(name, kind, items),
                None => of_product(custom, kind, items),
            },
            (None, None) => Self::Unknown,
        }
    }
}

fn of_system(system: &str) -> FieldType {
    match system {
        "issuekey" => FieldType::Key,
        "project" => FieldType::Project,
        "issuetype" => FieldType::IssueType,
        "summary" => FieldType::Text,
        "description" | "environment" => FieldType::RichText,
        "status" => FieldType::Status,
        "statusCategory" => FieldType::ReadOnlyName,
        "priority" => FieldType::Priority,
        "resolution" => FieldType::Resolution,
        "assignee" | "reporter" | "creator" => FieldType::User,
        "labels" => FieldType::Labels,
        "components" => FieldType::Components,
        "fixVersions" | "versions" => FieldType::Versions,
        "parent" => FieldType::Parent,
        "security" => FieldType::SecurityLevel,
        "duedate" => FieldType::Date,
        "created" | "updated" | "resolutiondate" | "lastViewed" | "statuscategorychangedate" => {
            FieldType::DateTime
        }
        "timeoriginalestimate"
        | "timeestimate"
        | "timespent"
        | "aggregatetimeoriginalestimate"
        | "aggregatetimeestimate"
        | "aggregatetimespent" => FieldType::Duration,
        "timetracking" => FieldType::TimeTracking,
        "progress" | "aggregateprogress" => FieldType::Progress,
        "workratio" => FieldType::Number,
        "votes" | "watches" | "comment" | "worklog" => FieldType::Count,
        "issuelinks" => FieldType::Links,
        "subtasks" => FieldType::Subtasks,
        "attachment" => FieldType::Attachments,
        "issuerestriction" | "thumbnail" => FieldType::Internal,
        _ => FieldType::Unknown,
    }
}

fn of_standard(name: &str, kind: &str, items: Option<&str>) -> FieldType {
    match (name, kind, items) {
        ("textfield", ..) => FieldType::Text,
        ("textarea", ..) => FieldType::RichText,
        ("url", ..) => FieldType::Url,
        ("float", ..) => FieldType::Number,
        ("datepicker", ..) => FieldType::Date,
        ("datetime", ..) => FieldType::DateTime,
        ("select" | "radiobuttons", ..) => FieldType::Option,
        ("multiselect" | "multicheckboxes", ..) => FieldType::Options,
        ("cascadingselect", ..) => FieldType::Cascading,
        ("labels", "array", Some("string")) => FieldType::Labels,
        ("userpicker", ..) => FieldType::User,
        ("multiuserpicker" | "people", ..) => FieldType::Users,
        ("grouppicker", ..) => FieldType::Group,
        ("multigrouppicker", ..) => FieldType::Groups,
        ("version", ..) => FieldType::Version,
        ("multiversion", ..) => FieldType::Versions,
        ("project", ..) => FieldType::ProjectChoice,
        ("atlassian-team", ..) => FieldType::Team,
        _ => FieldType::Unknown,
    }
}

/// Fields of Jira Software, Jira Service Management, Advanced Roadmaps and apps.
fn of_product(custom: &str, kind: &str, items: Option<&str>) -> FieldType {
    match custom {
        "com.pyxis.greenhopper.jira:jsw-story-points" => FieldType::Number,
        "com.pyxis.greenhopper.jira:gh-sprint" => FieldType::Sprint,
        "com.pyxis.greenhopper.jira:gh-epic-label" => FieldType::Text,
        "com.pyxis.greenhopper.jira:gh-epic-status" => FieldType::Option,
        "com.pyxis.greenhopper.jira:gh-epic-link" | "com.atlassian.jpo:jpo-custom-field-parent" => {
            FieldType::EpicLink
        }
        "com.pyxis.greenhopper.jira:gh-epic-color"
        | "com.pyxis.greenhopper.jira:gh-lexo-rank"
        | "com.atlassian.jira.plugins.jira-development-integration-plugin:devsummarycf" => {
            FieldType::Internal
        }
        "com.atlassian.teams:rm-teams-custom-field-team" => FieldType::Team,
        "com.atlassian.jpo:jpo-custom-field-baseline-start"
        | "com.atlassian.jpo:jpo-custom-field-baseline-end" => FieldType::Date,
        "com.atlassian.jira.plugins.cmdb:cmdb-object-cftype" => FieldType::Assets,
        "com.atlassian.servicedesk:vp-origin" => FieldType::ReadOnlyName,
        "com.atlassian.servicedesk:sd-request-participants" => FieldType::Users,
        "com.atlassian.servicedesk:sd-customer-organizations" => FieldType::Organizations,
        "com.atlassian.servicedesk:sd-sla-field" => FieldType::Sla,
        _ if is_of_app(custom) => of_app(kind, items),
        _ => FieldType::Unknown,
    }
}

/// Whether a field was made by an app of Atlassian's cloud: Forge names its fields by a resource
/// name, Connect by the app's key, two underscores and the field's. Their values are as their
/// `schema.type` says; those of other plugins follow no rule.
fn is_of_app(custom: &str) -> bool {
    custom.starts_with("ari:cloud:ecosystem::") || custom.contains("__")
}

fn of_app(kind: &str, items: Option<&str>) -> FieldType {
    match (kind, items) {
        ("string", _) => FieldType::Text,
        ("number", _) => FieldType::Number,
        ("date", _) => FieldType::Date,
        ("datetime", _) => FieldType::DateTime,
        ("user", _) => FieldType::User,
        ("group", _) => FieldType::Group,
        ("option", _) => FieldType::Option,
        ("array", Some("string")) => FieldType::Texts,
        ("array", Some("number")) => FieldType::Numbers,
        ("array", Some("date")) => FieldType::Dates,
        ("array", Some("user")) => FieldType::Users,
        ("array", Some("group")) => FieldType::Groups,
        ("array", Some("option")) => FieldType::Options,
        _ => FieldType::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_fields_are_told_by_their_key() {
        for (system, kind, expected) in [
            ("summary", "string", FieldType::Text),
            ("description", "string", FieldType::RichText),
            ("timeestimate", "number", FieldType::Duration),
            ("workratio", "number", FieldType::Number),
            ("parent", "issuelink", FieldType::Parent),
            ("issuekey", "", FieldType::Key),
            ("votes", "votes", FieldType::Count),
            ("security", "securitylevel", FieldType::SecurityLevel),
            ("issuelinks", "array", FieldType::Links),
            ("newthing", "string", FieldType::Unknown),
        ] {
            assert_eq!(
                FieldType::from_schema(Some(system), None, kind, None),
                expected,
                "{system}"
            );
        }
    }

    #[test]
    fn custom_fields_are_told_by_their_key() {
        let of = |name: &str, kind, items| {
            FieldType::from_schema(None, Some(&format!("{STANDARD}{name}")), kind, items)
        };
        assert_eq!(of("radiobuttons", "option", None), FieldType::Option);
        assert_eq!(of("multicheckboxes", "array", Some("option")), FieldType::Options);
        assert_eq!(of("textarea", "string", None), FieldType::RichText);
        assert_eq!(of("labels", "array", Some("string")), FieldType::Labels);
        assert_eq!(of("readonlyfield", "string", None), FieldType::Unknown);
    }

    #[test]
    fn fields_of_products_are_told_by_their_key() {
        for (custom, expected) in [
            ("com.pyxis.greenhopper.jira:gh-sprint", FieldType::Sprint),
            ("com.pyxis.greenhopper.jira:jsw-story-points", FieldType::Number),
            ("com.pyxis.greenhopper.jira:gh-epic-link", FieldType::EpicLink),
            ("com.atlassian.teams:rm-teams-custom-field-team", FieldType::Team),
            ("com.atlassian.jira.plugins.cmdb:cmdb-object-cftype", FieldType::Assets),
            ("com.example.old-plugin:score", FieldType::Unknown),
        ] {
            assert_eq!(
                FieldType::from_schema(None, Some(custom), "string", None),
                expected,
                "{custom}"
            );
        }
    }

    #[test]
    fn a_field_of_an_app_is_what_its_schema_says() {
        let forge = "ari:cloud:ecosystem::extension/1/static/score";
        let connect = "com.example.app__score";
        for (kind, items, expected) in [
            ("number", None, FieldType::Number),
            ("string", None, FieldType::Text),
            ("array", Some("string"), FieldType::Texts),
            ("array", Some("user"), FieldType::Users),
            ("object", None, FieldType::Unknown),
            ("array", Some("object"), FieldType::Unknown),
        ] {
            for custom in [forge, connect] {
                assert_eq!(FieldType::from_schema(None, Some(custom), kind, items), expected);
            }
        }
        assert_eq!(FieldType::from_schema(None, None, "string", None), FieldType::Unknown);
    }
}
