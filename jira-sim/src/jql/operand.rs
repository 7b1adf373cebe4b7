//! What a query names: fields, people, options, versions, issues.

use std::collections::HashSet;

use super::{
    ast::{Clause, Literal, Operator, call},
    compare::comparison,
    known,
    problem::Problem,
    register,
    source::Source,
    test::{Compare, Test},
    when::When,
};
use crate::{
    clock,
    site::{Category, Field, Kind, Permission, Project, Site},
    wire::View,
};

/// Looks names up for one caller.
pub struct Resolver<'a> {
    pub(super) view: View<'a>,
    pub(super) when: When,
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

    /// Whether a clause may be about something of that name.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        known::special(name).is_some() || !self.fields(name).is_empty()
    }

    /// All fields of that name in JQL, of projects that the caller may see. The name may tell the
    /// type too: `Severity[Dropdown]`.
    #[must_use]
    pub fn fields(&self, name: &str) -> Vec<&'a Field> {
        let name = known::older_name(name);
        if let Some(field) = known::hanging().iter().find(|f| f.id.eq_ignore_ascii_case(name)) {
            return vec![field];
        }
        let found = self.named_fields(name);
        match name.strip_suffix(']').and_then(|n| n.split_once('[')) {
            Some((name, shown)) if found.is_empty() => self
                .named_fields(name)
                .into_iter()
                .filter(|f| f.number.is_some() && known::is_type(f, shown))
                .collect(),
            _ => found,
        }
    }

    fn named_fields(&self, name: &str) -> Vec<&'a Field> {
        let visible = |f: &&Field| {
            f.scope.is_none_or(|id| {
                let project = self.site().project_by_id(id);
                self.site().may(self.view.viewer, Permission::Browse, project)
            })
        };
        let named = |f: &&Field| {
            f.clause_names.iter().any(|c| same(c, name)) || f.id.eq_ignore_ascii_case(name)
        };
        self.site().fields.iter().filter(named).filter(visible).collect()
    }

    /// The projects that the caller may see.
    pub(super) fn projects(&self) -> impl Iterator<Item = &'a Project> {
        let (site, viewer) = (self.view.site, self.view.viewer);
        site.projects.iter().filter(move |p| site.may(viewer, Permission::Browse, Some(p)))
    }

    /// A test that the field has one value.
    ///
    /// # Errors
    /// Jira's texts for a value or a function that does not exist, and functions that are not
    /// evaluated.
    pub fn equals(
        &self,
        field: &Field,
        clause: &Clause,
        literal: &Literal,
    ) -> Result<Test, Problem> {
        let source = Source::of(field);
        if let Literal::Function(name, arguments) = literal
            && !is_instant(field.kind)
        {
            return self.function(field, clause, name, arguments);
        }
        let text = match literal {
            Literal::Empty => return Ok(Test::Empty(source, true)),
            Literal::Text(text) => text,
            Literal::Function(..) => return self.compared(field, clause, literal, Compare::Same),
        };
        match field.kind {
            Kind::Labels => Ok(Test::Labelled(source, HashSet::from([text.to_lowercase()]))),
            Kind::Url => Ok(Test::Exactly(source, text.clone())),
            kind if is_number(kind) || is_instant(kind) => {
                self.compared(field, clause, literal, Compare::Same)
            }
            Kind::Resolution if is_unresolved(text) => Ok(Test::Empty(source, true)),
            _ => match self.named(field, text) {
                ids if ids.is_empty() => Err(missing(text, &clause.field)),
                ids => Ok(Test::Refers(source, ids.into_iter().collect())),
            },
        }
    }

    /// The numbers of what a text names: by number, name or key, without regard to case.
    pub(super) fn named(&self, field: &Field, text: &str) -> Vec<u64> {
        let site = self.site();
        let catalog = &site.catalog;
        let pick = |id: u64, name: &str| id.to_string() == text || same(name, text);
        match field.kind {
            Kind::Project | Kind::AnyProject => self.project_ids(text),
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
            Kind::Resolution => {
                catalog.resolutions.iter().filter(|r| pick(r.id, &r.name)).map(|r| r.id).collect()
            }
            Kind::Components => self
                .projects()
                .flat_map(|p| &p.components)
                .filter(|c| pick(c.id, &c.name))
                .map(|c| c.id)
                .collect(),
            Kind::Versions | Kind::Version => self
                .projects()
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

    /// The projects that a text names by number, name or key.
    pub(super) fn project_ids(&self, text: &str) -> Vec<u64> {
        let named =
            |p: &&Project| same(&p.key, text) || same(&p.name, text) || p.id.to_string() == text;
        self.projects().filter(named).map(|p| p.id).collect()
    }

    fn in_category(&self, text: &str) -> Vec<u64> {
        let category = Category::ALL.into_iter().find(|c| {
            let (key, _, name) = c.texts();
            same(key, text) || same(name, text) || c.id().to_string() == text
        });
        let statuses = self.site().catalog.statuses.iter();
        statuses.filter(|s| Some(s.category) == category).map(|s| s.id).collect()
    }

    /// The people whom a text names by account id, address or name.
    pub(super) fn people(&self, text: &str) -> Vec<u64> {
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

    /// A test on keys or ids.
    ///
    /// # Errors
    /// Jira's texts for issues that do not exist and for operators that keys do not have.
    pub fn keys(&self, clause: &Clause, negative: bool) -> Result<Test, Problem> {
        match clause.operator {
            Operator::Is | Operator::IsNot => return Err(not_supported(clause)),
            Operator::Contains | Operator::NotContains => {
                let what =
                    format!("'{}' with the field '{}'", clause.operator.text(), clause.field);
                return Err(Problem::NotEvaluated(what));
            }
            _ => {}
        }
        let mut ids = HashSet::new();
        let mut last = None;
        for literal in &clause.operand.values {
            match literal {
                Literal::Text(text) => {
                    let issue =
                        self.site().visible_issue(self.view.viewer, text).ok_or_else(|| {
                            format!(
                                "An issue with key '{text}' does not exist for field '{}'.",
                                clause.field
                            )
                        })?;
                    ids.insert(issue.id);
                    last = Some(issue);
                }
                Literal::Function(name, arguments) => {
                    ids.extend(self.issues_of(clause, name, arguments)?);
                }
                Literal::Empty => return Err(no_value(clause)),
            }
        }
        let ordered =
            [Operator::Less, Operator::LessOrEqual, Operator::Greater, Operator::GreaterOrEqual];
        match (clause.operator, last) {
            (operator, Some(issue)) if ordered.contains(&operator) => {
                Ok(Test::KeyNumber(issue.project, comparison(operator, negative), issue.number))
            }
            _ if negative => Ok(Test::Not(Box::new(Test::Issue(ids)))),
            _ => Ok(Test::Issue(ids)),
        }
    }
}

/// Whether fields of a kind hold numbers that are compared by their size.
#[must_use]
pub fn is_number(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Number
            | Kind::FixedNumber
            | Kind::Seconds
            | Kind::Votes
            | Kind::Watches
            | Kind::WorkRatio
    )
}

/// Whether fields of a kind hold days or instants.
#[must_use]
pub fn is_instant(kind: Kind) -> bool {
    matches!(kind, Kind::Date | Kind::Instant | Kind::DateTime)
}

/// Whether a text stands for no resolution at all.
#[must_use]
pub fn is_unresolved(text: &str) -> bool {
    text.eq_ignore_ascii_case("unresolved")
}

/// Whether two names are the same without regard to case.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Jira's text for a value that does not exist.
#[must_use]
pub fn missing(value: &str, field: &str) -> Problem {
    Problem::Mistake(format!("The value '{value}' does not exist for the field '{field}'."))
}

/// Jira's text for an operator that a field does not have.
#[must_use]
pub fn not_supported(clause: &Clause) -> Problem {
    let text = clause.operator.text();
    let field = &clause.field;
    Problem::Mistake(format!("The operator '{text}' is not supported by the '{field}' field."))
}

/// Jira's text for a function that does not exist.
#[must_use]
pub fn no_function(name: &str, arguments: &[String]) -> Problem {
    Problem::Mistake(format!("Unable to find JQL function '{}'.", call(name, arguments)))
}

/// The text for EMPTY where only a value can stand.
#[must_use]
pub fn no_value(clause: &Clause) -> Problem {
    Problem::Mistake(format!("The field '{}' does not support searching for EMPTY.", clause.field))
}
