//! JQL: text to tokens, tokens to a query, the query to tests on issues, and the order of what is
//! found.

mod eval;
mod function;
mod lexer;
mod operand;
mod order;
mod parser;
mod register;
mod source;
mod test;
mod when;
mod words;

pub use parser::{Clause, Expr, Literal, Operator, Query, parse};

use crate::{
    site::{Site, UserId},
    wire::View,
};

/// Clauses of `ORDER BY` at most.
const ORDER_LIMIT: usize = 7;

/// The text for a query that would find everything.
pub const UNBOUNDED: &str =
    "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.";

/// The ids of the issues that a query finds and the caller may see, in its order; without one, the
/// newest first. `reconcile` names issues that are looked at as they are even while the index lags.
///
/// # Errors
/// Jira's texts for what is wrong with the query, and for a query without a restriction.
pub fn search(
    site: &Site,
    caller: UserId,
    jql: &str,
    reconcile: &[u64],
) -> Result<Vec<u64>, Vec<String>> {
    let query = parse(jql).map_err(|error| vec![error])?;
    if query.filter.is_none() {
        return Err(vec![UNBOUNDED.into()]);
    }
    let plan = eval::compile(View::new(site, caller), &query)?;
    Ok(plan.run(site, caller, reconcile))
}

/// What is wrong with a query; nothing if it may be searched with. A missing restriction is fine
/// here.
#[must_use]
pub fn problems(site: &Site, caller: UserId, jql: &str) -> Vec<String> {
    match parse(jql) {
        Err(error) => vec![error],
        Ok(query) => eval::compile(View::new(site, caller), &query).err().unwrap_or_default(),
    }
}
