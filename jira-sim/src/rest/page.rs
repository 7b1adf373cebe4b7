//! The page bean: `startAt`, `maxResults`, `total`, `isLast`, `values`.

use serde_json::{Value, json};

use crate::request::Page;

/// A page of a list, at the address `path` of the site.
pub fn bean(address: &str, page: Page, total: usize, values: Vec<Value>) -> Value {
    let mut json = json!({
        "self": format!("{address}?startAt={}&maxResults={}", page.start, page.size),
        "maxResults": page.size,
        "startAt": page.start,
        "total": total,
        "isLast": page.is_last(total),
        "values": values,
    });
    if !page.is_last(total) {
        let next = page.start + page.size;
        json["nextPage"] = format!("{address}?startAt={next}&maxResults={}", page.size).into();
    }
    json
}
