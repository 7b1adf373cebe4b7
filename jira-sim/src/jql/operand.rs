//! What a query names: fields, people, options, versions, issues, dates.

use std::collections::HashSet;

use super::{
    eval::comparison,
    function,
    parser::{Clause, Literal, Operator},
    register,
    source::Source,
    test::{Compare, Test},
    when::When,
};
use crate::{
    clock,
    site::{Category, Field, Kind, Permission, Site, parse_duration},
    wire::View,
};

/// Looks names up for one caller.
pub struct Resolver<'a> {
    view: View<'a>,
    when: When,
}

impl<'a> Resolver<'a> {
    /// For the person who looks.
    #[must_use]
    pub fn new(view: View<'a>) -> Self {
        let zone = view.site.people.get(view.viewer).map_or("UTC", |p| p.time_zone.as_str());
        let when = When::new(view.site.clock.now_ms(), clock::zone(zone));
        Self { view, when }
    }

    /// The site.
    #[must_use]
    pub fn site(&self) -> &'a Site {
        self.view.site
    }

    /// All fields of that name in JQL, of projects that the caller may see.
    #[must_use]
    pub fn fields(&self, name: &str) -> Vec<&'a Field> {
        let visible = |f: &&Field| {
            f.scope.is_none_or(|id| {
                let project = self.site().project_by_id(id);
                self.site().may(self.view.viewer, Permission::Browse, project)
            })
        };
        self.site()
            .fields
            .iter()
            .filter(|f| {
                f.clause_names.iter().any(|c| c.to_lowercase() == name.to_lowercase())
                    || f.id.eq_ignore_ascii_case(name)
            })
            .filter(visible)
            .collect()
    }

    /// A test that the field has one value.
    pub fn equals(
        &self,
        field: &Field,
        clause: &Clause,
        literal: &Literal,
    ) -> Result<Test, String> {
        let source = Source::of(field);
        let refers = |ids: Vec<u64>| Test::Refers(source, ids.into_iter().collect());
        if let Literal::Function(name, arguments) = literal {
            if let Some(test) = self.chain(field, name, arguments) {
                return Ok(test);
            }
            if let Some(ids) = function::ids(self.view, name, field.kind) {
                return Ok(refers(ids));
            }
        }
        match field.kind {
            Kind::Labels => match literal {
                Literal::Text(text) => {
                    Ok(Test::Labelled(source, HashSet::from([text.to_lowercase()])))
                }
                _ => Err(no_function(literal, clause)),
            },
            Kind::Number
            | Kind::FixedNumber
            | Kind::Seconds
            | Kind::Date
            | Kind::Instant
            | Kind::DateTime => self.compared(field, clause, literal, Compare::Same),
            _ => match literal {
                Literal::Text(text) => match self.named(field, text) {
                    ids if ids.is_empty() => Err(missing(text, &clause.field)),
                    ids => Ok(refers(ids)),
                },
                _ => Err(no_function(literal, clause)),
            },
        }
    }

    /// A test with `<` and the like; none if the field has no such order.
    pub fn ordered(
        &self,
        field: &Field,
        clause: &Clause,
        negated: bool,
    ) -> Result<Option<Test>, String> {
        let Some(literal) = clause.values.first() else { return Ok(None) };
        let compare = comparison(clause.operator, negated);
        match field.kind {
            Kind::Number
            | Kind::FixedNumber
            | Kind::Seconds
            | Kind::Date
            | Kind::Instant
            | Kind::DateTime => self.compared(field, clause, literal, compare).map(Some),
            Kind::Priority => Ok(Some(self.priorities(clause, literal, compare)?)),
            _ => Ok(None),
        }
    }

    fn compared(
        &self,
        field: &Field,
        clause: &Clause,
        literal: &Literal,
        compare: Compare,
    ) -> Result<Test, String> {
        let source = Source::of(field);
        if matches!(field.kind, Kind::Number | Kind::FixedNumber | Kind::Seconds) {
            let Literal::Text(text) = literal else { return Err(no_function(literal, clause)) };
            let number = match field.kind {
                Kind::Seconds => parse_duration(text).map(|seconds| seconds as f64),
                _ => text.parse().ok(),
            };
            return number.map(|n| Test::Number(source, compare, n)).ok_or_else(|| {
                format!("Value '{text}' for the field '{}' is not a number.", clause.field)
            });
        }
        let at = self.instant(clause, literal)?;
        Ok(match field.kind {
            Kind::Date => Test::Day(source, compare, self.when.day(at)),
            _ => Test::Instant(source, compare, at),
        })
    }

    fn instant(&self, clause: &Clause, literal: &Literal) -> Result<i64, String> {
        let (found, shown) = match literal {
            Literal::Text(text) => (self.when.literal(text), text.clone()),
            Literal::Function(name, arguments) => {
                let argument = arguments.first().map(String::as_str);
                (self.when.function(name, argument), format!("{name}()"))
            }
            Literal::Empty => (None, "EMPTY".into()),
        };
        found.ok_or_else(|| {
            format!(
                "Date value '{shown}' for field '{}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', \
                 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.",
                clause.field
            )
        })
    }

    /// More urgent is greater.
    fn priorities(
        &self,
        clause: &Clause,
        literal: &Literal,
        compare: Compare,
    ) -> Result<Test, String> {
        let list = &self.site().catalog.priorities;
        let Literal::Text(text) = literal else { return Err(no_function(literal, clause)) };
        let than = list
            .iter()
            .position(|p| same(&p.name, text) || p.id.to_string() == *text)
            .ok_or_else(|| missing(text, &clause.field))?;
        let within = list.iter().enumerate().filter(|(at, _)| match compare {
            Compare::Same => *at == than,
            Compare::Less => *at > than,
            Compare::AtMost => *at >= than,
            Compare::More => *at < than,
            Compare::AtLeast => *at <= than,
        });
        Ok(Test::Refers(Source::Priority, within.map(|(_, p)| p.id).collect()))
    }

    /// The numbers of what a text names: by number, name or key, without regard to case.
    fn named(&self, field: &Field, text: &str) -> Vec<u64> {
        let site = self.site();
        let catalog = &site.catalog;
        let pick = |id: u64, name: &str| id.to_string() == text || same(name, text);
        let projects = || {
            let viewer = self.view.viewer;
            site.projects.iter().filter(move |p| site.may(viewer, Permission::Browse, Some(p)))
        };
        match field.kind {
            Kind::Project | Kind::AnyProject => projects()
                .filter(|p| pick(p.id, &p.name) || same(&p.key, text))
                .map(|p| p.id)
                .collect(),
            Kind::IssueType => {
                catalog.issue_types.iter().filter(|t| pick(t.id, &t.name)).map(|t| t.id).collect()
            }
            Kind::Status => {
                catalog.statuses.iter().filter(|s| pick(s.id, &s.name)).map(|s| s.id).collect()
            }
            Kind::StatusCategory => self.in_category(text),
            Kind::Priority => {
                catalog.priorities.iter().filter(|p| pick(p.id, &p.name)).map(|p| p.id).collect()
            }
            Kind::Resolution => self.resolutions(text),
            Kind::Components => projects()
                .flat_map(|p| &p.components)
                .filter(|c| pick(c.id, &c.name))
                .map(|c| c.id)
                .collect(),
            Kind::Versions | Kind::Version => projects()
                .flat_map(|p| &p.versions)
                .filter(|v| pick(v.id, &v.name))
                .map(|v| v.id)
                .collect(),
            Kind::User | Kind::MultiUser => self.people(text),
            kind if register::knows(kind) => register::named(&site.registers, kind, text),
            Kind::Parent | Kind::EpicLink => site
                .visible_issue(self.view.viewer, text)
                .map(|issue| issue.id)
                .into_iter()
                .collect(),
            _ => field.options.iter().filter(|o| pick(o.id, &o.value)).map(|o| o.id).collect(),
        }
    }

    fn resolutions(&self, text: &str) -> Vec<u64> {
        let list = &self.site().catalog.resolutions;
        list.iter()
            .filter(|r| same(&r.name, text) || r.id.to_string() == text)
            .map(|r| r.id)
            .collect()
    }

    fn in_category(&self, text: &str) -> Vec<u64> {
        let category = Category::ALL.into_iter().find(|c| {
            let (key, _, name) = c.texts();
            same(key, text) || same(name, text) || c.id().to_string() == text
        });
        let statuses = self.site().catalog.statuses.iter();
        statuses.filter(|s| Some(s.category) == category).map(|s| s.id).collect()
    }

    fn people(&self, text: &str) -> Vec<u64> {
        let people = &self.site().people;
        if let Some(person) = people.by_account(text) {
            return vec![u64::from(person.id.0)];
        }
        people
            .iter()
            .filter(|p| same(&p.email, text) || same(&p.name, text))
            .map(|p| u64::from(p.id.0))
            .collect()
    }

    /// `cascadeOption(parent, child)`.
    fn chain(&self, field: &Field, name: &str, arguments: &[String]) -> Option<Test> {
        if field.kind != Kind::Cascading || !same(name, "cascadeOption") {
            return None;
        }
        let top = arguments.first()?;
        let parent = field.options.iter().find(|o| o.parent.is_none() && o.value == *top)?;
        let source = Source::of(field);
        let Some(child) = arguments.get(1) else {
            return Some(Test::Refers(source, HashSet::from([parent.id])));
        };
        let child =
            field.options.iter().find(|o| o.parent == Some(parent.id) && o.value == *child)?;
        Some(Test::Chain(source, parent.id, child.id))
    }

    /// A test on keys or ids.
    pub fn keys(&self, clause: &Clause, negative: bool) -> Result<Test, String> {
        if matches!(clause.operator, Operator::Is | Operator::IsNot) {
            return Ok(Test::Empty(Source::Project, !negative));
        }
        let mut ids = HashSet::new();
        let mut last = None;
        for literal in &clause.values {
            let Literal::Text(text) = literal else { return Err(no_function(literal, clause)) };
            let issue = self.site().visible_issue(self.view.viewer, text).ok_or_else(|| {
                format!("An issue with key '{text}' does not exist for field '{}'.", clause.field)
            })?;
            ids.insert(issue.id);
            last = Some(issue);
        }
        let ordered =
            [Operator::Less, Operator::LessOrEqual, Operator::Greater, Operator::GreaterOrEqual];
        match (clause.operator, last) {
            (operator, Some(issue)) if ordered.contains(&operator) => {
                Ok(Test::KeyNumber(issue.project, comparison(operator, negative), issue.number))
            }
            (Operator::Contains | Operator::NotContains, _) => Err(format!(
                "The operator '{}' is not supported by the '{}' field.",
                clause.operator.text(),
                clause.field
            )),
            _ if negative => Ok(Test::Other(Source::Project, Box::new(Test::Issue(ids)))),
            _ => Ok(Test::Issue(ids)),
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn missing(value: &str, field: &str) -> String {
    format!("The value '{value}' does not exist for the field '{field}'.")
}

fn no_function(literal: &Literal, clause: &Clause) -> String {
    match literal {
        Literal::Function(name, _) => {
            format!("Unable to find JQL function '{name}' for the field '{}'.", clause.field)
        }
        _ => format!("A value is expected for the field '{}'.", clause.field),
    }
}
