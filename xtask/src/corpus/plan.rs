//! Plans as `rowport plan --json` prints them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::check::short;

/// The items of a list; none of what is no list.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The changes of a plan, by the key of their issue; those without one by their row.
pub fn by_key(plan: &Value) -> BTreeMap<String, &Value> {
    let key = |change: &Value| match change["issue"]["key"].as_str() {
        Some(key) => key.to_owned(),
        None => format!("row {}", change["row"]),
    };
    list(&plan["changes"]).iter().map(|change| (key(change), change)).collect()
}

/// Everything that a plan would do to a row, or asks the user about.
pub fn wishes(change: &Value) -> Vec<String> {
    let name = |field: &Value| field["field"].as_str().unwrap_or_default().to_owned();
    let fields = list(&change["fields"]).iter().map(|field| {
        let value = |side: &str| short(&field[side]);
        format!("field {} changes from {} to {}", name(field), value("before"), value("after"))
    });
    let losses = list(&change["losses"])
        .iter()
        .map(|loss| format!("field {} would lose {}", name(loss), loss["lost"]));
    let conflicts =
        list(&change["conflicts"]).iter().map(|field| format!("conflict in {}", short(field)));
    let status = (!change["transition"].is_null()).then(|| short(&change["transition"]));
    fields.chain(losses).chain(conflicts).chain(status).collect()
}
