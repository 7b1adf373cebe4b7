//! Choosing one entity of those that a field allows, by its name.

use super::Context;
use crate::mapping::fold;
use crate::message::Message;
use crate::schema::{Entity, FieldType};
use crate::sheet::CellValue;
use crate::target::{Choice, IssueType};

use super::input::{Input, same_name};
use super::lookup;

/// What a name may stand for.
pub(super) struct Choices<'a> {
    /// What the issue has now. Understood again even if it is no longer allowed.
    current: Vec<&'a Entity>,
    /// What is allowed.
    allowed: Vec<&'a Entity>,
}

/// Why a name chooses nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Nothing has it.
    Unknown,
    /// Several have it.
    Ambiguous,
}

impl<'a> Choices<'a> {
    /// The entities a field of the row may hold.
    pub(super) fn of(input: &Input<'a>) -> Self {
        let current = input.current().map(super::entities).unwrap_or_default();
        Self { current, allowed: allowed(input) }
    }

    /// Those of a list.
    pub(super) fn among(current: Vec<&'a Entity>, allowed: Vec<&'a Entity>) -> Self {
        Self { current, allowed }
    }

    /// The entity with this name: what the issue has now before anything else, then the exact
    /// name, then the only one that differs in case alone.
    pub(super) fn find(&self, name: &str) -> Result<&'a Entity, Trouble> {
        let name = name.trim();
        if let Some(entity) = self.current.iter().find(|entity| same_name(&entity.name, name)) {
            return Ok(entity);
        }
        match only(self.allowed.iter().filter(|entity| entity.name.trim() == name)) {
            Err(Trouble::Unknown) => {
                let folded = fold(name);
                only(self.allowed.iter().filter(|entity| fold(&entity.name) == folded))
            }
            found => found,
        }
    }

    /// As [`Choices::find`], for a cell: a number stands for the only name that is this number
    /// (`1.0` typed into a sheet is the number 1).
    pub(super) fn find_cell(&self, cell: &CellValue) -> Result<&'a Entity, Trouble> {
        let found = self.find(&cell.to_text());
        match (cell, found) {
            (CellValue::Number(number), Err(Trouble::Unknown)) => {
                let equal = |entity: &&&Entity| entity.name.trim().parse() == Ok(*number);
                only(self.current.iter().chain(&self.allowed).filter(equal))
            }
            (_, found) => found,
        }
    }

    /// The entity with this id.
    pub(super) fn with_id(&self, id: &str) -> Option<&'a Entity> {
        self.current.iter().chain(&self.allowed).find(|entity| entity.id == id).copied()
    }

    /// A message about a name that chose nothing, with the nearest names; about one that several
    /// have, with their ids, which no one would know otherwise.
    pub(super) fn refuse(&self, input: &Input<'_>, name: &str, trouble: Trouble) -> Message {
        let noun = noun(input.field.kind);
        let message = match trouble {
            Trouble::Unknown if archived(input, name) => input.refuse("archived-version", name),
            Trouble::Unknown if self.allowed.is_empty() => {
                return input.refuse(none_known(input.field.kind), name);
            }
            Trouble::Unknown => input.refuse(&format!("unknown-{noun}"), name),
            Trouble::Ambiguous => {
                let message = input.refuse(&format!("ambiguous-{noun}"), name);
                return message.with("allowed", self.with_ids(name));
            }
        };
        let names = nearest(name, self.allowed.iter().map(|entity| entity.name.as_str()));
        let nearest = names.first().copied().unwrap_or_default();
        message.with("suggestion", nearest).with("allowed", enumerated(&names))
    }

    /// Those that a text may mean, each as `Name <id>`.
    fn with_ids(&self, text: &str) -> String {
        let typed = fold(text);
        let meant = |e: &&&Entity| fold(&e.name) == typed || e.id == text.trim();
        let with_id = |e: &&Entity| format!("{} <{}>", e.name.trim(), e.id);
        let mut meant: Vec<_> = self.allowed.iter().filter(meant).map(with_id).collect();
        meant.sort();
        meant.dedup();
        enumerated(&meant.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// What a type of field holds, as the codes of its messages say it.
fn noun(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Project | FieldType::ProjectChoice => "project",
        FieldType::IssueType => "issue-type",
        FieldType::Status => "status",
        FieldType::Priority => "priority",
        FieldType::Resolution => "resolution",
        FieldType::Components => "component",
        FieldType::Version | FieldType::Versions => "version",
        FieldType::Group | FieldType::Groups => "group",
        FieldType::Sprint => "sprint",
        FieldType::Team => "team",
        FieldType::SecurityLevel => "security-level",
        FieldType::Organizations => "organization",
        FieldType::Assets => "asset",
        _ => "option",
    }
}

/// What is said of a name where no value is known that could be meant.
fn none_known(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Team => "no-team-known",
        FieldType::Organizations => "no-organization-known",
        FieldType::Assets => "no-asset-known",
        FieldType::Sprint => "no-sprint-known",
        FieldType::SecurityLevel => "no-security-level-known",
        _ => "nothing-to-choose",
    }
}

/// Whether a name is one of a version that the project has put away.
fn archived(input: &Input<'_>, name: &str) -> bool {
    let versions = matches!(input.field.kind, FieldType::Version | FieldType::Versions);
    let mut archived = input.cx.project().into_iter().flat_map(|project| &project.archived);
    versions && archived.any(|version| fold(&version.name) == fold(name))
}

/// The few names that are most like what was typed, the nearest first.
fn nearest<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let typed = fold(typed);
    let mut names: Vec<_> =
        names.map(|name| (strsim::jaro_winkler(&typed, &fold(name)), name)).collect();
    names.sort_by(|a, b| b.0.total_cmp(&a.0));
    names.dedup_by_key(|(_, name)| *name);
    names.into_iter().map(|(_, name)| name).collect()
}

/// The first names as a list for the eye: a name with a comma is in quotes, so that it is not
/// taken for two, and an ellipsis says that there are more.
fn enumerated(names: &[&str]) -> String {
    const SHOWN: usize = 6;
    let quoted =
        |name: &&str| if name.contains(',') { format!("“{name}”") } else { (*name).to_owned() };
    let more = (names.len() > SHOWN).then(|| "…".to_owned());
    names.iter().take(SHOWN).map(quoted).chain(more).collect::<Vec<_>>().join(", ")
}

/// The one entity of several mentions.
fn only<'a, 'b: 'a>(
    mut found: impl Iterator<Item = &'a &'b Entity>,
) -> Result<&'b Entity, Trouble> {
    let first = *found.next().ok_or(Trouble::Unknown)?;
    if found.all(|other| *other == first) { Ok(first) } else { Err(Trouble::Ambiguous) }
}

/// The options of a field on the row's screen: the edit screen of an issue, the create screen of
/// a new one, the other where that one is not known.
pub(super) fn on_screen<'a>(input: &Input<'a>) -> Option<&'a [Choice]> {
    let place = input.cx.place()?;
    let target = input.cx.target;
    let edit = target.edit_screens.get(place);
    let create = target.create_screens.get(place);
    let screens = if input.cx.issue.is_some() { [edit, create] } else { [create, edit] };
    screens.into_iter().flatten().find_map(|screen| screen.get(&input.field.id)?.choices.as_deref())
}

fn allowed<'a>(input: &Input<'a>) -> Vec<&'a Entity> {
    let target = input.cx.target;
    let screen = on_screen(input).map(|choices| choices.iter().map(|choice| &choice.entity));
    let project = input.cx.project();
    match input.field.kind {
        FieldType::Status => statuses(input.cx),
        FieldType::Components => match project {
            Some(project) => project.components.iter().collect(),
            None => screen.into_iter().flatten().collect(),
        },
        FieldType::Version | FieldType::Versions => match project {
            Some(project) => project.versions.iter().collect(),
            None => screen.into_iter().flatten().collect(),
        },
        FieldType::SecurityLevel => match (screen, input.cx.place()) {
            (Some(choices), _) => choices.collect(),
            (None, Some(place)) => {
                target.security_levels.get(&place.project).into_iter().flatten().collect()
            }
            (None, None) => Vec::new(),
        },
        FieldType::Priority => match screen {
            Some(choices) => choices.collect(),
            None => target.priorities.iter().collect(),
        },
        FieldType::Resolution => match screen {
            Some(choices) => choices.collect(),
            None => target.resolutions.iter().collect(),
        },
        kind if kind == FieldType::Sprint || lookup::applies(kind) => {
            target.choices.get(&input.field.id).into_iter().flatten().collect()
        }
        _ => screen.into_iter().flatten().collect(),
    }
}

/// The statuses of the row's workflow; of every workflow that was read where it is not known.
fn statuses<'a>(cx: &Context<'a>) -> Vec<&'a Entity> {
    let types: Vec<&IssueType> = match (cx.place(), cx.project()) {
        (Some(place), Some(project)) => {
            let own: Vec<_> =
                project.issue_types.iter().filter(|kind| kind.id == place.issue_type).collect();
            if own.is_empty() { project.issue_types.iter().collect() } else { own }
        }
        _ => cx.target.projects.values().flat_map(|project| &project.issue_types).collect(),
    };
    types.into_iter().flat_map(|kind| &kind.statuses).collect()
}
