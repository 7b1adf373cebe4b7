//! What may be chosen in the exported columns, where the lists are short enough to ask for.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::stream::{self, StreamExt};
use serde_json::Value;

use crate::convert::{self, Context};
use crate::jira::{Client, Issue, JiraError};
use crate::message::Message;
use crate::ports::{Clock, Transport};
use crate::schema::{Entity, FieldId, FieldSchema, FieldType, FieldValue};
use crate::sheet::Choices;
use crate::target::{Choice, Place, Screen, User};

/// Places that are asked about: one request for the screen of each, and two for each project. An
/// export of more places has no dropdowns: lists over so many projects help no one.
const MOST_PLACES: usize = 20;

/// Projects whose people are asked for: one request each, of those that Jira limits for the whole
/// site together.
const MOST_PROJECTS: usize = 5;

/// People that a dropdown offers: among more nobody finds anyone.
const MOST_PEOPLE: usize = 200;

/// An issue of each place that was seen.
#[derive(Default)]
pub(super) struct Examples(BTreeMap<Place, String>);

impl Examples {
    /// Fields that tell the place of an issue.
    pub(super) const FIELDS: [&'static str; 2] = ["project", "issuetype"];

    /// Takes up the places of some issues.
    pub(super) fn add(&mut self, issues: &[Issue]) {
        for issue in issues {
            let id = |field: &str| issue.fields.get(field)?.get("id").and_then(Value::as_str);
            if let [Some(project), Some(issue_type)] = Self::FIELDS.map(id) {
                let place =
                    Place { project: project.to_owned(), issue_type: issue_type.to_owned() };
                // One more than are asked about is enough to know that there are too many.
                if self.0.len() <= MOST_PLACES {
                    self.0.entry(place).or_insert_with(|| issue.id.clone());
                }
            }
        }
    }
}

/// Whether any of the fields has a list of choices.
pub(super) fn any(fields: &[FieldSchema]) -> bool {
    fields.iter().any(has_list)
}

fn has_list(field: &FieldSchema) -> bool {
    let elsewhere =
        matches!(field.kind, FieldType::IssueType | FieldType::Status | FieldType::Resolution);
    field.writable() && (elsewhere || field.kind.people() || on_screen(field.kind))
}

/// Whether the screen of an issue tells the choices.
fn on_screen(kind: FieldType) -> bool {
    matches!(
        kind,
        FieldType::Priority
            | FieldType::Components
            | FieldType::Version
            | FieldType::Versions
            | FieldType::Option
            | FieldType::Options
            | FieldType::Cascading
            | FieldType::SecurityLevel
    )
}

/// What Jira answered.
#[derive(Default)]
pub(super) struct Known {
    screens: Vec<Screen>,
    types: Vec<Entity>,
    statuses: Vec<Entity>,
    resolutions: Vec<Entity>,
    /// Who may be given issues of all the projects together; nobody where they are too many.
    people: Vec<User>,
    /// What lists are left out or may lack something, for the sheet that explains the file.
    notes: Vec<Message>,
}

impl Known {
    /// Asks for what may be chosen. What Jira does not answer is left out: a dropdown is a help,
    /// and its lack no reason to fail.
    ///
    /// # Errors
    /// Only a stop by the observer, and a sign-in that is no longer accepted: what a visitor is not
    /// told is not refused to the user.
    pub(super) async fn load<T: Transport, C: Clock>(
        client: &Client<'_, T, C>,
        fields: &[FieldSchema],
        examples: &Examples,
    ) -> Result<Self, JiraError> {
        if examples.0.is_empty() {
            return Ok(Self::default());
        }
        if examples.0.len() > MOST_PLACES {
            let note = Message::new("about-lists-none").with("most", MOST_PLACES);
            return Ok(Self { notes: vec![note], ..Self::default() });
        }
        let wants = |what: fn(FieldType) -> bool| {
            fields.iter().any(|field| field.writable() && what(field.kind))
        };
        let projects: BTreeSet<&str> = examples.0.keys().map(|p| p.project.as_str()).collect();
        let mut known = Self::default();
        let mut refused = false;
        if wants(on_screen) {
            let read = stream::iter(examples.0.values()).map(|issue| client.edit_screen(issue));
            known.screens =
                answered(read.buffered(client.in_flight()).collect().await, &mut refused)?;
        }
        if wants(|kind| kind == FieldType::IssueType) {
            let read = stream::iter(&projects).map(|id| client.project(id));
            let read = answered(read.buffered(client.in_flight()).collect().await, &mut refused)?;
            let types = read.into_iter().flat_map(|project| project.issue_types);
            known.types = types.map(|kind| Entity { id: kind.id, name: kind.name }).collect();
        }
        if wants(|kind| kind == FieldType::Status) {
            let read = stream::iter(&projects).map(|id| client.statuses(id));
            let read = answered(read.buffered(client.in_flight()).collect().await, &mut refused)?;
            known.statuses = read.into_iter().flat_map(BTreeMap::into_values).flatten().collect();
        }
        if wants(|kind| kind == FieldType::Resolution) {
            let read = answered(vec![client.resolutions().await], &mut refused)?;
            known.resolutions = read.into_iter().flatten().collect();
        }
        if refused {
            known.notes.push(Message::new("about-lists-refused"));
        }
        if wants(FieldType::people) {
            known.load_people(client, &projects).await?;
        }
        Ok(known)
    }

    /// Asks who may be given issues of the projects.
    async fn load_people<T: Transport, C: Clock>(
        &mut self,
        client: &Client<'_, T, C>,
        projects: &BTreeSet<&str>,
    ) -> Result<(), JiraError> {
        if projects.len() > MOST_PROJECTS {
            let note = Message::new("about-people-spaces").with("most", MOST_PROJECTS);
            self.notes.push(note);
            return Ok(());
        }
        let read = stream::iter(projects).map(|id| client.all_assignable(id));
        // Where the people of one project are not told, the list would seem to be whole.
        let mut refused = false;
        let read = answered(read.buffered(client.in_flight()).collect().await, &mut refused)?;
        let people = people(read.into_iter().flatten());
        let note = if refused {
            Message::new("about-people-refused")
        } else if people.len() > MOST_PEOPLE {
            Message::new("about-people-many").with("most", MOST_PEOPLE)
        } else {
            self.people = people;
            Message::new("about-people-first").with("most", "1,000")
        };
        self.notes.push(note);
        Ok(())
    }

    /// What is to be said of lists that are left out or may lack something.
    pub(super) fn notes(&self) -> &[Message] {
        &self.notes
    }

    /// The people that are offered.
    pub(super) fn people(&self) -> &[User] {
        &self.people
    }

    /// The lists, as cells show their values; one for each field that has one.
    pub(super) fn lists(
        &self,
        fields: &[FieldSchema],
        cx: &Context<'_>,
    ) -> BTreeMap<FieldId, Choices> {
        let list = |field: &FieldSchema| {
            let values = self.values(field);
            let texts = values.iter().map(|value| convert::cell(field, value, cx).to_text());
            let choices = Choices { values: texts.collect(), ..Choices::default() };
            (!values.is_empty()).then(|| (field.id.clone(), choices))
        };
        fields.iter().filter(|field| has_list(field)).filter_map(list).collect()
    }

    /// The values of a field, each once.
    fn values(&self, field: &FieldSchema) -> Vec<FieldValue> {
        let all = |list: &[Entity]| list.iter().cloned().map(FieldValue::One).collect();
        let values: Vec<FieldValue> = match field.kind {
            FieldType::IssueType => all(&self.types),
            FieldType::Status => all(&self.statuses),
            FieldType::Resolution => all(&self.resolutions),
            kind if kind.people() => self.people.iter().map(|user| of_user(kind, user)).collect(),
            _ => {
                let metas = self.screens.iter().filter_map(|screen| screen.get(&field.id));
                let choices = metas.filter_map(|meta| meta.choices.as_ref()).flatten();
                choices.flat_map(|choice| of_choice(field.kind, choice)).collect()
            }
        };
        let mut seen = BTreeSet::new();
        values.into_iter().filter(|value| seen.insert(id(value))).collect()
    }
}

/// Each active user once, by name.
fn people(users: impl Iterator<Item = User>) -> Vec<User> {
    let active = users.filter(|user| user.active);
    let by_id: BTreeMap<_, _> = active.map(|user| (user.account_id.clone(), user)).collect();
    let mut people: Vec<_> = by_id.into_values().collect();
    people.sort_by_cached_key(|user| user.name.to_lowercase());
    people
}

fn of_user(kind: FieldType, user: &User) -> FieldValue {
    let entity = Entity { id: user.account_id.clone(), name: user.name.clone() };
    match kind {
        FieldType::Users => FieldValue::Many(vec![entity]),
        _ => FieldValue::One(entity),
    }
}

/// A choice as a value, and where the field cascades its children after it.
fn of_choice(kind: FieldType, choice: &Choice) -> Vec<FieldValue> {
    let parent = || choice.entity.clone();
    if kind != FieldType::Cascading {
        return vec![FieldValue::One(parent())];
    }
    let children = choice.children.iter().cloned().map(Some);
    let both = |child| FieldValue::Cascade { parent: parent(), child };
    [None].into_iter().chain(children).map(both).collect()
}

/// What tells two values of one field apart.
fn id(value: &FieldValue) -> (String, Option<String>) {
    match value {
        FieldValue::One(entity) => (entity.id.clone(), None),
        FieldValue::Many(entities) => {
            (entities.first().map(|entity| entity.id.clone()).unwrap_or_default(), None)
        }
        FieldValue::Cascade { parent, child } => {
            (parent.id.clone(), child.as_ref().map(|child| child.id.clone()))
        }
        _ => Default::default(),
    }
}

/// The answers that came, and whether one did not.
fn answered<A>(
    answers: Vec<Result<A, JiraError>>,
    refused: &mut bool,
) -> Result<Vec<A>, JiraError> {
    let mut came = Vec::new();
    for answer in answers {
        match answer {
            Ok(answer) => came.push(answer),
            Err(error) if error.ends_the_job() => return Err(error),
            Err(_) => *refused = true,
        }
    }
    Ok(came)
}
