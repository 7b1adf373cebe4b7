//! Checking JQL, asking whether issues match it, and the names it knows.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::search::refused;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    jql::{self, Clause, Expr, Literal, Operand, Operator, Query, Refused, property_path},
    request::{Body, Params, strings},
    sim::Shared,
};

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
    let site = sim.site();
    let mut parsed = Vec::new();
    for jql in &queries {
        let query = jql::parse(&site, caller, jql);
        let errors = match (&query, validation) {
            (Err(error), _) => vec![error.clone()],
            (Ok(_), "none") => Vec::new(),
            (Ok(_), _) => match jql::check(&site, caller, jql) {
                Ok(()) => Vec::new(),
                Err(Refused::Mistakes(errors)) => errors,
                Err(unknown) => return Err(refused(unknown)),
            },
        };
        let mut json = json!({"query": jql});
        if let Ok(query) = query
            && (errors.is_empty() || validation != "strict")
        {
            json["structure"] = structure(&query);
        }
        if !errors.is_empty() {
            json["errors"] = errors.into();
        }
        parsed.push(json);
    }
    Ok(Json(json!({"queries": parsed})))
}

/// Which of some issues each of some queries finds.
pub async fn matching(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    let (Some(issues), Some(queries)) = (body["issueIds"].as_array(), body["jqls"].as_array())
    else {
        return Err(ApiError::bad("The issueIds and the jqls must be given."));
    };
    let wanted: Vec<u64> = issues.iter().filter_map(Value::as_u64).collect();
    let site = sim.site();
    let mut matches = Vec::new();
    for jql in queries.iter().filter_map(Value::as_str) {
        let (found, errors) = match jql::matching(&site, caller, jql) {
            Ok(found) => (found, Vec::new()),
            Err(Refused::Mistakes(errors)) => (Vec::new(), errors),
            Err(unknown) => return Err(refused(unknown)),
        };
        let matched: Vec<&u64> = wanted.iter().filter(|id| found.contains(id)).collect();
        matches.push(json!({"matchedIssues": matched, "errors": errors}));
    }
    Ok(Json(json!({"matches": matches})))
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
                json!({"field": field(name), "direction": direction})
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
        Expr::Clause(clause) => comparison(clause),
    }
}

fn comparison(clause: &Clause) -> Value {
    let mut json = json!({"field": field(&clause.field), "operator": clause.operator.text()});
    if clause.operator != Operator::Changed {
        json["operand"] = operand(&clause.operand);
    }
    if clause.operator.is_past() {
        let predicates = clause.predicates.iter().map(|predicate| {
            json!({
                "operator": predicate.kind.text(),
                "operand": operand(&predicate.operand),
            })
        });
        json["predicates"] = predicates.collect();
    }
    json
}

/// A field, with its parts if it is an entity property.
fn field(name: &str) -> Value {
    match property_path(name) {
        None => json!({"name": name}),
        Some((key, path)) => {
            let path = path.join(".");
            json!({"name": name, "property": [{"entity": "issue", "key": key, "path": path}]})
        }
    }
}

fn operand(operand: &Operand) -> Value {
    let mut values: Vec<Value> = operand.values.iter().map(literal).collect();
    match values.len() {
        1 if !operand.list => values.remove(0),
        _ => json!({"values": values}),
    }
}

fn literal(literal: &Literal) -> Value {
    match literal {
        Literal::Text(text) => json!({"value": text}),
        Literal::Function(name, arguments) => json!({"function": name, "arguments": arguments}),
        Literal::Empty => json!({"keyword": "empty"}),
    }
}

/// The fields, functions and reserved words of JQL.
pub async fn auto_complete(State(sim): State<Shared>, _: Caller) -> Json<Value> {
    let fields: Vec<Value> = jql::fields(&sim.site())
        .into_iter()
        .map(|field| {
            let mut json = json!({
                "value": quoted(&field.name),
                "displayName": field.shown,
                "orderable": field.orderable.to_string(),
                "searchable": "true",
                "operators": field.operators,
                "types": [format!("java.lang.{}", field.value_type)],
            });
            if let Some(custom) = field.custom {
                json["cfid"] = custom.into();
            }
            json
        })
        .collect();
    let functions: Vec<Value> = jql::functions()
        .map(|(name, list)| {
            let mut json = json!({
                "value": name,
                "displayName": name,
                "types": ["java.lang.Object"],
            });
            if list {
                json["isList"] = "true".into();
            }
            json
        })
        .collect();
    Json(json!({
        "visibleFieldNames": fields,
        "visibleFunctionNames": functions,
        "jqlReservedWords": jql::reserved_words(),
    }))
}

/// A name as a query must write it.
fn quoted(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || "[]._-".contains(c));
    if plain { name.to_owned() } else { format!("\"{name}\"") }
}
