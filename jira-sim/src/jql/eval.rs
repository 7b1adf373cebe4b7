//! A query becomes tests and criteria: names are looked up once, not for every issue.

use std::collections::HashSet;

use super::{
    ast::{Clause, Expr, Literal, Operand, Operator, Query},
    known::{self, Special},
    operand::{Resolver, no_value, not_supported},
    operators::Operators,
    order::{self, Criterion},
    problem::{Problem, Refused},
    source::Source,
    special,
    test::Test,
    words::Pattern,
};
use crate::site::{Field, Issue, Kind, Permission, Site, UserId};

/// A query that is ready to run.
#[derive(Debug)]
pub struct Plan {
    test: Option<Test>,
    order: Vec<Criterion>,
}

/// Looks up everything that a query names. A `lenient` one finds nothing where it names what does
/// not exist.
///
/// # Errors
/// Jira's texts for all names and values that do not exist, or what is not evaluated.
pub fn compile(resolver: Resolver<'_>, query: &Query, lenient: bool) -> Result<Plan, Refused> {
    let mut compiler = Compiler { resolver, lenient, problems: Vec::new() };
    let test = query.filter.as_ref().map(|expr| compiler.expr(expr, false));
    let mut order: Vec<Criterion> = query
        .order
        .iter()
        .filter_map(|(name, descending)| compiler.criterion(name, *descending))
        .collect();
    if order.is_empty() {
        order.push(Criterion::newest());
    }
    match Refused::of(compiler.problems) {
        None => Ok(Plan { test, order }),
        Some(refused) => Err(refused),
    }
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
        let passes = |issue: &Issue| self.test.as_ref().is_none_or(|t| t.passes(site, issue));
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
    lenient: bool,
    problems: Vec<Problem>,
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
                test.unwrap_or_else(|problem| {
                    self.note(problem);
                    Test::Any(Vec::new())
                })
            }
        }
    }

    fn note(&mut self, problem: Problem) {
        if !(self.lenient && matches!(problem, Problem::Mistake(_))) {
            self.problems.push(problem);
        }
    }

    fn criterion(&mut self, name: &str, descending: bool) -> Option<Criterion> {
        let mistake = || Problem::Mistake(format!("Not able to sort using field '{name}'."));
        let unknown = || Problem::NotEvaluated(format!("ordering by '{name}'"));
        let problem = match known::special(name) {
            Some(Special::Key) => return Criterion::by_key(&name.to_lowercase(), descending),
            Some(Special::Text | Special::TextFields | Special::Link(_) | Special::LinkType) => {
                mistake()
            }
            Some(_) => unknown(),
            None => match self.resolver.fields(name).first() {
                None => mistake(),
                Some(field) => {
                    let found = Criterion::by_field(self.resolver.site(), field, descending);
                    if found.is_some() {
                        return found;
                    }
                    if order::is_sortable_in_jira(field) { unknown() } else { mistake() }
                }
            },
        };
        self.note(problem);
        None
    }

    fn clause(&mut self, clause: &Clause, negated: bool) -> Result<Test, Problem> {
        let negative = clause.operator.is_negative() != negated;
        if let Some((key, path)) = property_path(&clause.field) {
            return property(clause, key, path, negative);
        }
        if let Some(special) = known::special(&clause.field) {
            check_operator(special::operators(&special), clause)?;
            check_operand(clause)?;
            return match special {
                Special::Key => self.resolver.keys(clause, negative),
                Special::Text => text(clause, all_text(self.resolver.site(), true), negative),
                Special::TextFields => {
                    text(clause, all_text(self.resolver.site(), false), negative)
                }
                special => self.resolver.special(&special, clause, negative),
            };
        }
        let fields = self.resolver.fields(&clause.field);
        let Some(first) = fields.first() else {
            return Err(Problem::Mistake(format!(
                "Field '{}' does not exist or you do not have permission to view it.",
                clause.field
            )));
        };
        if is_unknown(first.kind) {
            return Err(Problem::NotEvaluated(format!("the field '{}'", clause.field)));
        }
        check_operand(clause)?;
        if clause.operator.is_past() {
            check_operator(Operators::of(first), clause)?;
            return self.resolver.past(clause, first, negative);
        }
        let mut tests = Vec::new();
        for (field, clause) in self.shared_out(clause, &fields, negative)? {
            let test = self.field(&clause, field, negative)?;
            tests.push(match field.kind {
                Kind::Sprint | Kind::Team => Test::PlannedWith(Box::new(test)),
                _ => test,
            });
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
        &self,
        clause: &Clause,
        fields: &[&'a Field],
        negative: bool,
    ) -> Result<Vec<(&'a Field, Clause)>, Problem> {
        let list = clause.operand.list;
        let with =
            |values: Vec<Literal>| Clause { operand: Operand { values, list }, ..clause.clone() };
        let mut shares: Vec<(&'a Field, Clause)> =
            fields.iter().map(|field| (*field, with(Vec::new()))).collect();
        for literal in &clause.operand.values {
            let single = with(vec![literal.clone()]);
            let mut problem = None;
            let mut known = false;
            for (field, share) in &mut shares {
                match self.field(&single, field, negative) {
                    Ok(_) => {
                        share.operand.values.push(literal.clone());
                        known = true;
                    }
                    Err(other) => problem = Some(other),
                }
            }
            if let Some(problem) = problem.filter(|_| !known) {
                return Err(problem);
            }
        }
        shares.retain(|(_, share)| !share.operand.values.is_empty());
        Ok(shares)
    }

    /// A comparison with one field.
    fn field(&self, clause: &Clause, field: &'a Field, negative: bool) -> Result<Test, Problem> {
        let source = Source::of(field);
        check_operator(Operators::of(field), clause)?;
        let opaque = matches!(field.kind, Kind::Object | Kind::Opaque);
        match clause.operator {
            Operator::Is | Operator::IsNot => return Ok(Test::Empty(source, !negative)),
            _ if opaque => {
                let what = format!("values of the field '{}'", clause.field);
                return Err(Problem::NotEvaluated(what));
            }
            Operator::Contains | Operator::NotContains => {
                return text(clause, vec![source], negative);
            }
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => return self.resolver.ordered(field, clause, negative),
            _ => {}
        }
        let mut tests = Vec::new();
        for literal in &clause.operand.values {
            tests.push(self.resolver.equals(field, clause, literal)?);
        }
        let any = Test::Any(tests);
        Ok(if negative { Test::Other(source, Box::new(any)) } else { any })
    }
}

/// Fields that Jira can search and whose values the simulator does not look at.
fn is_unknown(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Subtasks
            | Kind::Progress
            | Kind::AggregateProgress
            | Kind::Aggregate
            | Kind::Restriction
            | Kind::Rank
            | Kind::TimeTracking
            | Kind::Worklogs
            | Kind::Hidden
    )
}

fn check_operator(operators: Operators, clause: &Clause) -> Result<(), Problem> {
    if operators.allows(clause.operator) {
        return Ok(());
    }
    Err(if clause.operator.is_past() {
        let field = &clause.field;
        Problem::Mistake(format!("History searches do not support the '{field}' field."))
    } else {
        not_supported(clause)
    })
}

/// Lists stand with operators that take lists, EMPTY alone with IS.
fn check_operand(clause: &Clause) -> Result<(), Problem> {
    let Operand { values, list } = &clause.operand;
    let operator = clause.operator.text();
    let wrong = |kind: &str| {
        Err(Problem::Mistake(format!(
            "Operator '{operator}' does not support the {kind} value '{}' for field '{}'.",
            clause.operand.shown(),
            clause.field
        )))
    };
    let single = match values.as_slice() {
        [single] if !list => single,
        _ if clause.operator.takes_list() || clause.operator == Operator::Changed => return Ok(()),
        _ => return wrong("list"),
    };
    if matches!(clause.operator, Operator::Is | Operator::IsNot) {
        return match single {
            Literal::Empty => Ok(()),
            _ => Err(Problem::Mistake(format!(
                "The operator '{operator}' only supports EMPTY or NULL for the field '{}'.",
                clause.field
            ))),
        };
    }
    let lists = match single {
        Literal::Function(name, _) => match known::function(name) {
            Some(function) => function.list,
            None => return Ok(()),
        },
        _ => false,
    };
    match (clause.operator.takes_list(), lists) {
        (true, false) => wrong("non-list"),
        (false, true) => wrong("list"),
        _ => Ok(()),
    }
}

fn text(clause: &Clause, sources: Vec<Source>, negative: bool) -> Result<Test, Problem> {
    let words = match clause.operand.values.as_slice() {
        [Literal::Text(words)] => words,
        [Literal::Function(name, _)] => {
            return Err(Problem::Mistake(format!(
                "A value provided by the function '{name}' is invalid for the field '{}'.",
                clause.field
            )));
        }
        _ => return Err(no_value(clause)),
    };
    if words.trim().is_empty() {
        let field = &clause.field;
        return Err(Problem::Mistake(format!(
            "The field '{field}' does not support searching for an empty string."
        )));
    }
    let first = sources.first().copied().unwrap_or(Source::Summary);
    let test = Test::Contains(sources, Pattern::new(words));
    Ok(if negative { Test::Other(first, Box::new(test)) } else { test })
}

/// All that `text ~` looks through, or `textfields ~`, which leaves out comments.
fn all_text(site: &Site, comments: bool) -> Vec<Source> {
    let system = [Source::Summary, Source::Description, Source::Environment];
    let custom = site
        .fields
        .iter()
        .filter(|f| f.number.is_some() && matches!(f.kind, Kind::Text | Kind::RichText));
    system
        .into_iter()
        .chain(comments.then_some(Source::Comment))
        .chain(custom.map(Source::of))
        .collect()
}

/// `issue.property[key].path.to` as key and path.
#[must_use]
pub fn property_path(name: &str) -> Option<(String, Vec<String>)> {
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
) -> Result<Test, Problem> {
    if matches!(clause.operator, Operator::Is | Operator::IsNot) {
        return Ok(Test::NoProperty(key, path, !negative));
    }
    if clause.operator.is_past() {
        return Err(not_supported(clause));
    }
    let wanted: Option<Vec<String>> = clause
        .operand
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
                Test::All(vec![there, Test::Not(Box::new(test))])
            } else {
                test
            })
        }
        _ => {
            let (operator, field) = (clause.operator.text(), &clause.field);
            Err(Problem::NotEvaluated(format!("'{operator}' with the field '{field}'")))
        }
    }
}
