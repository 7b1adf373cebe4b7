//! Changing one cell as a person would, and what Jira should then have.

use jiff::civil::{Date, DateTime, date};
use jiff::tz::Offset;
use serde_json::{Value, json};
use wasm_core::ports::Zone;
use wasm_core::sheet::CellValue;

use super::catalog::{
    CASCADE, LEVELS, Named, PEOPLE, PRIORITIES, PROJECTS, RESOLUTIONS, TEAM, options_of,
};
use super::dice::Dice;
use super::fields::{Field, Holds, SCOPED};
use super::issue::{Issue, project_of};
use super::{assign, store};

/// A new content of a cell.
pub struct Edit {
    pub cell: CellValue,
    /// Where in the field's JSON to look, and what is then there; none where any value will do.
    pub stored: Option<(String, Value)>,
}

/// What is known about a cell that is to be edited.
pub struct Cell<'a> {
    pub field: &'static Field,
    pub issue: &'a Issue,
    pub issues: &'a [Issue],
    pub now: &'a CellValue,
    pub zone: &'a dyn Zone,
}

impl Cell<'_> {
    /// An edit that changes the field; none where this cell allows none.
    pub fn edit(&self, dice: &mut Dice<'_>) -> Option<Edit> {
        let elsewhere = self.field.id == SCOPED && self.issue.project != TEAM;
        let of_parent = matches!(self.field.holds, Holds::Sprint | Holds::Team);
        if !self.field.editable || elsewhere || (of_parent && self.issue.level < 0) {
            return None;
        }
        if dice.once_in(4) && self.can_be_cleared() {
            return Some(Edit { cell: CellValue::Empty, stored: None });
        }
        self.set(dice)
    }

    pub fn json(&self) -> &Value {
        self.issue.fields.get(self.field.id).unwrap_or(&Value::Null)
    }

    fn can_be_cleared(&self) -> bool {
        let needed = matches!(self.field.holds, Holds::Type | Holds::Status)
            || matches!(self.field.id, "summary" | "reporter")
            || (self.field.holds == Holds::Parent && self.issue.level < 0)
            || (self.field.holds == Holds::Sprint && assign::open_sprint(self.json()).is_none());
        !needed && !self.now.to_text().trim().is_empty()
    }

    fn set(&self, dice: &mut Dice<'_>) -> Option<Edit> {
        let project = project_of(self.issue);
        match self.field.holds {
            Holds::Line => {
                let now = self.json().as_str().filter(|text| text.chars().count() < 200);
                let text = format!("{} changed", now.unwrap_or("All new,"));
                Some(typed(&text, "", json!(text)))
            }
            Holds::Url => {
                let url = "https://changed.example/?a=1;2";
                Some(typed(url, "", json!(url)))
            }
            Holds::Document => {
                let text = format!("{}\n\nAn added paragraph.", self.now.to_text());
                Some(Edit { cell: text.into(), stored: Some(("/type".to_owned(), json!("doc"))) })
            }
            Holds::Named if self.field.id == "priority" => self.other(&PRIORITIES, dice),
            Holds::Named => self.other(&RESOLUTIONS, dice),
            Holds::Level => self.other(&LEVELS, dice),
            Holds::Place => self.other(&PROJECTS.each_ref().map(|p| (p.id, p.key)), dice),
            Holds::Person => self.person(dice),
            Holds::People => {
                let new = &PEOPLE[1];
                let known = self.json().to_string().contains(new.id);
                let text = format!("{}\n{}", self.now.to_text(), new.name);
                (!known).then(|| Edit { cell: text.into(), stored: None })
            }
            Holds::Words => {
                let text = format!("{} brand-new", self.now.to_text());
                Some(Edit { cell: text.into(), stored: None })
            }
            Holds::Components => self.only(project.components, dice),
            Holds::Several => self.only(options_of(self.field.id).0, dice),
            Holds::Version | Holds::Versions => {
                let open: Vec<Named> =
                    project.versions.iter().filter(|v| !v.2).map(|v| (v.0, v.1)).collect();
                match self.field.holds {
                    Holds::Version => self.other(&open, dice),
                    _ => self.only(&open, dice),
                }
            }
            Holds::One => self.other(options_of(self.field.id).0, dice),
            Holds::Day => {
                let day: Date = date(2027, 5, 6);
                let stored = Some((String::new(), json!("2027-05-06")));
                Some(Edit { cell: CellValue::Date(day), stored })
            }
            Holds::Instant => Some(self.instant()),
            Holds::Seconds => {
                let hours = if *self.json() == json!(10_800) { 4 } else { 3 };
                Some(typed(&format!("{hours}h"), "", json!(hours * 3600)))
            }
            Holds::Number => {
                let stored = Some((String::new(), json!(42.25)));
                Some(Edit { cell: CellValue::Number(42.25), stored })
            }
            Holds::Cascade => self.cascade(dice),
            Holds::Type => {
                let fit = project.types.iter().filter(|kind| kind.2 == self.issue.level);
                self.other(&fit.map(|kind| (kind.0, kind.1)).collect::<Vec<_>>(), dice)
            }
            Holds::Parent => self.parent(dice),
            Holds::Status => {
                let open: Vec<Named> =
                    store::transitions(self.issue).into_iter().map(|(_, to)| to).collect();
                self.other(&open, dice)
            }
            Holds::Group
            | Holds::Groups
            | Holds::Sprint
            | Holds::Team
            | Holds::Organizations
            | Holds::Assets
            | Holds::Texts
            | Holds::Numbers
            | Holds::Days => assign::another(self, dice),
            Holds::Key | Holds::Project | Holds::Other => None,
        }
    }

    /// Another one of a list, by name.
    fn other(&self, list: &[Named], dice: &mut Dice<'_>) -> Option<Edit> {
        let now = &self.json()["id"];
        let others: Vec<&Named> = list.iter().filter(|named| *now != named.0).collect();
        if others.is_empty() {
            return None;
        }
        let (id, name) = *dice.one(&others);
        Some(typed(name, "/id", json!(id)))
    }

    /// A list of one instead of what the list is now.
    fn only(&self, list: &[Named], dice: &mut Dice<'_>) -> Option<Edit> {
        let (id, name) = dice.one(list);
        let now = self.json();
        let same = now.as_array().is_some_and(|now| now.len() == 1) && now[0]["id"] == id;
        (!same).then(|| typed(name, "/0/id", json!(id)))
    }

    fn person(&self, dice: &mut Dice<'_>) -> Option<Edit> {
        let by_name = [&PEOPLE[0], &PEOPLE[1], &PEOPLE[9]];
        let person = dice.one(&by_name);
        let text = match dice.below(3) {
            0 => person.name.to_owned(),
            1 => person.id.to_owned(),
            _ => format!("{} <{}>", person.name, person.id),
        };
        let same = self.json()["accountId"] == person.id;
        (!same).then(|| typed(&text, "/accountId", json!(person.id)))
    }

    fn instant(&self) -> Edit {
        let civil: DateTime = date(2027, 6, 15).at(12, 34, 0, 0);
        let as_utc = Offset::UTC.to_timestamp(civil).unwrap();
        let offset = Offset::from_seconds(self.zone.offset_seconds(as_utc)).unwrap();
        let at = offset.to_timestamp(civil).unwrap();
        let wire = super::instant::wire(at, 0);
        Edit { cell: CellValue::DateTime(civil), stored: Some((String::new(), json!(wire))) }
    }

    /// Only texts that can be read in one way.
    fn cascade(&self, dice: &mut Dice<'_>) -> Option<Edit> {
        let plain = [
            ("Leaf", CASCADE[0].0, None),
            ("A > X", CASCADE[2].0, Some(CASCADE[2].1[2])),
            ("1 > 02", CASCADE[3].0, Some(CASCADE[3].1[1])),
            ("A", CASCADE[2].0, None),
        ];
        let (text, parent, child) = dice.one(&plain);
        let now = self.json();
        let same = now["id"] == parent.0
            && now["child"]["id"].as_str() == child.map(|child: Named| child.0);
        let (place, id) = child.map_or(("/id", parent.0), |child| ("/child/id", child.0));
        (!same).then(|| typed(text, place, json!(id)))
    }

    fn parent(&self, dice: &mut Dice<'_>) -> Option<Edit> {
        let fit = |above: &&Issue| {
            above.project == self.issue.project
                && above.level == self.issue.level + 1
                && self.json()["key"] != above.key.as_str()
        };
        let above: Vec<&Issue> = self.issues.iter().filter(fit).collect();
        if above.is_empty() {
            return None;
        }
        let key = &dice.pick(&above).key;
        Some(typed(key, "/key", json!(key)))
    }
}

/// A text, and what is then stored at a place of the field's JSON.
pub fn typed(text: &str, place: &str, value: Value) -> Edit {
    Edit { cell: text.into(), stored: Some((place.to_owned(), value)) }
}
