//! The fields of the site: the system ones, and one custom field for each kind in use.

use crate::site::{Field, Kind, system_fields};

use super::projects::TEAM_ID;

/// Custom fields of DEMO, in the order of its screens.
pub const DEMO_CUSTOM: [u64; 11] =
    [10_016, 10_015, 10_030, 10_031, 10_032, 10_033, 10_034, 10_035, 10_036, 10_037, 10_038];
/// Custom fields of TEAM: its own, one of which has the name of a field of DEMO.
pub const TEAM_CUSTOM: [u64; 2] = [10_016, 10_050];

/// All fields.
pub fn fields() -> Vec<Field> {
    let mut all = system_fields();
    all.extend([
        Field::custom(10_016, "Story Points", "float", Kind::Number),
        Field::custom(10_015, "Start date", "datepicker", Kind::Date),
        Field::custom(10_030, "Customer reference", "textfield", Kind::Text),
        Field::custom(10_031, "Go-live", "datetime", Kind::DateTime),
        Field::custom(10_032, "Budget", "float", Kind::Number),
        Field::custom(10_033, "Severity", "select", Kind::Select).with_options(&[
            (10_100, "Critical", None),
            (10_101, "Major", None),
            (10_102, "Minor", None),
            (10_103, "Trivial", None),
        ]),
        Field::custom(10_034, "Platforms", "multiselect", Kind::MultiSelect).with_options(&[
            (10_110, "Web", None),
            (10_111, "iOS", None),
            (10_112, "Android", None),
            (10_113, "Windows, macOS", None),
            (10_114, "Linux", None),
        ]),
        Field::custom(10_035, "Region", "cascadingselect", Kind::Cascading).with_options(&[
            (10_120, "Europe", None),
            (10_121, "Germany", Some(10_120)),
            (10_122, "France", Some(10_120)),
            (10_123, "Poland", Some(10_120)),
            (10_130, "Americas", None),
            (10_131, "Brazil", Some(10_130)),
            (10_132, "United States", Some(10_130)),
            (10_140, "Asia Pacific", None),
            (10_141, "Japan", Some(10_140)),
            (10_142, "Australia", Some(10_140)),
        ]),
        Field::custom(10_036, "Reviewer", "userpicker", Kind::User),
        Field::custom(10_037, "Keywords", "labels", Kind::Labels),
        Field::custom(10_038, "Acceptance criteria", "textarea", Kind::RichText),
        Field::custom(10_050, "Severity", "select", Kind::Select).scoped(TEAM_ID).with_options(&[
            (10_150, "Severity 1", None),
            (10_151, "Severity 2", None),
            (10_152, "Severity 3", None),
        ]),
    ]);
    all.extend(super::further::fields());
    all
}
