//! What is simulated, held against what Jira Cloud serves. The list of both, `ROUTES.md`, is written
//! anew with `INSTA_UPDATE=always`.

#![allow(clippy::unwrap_used, missing_docs)]

use std::{collections::BTreeMap, fmt::Write, path::Path};

use jira_sim::rest::{
    VERSIONS,
    operations::{self, Operation},
    served,
    table::{Entry, bare},
};

/// A simulated operation.
fn entry(operation: &Operation) -> Option<&'static Entry> {
    served().get(operation).map(|(_, entry)| entry)
}

/// Jira has every route and every parameter of the simulator: nothing is made up.
#[test]
fn whatever_is_simulated_is_jiras() {
    for (path, simulated) in served().iter() {
        let same = |o: &&Operation| o.method == simulated.method && bare(o.path) == bare(path);
        let operation = operations::all().iter().find(same);
        let operation = operation.unwrap_or_else(|| panic!("{} {path}", simulated.method));
        for name in simulated.reads.iter().chain(&simulated.ignores) {
            let name = name.split('=').next().unwrap();
            let known = operation.query.iter().any(|parameter| parameter.name == name);
            assert!(known, "{} {path} has no parameter {name}", simulated.method);
        }
    }
}

/// The list of Jira's operations is read to its end: as many as the two OpenAPI files have.
#[test]
fn every_operation_of_jira_is_known() {
    assert_eq!(operations::all().len(), 619 + 105, "of the platform and of Jira Software");
    let anonymous = operations::all().iter().filter(|o| o.anonymous).count();
    assert_eq!(anonymous, 237 + 8);
}

#[test]
fn the_list_of_what_is_simulated_is_that_of_the_routes() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("ROUTES.md");
    let list = list();
    if std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") {
        std::fs::write(&file, &list).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(kept, list, "ROUTES.md is to be written anew: see the head of this test");
}

fn list() -> String {
    let all = operations::all();
    let (simulated, lacking): (Vec<&Operation>, Vec<&Operation>) =
        all.iter().partition(|o| entry(o).is_some());
    let mut text = format!(
        "# What jira-sim simulates\n\n\
         Written by `tests/routes.rs` from the routes, beside the list of Jira Cloud's operations\n\
         (`src/rest/operations.txt`, which names its source). {} of {} operations are simulated; paths\n\
         of the platform stand here under version 3 and are served under {}.\n\n\
         *Read*: query parameters that the answer depends on, as in Jira; of an `expand` with values,\n\
         only these do anything. *No effect*: rightly passed over. *501*: refused as not simulated,\n\
         unless they have the value that Jira takes by default. Nobody: it runs for those who have\n\
         not signed in, too.\n\n\
         | method | path | read | no effect | 501 | nobody |\n|---|---|---|---|---|---|\n",
        simulated.len(),
        all.len(),
        VERSIONS.join(" and "),
    );
    for operation in simulated {
        row(&mut text, operation);
    }
    text.push_str("\n## Not simulated: 501\n\n| path | methods |\n|---|---|\n");
    let mut paths: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for operation in lacking {
        paths.entry(operation.path).or_default().push(operation.method.as_str());
    }
    for (path, methods) in paths {
        writeln!(text, "| `{path}` | {} |", methods.join(", ")).unwrap();
    }
    text
}

fn row(text: &mut String, operation: &Operation) {
    let entry = entry(operation).unwrap();
    let names = operation.query.iter().map(|parameter| parameter.name);
    let lacking: Vec<&str> = names.filter(|name| !entry.knows(name)).collect();
    let nobody = if operation.anonymous { "yes" } else { "" };
    writeln!(
        text,
        "| {} | `{}` | {} | {} | {} | {nobody} |",
        operation.method,
        operation.path,
        entry.reads.join(", "),
        entry.ignores.join(", "),
        lacking.join(", "),
    )
    .unwrap();
}
