//! WAS and CHANGED: what they name is looked up here, [`Past`] answers them.

use std::collections::HashSet;

use super::{
    ast::{Clause, Literal, Operand, Operator, Predicate, PredicateKind},
    operand::{Resolver, is_unresolved, missing, same},
    past::{Asks, Past, Period, Values},
    problem::Problem,
    source::Source,
    test::Test,
};
use crate::site::{Field, Kind, UserId};

impl Resolver<'_> {
    /// A test on the history of a field.
    ///
    /// # Errors
    /// Jira's texts for values, people and dates that do not exist.
    pub fn past(&self, clause: &Clause, field: &Field, negative: bool) -> Result<Test, Problem> {
        let mut past = Past {
            field: field.id.clone(),
            source: Source::of(field),
            asks: Asks::Changed(None, None),
            periods: Vec::new(),
            by: None,
        };
        if clause.operator != Operator::Changed {
            past.asks = Asks::Held(self.values(clause, field, &clause.operand)?);
        }
        for predicate in &clause.predicates {
            self.predicate(&mut past, clause, field, predicate)?;
        }
        let test = Test::Past(Box::new(past));
        Ok(if negative { Test::Not(Box::new(test)) } else { test })
    }

    fn predicate(
        &self,
        past: &mut Past,
        clause: &Clause,
        field: &Field,
        predicate: &Predicate,
    ) -> Result<(), Problem> {
        let operand = &predicate.operand;
        match predicate.kind {
            PredicateKind::By => {
                let users = self.makers(operand)?;
                past.by = Some(match past.by.take() {
                    Some(by) => by.intersection(&users).copied().collect(),
                    None => users,
                });
            }
            PredicateKind::From | PredicateKind::To => {
                let values = self.values(clause, field, operand)?;
                match (&mut past.asks, predicate.kind) {
                    (Asks::Changed(from, _), PredicateKind::From) => *from = Some(values),
                    (Asks::Changed(_, to), _) => *to = Some(values),
                    (Asks::Held(_), kind) => {
                        return Err(Problem::Mistake(format!(
                            "Error in the JQL Query: The {} operator does not support the use of \
                             the {} {} predicate.",
                            clause.operator.name(),
                            kind.text(),
                            operand.shown()
                        )));
                    }
                }
            }
            _ => past.periods.push(self.period(predicate)?),
        }
        Ok(())
    }

    fn period(&self, predicate: &Predicate) -> Result<Period, Problem> {
        let values = &predicate.operand.values;
        let word = predicate.kind.text();
        let at = |literal: &Literal| self.instant(literal, &format!("predicate '{word}'"));
        let word = word.to_uppercase();
        if predicate.kind == PredicateKind::During {
            let [from, to] = values.as_slice() else {
                return Err(Problem::Mistake(format!(
                    "The {word} predicate must be supplied with exactly 2 date values."
                )));
            };
            return Ok(Period::Within(at(from)?, at(to)?.saturating_add(1)));
        }
        let [value] = values.as_slice() else {
            return Err(Problem::Mistake(format!(
                "The {word} predicate must be supplied with only 1 date value."
            )));
        };
        let at = at(value)?;
        Ok(match predicate.kind {
            PredicateKind::After => Period::After(at),
            PredicateKind::Before => Period::Before(at),
            _ => {
                let (from, to) = self.when.day_span(at);
                Period::Within(from, to)
            }
        })
    }

    /// Whose change it must have been.
    fn makers(&self, operand: &Operand) -> Result<HashSet<UserId>, Problem> {
        let mut users = HashSet::new();
        for literal in &operand.values {
            let ids = match literal {
                Literal::Text(text) => match self.people(text) {
                    ids if ids.is_empty() => return Err(missing(text, "by")),
                    ids => ids,
                },
                Literal::Function(name, arguments) => {
                    let function = self.checked(name, arguments)?;
                    self.people_of(function, arguments)?.ok_or_else(|| invalid(name, "by"))?
                }
                Literal::Empty => continue,
            };
            users.extend(ids.into_iter().filter_map(|id| u32::try_from(id).ok()).map(UserId));
        }
        Ok(users)
    }

    /// The values that a history is searched for. A status is known by its name only.
    fn values(&self, clause: &Clause, field: &Field, operand: &Operand) -> Result<Values, Problem> {
        let mut values = Values::default();
        for literal in &operand.values {
            match literal {
                Literal::Empty => values.empty = true,
                Literal::Text(text) if field.kind == Kind::Resolution && is_unresolved(text) => {
                    values.empty = true;
                }
                Literal::Text(text) => match self.named_now(field, text) {
                    ids if !ids.is_empty() => self.add(&mut values, field, ids),
                    _ if self.was_ever(field, text) => {
                        values.names.insert(text.to_lowercase());
                    }
                    _ => return Err(missing(text, &clause.field)),
                },
                Literal::Function(name, arguments) => {
                    let function = self.checked(name, arguments)?;
                    let ids = match function.name {
                        "membersOf" if field.kind == Kind::User => {
                            self.people_of(function, arguments)?
                        }
                        _ => None,
                    };
                    match ids {
                        Some(ids) => self.add(&mut values, field, ids),
                        None => return Err(invalid(name, &clause.field)),
                    }
                }
            }
        }
        Ok(values)
    }

    fn named_now(&self, field: &Field, text: &str) -> Vec<u64> {
        if field.kind == Kind::Status {
            let statuses = self.site().catalog.statuses.iter();
            return statuses.filter(|s| same(&s.name, text)).map(|s| s.id).collect();
        }
        self.named(field, text)
    }

    fn add(&self, values: &mut Values, field: &Field, ids: Vec<u64>) {
        let account = |id: u64| {
            let person = self.site().people.get(UserId(u32::try_from(id).ok()?))?;
            Some(person.account_id.clone())
        };
        let raw = |id: u64| match field.kind {
            Kind::User => account(id),
            _ => Some(id.to_string()),
        };
        values.raw.extend(ids.iter().filter_map(|id| raw(*id)));
        values.ids.extend(ids);
    }

    /// Whether a name that stands for nothing today is in the history of any issue.
    fn was_ever(&self, field: &Field, text: &str) -> bool {
        let site = self.site();
        let told = |side: &(Option<String>, Option<String>)| {
            side.1.as_ref().is_some_and(|shown| same(shown, text))
        };
        site.issues.iter().filter(|i| self.may_browse(i.project)).any(|issue| {
            site.history(issue)
                .iter()
                .flat_map(|change| &change.items)
                .filter(|item| item.field_id.as_deref() == Some(&field.id))
                .any(|item| told(&item.from) || told(&item.to))
        })
    }
}

fn invalid(function: &str, field: &str) -> Problem {
    Problem::Mistake(format!(
        "A value provided by the function '{function}' is invalid for the field '{field}'."
    ))
}
