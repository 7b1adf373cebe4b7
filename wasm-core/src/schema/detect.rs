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
                None => of_product(custom),
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
        "priority" => FieldType::Priority,
        "resolution" => FieldType::Resolution,
        "assignee" | "reporter" | "creator" => FieldType::User,
        "labels" => FieldType::Labels,
        "components" => FieldType::Components,
        "fixVersions" | "versions" => FieldType::Versions,
        "parent" => FieldType::Parent,
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
        "workratio" => FieldType::Number,
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
        ("multiuserpicker", ..) => FieldType::Users,
        ("version", ..) => FieldType::Version,
        ("multiversion", ..) => FieldType::Versions,
        _ => FieldType::Unknown,
    }
}

/// Fields of Jira Software, Jira Service Management and Advanced Roadmaps that hold plain types.
fn of_product(custom: &str) -> FieldType {
    match custom {
        "com.pyxis.greenhopper.jira:jsw-story-points" => FieldType::Number,
        "com.pyxis.greenhopper.jira:gh-epic-label" => FieldType::Text,
        "com.atlassian.jpo:jpo-custom-field-baseline-start"
        | "com.atlassian.jpo:jpo-custom-field-baseline-end" => FieldType::Date,
        "com.atlassian.servicedesk:sd-request-participants" => FieldType::Users,
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
            ("votes", "votes", FieldType::Unknown),
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
    fn a_field_of_another_product_is_unknown_even_if_its_type_is_plain() {
        let forge = Some("ari:cloud:ecosystem::extension/1/static/score");
        assert_eq!(FieldType::from_schema(None, forge, "number", None), FieldType::Unknown);
        assert_eq!(FieldType::from_schema(None, None, "string", None), FieldType::Unknown);
    }
}
