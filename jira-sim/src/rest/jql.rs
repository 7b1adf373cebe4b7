//! Checking JQL, and the names it knows.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::search::problems;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    jql::{Expr, Literal, Query, parse as parse_jql},
    request::{Body, Params, strings},
    sim::Shared,
};

/// Functions that JQL knows here.
const FUNCTIONS: [&str; 14] = [
    "currentUser()",
    "now()",
    "startOfDay()",
    "startOfWeek()",
    "startOfMonth()",
    "startOfYear()",
    "endOfDay()",
    "endOfWeek()",
    "endOfMonth()",
    "endOfYear()",
    "standardIssueTypes()",
    "subtaskIssueTypes()",
    "releasedVersions()",
    "unreleasedVersions()",
];

/// Words that must be quoted.
const RESERVED: [&str; 11] =
    ["and", "or", "not", "in", "is", "empty", "null", "order", "by", "asc", "desc"];

/// Always 200: what is wrong with a query stands beside it. A strict check shows no structure.
pub async fn parse(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    let queries = strings(&body["queries"]);
    if queries.is_empty() {
        return Err(ApiError::bad("At least one query must be given."));
    }
    let validation = params.get("validation").unwrap_or("strict");
    if !["strict", "warn", "none"].contains(&validation) {
        return Err(ApiError::bad("The validation must be strict, warn or none."));
    }
    let parsed = queries.iter().map(|jql| {
        let errors = match validation {
            "none" => parse_jql(jql).err().into_iter().collect(),
            _ => problems(&sim, caller, jql),
        };
        let mut json = json!({"query": jql});
        if let Ok(query) = parse_jql(jql)
            && (errors.is_empty() || validation != "strict")
        {
            json["structure"] = structure(&query);
        }
        if !errors.is_empty() {
            json["errors"] = errors.into();
        }
        json
    });
    Ok(Json(json!({"queries": parsed.collect::<Vec<_>>()})))
}

fn structure(query: &Query) -> Value {
    let mut json = json!({});
    if let Some(filter) = &query.filter {
        json["where"] = condition(filter);
    }
    if !query.order.is_empty() {
        let fields: Vec<Value> = query
            .order
            .iter()
            .map(|(name, descending)| {
                let direction = if *descending { "desc" } else { "asc" };
                json!({"field": {"name": name}, "direction": direction})
            })
            .collect();
        json["orderBy"] = json!({"fields": fields});
    }
    json
}

fn condition(expr: &Expr) -> Value {
    let compound = |operator: &str, parts: &[Expr]| json!({"clauses": parts.iter().map(condition).collect::<Vec<_>>(), "operator": operator});
    match expr {
        Expr::And(parts) => compound("and", parts),
        Expr::Or(parts) => compound("or", parts),
        Expr::Not(inner) => compound("not", std::slice::from_ref(inner)),
        Expr::Clause(clause) => {
            let operands: Vec<Value> = clause.values.iter().map(operand).collect();
            let list = matches!(clause.operator.text(), "in" | "not in");
            json!({
                "field": {"name": clause.field},
                "operator": clause.operator.text(),
                "operand": match operands.as_slice() {
                    [single] if !list => single.clone(),
                    _ => json!({"values": operands}),
                },
            })
        }
    }
}

fn operand(literal: &Literal) -> Value {
    match literal {
        Literal::Text(text) => json!({"value": text}),
        Literal::Function(name, arguments) => json!({"function": name, "arguments": arguments}),
        Literal::Empty => json!({"keyword": "empty"}),
    }
}

/// The fields, functions and reserved words of JQL.
pub async fn auto_complete(State(sim): State<Shared>, _: Caller) -> Json<Value> {
    let site = sim.site();
    let fields: Vec<Value> = site
        .fields
        .iter()
        .flat_map(|f| f.clause_names.iter().map(move |name| (f, name)))
        .map(|(field, name)| {
            json!({
                "value": if name.contains(' ') { format!("\"{name}\"") } else { name.clone() },
                "displayName": field.name,
                "orderable": "true",
                "searchable": "true",
                "operators": ["=", "!=", "in", "not in", "is", "is not", "~", "!~", "<", ">", "<=", ">="],
                "types": [format!("java.lang.{}", field.schema["type"].as_str().unwrap_or("Object"))],
            })
        })
        .collect();
    let functions: Vec<Value> = FUNCTIONS
        .iter()
        .map(|name| json!({"value": name, "displayName": name, "types": ["java.lang.Object"]}))
        .collect();
    Json(json!({
        "visibleFieldNames": fields,
        "visibleFunctionNames": functions,
        "jqlReservedWords": RESERVED,
    }))
}
