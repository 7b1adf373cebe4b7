//! Comparisons with `<` and the like: numbers, dates, priorities, resolutions, versions.

use std::collections::HashSet;

use super::{
    ast::{Clause, Literal, Operator},
    known,
    operand::{Resolver, is_instant, is_number, missing, no_function},
    problem::Problem,
    source::Source,
    test::{Compare, Test},
};
use crate::site::{Field, Kind, parse_duration};

/// The formats of dates that Jira's texts name.
const FORMATS: &str = "Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', \
     'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.";

/// The comparison that an operator stands for, turned round if it is negated.
#[must_use]
pub fn comparison(operator: Operator, negated: bool) -> Compare {
    match (operator, negated) {
        (Operator::Less, false) | (Operator::GreaterOrEqual, true) => Compare::Less,
        (Operator::LessOrEqual, false) | (Operator::Greater, true) => Compare::AtMost,
        (Operator::Greater, false) | (Operator::LessOrEqual, true) => Compare::More,
        (Operator::GreaterOrEqual, false) | (Operator::Less, true) => Compare::AtLeast,
        _ => Compare::Same,
    }
}

impl Resolver<'_> {
    /// A test with `<` and the like.
    ///
    /// # Errors
    /// Jira's texts for a value that cannot be compared with.
    pub fn ordered(&self, field: &Field, clause: &Clause, negated: bool) -> Result<Test, Problem> {
        let compare = comparison(clause.operator, negated);
        let Some(literal) = clause.operand.values.first() else { return Ok(Test::Any(Vec::new())) };
        if is_number(field.kind) || is_instant(field.kind) {
            return self.compared(field, clause, literal, compare);
        }
        let text = match literal {
            Literal::Text(text) => text,
            Literal::Function(name, arguments) => {
                return self.function(field, clause, name, arguments);
            }
            Literal::Empty => return Ok(Test::Any(Vec::new())),
        };
        let named: HashSet<u64> = self.named(field, text).into_iter().collect();
        if named.is_empty() {
            return Err(missing(text, &clause.field));
        }
        let catalog = &self.site().catalog;
        let among = match field.kind {
            // What stands higher in its list is greater.
            Kind::Priority => {
                compared_in(catalog.priorities.iter().rev().map(|p| p.id), &named, compare)
            }
            Kind::Resolution => {
                compared_in(catalog.resolutions.iter().rev().map(|r| r.id), &named, compare)
            }
            // Versions stand in the order of their project.
            _ => self
                .projects()
                .flat_map(|p| compared_in(p.versions.iter().map(|v| v.id), &named, compare))
                .collect(),
        };
        Ok(Test::Refers(Source::of(field), among))
    }

    /// A test on a number, a day or an instant.
    pub(super) fn compared(
        &self,
        field: &Field,
        clause: &Clause,
        literal: &Literal,
        compare: Compare,
    ) -> Result<Test, Problem> {
        let source = Source::of(field);
        if *literal == Literal::Empty {
            return Ok(Test::Any(Vec::new()));
        }
        if is_number(field.kind) {
            let text = match literal {
                Literal::Text(text) => text,
                Literal::Function(name, arguments) => {
                    return self.function(field, clause, name, arguments);
                }
                Literal::Empty => return Ok(Test::Any(Vec::new())),
            };
            let number = match field.kind {
                Kind::Seconds => parse_duration(text).map(|seconds| seconds as f64),
                _ => text.parse().ok(),
            };
            return number.map(|n| Test::Number(source, compare, n)).ok_or_else(|| {
                let field = &clause.field;
                Problem::Mistake(format!("Value '{text}' for the field '{field}' is not a number."))
            });
        }
        let at = self.instant(literal, &format!("field '{}'", clause.field))?;
        Ok(match field.kind {
            Kind::Date => Test::Day(source, compare, self.when.day(at)),
            _ => Test::Instant(source, compare, at),
        })
    }

    /// Epoch milliseconds of a date as written. `place` says where it stands.
    ///
    /// # Errors
    /// Jira's texts for what is not a date.
    pub fn instant(&self, literal: &Literal, place: &str) -> Result<i64, Problem> {
        let invalid = |shown: &str| {
            Problem::Mistake(format!("Date value '{shown}' for {place} is invalid. {FORMATS}"))
        };
        match literal {
            Literal::Text(text) => self.when.literal(text).ok_or_else(|| invalid(text)),
            Literal::Empty => Err(invalid("EMPTY")),
            Literal::Function(name, arguments) => self.date_function(name, arguments, place),
        }
    }

    fn date_function(&self, name: &str, arguments: &[String], place: &str) -> Result<i64, Problem> {
        let function = self.checked(name, arguments)?;
        let argument = arguments.first();
        if let Some(at) = self.when.function(name, argument.map(String::as_str)) {
            return Ok(at);
        }
        let moves = function.name.starts_with("startOf") || function.name.starts_with("endOf");
        if moves && argument.is_some_and(|offset| !self.when.is_offset(offset)) {
            return Err(Problem::Mistake(format!(
                "Duration for function '{name}' should have the format (+/-)n(yMwdm), e.g -1M for \
                 1 month earlier."
            )));
        }
        Err(Problem::Mistake(match place.strip_prefix("predicate ") {
            Some(predicate) => format!(
                "A date for the predicate {predicate} provided by the function '{name}' is not \
                 valid."
            ),
            None => {
                format!("A value provided by the function '{name}' is invalid for the {place}.")
            }
        }))
    }

    /// The function of that name, if it is evaluated and has as many arguments.
    ///
    /// # Errors
    /// Jira's texts for a function that does not exist, and for too few or too many arguments; and
    /// functions that are not evaluated.
    pub(super) fn checked(
        &self,
        name: &str,
        arguments: &[String],
    ) -> Result<&'static known::Function, Problem> {
        let function = known::function(name).ok_or_else(|| no_function(name, arguments))?;
        if !function.evaluated {
            return Err(Problem::NotEvaluated(format!("the function '{}()'", function.name)));
        }
        let (least, most) = function.counts;
        if (least..=most).contains(&arguments.len()) {
            return Ok(function);
        }
        Err(Problem::Mistake(match function.name {
            "linkedIssues" | "linkedWorkItems" => format!(
                "Incorrect number of arguments for function '{name}'. Usage: '{name} ( issuekey [, \
                 linkDescription ]* )'."
            ),
            "cascadeOption" => "Incorrect number of arguments specified for the function \
                 'cascadeOption'. Usages: cascadeOption(parentOption), cascadeOption(parentOption, \
                 childOption), cascadeOption(parentOption, \"None\")."
                .into(),
            _ => format!(
                "Function '{name}' expected '{least}' arguments but received '{}'.",
                arguments.len()
            ),
        }))
    }
}

/// Those of an ascending list that compare so with any of some in it.
fn compared_in(
    list: impl Iterator<Item = u64>,
    than: &HashSet<u64>,
    compare: Compare,
) -> HashSet<u64> {
    let list: Vec<u64> = list.collect();
    let places: Vec<usize> = (0..list.len()).filter(|at| than.contains(&list[*at])).collect();
    let passes = |at: &usize| places.iter().any(|place| compare.holds(at.cmp(place)));
    (0..list.len()).filter(passes).map(|at| list[at]).collect()
}
