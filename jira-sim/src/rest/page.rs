//! The page bean: `startAt`, `maxResults`, `total`, `isLast`, `values`.

use serde_json::{Value, json};

use crate::{pages::format::encode, request::Page};

/// A page of a list, at the address `path` of the site.
pub fn bean(address: &str, page: Page, total: usize, values: Vec<Value>) -> Value {
    bean_with(address, &[], page, total, values)
}

/// The same for a list that parameters of the request choose: they stand in its addresses.
pub fn bean_with(
    address: &str,
    kept: &[(&str, &str)],
    page: Page,
    total: usize,
    values: Vec<Value>,
) -> Value {
    let kept: String =
        kept.iter().map(|(name, value)| format!("{name}={}&", encode(value))).collect();
    let at = |start: usize| format!("{address}?{kept}startAt={start}&maxResults={}", page.size);
    let mut json = json!({
        "self": at(page.start),
        "maxResults": page.size,
        "startAt": page.start,
        "total": total,
        "isLast": page.is_last(total),
        "values": values,
    });
    if !page.is_last(total) {
        json["nextPage"] = at(page.start + page.size).into();
    }
    json
}
