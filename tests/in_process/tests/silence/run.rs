//! Plans and applies the file of a case, and looks at all of Jira before and after.

use std::cell::RefCell;
use std::collections::BTreeMap;

use in_process_tests::{IanaZone, Opened, Planned, Trip, Wire, World};
use serde_json::{Value, json};
use wasm_core::apply::Report;
use wasm_core::finding::Finding;
use wasm_core::mapping::{Mapping, Resolutions};
use wasm_core::ports::{MemoryJournal, Method, Request, Transport};

use crate::case::Case;
use crate::file;
use crate::mutants::Mutant;
use crate::table::Table;

/// The zone of the person who imports.
pub const ZONE: &str = "Europe/Berlin";

/// The fields of each work item, by key.
pub type Issues = BTreeMap<String, Value>;

/// What is always the same: the site, and what it holds.
struct Scene {
    world: World,
    kept: BTreeMap<String, String>,
    before: Issues,
    /// A new work item of nothing but a summary.
    bare: Value,
}

/// What became of a file.
pub struct Run {
    pub before: Issues,
    pub after: Issues,
    pub bare: Value,
    pub findings: Vec<Finding>,
    pub mapping: Mapping,
    pub report: Report,
}

thread_local! {
    static SCENE: RefCell<Option<Scene>> = const { RefCell::new(None) };
}

/// Imports the file of a case on the site as it is seeded.
///
/// None where the file is stopped since no headers are found, as nothing is written then. That is a
/// known gap: a title above the headers of a text file may hide them, if it has a comma and the
/// delimiter is another sign.
///
/// # Errors
/// What else stops the file, or refuses its plan, neither of which a table of this law deserves.
pub fn run(case: &Case, table: &Table, mutant: Option<Mutant>) -> Result<Option<Run>, String> {
    let scene = SCENE.take().unwrap_or_else(scene);
    scene.world.begin_anew();
    let run = imported(&scene, case, table, mutant);
    SCENE.set(Some(scene));
    run
}

fn scene() -> Scene {
    let world = World::new(6);
    let wire = world.member();
    let kept = kept(&world);
    let before = issues(&world, &kept.keys().cloned().collect::<Vec<_>>());
    let fields =
        json!({ "project": { "key": "DEMO" }, "issuetype": { "name": "Task" }, "summary": "bare" });
    let made = ask(&world, &wire, "/rest/api/3/issue", &json!({ "fields": fields }));
    let key = made["key"].as_str().unwrap().to_owned();
    let bare = issues(&world, std::slice::from_ref(&key)).remove(&key).unwrap();
    Scene { world, kept, before, bare }
}

fn ask(world: &World, wire: &Wire, path: &str, body: &Value) -> Value {
    let body = Some(body.to_string());
    let request = Request { method: Method::Post, path: path.to_owned(), body };
    let answer = world.run(wire.send(request)).unwrap();
    assert!(answer.status < 300, "{answer:?}");
    serde_json::from_str(&answer.body).unwrap()
}

/// All that the site keeps of each work item, by key.
fn kept(world: &World) -> BTreeMap<String, String> {
    let site = world.site().site();
    site.issues.iter().map(|issue| (issue.key.clone(), format!("{issue:?}"))).collect()
}

/// Those work items with all their fields, as REST tells them.
fn issues(world: &World, keys: &[String]) -> Issues {
    let mut all = Issues::new();
    for keys in keys.chunks(100) {
        let body = json!({ "issueIdsOrKeys": keys, "fields": ["*all"] });
        let found = ask(world, &world.admin(), "/rest/api/3/issue/bulkfetch", &body);
        for issue in found["issues"].as_array().unwrap() {
            let mut fields = issue["fields"].clone();
            without_addresses(&mut fields);
            others_by_key(&mut fields);
            all.insert(issue["key"].as_str().unwrap().to_owned(), fields);
        }
    }
    all
}

/// Takes out the addresses of what a work item holds, which tell of its id alone.
fn without_addresses(value: &mut Value) {
    if let Some(object) = value.as_object_mut() {
        object.remove("self");
        object.values_mut().for_each(without_addresses);
    }
    value.as_array_mut().into_iter().flatten().for_each(without_addresses);
}

/// Leaves the keys alone of the other work items that one shows.
fn others_by_key(fields: &mut Value) {
    let shown = ["/fields", "/outwardIssue/fields", "/inwardIssue/fields"];
    for name in ["parent", "issuelinks", "subtasks"] {
        let Some(value) = fields.get_mut(name) else { continue };
        let others = match value {
            Value::Array(others) => others.as_mut_slice(),
            one => std::slice::from_mut(one),
        };
        for other in others {
            shown.iter().for_each(|at| _ = other.pointer_mut(at).map(Value::take));
        }
    }
}

fn imported(
    scene: &Scene,
    case: &Case,
    table: &Table,
    mutant: Option<Mutant>,
) -> Result<Option<Run>, String> {
    let (world, wire) = (&scene.world, scene.world.member());
    let zone = IanaZone::new(ZONE);
    let trip = Trip::new(world, &wire, &zone);
    let (name, bytes) = file::write(table, case.format);
    let mut opened = Opened::read(name, &bytes);
    if let Some(mutant) = mutant {
        mutant.misread(&mut opened);
    }
    let mislead = |mapping: &mut Mapping| {
        if let Some(mutant) = mutant {
            mutant.mislead(mapping);
        }
    };
    let journal = MemoryJournal::default();
    let plan = trip.plan_matched(&opened, Resolutions::NONE, &journal, mislead);
    let Planned { plan, mut findings, judged, mapping } = world.run(plan);
    match judged {
        Ok(more) => findings.extend(more),
        Err(stop) if stop.code == "nothing-mapped" && !table.above.is_empty() => return Ok(None),
        Err(stop) => return Err(format!("the file is stopped: {}", stop.text())),
    }
    if let Some(mutant) = mutant {
        mutant.hush(&mut findings);
    }
    let report = world.run(trip.apply(&plan)).map_err(|refused| refused.text())?;
    world.pass(std::time::Duration::from_secs(60));
    let (mut after, mut touched) = (scene.before.clone(), Vec::new());
    let kept = kept(world);
    after.retain(|key, _| kept.contains_key(key));
    touched.extend(kept.into_iter().filter(|(key, now)| scene.kept.get(key) != Some(now)));
    let touched: Vec<String> = touched.into_iter().map(|(key, _)| key).collect();
    after.extend(issues(world, &touched));
    Ok(Some(Run {
        before: scene.before.clone(),
        after,
        bare: scene.bare.clone(),
        findings,
        mapping,
        report,
    }))
}
