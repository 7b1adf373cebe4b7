//! Changing one cell as a person would, and what Jira should then keep.

use jiff::civil::{Date, DateTime, date};
use jiff::tz::Offset;
use jira_sim::site::{Field, FieldOption, Issue, Kind, Person, Project, Site};
use serde_json::{Value, json};
use wasm_core::ports::Zone;
use wasm_core::sheet::CellValue;

use crate::chosen;
use crate::draw::dice::Dice;
use crate::values::{level_of, project_of};

/// A new content of a cell.
pub struct Edit {
    pub cell: CellValue,
    pub stored: Stored,
}

/// What the site then keeps.
pub enum Stored {
    /// Nothing.
    Empty,
    /// Some value.
    Filled,
    /// This value, in the form in which the site keeps it.
    Is(Value),
}

/// What is known about a cell that is to be edited.
pub struct Cell<'a> {
    pub site: &'a Site,
    pub field: &'a Field,
    pub issue: &'a Issue,
    pub now: &'a CellValue,
    pub zone: &'a dyn Zone,
}

/// Whether Rowport writes a field at all.
pub fn is_editable(field: &Field) -> bool {
    let apart = matches!(
        field.kind,
        Kind::Project | Kind::EpicLink | Kind::RequestType | Kind::Object | Kind::TimeTracking
    );
    let written = field.kind.writable() && !apart && field.id != "creator";
    written || ["status", "timeoriginalestimate", "timeestimate"].contains(&field.id.as_str())
}

/// A text and what is then kept.
pub fn typed(text: &str, value: Value) -> Edit {
    Edit { cell: text.into(), stored: Stored::Is(value) }
}

/// What is named by its number: id and name.
pub type Named<'a> = (u64, &'a str);

impl<'a> Cell<'a> {
    /// An edit that changes the field; none where this cell allows none.
    pub fn edit(&self, dice: &mut Dice<'_>) -> Option<Edit> {
        if !is_editable(self.field) || !self.is_on_issue() {
            return None;
        }
        if dice.once_in(4) && self.can_be_cleared() {
            return Some(Edit { cell: CellValue::Empty, stored: self.cleared() });
        }
        self.set(dice)
    }

    /// The value that the site keeps.
    pub fn kept(&self) -> Value {
        self.issue.get(self.field)
    }

    pub fn project(&self) -> &'a Project {
        project_of(self.site, self.issue)
    }

    fn is_on_issue(&self) -> bool {
        let field = match self.field.id.as_str() {
            "status" => return true,
            "timeoriginalestimate" | "timeestimate" => "timetracking",
            id => id,
        };
        let of_parent = self.field.kind.follows_parent() && level_of(self.site, self.issue) < 0;
        self.project().has_field(field) && !of_parent
    }

    fn can_be_cleared(&self) -> bool {
        let needed = matches!(self.field.kind, Kind::IssueType | Kind::Status)
            || matches!(self.field.id.as_str(), "summary" | "reporter")
            || (self.field.kind == Kind::Parent && level_of(self.site, self.issue) < 0)
            || (self.field.kind == Kind::Sprint && chosen::open_sprint(self).is_none());
        !needed && !self.now.to_text().trim().is_empty()
    }

    /// An issue stays in the sprints that are over.
    fn cleared(&self) -> Stored {
        let over = chosen::sprints_over(self);
        let stays = self.field.kind == Kind::Sprint && !over.is_empty();
        if stays { Stored::Is(json!(over)) } else { Stored::Empty }
    }

    fn set(&self, dice: &mut Dice<'_>) -> Option<Edit> {
        let project = self.project();
        match self.field.kind {
            Kind::Text => {
                let now = self.kept();
                let now = now.as_str().filter(|text| text.chars().count() < 200);
                let text = format!("{} changed", now.unwrap_or("All new,"));
                Some(typed(&text, json!(text)))
            }
            Kind::Url => {
                let url = "https://changed.example/?a=1;2";
                Some(typed(url, json!(url)))
            }
            Kind::RichText => {
                let text = format!("{}\n\nAn added paragraph.", self.now.to_text());
                Some(Edit { cell: text.into(), stored: Stored::Filled })
            }
            Kind::User => self.person(dice),
            Kind::MultiUser => {
                let person = self.unmistakable()[1];
                let known = self.kept();
                let known = known.as_array().is_some_and(|ids| ids.contains(&json!(person.id.0)));
                let text = format!("{}\n{}", self.now.to_text(), person.name);
                (!known).then(|| Edit { cell: text.into(), stored: Stored::Filled })
            }
            // A list of an app's: its texts may hold spaces, and end at a line or a semicolon.
            Kind::Labels if self.field.type_key().is_some_and(|key| key.starts_with("ari:")) => {
                Some(typed("alpha\nbeta; gamma", json!(["alpha", "beta", "gamma"])))
            }
            Kind::Labels => {
                let text = format!("{} brand-new", self.now.to_text());
                Some(Edit { cell: text.into(), stored: Stored::Filled })
            }
            Kind::Components => {
                self.only(&named(&project.components, |one| (one.id, &one.name)), dice)
            }
            Kind::Version => self.other(&open_versions(project), dice),
            Kind::Versions => self.only(&open_versions(project), dice),
            Kind::Select => self.other(&named(&self.field.options, option), dice),
            Kind::MultiSelect => self.only(&named(&self.field.options, option), dice),
            Kind::Date => {
                let day: Date = date(2027, 5, 6);
                let stored = Stored::Is(json!("2027-05-06"));
                (self.kept() != "2027-05-06").then_some(Edit { cell: CellValue::Date(day), stored })
            }
            Kind::DateTime => Some(self.instant()),
            Kind::Seconds => self.estimate(),
            Kind::Number => {
                let stored = Stored::Is(json!(42.25));
                Some(Edit { cell: CellValue::Number(42.25), stored })
            }
            Kind::Cascading => self.cascade(dice),
            Kind::IssueType => {
                let catalog = &self.site.catalog;
                let all = project.issue_types.iter().filter_map(|id| catalog.issue_type(*id));
                let level = level_of(self.site, self.issue);
                let fit: Vec<Named<'_>> = all
                    .filter(|kind| kind.level == level)
                    .map(|kind| (kind.id, kind.name.as_str()))
                    .collect();
                self.other(&fit, dice)
            }
            Kind::Parent => self.parent(dice),
            Kind::Status => {
                let to = project.workflow.from(self.issue.status).map(|step| step.to);
                let open: Vec<Named<'_>> = to
                    .filter_map(|id| self.site.catalog.status(id))
                    .map(|status| (status.id, status.name.as_str()))
                    .collect();
                self.other(&open, dice)
            }
            _ => chosen::another(self, dice),
        }
    }

    /// Another one of a list, by name.
    pub fn other(&self, list: &[Named<'_>], dice: &mut Dice<'_>) -> Option<Edit> {
        let others: Vec<&Named<'_>> = list.iter().filter(|one| self.kept() != one.0).collect();
        if others.is_empty() {
            return None;
        }
        let (id, name) = *dice.one(&others);
        Some(typed(name, json!(id)))
    }

    /// A list of one instead of what the list is now.
    pub fn only(&self, list: &[Named<'_>], dice: &mut Dice<'_>) -> Option<Edit> {
        if list.is_empty() {
            return None;
        }
        let (id, name) = dice.one(list);
        let alone = json!([id]);
        (self.kept() != alone).then(|| typed(name, alone))
    }

    /// Members of the site whose names nobody else has.
    fn unmistakable(&self) -> Vec<&'a Person> {
        let people = &self.site.people;
        let named = |name: &str| people.iter().find(|person| person.name == name).unwrap();
        ["Ada Brandt", "Hannah Müller", "李小龍 🐉"].map(named).to_vec()
    }

    fn person(&self, dice: &mut Dice<'_>) -> Option<Edit> {
        let person = dice.one(&self.unmistakable());
        let text = match dice.below(3) {
            0 => person.name.clone(),
            1 => person.account_id.clone(),
            _ => format!("{} <{}>", person.name, person.account_id),
        };
        let id = json!(person.id.0);
        (self.kept() != id).then(|| typed(&text, id))
    }

    fn instant(&self) -> Edit {
        let civil: DateTime = date(2027, 6, 15).at(12, 34, 0, 0);
        let as_utc = Offset::UTC.to_timestamp(civil).unwrap();
        let offset = Offset::from_seconds(self.zone.offset_seconds(as_utc)).unwrap();
        let at = offset.to_timestamp(civil).unwrap().as_millisecond();
        Edit { cell: CellValue::DateTime(civil), stored: Stored::Is(json!(at)) }
    }

    /// A first original estimate is also what remains, and would change two fields.
    fn estimate(&self) -> Option<Edit> {
        let hours = if self.kept() == 10_800 { 4 } else { 3 };
        let first =
            self.field.id == "timeoriginalestimate" && self.issue.remaining_estimate.is_none();
        (!first).then(|| typed(&format!("{hours}h"), json!(hours * 3600)))
    }

    /// Only texts that can be read in one way.
    fn cascade(&self, dice: &mut Dice<'_>) -> Option<Edit> {
        let options = &self.field.options;
        let id = |parent: Option<u64>, value: &str| {
            options.iter().find(|one| one.parent == parent && one.value == value).unwrap().id
        };
        let (text, parent, child) = dice.one(&[
            ("Leaf", "Leaf", None),
            ("A > X", "A", Some("X")),
            ("1 > 02", "1", Some("02")),
            ("A", "A", None),
        ]);
        let parent = id(None, parent);
        let kept = match child {
            Some(child) => json!([parent, id(Some(parent), child)]),
            None => json!([parent]),
        };
        let same = kept[0] == self.kept()[0] && kept[1] == self.kept()[1];
        (!same).then(|| typed(text, kept))
    }

    fn parent(&self, dice: &mut Dice<'_>) -> Option<Edit> {
        let level = level_of(self.site, self.issue) + 1;
        let fit = |above: &&Issue| {
            above.project == self.issue.project
                && level_of(self.site, above) == level
                && self.issue.parent != Some(above.id)
        };
        let above: Vec<&Issue> = self.site.issues.iter().filter(fit).collect();
        if above.is_empty() {
            return None;
        }
        let parent = dice.one(&above);
        Some(typed(&parent.key, json!(parent.id)))
    }
}

/// Ids and names.
pub fn named<T>(list: &[T], name: impl Fn(&T) -> (u64, &String)) -> Vec<Named<'_>> {
    list.iter()
        .map(|one| {
            let (id, name) = name(one);
            (id, name.as_str())
        })
        .collect()
}

fn option(option: &FieldOption) -> (u64, &String) {
    (option.id, &option.value)
}

fn open_versions(project: &Project) -> Vec<Named<'_>> {
    let open = project.versions.iter().filter(|version| !version.archived);
    open.map(|version| (version.id, version.name.as_str())).collect()
}
