//! Issues that imports made, found by the property that each of them carries.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::try_join_all;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::bulk_fetch::BULK_FETCH;
use super::by_number::number_in;
use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use super::property::{ROW_PROPERTY, read_row};
use super::search::FoundIssue;
use crate::memory::{Looked, Made};
use crate::plan::IssueRef;
use crate::ports::{Clock, Transport};

/// What is read of each issue.
pub(super) const FIELDS: [&str; 7] =
    ["project", "issuetype", "summary", "parent", "created", "creator", "status"];

/// All issues that are younger are looked at, whatever their number: of these a file may be sure.
const SURELY: SignedDuration = SignedDuration::from_hours(25);

/// Older issues that are looked at in any case, before the file's own size counts.
const AT_LEAST: usize = 500;

/// Issues that are looked at in the end, however many were made within a day.
const AT_MOST: usize = 30_000;

/// Keys that are read at once above the last one that is known.
const ABOVE: u64 = 200;

/// Which issues are wanted.
#[derive(Clone, Copy)]
pub struct Wanted<'w> {
    /// Keys of the projects by their ids.
    pub projects: &'w BTreeMap<String, String>,
    /// The number of the highest key that the search knows, by the project's key.
    pub highest: &'w BTreeMap<String, u64>,
    /// A lineage whose issues are wanted wherever they are.
    pub lineage: &'w str,
    /// Rows that they are compared with.
    pub rows: usize,
}

/// Issues that imports made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Each once, the newest first.
    pub made: Vec<Made>,
    /// How far was looked, where not all were looked at.
    pub looked: Option<Looked>,
}

#[derive(Deserialize)]
struct Fetched {
    #[serde(default)]
    issues: Vec<WithProperties>,
}

#[derive(Deserialize)]
struct WithProperties {
    id: String,
    key: String,
    #[serde(default)]
    fields: Map<String, Value>,
    #[serde(default)]
    properties: BTreeMap<String, Value>,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The issues that imports made in some projects, and those of one lineage wherever they are.
    /// Asks the property's index; where the site has none, because the app is not installed there,
    /// the newest issues of the projects are looked through. The search lags behind by seconds, so
    /// what lies above the last key that it knows is read by key.
    ///
    /// # Errors
    /// As any call.
    pub async fn imported(&self, wanted: Wanted<'_>) -> Result<Imported, JiraError> {
        let places: Vec<_> = wanted.projects.keys().map(String::as_str).collect();
        let places = places.join(", ");
        let query =
            format!("project in ({places}) AND rowportLineage IS NOT EMPTY ORDER BY created DESC");
        let (mut issues, looked) = match self.indexed(&query).await? {
            true => {
                let (mut issues, looked) = self.newest(&query, &wanted).await?;
                let own = format!("rowportLineage = \"{}\" ORDER BY created DESC", wanted.lineage);
                issues.extend(self.search(&own, &FIELDS, &[ROW_PROPERTY], |_| ()).await?);
                (issues, looked)
            }
            false => {
                let query = format!("project in ({places}) ORDER BY created DESC");
                self.newest(&query, &wanted).await?
            }
        };
        let above = wanted
            .projects
            .values()
            .filter_map(|project| Some(self.above(project, *wanted.highest.get(project)?)));
        let above = try_join_all(above).await?.into_iter().flatten();
        let mut seen = BTreeSet::new();
        let found = issues.drain(..).filter_map(|issue| made_of(&issue));
        let made = above.chain(found).filter(|made| seen.insert(made.issue.id.clone())).collect();
        Ok(Imported { made, looked })
    }

    /// Whether Jira knows the property's alias. Where it does not it refuses the query, or finds
    /// nothing by it, which looks as if nothing had been imported.
    async fn indexed(&self, query: &str) -> Result<bool, JiraError> {
        match self.parse_jql(query).await {
            Ok(mistakes) => Ok(mistakes.is_empty()),
            Err(error) if error.ends_the_job() || error.is_transient() => Err(error),
            Err(_) => Ok(false),
        }
    }

    /// The newest issues of a query: all of the last day, and of the older ones as many as the rows
    /// that are compared with them make worth while.
    async fn newest(
        &self,
        query: &str,
        wanted: &Wanted<'_>,
    ) -> Result<(Vec<FoundIssue>, Option<Looked>), JiraError> {
        let recent = self.now() - SURELY;
        let more = |issues: &[FoundIssue]| {
            let young = issues.last().and_then(created).is_some_and(|at| at > recent);
            let made = issues.iter().filter(|issue| issue.property(ROW_PROPERTY).is_some()).count();
            let enough = (AT_LEAST + 2 * made).min(AT_LEAST + 2 * wanted.rows);
            issues.len() < AT_MOST && (young || issues.len() < enough)
        };
        let (issues, all) = self.search_while(query, &FIELDS, &[ROW_PROPERTY], more).await?;
        let looked = (!all)
            .then(|| Looked { issues: issues.len(), back_to: issues.last().and_then(created) });
        Ok((issues, looked))
    }

    /// What imports made in a project above a key that the search knows. Deleted issues leave gaps:
    /// as many keys without an issue as are read at once are taken for the end.
    async fn above(&self, project: &str, mut last: u64) -> Result<Vec<Made>, JiraError> {
        let mut made = Vec::new();
        loop {
            let keys: Vec<String> =
                (1..=ABOVE).map(|n| format!("{project}-{}", last + n)).collect();
            let read = keys.chunks(BULK_FETCH).map(|keys| self.with_property(keys));
            let found: Vec<_> = try_join_all(read).await?.into_iter().flatten().collect();
            made.extend(found.iter().filter_map(|issue| {
                let reference = IssueRef { id: issue.id.clone(), key: issue.key.clone() };
                read_made(reference, &issue.fields, issue.properties.get(ROW_PROPERTY)?)
            }));
            match found.iter().filter_map(|issue| number_in(project, &issue.key)).max() {
                Some(highest) if highest > last => last = highest,
                _ => return Ok(made),
            }
        }
    }

    async fn with_property(&self, keys: &[String]) -> Result<Vec<WithProperties>, JiraError> {
        let body = json!({
            "issueIdsOrKeys": keys,
            "fields": FIELDS,
            "properties": [ROW_PROPERTY],
        });
        let call = Call::query(Path::api("issue/bulkfetch")).body(&body)?;
        Ok(self.json::<Fetched>(call).await?.issues)
    }
}

fn created(issue: &FoundIssue) -> Option<Timestamp> {
    instant(issue.fields.get("created")?)
}

fn instant(json: &Value) -> Option<Timestamp> {
    json.as_str()?.parse().ok()
}

fn made_of(issue: &FoundIssue) -> Option<Made> {
    read_made(issue.issue(), &issue.fields, issue.property(ROW_PROPERTY)?)
}

/// What a property says of an issue with those fields.
pub(super) fn read_made(
    issue: IssueRef,
    fields: &Map<String, Value>,
    property: &Value,
) -> Option<Made> {
    let (identity, memory) = read_row(property)?;
    let field = |name: &str| fields.get(name).unwrap_or(&Value::Null);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let category = text(&field("status")["statusCategory"]["key"]);
    Some(Made {
        issue,
        project: text(&field("project")["id"]),
        issue_type: text(&field("issuetype")["name"]),
        summary: text(field("summary")),
        parent: field("parent")["key"].as_str().map(str::to_owned),
        created: instant(field("created")),
        by: text(&field("creator")["displayName"]),
        status: text(&field("status")["name"]),
        begun: matches!(category.as_str(), "indeterminate" | "done"),
        done: category == "done",
        lineage: identity.lineage,
        row: identity.row,
        memory,
        anew: property["anew"] == true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jira::testing::{FakeJira, VirtualClock, body, ok};
    use crate::ports::Request;

    /// An issue of DEMO that was made so many days ago, from a row of `L`.
    fn issue(number: u64, days: i64) -> Value {
        let created: Timestamp = "2026-11-02T09:00:00Z".parse().unwrap();
        let created = created - SignedDuration::from_hours(24 * days);
        json!({"id": (10_000 + number).to_string(), "key": format!("DEMO-{number}"),
            "fields": {"project": {"id": "1"}, "summary": "S", "created": created.to_string()},
            "properties": {"rowport": {"lineage": "L", "row": number.to_string(),
                "fields": {"summary": "abcdef", "priority": "abcdefghijkl", "labels": "no hash"}}}})
    }

    /// What is found of a site, and the requests: their last words and their queries.
    fn found(
        installed: bool,
        rows: usize,
        issues: impl Fn(usize) -> Vec<Value>,
    ) -> (Imported, Vec<String>) {
        let clock = VirtualClock::new();
        let site = FakeJira::new(&clock, |request: &Request, number| {
            let body = body(request);
            let query = body["jql"].as_str().or(body["queries"][0].as_str()).unwrap_or_default();
            let unknown = query.contains("rowportLineage") && !installed;
            ok(match request.path.rsplit('/').next().unwrap() {
                "bulkfetch" => {
                    let asked = body["issueIdsOrKeys"].as_array().unwrap();
                    let latest =
                        asked.iter().filter(|key| **key == "DEMO-207").map(|_| issue(207, 0));
                    json!({ "issues": latest.collect::<Vec<_>>() })
                }
                "jql" => {
                    let page = issues(number);
                    let next = (!page.is_empty()).then(|| number.to_string());
                    json!({ "issues": page, "nextPageToken": next })
                }
                _ => {
                    json!({"queries": [{"errors": if unknown { vec!["no such field"] } else { vec![] }}]})
                }
            })
        });
        let projects = [("1".to_owned(), "DEMO".to_owned())].into();
        let highest = [("DEMO".to_owned(), 120)].into();
        let wanted = Wanted { projects: &projects, highest: &highest, lineage: "L", rows };
        let found = clock.run(Client::new(&site, &clock).imported(wanted)).unwrap();
        let query = |line: &str| {
            line.split("jql\":\"").nth(1).map(|q| q.split(" ORDER").next().unwrap().to_owned())
        };
        let log = site.log();
        (found, log.lines().filter_map(query).collect())
    }

    #[test]
    fn the_index_is_asked_where_there_is_one_and_what_it_lacks_is_read_by_key() {
        let (imported, queries) =
            found(true, 2, |at| (at < 9).then(|| issue(at as u64, 3)).into_iter().collect());
        let numbers: Vec<_> = imported.made.iter().map(|made| made.row.as_str()).collect();
        assert_eq!(numbers.first(), Some(&"207"), "above the index");
        let memory = &imported.made[0].memory;
        assert_eq!(memory.fields().count(), 2, "what is no hash is no memory");
        let some = "project in (1) AND rowportLineage IS NOT EMPTY";
        assert!(queries[0] == some && queries.iter().any(|q| q == r#"rowportLineage = \"L\""#));
    }

    #[test]
    fn without_an_index_the_newest_are_looked_through_and_no_more_than_the_rows_are_worth() {
        let page =
            |days| move |at: usize| (0..100).map(|n| issue(1000 * at as u64 + n, days)).collect();
        let (imported, queries) = found(false, 50, page(3));
        assert_eq!(queries, vec!["project in (1)"; 6], "500 and twice the rows");
        let looked = imported.looked.unwrap();
        assert_eq!(looked.issues, 600);
        let (imported, _) = found(false, 50, page(0));
        assert_eq!(imported.looked.unwrap().issues, AT_MOST, "all of a day, within bounds");
    }
}
