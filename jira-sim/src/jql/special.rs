//! Clauses that are not fields of issues.

use std::collections::HashSet;

use super::{
    ast::{Clause, Literal, Operator},
    compare::comparison,
    known::Special,
    operand::{Resolver, missing, no_value, same},
    operators::Operators,
    problem::Problem,
    source::Source,
    test::{LinkEnds, Test},
};
use crate::site::Issue;

/// The types of projects that Jira Cloud has.
const PROJECT_TYPES: [&str; 4] = ["business", "software", "service_desk", "product_discovery"];

/// The operators of a clause that is not a field. Those that are not evaluated have all.
#[must_use]
pub fn operators(special: &Special) -> Operators {
    let equality = Operators { equality: true, ..Operators::NONE };
    match special {
        Special::Key => Operators { order: true, text: true, ..equality },
        Special::Text | Special::TextFields => Operators { contains: true, ..Operators::NONE },
        Special::WorklogDate => Operators { order: true, empty: true, ..equality },
        Special::HierarchyLevel => Operators { order: true, ..equality },
        Special::Category => Operators { empty: true, ..equality },
        Special::ProjectType
        | Special::ParentProject
        | Special::ParentEpic
        | Special::Link(_)
        | Special::LinkType => equality,
        Special::NotEvaluated => Operators::ALL,
    }
}

impl Resolver<'_> {
    /// A test for a clause that is not a field, apart from keys and texts.
    ///
    /// # Errors
    /// Jira's texts for values that do not exist; and clauses that are not evaluated.
    pub fn special(
        &self,
        special: &Special,
        clause: &Clause,
        negative: bool,
    ) -> Result<Test, Problem> {
        match special {
            Special::WorklogDate => self.worked(clause, negative),
            Special::HierarchyLevel => self.level(clause, negative),
            Special::Category => no_category(clause, negative),
            Special::ProjectType => self.project_type(clause, negative),
            Special::ParentProject => self.parent_project(clause, negative),
            Special::ParentEpic => self.parent_epic(clause, negative),
            Special::Link(description) => self.link(clause, description.as_deref(), negative),
            Special::LinkType => self.link_type(clause, negative),
            Special::Key | Special::Text | Special::TextFields | Special::NotEvaluated => {
                Err(Problem::NotEvaluated(format!("the field '{}'", clause.field)))
            }
        }
    }

    /// Days on which somebody worked, as the caller's own zone counts them.
    fn worked(&self, clause: &Clause, negative: bool) -> Result<Test, Problem> {
        let source = Source::Worklogs;
        if matches!(clause.operator, Operator::Is | Operator::IsNot) {
            return Ok(Test::Empty(source, !negative));
        }
        let ordered = !equality(clause.operator);
        let compare = comparison(clause.operator, negative);
        let mut tests = Vec::new();
        for literal in &clause.operand.values {
            tests.push(match literal {
                Literal::Empty => Test::Empty(source, true),
                _ => {
                    let at = self.instant(literal, &format!("field '{}'", clause.field))?;
                    Test::Worked(compare, self.when.day_span(at))
                }
            });
        }
        let any = Test::Any(tests);
        Ok(if negative && !ordered { Test::Other(source, Box::new(any)) } else { any })
    }

    /// The level of the type: 1 for epics, 0, -1 for sub-tasks.
    fn level(&self, clause: &Clause, negative: bool) -> Result<Test, Problem> {
        let ordered = !equality(clause.operator);
        let compare = comparison(clause.operator, negative && ordered);
        let mut ids = HashSet::new();
        for text in texts(clause)? {
            let than: i64 = text.parse().map_err(|_| {
                format!("Value '{text}' for the field '{}' is not a number.", clause.field)
            })?;
            let types = self.site().catalog.issue_types.iter();
            ids.extend(types.filter(|t| compare.holds(t.level.cmp(&than))).map(|t| t.id));
        }
        let test = Test::Refers(Source::IssueType, ids);
        Ok(if negative && !ordered { Test::Not(Box::new(test)) } else { test })
    }

    fn project_type(&self, clause: &Clause, negative: bool) -> Result<Test, Problem> {
        let mut ids = HashSet::new();
        for text in texts(clause)? {
            if !PROJECT_TYPES.iter().any(|known| same(known, text)) {
                return Err(missing(text, &clause.field));
            }
            ids.extend(self.projects().filter(|p| same(p.kind, text)).map(|p| p.id));
        }
        let test = Test::Refers(Source::Project, ids);
        Ok(if negative { Test::Not(Box::new(test)) } else { test })
    }

    fn parent_project(&self, clause: &Clause, negative: bool) -> Result<Test, Problem> {
        let mut projects = HashSet::new();
        for text in texts(clause)? {
            match self.project_ids(text) {
                ids if ids.is_empty() => return Err(missing(text, &clause.field)),
                ids => projects.extend(ids),
            }
        }
        let issues = self.site().issues.iter().filter(|i| projects.contains(&i.project));
        let parents = issues.map(|i| i.id).collect();
        Ok(otherwise(Source::Parent, Test::Refers(Source::Parent, parents), negative))
    }

    /// What is below an epic, and below that.
    fn parent_epic(&self, clause: &Clause, negative: bool) -> Result<Test, Problem> {
        let issues = &self.site().issues;
        let mut below = HashSet::new();
        for epic in self.named_issues(clause)? {
            for child in issues.children(epic.id) {
                below.insert(*child);
                below.extend(issues.children(*child));
            }
        }
        Ok(otherwise(Source::Parent, Test::Issue(below), negative))
    }

    fn link(
        &self,
        clause: &Clause,
        description: Option<&str>,
        negative: bool,
    ) -> Result<Test, Problem> {
        let ends: Option<LinkEnds> = match description {
            None => None,
            Some(text) => match self.described_ends(text) {
                ends if ends.is_empty() => {
                    let field = &clause.field;
                    return Err(Problem::Mistake(format!(
                        "Field '{field}' does not exist or you do not have permission to view it."
                    )));
                }
                ends => Some(ends.into_iter().map(|(kind, end)| (kind, Some(end))).collect()),
            },
        };
        let others = self.named_issues(clause)?.into_iter().map(|i| i.id).collect();
        Ok(otherwise(Source::Links, Test::Linked(ends, Some(others)), negative))
    }

    /// The name of a type, at both of its ends, or the description at one of them.
    fn link_type(&self, clause: &Clause, negative: bool) -> Result<Test, Problem> {
        let types = &self.site().registers.link_types;
        let mut ends: LinkEnds = Vec::new();
        for text in texts(clause)? {
            let named = types.iter().filter(|t| same(&t.name, text)).map(|t| (t.id, None));
            let described = self.described_ends(text).into_iter().map(|(kind, o)| (kind, Some(o)));
            let found: LinkEnds = named.chain(described).collect();
            if found.is_empty() {
                return Err(missing(text, &clause.field));
            }
            ends.extend(found);
        }
        Ok(otherwise(Source::Links, Test::Linked(Some(ends), None), negative))
    }

    fn named_issues(&self, clause: &Clause) -> Result<Vec<&Issue>, Problem> {
        let mut found = Vec::new();
        for text in texts(clause)? {
            let issue = self.site().visible_issue(self.view.viewer, text).ok_or_else(|| {
                let field = &clause.field;
                format!("An issue with key '{text}' does not exist for field '{field}'.")
            })?;
            found.push(issue);
        }
        Ok(found)
    }
}

/// No project here is in a category.
fn no_category(clause: &Clause, negative: bool) -> Result<Test, Problem> {
    for literal in &clause.operand.values {
        if let Literal::Text(text) = literal {
            return Err(missing(text, &clause.field));
        }
    }
    Ok(if negative { Test::Any(Vec::new()) } else { Test::All(Vec::new()) })
}

fn equality(operator: Operator) -> bool {
    matches!(operator, Operator::Equal | Operator::NotEqual | Operator::In | Operator::NotIn)
}

/// The test, or that there is something else.
fn otherwise(source: Source, test: Test, negative: bool) -> Test {
    if negative { Test::Other(source, Box::new(test)) } else { test }
}

/// The values of a clause that takes texts and numbers only.
fn texts(clause: &Clause) -> Result<Vec<&str>, Problem> {
    clause
        .operand
        .values
        .iter()
        .map(|literal| match literal {
            Literal::Text(text) => Ok(text.as_str()),
            Literal::Empty => Err(no_value(clause)),
            Literal::Function(name, _) => Err(Problem::Mistake(format!(
                "A value provided by the function '{name}' is invalid for the field '{}'.",
                clause.field
            ))),
        })
        .collect()
}
