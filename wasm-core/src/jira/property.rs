//! `/issue/{id}/properties`: data that an app keeps with an issue. Rowport's one property names
//! the row that an issue was made from.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::memory::RowMemory;
use crate::plan::{IssueRef, RowIdentity};
use crate::ports::{Clock, Transport};

/// Key of the property; the app's `jira:entityProperty` module indexes it for JQL.
pub const ROW_PROPERTY: &str = "rowport";

/// How far the site's clock may be behind the caller's when issues are looked up by age.
const CLOCK_MARGIN_MINUTES: i64 = 60;

#[derive(Deserialize)]
struct WireProperty {
    value: Value,
}

/// A property of a comment or a worklog.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct EntityProperty {
    key: String,
    #[serde(default)]
    value: Value,
}

/// The row of a file that a comment or a worklog was made from.
pub(super) fn identity_of(properties: &[EntityProperty]) -> Option<RowIdentity> {
    let value = &properties.iter().find(|property| property.key == ROW_PROPERTY)?.value;
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(RowIdentity { lineage: text("lineage")?, row: text("row")? })
}

/// Whether there are no properties to send.
pub(super) fn is_none(properties: &Value) -> bool {
    properties.as_array().is_none_or(Vec::is_empty)
}

/// The properties of a new comment or worklog.
pub(super) fn row_properties(identity: Option<&RowIdentity>) -> Value {
    let property = |of| {
        let value = row_property(of, &RowMemory::default(), false);
        json!({ "key": ROW_PROPERTY, "value": value })
    };
    identity.map(property).into_iter().collect()
}

/// The property's value for a row, with the hashes of what it holds, and whether it was created
/// once more on purpose.
pub fn row_property(identity: &RowIdentity, memory: &RowMemory, anew: bool) -> Value {
    let mut value = json!({ "lineage": identity.lineage, "row": identity.row });
    if !memory.is_empty() {
        value["fields"] = json!(memory);
    }
    if anew {
        value["anew"] = json!(true);
    }
    value
}

/// What a property says of a row. One that an earlier version wrote has no hashes.
pub(super) fn read_row(value: &Value) -> Option<(RowIdentity, RowMemory)> {
    let identity = row_of_property(value)?;
    let fields = value["fields"].as_object().into_iter().flatten();
    let texts = fields.filter_map(|(id, hash)| Some((id.clone(), hash.as_str()?.to_owned())));
    Some((identity, RowMemory::of_texts(texts)))
}

/// The row that a property's value names.
pub(super) fn row_of_property(value: &Value) -> Option<RowIdentity> {
    let (lineage, row) = (value["lineage"].as_str()?, value["row"].as_str()?);
    Some(RowIdentity { lineage: lineage.to_owned(), row: row.to_owned() })
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The value of an issue's property; none where it is not set.
    ///
    /// # Errors
    /// As any call. An issue that can't be seen looks like one without the property.
    pub async fn property(&self, issue: &str, key: &str) -> Result<Option<Value>, JiraError> {
        self.property_at(Path::api("issue").part(issue).part("properties").part(key)).await
    }

    /// The value of the property at a path; none where it is not set.
    pub(super) async fn property_at(&self, path: Path) -> Result<Option<Value>, JiraError> {
        self.property_by(Call::get(path)).await
    }

    /// The value of the property that a call reads; none where it is not set.
    pub(super) async fn property_by(&self, call: Call) -> Result<Option<Value>, JiraError> {
        match self.json::<WireProperty>(call).await {
            Ok(property) => Ok(Some(property.value)),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The issues that were made from the rows of a file, by row. Looks in the property's index
    /// and, where that knows none, as where the app is not installed, among the caller's own issues
    /// that were created since `since`.
    ///
    /// The index of JQL lags by seconds: an issue that was just created may be missing.
    ///
    /// # Errors
    /// As any call.
    pub async fn issues_of_rows(
        &self,
        lineage: &str,
        since: Timestamp,
    ) -> Result<BTreeMap<String, IssueRef>, JiraError> {
        let quoted = lineage.replace('\\', "\\\\").replace('"', "\\\"");
        let indexed = format!("rowportLineage = \"{quoted}\" ORDER BY key ASC");
        let found = match self.search(&indexed, &["key"], &[ROW_PROPERTY], |_| ()).await {
            Ok(found) if !found.is_empty() => found,
            Err(error) if error.status() != Some(400) => return Err(error),
            // Where the app is not installed Jira does not know the alias. It then refuses the query
            // or finds nothing by it, which looks as if no row had been created.
            _ => {
                let minutes = self.now().duration_since(since).as_mins() + CLOCK_MARGIN_MINUTES;
                let recent = format!(
                    "creator = currentUser() AND created >= \"-{}m\" ORDER BY key ASC",
                    minutes.max(CLOCK_MARGIN_MINUTES)
                );
                self.search(&recent, &["key"], &[ROW_PROPERTY], |_| ()).await?
            }
        };
        let mut rows = BTreeMap::new();
        for issue in &found {
            let Some(value) = issue.property(ROW_PROPERTY) else { continue };
            if let Some(identity) = row_of_property(value).filter(|row| row.lineage == lineage) {
                rows.entry(identity.row).or_insert_with(|| issue.issue());
            }
        }
        Ok(rows)
    }
}
