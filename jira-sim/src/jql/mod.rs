//! JQL: text to tokens, tokens to a query, the query to tests on issues, and the order of what is
//! found.

mod ast;
mod compare;
mod eval;
mod function;
mod known;
mod lexer;
mod operand;
mod operators;
mod order;
mod parser;
mod past;
mod problem;
mod reference;
mod register;
mod reserved;
mod source;
mod special;
mod test;
mod was;
mod when;
mod words;

pub use ast::{Clause, Expr, Literal, Operand, Operator, Predicate, PredicateKind, Query};
pub use eval::property_path;
pub use problem::Refused;
pub use reference::{FieldReference, fields, functions, reserved_words};

use crate::{
    site::{Site, UserId},
    wire::View,
};
use operand::Resolver;

/// The text for a query that would find everything.
pub const UNBOUNDED: &str =
    "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.";

/// How a query is run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Run<'a> {
    /// Issues that are looked at as they are even while the index lags.
    pub reconcile: &'a [u64],
    /// Whether a query that names what does not exist finds nothing, instead of being refused.
    pub lenient: bool,
}

/// The ids of the issues that a query finds and the caller may see, in its order; without one, the
/// newest first.
///
/// # Errors
/// Jira's texts for what is wrong with the query, and for a query without a restriction; or what of
/// it is not evaluated.
pub fn search(site: &Site, caller: UserId, jql: &str, run: Run<'_>) -> Result<Vec<u64>, Refused> {
    let resolver = Resolver::new(View::new(site, caller));
    let query = read(&resolver, jql)?;
    if query.filter.is_none() {
        return Err(Refused::from(UNBOUNDED.to_owned()));
    }
    let plan = eval::compile(resolver, &query, run.lenient)?;
    Ok(plan.run(site, caller, run.reconcile))
}

/// The ids of the issues that a query finds; a missing restriction is fine here.
///
/// # Errors
/// As [`search`].
pub fn matching(site: &Site, caller: UserId, jql: &str) -> Result<Vec<u64>, Refused> {
    let resolver = Resolver::new(View::new(site, caller));
    let query = read(&resolver, jql)?;
    Ok(eval::compile(resolver, &query, false)?.run(site, caller, &[]))
}

/// What a query says, whether or not what it names exists.
///
/// # Errors
/// Jira's text for a mistake in its grammar.
pub fn parse(site: &Site, caller: UserId, jql: &str) -> Result<Query, String> {
    read(&Resolver::new(View::new(site, caller)), jql)
}

/// Whether a query may be searched with. A missing restriction is fine here.
///
/// # Errors
/// As [`search`].
pub fn check(site: &Site, caller: UserId, jql: &str) -> Result<(), Refused> {
    let resolver = Resolver::new(View::new(site, caller));
    let query = read(&resolver, jql)?;
    eval::compile(resolver, &query, false).map(|_| ())
}

/// Words by which a query of words alone may still compare a field with something.
const OPERATOR_WORDS: [&str; 5] = ["in", "not", "is", "was", "changed"];

/// Reads a query. Words alone that are no query search the text, also with words of the grammar among
/// them (jira.js's live tests: `this is not jql` finds nothing), unless they begin with a field and an
/// operator or hold an order.
fn read(resolver: &Resolver<'_>, jql: &str) -> Result<Query, String> {
    let query = parser::parse(jql);
    if query.as_ref().is_ok_and(|query| query.filter.as_ref().is_none_or(asks_is_of_empty)) {
        return query;
    }
    let Some(words) = parser::bare_words(jql) else { return query };
    let compares = |pair: &[String]| {
        let operator = OPERATOR_WORDS.iter().any(|o| pair[1].eq_ignore_ascii_case(o));
        operator && resolver.knows(&pair[0])
    };
    let ordered = words.iter().any(|word| word.eq_ignore_ascii_case("order"));
    if ordered || words.windows(2).any(compares) {
        return query;
    }
    Ok(text_search(&words.join(" ")))
}

/// Whether IS stands before EMPTY wherever it stands, without which it is a word like others.
fn asks_is_of_empty(expr: &Expr) -> bool {
    match expr {
        Expr::Not(inner) => asks_is_of_empty(inner),
        Expr::And(parts) | Expr::Or(parts) => parts.iter().all(asks_is_of_empty),
        Expr::Clause(clause) => {
            !matches!(clause.operator, Operator::Is | Operator::IsNot)
                || clause.operand.values == [Literal::Empty]
        }
    }
}

fn text_search(words: &str) -> Query {
    let clause = Clause {
        field: "text".into(),
        operator: Operator::Contains,
        operand: Operand::single(Literal::Text(words.into())),
        predicates: Vec::new(),
    };
    Query { filter: Some(Expr::Clause(clause)), order: Vec::new() }
}
