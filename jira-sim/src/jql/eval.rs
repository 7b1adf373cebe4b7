//! A query becomes tests and criteria: names are looked up once, not for every issue.

use std::collections::HashSet;

use super::{
    operand::Resolver,
    order::{self, Criterion},
    parser::{Clause, Expr, Literal, Operator, Query},
    source::Source,
    test::{Compare, Test},
    words::Pattern,
};
use crate::{
    site::{Field, Issue, Kind, Permission, Site, UserId},
    wire::View,
};

/// A query that is ready to run.
#[derive(Debug)]
pub struct Plan {
    test: Option<Test>,
    order: Vec<Criterion>,
}

/// Looks up everything that a query names.
///
/// # Errors
/// Jira's texts for all names and values that do not exist.
pub fn compile(view: View<'_>, query: &Query) -> Result<Plan, Vec<String>> {
    let mut compiler = Compiler { resolver: Resolver::new(view), errors: Vec::new() };
    let test = query.filter.as_ref().map(|expr| compiler.expr(expr, false));
    let mut order: Vec<Criterion> = query
        .order
        .iter()
        .filter_map(|(name, descending)| compiler.criterion(name, *descending))
        .collect();
    if order.is_empty() {
        order.push(Criterion::newest());
    }
    if compiler.errors.is_empty() { Ok(Plan { test, order }) } else { Err(compiler.errors) }
}

impl Plan {
    /// The ids of the issues that pass and that the caller may see, in order.
    #[must_use]
    pub fn run(&self, site: &Site, caller: UserId, reconcile: &[u64]) -> Vec<u64> {
        let visible: HashSet<u64> = site
            .projects
            .iter()
            .filter(|p| site.may(caller, Permission::Browse, Some(p)))
            .map(|p| p.id)
            .collect();
        let passes = |issue: &Issue| self.test.as_ref().is_none_or(|t| t.passes(issue));
        let mut found: Vec<&Issue> = site
            .issues
            .indexed(reconcile)
            .filter(|issue| {
                visible.contains(&issue.project) && site.cleared(caller, issue) && passes(issue)
            })
            .collect();
        order::sort(site, &mut found, &self.order);
        found.iter().map(|issue| issue.id).collect()
    }
}

struct Compiler<'a> {
    resolver: Resolver<'a>,
    errors: Vec<String>,
}

impl<'a> Compiler<'a> {
    /// NOT is carried inwards, since in JQL neither `a != b` nor `NOT a = b` finds empty values.
    fn expr(&mut self, expr: &Expr, negated: bool) -> Test {
        match expr {
            Expr::Not(inner) => self.expr(inner, !negated),
            Expr::And(parts) | Expr::Or(parts) => {
                let tests = parts.iter().map(|p| self.expr(p, negated)).collect();
                if matches!(expr, Expr::And(_)) != negated {
                    Test::All(tests)
                } else {
                    Test::Any(tests)
                }
            }
            Expr::Clause(clause) => {
                let test = self.clause(clause, negated);
                test.unwrap_or_else(|error| {
                    self.errors.push(error);
                    Test::Any(Vec::new())
                })
            }
        }
    }

    fn criterion(&mut self, name: &str, descending: bool) -> Option<Criterion> {
        let lower = name.to_lowercase();
        if let Some(criterion) = Criterion::by_key(&lower, descending) {
            return Some(criterion);
        }
        let site = self.resolver.site();
        let fields = self.resolver.fields(name);
        let found = fields.first().and_then(|f| Criterion::by_field(site, f, descending));
        if found.is_none() {
            self.errors.push(if fields.is_empty() {
                format!("Not able to sort using field '{name}': it does not exist.")
            } else {
                format!("Not able to sort using field '{name}'.")
            });
        }
        found
    }

    fn clause(&mut self, clause: &Clause, negated: bool) -> Result<Test, String> {
        let lower = clause.field.to_lowercase();
        let negative = clause.operator.is_negative() != negated;
        match lower.as_str() {
            "key" | "issuekey" | "issue" | "id" => return self.resolver.keys(clause, negative),
            "text" => return self.text(clause, all_text(self.resolver.site()), negative),
            _ => {}
        }
        if let Some((key, path)) = property_path(&clause.field) {
            return property(clause, key, path, negative);
        }
        let fields = self.resolver.fields(&clause.field);
        if fields.is_empty() {
            return Err(format!(
                "Field '{}' does not exist or you do not have permission to view it.",
                clause.field
            ));
        }
        let mut tests = Vec::new();
        for (field, clause) in self.shared_out(clause, &fields, negative)? {
            tests.push(self.field(&clause, field, negative)?);
        }
        Ok(match tests.len() {
            1 => tests.remove(0),
            _ if negative => Test::All(tests),
            _ => Test::Any(tests),
        })
    }

    /// Several fields may have one name: each is compared with those of the values that it knows. A
    /// value that none of them knows is a mistake.
    fn shared_out(
        &mut self,
        clause: &Clause,
        fields: &[&'a Field],
        negative: bool,
    ) -> Result<Vec<(&'a Field, Clause)>, String> {
        let mut shares: Vec<(&'a Field, Clause)> = fields
            .iter()
            .map(|field| (*field, Clause { values: Vec::new(), ..clause.clone() }))
            .collect();
        for literal in &clause.values {
            let single = Clause { values: vec![literal.clone()], ..clause.clone() };
            let mut error = None;
            let mut known = false;
            for (field, share) in &mut shares {
                match self.field(&single, field, negative) {
                    Ok(_) => {
                        share.values.push(literal.clone());
                        known = true;
                    }
                    Err(text) => error = Some(text),
                }
            }
            if let Some(error) = error.filter(|_| !known) {
                return Err(error);
            }
        }
        shares.retain(|(_, share)| !share.values.is_empty());
        Ok(shares)
    }

    /// A comparison with one field.
    fn field(&mut self, clause: &Clause, field: &'a Field, negative: bool) -> Result<Test, String> {
        let source = Source::of(field);
        let not_supported = || {
            let text = clause.operator.text();
            Err(format!("The operator '{text}' is not supported by the '{}' field.", clause.field))
        };
        match clause.operator {
            Operator::Is | Operator::IsNot => return Ok(Test::Empty(source, !negative)),
            Operator::Contains | Operator::NotContains => {
                return match field.kind {
                    Kind::Text | Kind::FixedText | Kind::Url | Kind::RichText | Kind::Comments => {
                        self.text(clause, vec![source], negative)
                    }
                    _ => not_supported(),
                };
            }
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => {
                return match self.resolver.ordered(field, clause, negative)? {
                    Some(test) => Ok(test),
                    None => not_supported(),
                };
            }
            _ => {}
        }
        if matches!(
            field.kind,
            Kind::Text | Kind::FixedText | Kind::Url | Kind::RichText | Kind::Comments
        ) {
            return not_supported();
        }
        let mut tests = Vec::new();
        for literal in &clause.values {
            tests.push(match literal {
                Literal::Empty => Test::Empty(source, true),
                other => self.resolver.equals(field, clause, other)?,
            });
        }
        Ok(if negative { none_of(source, tests) } else { Test::Any(tests) })
    }

    fn text(
        &mut self,
        clause: &Clause,
        sources: Vec<Source>,
        negative: bool,
    ) -> Result<Test, String> {
        let contains = matches!(clause.operator, Operator::Contains | Operator::NotContains);
        let [Literal::Text(words)] = clause.values.as_slice() else {
            return Err(format!("A text is expected for the field '{}'.", clause.field));
        };
        if !contains {
            return Err(format!(
                "The operator '{}' is not supported by the '{}' field.",
                clause.operator.text(),
                clause.field
            ));
        }
        let first = sources.first().copied().unwrap_or(Source::Summary);
        let test = Test::Contains(sources, Pattern::new(words));
        Ok(if negative { Test::Other(first, Box::new(test)) } else { test })
    }
}

/// Not empty, and none of them; but "not empty" among them asks for nothing else than that.
fn none_of(source: Source, tests: Vec<Test>) -> Test {
    Test::Other(source, Box::new(Test::Any(tests)))
}

/// All that `text ~` looks through.
fn all_text(site: &Site) -> Vec<Source> {
    let system = [Source::Summary, Source::Description, Source::Environment, Source::Comment];
    let custom = site
        .fields
        .iter()
        .filter(|f| f.number.is_some() && matches!(f.kind, Kind::Text | Kind::RichText));
    system.into_iter().chain(custom.map(Source::of)).collect()
}

/// `issue.property[key].path.to` as key and path.
fn property_path(name: &str) -> Option<(String, Vec<String>)> {
    let rest = name.strip_prefix("issue.property[")?;
    let (key, path) = rest.split_once(']')?;
    let path = path.split('.').filter(|p| !p.is_empty()).map(str::to_owned).collect();
    Some((key.trim_matches(['"', '\'']).to_owned(), path))
}

fn property(
    clause: &Clause,
    key: String,
    path: Vec<String>,
    negative: bool,
) -> Result<Test, String> {
    if matches!(clause.operator, Operator::Is | Operator::IsNot) {
        return Ok(Test::NoProperty(key, path, !negative));
    }
    let wanted: Option<Vec<String>> = clause
        .values
        .iter()
        .map(|literal| match literal {
            Literal::Text(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    let equality = [Operator::Equal, Operator::NotEqual, Operator::In, Operator::NotIn];
    match wanted {
        Some(wanted) if equality.contains(&clause.operator) => {
            let test = Test::Property(key.clone(), path.clone(), wanted);
            Ok(if negative {
                let there = Test::NoProperty(key, path, false);
                Test::All(vec![there, Test::Other(Source::Summary, Box::new(test))])
            } else {
                test
            })
        }
        _ => Err(format!(
            "The operator '{}' is not supported by the '{}' field.",
            clause.operator.text(),
            clause.field
        )),
    }
}

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
