//! Further fields: one for each type that Jira, its agile part, the service desk, Assets and apps
//! bring, with their keys.

use crate::site::{Field, Kind};

/// Further custom fields of DEMO, in the order of its screens.
pub const DEMO_FURTHER: [u64; 35] = [
    10_011, 10_012, 10_013, 10_014, 10_019, 10_020, 10_001, 10_039, 10_040, 10_041, 10_042, 10_043,
    10_044, 10_045, 10_046, 10_047, 10_048, 10_049, 10_051, 10_052, 10_053, 10_000, 10_018, 10_088,
    10_089, 10_090, 10_091, 10_092, 10_093, 10_094, 10_095, 10_096, 10_097, 10_098, 10_099,
];

/// The start of the keys of fields of Jira's agile part.
const AGILE: &str = "com.pyxis.greenhopper.jira:";
/// The start of the keys of fields of the service desk.
const DESK: &str = "com.atlassian.servicedesk:";
/// The start of the keys of fields of an app.
const APP: &str = "ari:cloud:ecosystem::extension/4b0f8a3e-6a0f-4f3e-9f0e-7a4c5d6e7f80/\
                   9c8b7a6d-5e4f-4d3c-8b2a-1f0e9d8c7b6a/static/";

/// All of them.
pub fn fields() -> Vec<Field> {
    [standard(), agile(), apps(), of_app(), desk()].concat()
}

fn standard() -> Vec<Field> {
    vec![
        Field::custom(10_039, "Checks", "multicheckboxes", Kind::MultiSelect).with_options(&[
            (10_160, "Reviewed", None),
            (10_161, "Tested", None),
            (10_162, "Documented", None),
            (10_163, "Übersetzt; geprüft", None),
        ]),
        Field::custom(10_040, "Effort", "radiobuttons", Kind::Select).with_options(&[
            (10_170, "Small", None),
            (10_171, "Medium", None),
            (10_172, "Large", None),
        ]),
        Field::custom(10_041, "Website", "url", Kind::Url),
        Field::custom(10_042, "Owning group", "grouppicker", Kind::Group),
        Field::custom(10_043, "Informed groups", "multigrouppicker", Kind::MultiGroup),
        Field::custom(10_044, "Found in", "version", Kind::Version),
        Field::custom(10_045, "Also in", "multiversion", Kind::Versions),
        Field::custom(10_046, "Related project", "project", Kind::AnyProject),
        Field::custom(10_047, "Approvers", "multiuserpicker", Kind::MultiUser),
        Field::custom(10_048, "Origin", "readonlyfield", Kind::FixedText),
        Field::custom(10_049, "External issue ID", "importid", Kind::FixedNumber),
    ]
}

fn agile() -> Vec<Field> {
    let of = |number, name, key: &str, kind| {
        Field::custom_keyed(number, name, &format!("{AGILE}{key}"), kind)
    };
    vec![
        of(10_011, "Epic Name", "gh-epic-label", Kind::Text),
        of(10_012, "Epic Status", "gh-epic-status", Kind::Select).with_options(&[
            (10_180, "To Do", None),
            (10_181, "In Progress", None),
            (10_182, "Done", None),
        ]),
        of(10_013, "Epic Color", "gh-epic-color", Kind::FixedText),
        of(10_014, "Epic Link", "gh-epic-link", Kind::EpicLink),
        of(10_019, "Rank", "gh-lexo-rank", Kind::Rank),
        of(10_020, "Sprint", "gh-sprint", Kind::Sprint),
        Field::custom_keyed(
            10_001,
            "Team",
            "com.atlassian.teams:rm-teams-custom-field-team",
            Kind::Team,
        ),
        Field::custom_keyed(
            10_018,
            "Parent Link",
            "com.atlassian.jpo:jpo-custom-field-parent",
            Kind::Opaque,
        ),
    ]
}

fn apps() -> Vec<Field> {
    vec![
        Field::custom_keyed(
            10_000,
            "Development",
            "com.atlassian.jira.plugins.jira-development-integration-plugin:devsummarycf",
            Kind::Opaque,
        ),
        Field::custom_keyed(
            10_051,
            "Affected assets",
            "com.atlassian.jira.plugins.cmdb:cmdb-object-cftype",
            Kind::Assets,
        ),
        Field::custom_keyed(10_052, "Mood", &format!("{APP}mood"), Kind::Text),
        Field::custom_keyed(10_053, "Risk", &format!("{APP}risk"), Kind::Object),
    ]
}

/// Fields of an app, one of each type that an app may give a field, and the dates of a plan.
fn of_app() -> Vec<Field> {
    let of = |number, name, key: &str, kind| {
        Field::custom_keyed(number, name, &format!("{APP}{key}"), kind)
    };
    let plan = |number, name, key: &str| {
        let key = format!("com.atlassian.jpo:jpo-custom-field-baseline-{key}");
        Field::custom_keyed(number, name, &key, Kind::Date)
    };
    let options = [(10_190, "Low", None), (10_191, "High", None), (10_192, "Très haut", None)];
    let several = [(10_195, "Cost", None), (10_196, "Time", None), (10_197, "Trust", None)];
    vec![
        of(10_088, "Confidence", "confidence", Kind::Number),
        of(10_089, "Review by", "review-by", Kind::Date),
        of(10_090, "Reviewed at", "reviewed-at", Kind::DateTime),
        of(10_091, "Steward", "steward", Kind::User),
        of(10_092, "Stewards", "stewards", Kind::MultiUser),
        of(10_093, "Guild", "guild", Kind::Group),
        of(10_094, "Guilds", "guilds", Kind::MultiGroup),
        of(10_095, "Channels", "channels", Kind::Labels),
        of(10_096, "Impact", "impact", Kind::Select).with_options(&options),
        of(10_097, "Impacts", "impacts", Kind::MultiSelect).with_options(&several),
        plan(10_098, "Planned start", "start"),
        plan(10_099, "Planned end", "end"),
    ]
}

fn desk() -> Vec<Field> {
    let of = |number, name, key: &str, kind| {
        Field::custom_keyed(number, name, &format!("{DESK}{key}"), kind)
    };
    vec![
        of(10_010, "Request Type", "vp-origin", Kind::RequestType),
        of(10_002, "Organizations", "sd-customer-organizations", Kind::Organizations),
        of(10_062, "Request participants", "sd-request-participants", Kind::MultiUser),
        of(10_060, "Time to resolution", "sd-sla-field", Kind::Opaque)
            .typed("sd-servicelevelagreement"),
        of(10_061, "Satisfaction", "sd-request-feedback", Kind::Opaque).typed("sd-feedback"),
    ]
}
