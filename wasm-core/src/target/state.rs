//! The part of a site that an import touches, read before the plan is made.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{People, Workflow};
use crate::jira::{OpenTransition, PastChange, Right, Rights};
use crate::mapping::linked_issue;
use crate::memory::Seen;
use crate::schema::{Entity, FieldId, FieldSchema, FieldValue, TextForm};

/// The site and the caller.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// Base address for links, without a trailing slash.
    pub url: String,
    /// The caller's account ID.
    pub account_id: String,
    /// Working hours of a day, from `GET /configuration`; 8 unless changed.
    pub hours_per_day: f64,
    /// Working days of a week; 5 unless changed.
    pub days_per_week: f64,
}

/// An issue type of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueType {
    /// Jira's id.
    pub id: String,
    /// Name in the user's language.
    pub name: String,
    /// Level in the hierarchy: 1 epic, 0 standard, -1 sub-task.
    pub level: i32,
    /// Statuses of its workflow, the first one being where new issues most likely start.
    pub statuses: Vec<Entity>,
}

/// A project that the file touches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Jira's id.
    pub id: String,
    /// Key, such as `DEMO`.
    pub key: String,
    /// Name.
    pub name: String,
    /// Issue types one may create.
    pub issue_types: Vec<IssueType>,
    /// Components.
    pub components: Vec<Entity>,
    /// Versions, archived ones left out.
    pub versions: Vec<Entity>,
    /// Versions that are archived: Jira lets nobody choose them.
    pub archived: Vec<Entity>,
}

/// One allowed value of a field, with its children where the field cascades.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The option.
    pub entity: Entity,
    /// What it is called beside that: a project has a key, which is shown, and a name.
    pub title: Option<String>,
    /// Second level of a cascading select.
    pub children: Vec<Entity>,
}

/// A field on a screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldMeta {
    /// Whether Jira refuses a new issue without it.
    pub required: bool,
    /// Whether Jira fills it when the request leaves it out.
    pub has_default: bool,
    /// Allowed values; none where the field takes any.
    pub choices: Option<Vec<Choice>>,
}

/// The fields that an issue type has in a project, from createmeta or an issue's editmeta.
pub type Screen = BTreeMap<FieldId, FieldMeta>;

/// An issue type in a project: the key of what depends on both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Project id.
    pub project: String,
    /// Issue type id.
    pub issue_type: String,
}

/// An issue as Jira has it now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IssueState {
    /// Numeric id.
    pub id: String,
    /// Present key.
    pub key: String,
    /// Where it is.
    pub place: Place,
    /// Values of the fields that the file maps. Fields that Jira did not send are not there.
    pub values: BTreeMap<FieldId, FieldValue>,
    /// Transitions that are open to it now; read only for issues whose status the file changes. Of
    /// their screens those fields that the file maps, and those that need a value.
    pub transitions: Vec<OpenTransition>,
}

/// What the user may do in a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Id of the issue that it was asked for; none where it was the project. Of another issue it may
    /// be different: its assignee and its reporter may have more rights, and its security level may
    /// leave fewer.
    pub issue: Option<String>,
    /// The rights.
    pub rights: Rights,
}

/// A project that is closed to new issues of the user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClosedProject {
    /// The project.
    pub project: Project,
    /// Name of the permission that is lacking.
    pub permission: String,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TargetState {
    /// The site and the caller.
    pub site: Site,
    /// The site's fields.
    pub fields: Vec<FieldSchema>,
    /// Projects by id.
    pub projects: BTreeMap<String, Project>,
    /// Priorities.
    pub priorities: Vec<Entity>,
    /// Resolutions.
    pub resolutions: Vec<Entity>,
    /// What fields may hold that no screen lists, by field: open sprints, teams, groups,
    /// organizations, objects of Assets. A field without an entry was not looked up.
    #[serde(default)]
    pub choices: BTreeMap<FieldId, Vec<Entity>>,
    /// Security levels that the user may set, by project id.
    #[serde(default)]
    pub security_levels: BTreeMap<String, Vec<Entity>>,
    /// What may be set when an issue is created.
    #[serde(with = "pairs")]
    pub create_screens: BTreeMap<Place, Screen>,
    /// What may be set on an existing issue, taken from one issue of each place.
    #[serde(with = "pairs")]
    pub edit_screens: BTreeMap<Place, Screen>,
    /// Issues, by their ids, that the user may not change in a way that the file may ask for; a
    /// right that he has on all of them is left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub denied: BTreeMap<Right, BTreeSet<String>>,
    /// Projects, by their ids, that get new rows and in which the user may not do what those ask for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub denied_in: BTreeMap<Right, BTreeSet<String>>,
    /// What the user may do, in places where Jira offered nothing to edit, no transition or no new
    /// issue.
    #[serde(default, with = "pairs")]
    pub rights: BTreeMap<Place, Told>,
    /// Projects that new rows name and that the user may see, but not create issues in.
    #[serde(default)]
    pub closed: Vec<ClosedProject>,
    /// Issues by the key that the file uses, in upper case.
    pub issues: BTreeMap<String, IssueState>,
    /// How new issues get to the statuses that their rows name.
    #[serde(default, with = "pairs", skip_serializing_if = "BTreeMap::is_empty")]
    pub workflows: BTreeMap<Place, Workflow>,
    /// Users.
    pub people: People,
    /// People who may not be given issues of a project that the plan would give them some of: the
    /// project's key and the account.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub not_assignable: BTreeSet<(String, String)>,
    /// Rows of the file that earlier imports made issues from, or that look like it; all of these
    /// issues are in `issues`.
    #[serde(default)]
    pub seen: Seen,
    /// The number of the highest key of each project that gets new issues, by the project's key.
    #[serde(default)]
    pub highest: BTreeMap<String, u64>,
    /// What the signs mean in columns of rich text of which the file alone does not tell it; none
    /// where what Jira has does not either.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub text_forms: BTreeMap<FieldId, Option<TextForm>>,
    /// When issues were changed, by their id, whatever the field: once for each change. An issue
    /// without an entry was not asked for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub writes: BTreeMap<String, Vec<Timestamp>>,
    /// What happened to fields that wait for a choice, the oldest change first, by the issue's id
    /// and the field. A field without an entry was not asked for.
    #[serde(default, with = "pairs")]
    pub past: BTreeMap<(String, FieldId), Vec<PastChange>>,
}

impl IssueState {
    /// The instant that a field holds, where it was read and holds one.
    pub fn instant(&self, field: &str) -> Option<Timestamp> {
        match self.values.get(&FieldId::new(field)) {
            Some(FieldValue::DateTime(at)) => Some(*at),
            _ => None,
        }
    }
}

impl TargetState {
    /// Whether a text links to an issue of another site.
    pub(crate) fn leads_elsewhere(&self, text: &str) -> bool {
        // A link that lost its scheme names the host all the same.
        let plain = |address: &str| {
            let host = address.split_once("://").map_or(address, |(_, host)| host);
            host.trim_end_matches('/').to_ascii_lowercase()
        };
        linked_issue(text).is_some_and(|(site, _)| plain(site) != plain(&self.site.url))
    }

    /// The issue type of a place, where it is known.
    pub fn issue_type(&self, place: &Place) -> Option<&IssueType> {
        let project = self.projects.get(&place.project)?;
        project.issue_types.iter().find(|kind| kind.id == place.issue_type)
    }

    /// The name of the permission that the user lacks for something in a place, where it was asked
    /// for.
    pub fn lacks(&self, place: &Place, right: Right) -> Option<&str> {
        self.rights.get(place)?.rights.lacks(right)
    }

    /// Whether the user is known to lack a right on an issue.
    pub fn denies(&self, issue: &IssueState, right: Right) -> bool {
        self.denied.get(&right).is_some_and(|issues| issues.contains(&issue.id))
    }

    /// Whether the user is known to lack a right in a place that gets new issues.
    pub fn denies_in(&self, place: &Place, right: Right) -> bool {
        self.denied_in.get(&right).is_some_and(|projects| projects.contains(&place.project))
    }

    /// What the user may do with an issue, where it was asked for this very one.
    pub fn rights_on(&self, issue: &IssueState) -> Option<&Rights> {
        let told = self.rights.get(&issue.place)?;
        (told.issue.as_ref() == Some(&issue.id)).then_some(&told.rights)
    }

    /// Whether the rights in a place were asked for the project and not for one of its issues.
    pub fn are_of_project(&self, place: &Place) -> bool {
        self.rights.get(place).is_some_and(|told| told.issue.is_none())
    }
}

/// Maps whose keys are not strings, as lists of pairs.
mod pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub(super) fn deserialize<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Ok(Vec::<(K, V)>::deserialize(deserializer)?.into_iter().collect())
    }
}
