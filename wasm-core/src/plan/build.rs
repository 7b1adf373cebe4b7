//! From rows to a plan.

use std::collections::BTreeMap;
use std::mem;

use jiff::Timestamp;

use super::identity::Identities;
use super::order::{self, Node};
use super::{
    Action, Change, Conflict, CreateTarget, FORMAT_VERSION, FieldChange, FieldConflict, FieldLoss,
    IssueRef, Plan, Source, Step, Summary, Transition,
};
use crate::check::{self, Clash, Edit, Input, Loss, NoteKind, Row, Rows, Subject, read_rows};
use crate::finding::{Finding, Severity};
use crate::mapping::{FileZone, Layout};
use crate::memory::RowMemory;
use crate::message::Message;
use crate::schema::{Entity, FieldId, FieldType, FieldValue};
use crate::target::Place;

/// Reads the rows, checks them and makes the plan. Instants are read in the zone of the file's
/// export. Where that is not the user's, or the export was of another site, the first findings say
/// so. A pure function: the same table, mapping and state give the same plan.
pub fn make(input: &Input<'_>, source: Source, made_at: Timestamp) -> (Plan, Vec<Finding>) {
    let zone = FileZone::new(input.origin, input.zone);
    let input = &Input { zone: zone.zone(), ..*input };
    let rows = read_rows(input, made_at);
    let mut findings = check::run(&rows);
    let layout = Layout::new(input.table, input.mapping, &input.target.fields);
    let sheet = &input.table.sheet;
    let of_site = input.origin.and_then(|origin| origin.of_other_site(&source.site, sheet));
    findings.splice(0..0, of_site.into_iter().chain(zone.finding(sheet, &layout)));
    let plan = build(input, &rows, &findings, source, made_at);
    (plan, check::tell_once(findings))
}

/// Makes the plan of rows that were checked. A row with an error is held back, and so is a row
/// whose parent would be created by a row that is held back.
pub fn build(
    input: &Input<'_>,
    rows: &Rows<'_>,
    findings: &[Finding],
    mut source: Source,
    made_at: Timestamp,
) -> Plan {
    let mut blocked: BTreeMap<u32, Message> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        if let Some(row) = finding.at.row {
            blocked.entry(row).or_insert_with(|| finding.message.clone());
        }
    }
    let nodes: Vec<Node> = rows.rows.iter().map(|row| node(rows, row)).collect();
    let order = order::parents_first(&nodes);
    for node in order.positions.iter().map(|&position| &nodes[position]) {
        if let Some(parent) = node.parent
            && (blocked.contains_key(&parent) || order.cyclic.contains(&node.row))
        {
            let reason = Message::new("parent-held-back").with("parent", parent + 1);
            blocked.entry(node.row).or_insert(reason);
        }
    }
    let mut identities = Identities::new(input, rows, mem::take(&mut source.lineage), made_at);
    let mut changes: Vec<Change> = Vec::with_capacity(rows.rows.len());
    for &position in &order.positions {
        let row = &rows.rows[position];
        let mut change = match blocked.remove(&row.row) {
            Some(reason) => held_back(row, reason),
            None => change(rows, row),
        };
        if change.action == Action::Create {
            identities.mark(&mut change, row);
        }
        changes.push(change);
    }
    let mut plan = Plan {
        format: FORMAT_VERSION,
        source: Source { lineage: identities.lineage, ..source },
        made_at,
        highest: highest(input, &changes),
        changes,
        entries: Vec::new(),
        summary: Summary::default(),
        hash: String::new(),
    };
    plan.recount();
    plan
}

/// Where the keys of the projects end that get new issues.
fn highest(input: &Input<'_>, changes: &[Change]) -> BTreeMap<String, u64> {
    let projects = changes.iter().filter_map(|change| change.create.as_ref()).map(|to| &to.project);
    let known = projects.filter_map(|project| {
        let (key, number) = input.target.highest.get_key_value(&project.name)?;
        Some((key.clone(), *number))
    });
    known.collect()
}

fn node(rows: &Rows<'_>, row: &Row<'_>) -> Node {
    let mut parents = row.edits.iter().filter_map(|edit| match &edit.after {
        FieldValue::NewIssue { row, .. } if rows.field(edit.column).kind == FieldType::Parent => {
            Some(*row)
        }
        _ => None,
    });
    Node { row: row.row, parent: parents.next() }
}

fn held_back(row: &Row<'_>, reason: Message) -> Change {
    Change { action: Action::Skip, reason: Some(reason), ..empty(row) }
}

/// A change that does nothing.
fn empty(row: &Row<'_>) -> Change {
    let issue = row.issue();
    Change {
        row: row.row,
        action: Action::NoOp,
        issue: issue.map(|issue| IssueRef { id: issue.id.clone(), key: issue.key.clone() }),
        updated: None,
        create: None,
        fields: Vec::new(),
        transition: None,
        identity: None,
        memory: RowMemory::default(),
        anew: false,
        conflicts: Vec::new(),
        losses: Vec::new(),
        left_out: Vec::new(),
        reason: None,
    }
}

fn change<'a>(rows: &Rows<'a>, row: &Row<'a>) -> Change {
    let mut change = empty(row);
    let mut with_status = Vec::new();
    for edit in &row.edits {
        if rows.field(edit.column).kind == FieldType::Status {
            change.transition = transition(rows, row, edit);
        } else if rows.with_status(row, edit) {
            with_status.push(field_change(rows, row, edit));
        } else {
            change.fields.push(field_change(rows, row, edit));
        }
    }
    match &mut change.transition {
        Some(transition) => transition.write_along(with_status, row.is_new()),
        None => change.fields.append(&mut with_status),
    }
    change.action = match &row.subject {
        Subject::New(Ok(place)) => {
            change.create = create_target(rows, place);
            Action::Create
        }
        _ if !change.fields.is_empty() => Action::Update,
        _ if change.transition.is_some() => Action::Transition,
        _ => Action::NoOp,
    };
    if matches!(change.action, Action::Update | Action::Transition) {
        change.updated = row.issue().and_then(|issue| issue.instant("updated"));
    }
    change.conflicts = row.conflicts.iter().map(|clash| conflict(rows, row, clash)).collect();
    let left = row.notes.iter().filter(|note| note.kind == NoteKind::NotOnScreen);
    change.left_out = left.map(|note| rows.field(note.column).name.clone()).collect();
    change.losses = row.losses.iter().map(|loss| field_loss(rows, loss)).collect();
    if change.action == Action::NoOp {
        let open = change.conflicts.iter().find(|conflict| conflict.choice.is_none());
        let reason = match (open, change.has_open_loss()) {
            (Some(conflict), _) => Some(conflict.cause.code()),
            (None, true) => Some("loss-open"),
            (None, false) => None,
        };
        change.reason = reason.map(Message::new);
        if reason.is_some() {
            change.action = Action::Skip;
        }
    }
    change
}

/// A field that was changed on both sides, with what it was before.
fn conflict(rows: &Rows<'_>, row: &Row<'_>, clash: &Clash) -> FieldConflict {
    let field = rows.field(clash.column);
    let conflict = Conflict {
        base: clash.base.clone(),
        mine: clash.mine.clone(),
        theirs: rows.before(row, clash.column).clone(),
    };
    FieldConflict {
        field: field.id.clone(),
        name: field.name.clone(),
        kind: field.kind,
        cause: clash.cause,
        conflict,
        choice: clash.choice,
    }
}

fn field_loss(rows: &Rows<'_>, loss: &Loss) -> FieldLoss {
    let field = rows.field(loss.column);
    FieldLoss {
        field: field.id.clone(),
        name: field.name.clone(),
        after: loss.after.clone(),
        lost: loss.lost.clone(),
        accepted: loss.accepted,
    }
}

/// One field's change: before is Jira's value, after is the file's.
fn field_change(rows: &Rows<'_>, row: &Row<'_>, edit: &Edit) -> FieldChange {
    let field = rows.field(edit.column);
    FieldChange {
        field: field.id.clone(),
        name: field.name.clone(),
        kind: field.kind,
        before: rows.before(row, edit.column).clone(),
        after: edit.after.clone(),
    }
}

fn create_target(rows: &Rows<'_>, place: &Place) -> Option<CreateTarget> {
    let project = rows.target.projects.get(&place.project)?;
    let issue_type = rows.target.issue_type(place)?;
    Some(CreateTarget {
        project: Entity { id: project.id.clone(), name: project.key.clone() },
        issue_type: Entity { id: issue_type.id.clone(), name: issue_type.name.clone() },
    })
}

/// The wanted change of status. A new issue has one whenever its row names a status: where it
/// starts is only a guess, so `apply` looks, and moves it if need be.
fn transition<'a>(rows: &Rows<'a>, row: &Row<'a>, edit: &Edit) -> Option<Transition> {
    let FieldValue::One(to) = &edit.after else { return None };
    let (to, fields) = (to.clone(), Vec::new());
    if row.is_new() {
        let (id, through) = way_of_new(rows, row);
        return Some(Transition { from: None, to, id, through, fields });
    }
    let from = match rows.before(row, edit.column) {
        FieldValue::One(from) => Some(from.clone()),
        _ => None,
    };
    let id = rows.way(row).map(|way| way.id.clone());
    Some(Transition { from, to, id, through: Vec::new(), fields })
}

/// The transition that brings a new issue to its status, and the steps before it; as far as they are
/// known.
fn way_of_new<'a>(rows: &Rows<'a>, row: &Row<'a>) -> (Option<String>, Vec<Step>) {
    let steps = rows.steps(row);
    let workflow = row.place().and_then(|place| rows.target.workflows.get(place));
    let (Some((last, before)), Some(start)) =
        (steps.split_last(), workflow.and_then(|workflow| workflow.start.as_ref()))
    else {
        return (None, Vec::new());
    };
    let mut from = start;
    let mut through: Vec<Step> = Vec::with_capacity(before.len());
    for (at, step) in before.iter().enumerate() {
        let later = |id: &FieldId| steps.iter().skip(at + 1).any(|step| step.shows(id));
        let with_status = row.edits.iter().filter(|edit| rows.with_status(row, edit));
        let ids = with_status.map(|edit| &rows.field(edit.column).id);
        let fields = ids.filter(|id| step.shows(id) && !later(id)).cloned().collect();
        through.push(Step { from: from.clone(), id: step.id.clone(), to: step.to.clone(), fields });
        from = &step.to;
    }
    (Some(last.id.clone()), through)
}
