//! Samples of what the worker sends.

use jiff::Timestamp;
use wasm_core::apply::Report;
use wasm_core::finding::Severity;
use wasm_core::job::{
    CellChange, CellConflict, CellLoss, ColumnConflicts, ColumnLosses, EntriesBefore, FileInfo,
    FindingGroup, FittedColumn, FittedWorkbook, FromWorker, FurtherSheet, ImportSummary,
    ImportedBefore, JobEvent, JqlCheck, MatchedTable, Phase, PlanRow, Progress, Reply, RowView,
    Rows, SeenIssue, SheetInfo, TableChoice,
};
use wasm_core::mapping::{Again, Side};
use wasm_core::plan::{Action, Summary};
use wasm_core::ports::{Method, Request};
use wasm_core::schema::{FieldId, FieldSchema, FieldType, Scope};
use wasm_core::sheet::{Encoding, TextFormat};

use super::chain;
use super::parts::{TEXT, finding, issue, mapping, message, outcome, template};

pub fn replies() -> Vec<Reply> {
    chain(connected(), |reply| {
        Some(match reply {
            Reply::Connected { .. } => Reply::Jql(JqlCheck {
                count: Some(9_007_199_254_740_991),
                errors: vec![TEXT.to_owned()],
            }),
            Reply::Jql(_) => Reply::File {
                name: TEXT.to_owned(),
                mime: "text/csv".to_owned(),
                issues: u32::MAX,
                missing: vec!["LAW-1".to_owned()],
            },
            Reply::File { .. } => Reply::Fitted(FittedWorkbook {
                file: opened(),
                table: TableChoice { sheet: 0, header_row: 2 },
                columns: vec![FittedColumn {
                    column: 3,
                    header: TEXT.to_owned(),
                    field: Some(FieldId::new("summary")),
                    similar: true,
                }],
                further: vec![FurtherSheet::Comments, FurtherSheet::Watchers],
            }),
            Reply::Fitted(_) => Reply::Templates(vec![template()]),
            Reply::Templates(_) => Reply::Opened(opened()),
            Reply::Opened(_) => Reply::Matched(MatchedTable {
                mapping: mapping(),
                rows: 100_000,
                findings: vec![finding()],
                further_texts: true,
                projects: vec![("LAW".to_owned(), TEXT.to_owned())],
            }),
            Reply::Matched(_) => Reply::IssueTypes(vec![TEXT.to_owned()]),
            Reply::IssueTypes(_) => Reply::Planned(planned()),
            Reply::Planned(_) => Reply::Rows(rows()),
            Reply::Rows(_) => Reply::Applied(Report {
                created: 1,
                updated: 2,
                comments: 6,
                worklogs: 7,
                links: 8,
                present: 9,
                entries_present: 10,
                otherwise: 11,
                failed: 3,
                held_back: 12,
                skipped: 4,
                requests: 5,
                cancelled: true,
                stopped: Some(message()),
                notes: vec![message()],
                outcomes: vec![outcome()],
            }),
            Reply::Applied(_) => return None,
        })
    })
}

fn connected() -> Reply {
    let field = FieldSchema {
        id: FieldId::new("customfield_10113"),
        name: TEXT.to_owned(),
        kind: FieldType::Cascading,
        custom: true,
        scope: Some(Scope::of("10001")),
    };
    Reply::Connected {
        fields: vec![field],
        columns: vec![FieldId::new("summary")],
        jql: TEXT.to_owned(),
        user: TEXT.to_owned(),
    }
}

fn opened() -> FileInfo {
    FileInfo {
        name: TEXT.to_owned(),
        format: "Excel workbook (.xlsx)".to_owned(),
        sheets: vec![SheetInfo {
            name: TEXT.to_owned(),
            visible: false,
            rows: 7,
            header_row: 2,
            preview: vec![(2, vec![String::new(), TEXT.to_owned()])],
        }],
        notes: vec![finding()],
        choice: TableChoice { sheet: 0, header_row: 2 },
        text: Some(TextFormat {
            delimiter: Some('\t'),
            encoding: Encoding { name: TEXT.to_owned(), declared: true },
            decimal_comma: true,
        }),
    }
}

fn planned() -> ImportSummary {
    ImportSummary {
        summary: Summary {
            create: 1,
            update: 2,
            comments: 7,
            worklogs: 8,
            links: 9,
            unchanged: 3,
            conflict: 4,
            partial: 5,
            blocked: 6,
            entries_unchanged: 10,
            entries_blocked: 11,
        },
        hash: "0f".repeat(32),
        to_review: 12,
        findings: vec![FindingGroup {
            code: "summary-too-long".to_owned(),
            severity: Severity::Error,
            rows: 1,
            example: finding(),
            varied: true,
        }],
        general: vec![finding()],
        columns: vec![(FieldId::new("summary"), TEXT.to_owned())],
        conflicts: vec![ColumnConflicts {
            field: FieldId::new("summary"),
            name: TEXT.to_owned(),
            open: 1,
            mine: 2,
            jira: 3,
        }],
        losses: vec![ColumnLosses {
            field: FieldId::new("description"),
            name: TEXT.to_owned(),
            rows: 1,
            accepted: true,
        }],
        imported_before: Some(ImportedBefore {
            open: 1,
            update: 2,
            create: 3,
            since: Some(at()),
            until: Some(at()),
            by: vec![TEXT.to_owned()],
            remembered: Some(Again::Create),
            done: 4,
            moved: 5,
            entries: EntriesBefore { open: 1, left_out: 2, anew: 3 },
        }),
    }
}

fn at() -> Timestamp {
    "2026-11-02T08:15:30.123Z".parse().unwrap()
}

fn rows() -> Rows {
    let change = CellChange {
        field: FieldId::new("summary"),
        name: TEXT.to_owned(),
        before: String::new(),
        after: TEXT.to_owned(),
        reading: Some(TEXT.to_owned()),
        conflict: Some(CellConflict {
            why: message(),
            base: Some(TEXT.to_owned()),
            mine: TEXT.to_owned(),
            theirs: String::new(),
            choice: Some(Side::Mine),
        }),
        loss: Some(CellLoss {
            mine: TEXT.to_owned(),
            lost: vec![TEXT.to_owned()],
            accepted: false,
        }),
    };
    let plan = PlanRow {
        sheet: TEXT.to_owned(),
        row: 1,
        action: Action::Skip,
        issue: Some(issue()),
        named: Some(TEXT.to_owned()),
        title: TEXT.to_owned(),
        changes: vec![change],
        reason: Some(message()),
    };
    let seen = SeenIssue {
        issue: issue(),
        summary: TEXT.to_owned(),
        created: Some(at()),
        by: TEXT.to_owned(),
        status: Some(TEXT.to_owned()),
        done: true,
        moved: false,
        sure: true,
    };
    let (findings, outcome) = (vec![finding()], Some(outcome()));
    let row = RowView { plan, findings, outcome, seen: vec![seen], seen_more: 7 };
    Rows { total: 100_000, start: 50, found: Some(60), rows: vec![row] }
}

pub fn events() -> Vec<JobEvent> {
    let progress = |phase, per_second| {
        JobEvent::Progress(Progress {
            phase,
            done: 1,
            total: Some(u32::MAX),
            per_second,
            seconds_left: Some(0.1),
        })
    };
    chain(progress(Phase::Searching, None), |event| {
        Some(match event {
            JobEvent::Progress(known) => match known.phase {
                Phase::Searching => progress(Phase::Reading, Some(2.0)),
                Phase::Reading => progress(Phase::Collecting, None),
                Phase::Collecting => progress(Phase::Writing, Some(0.0)),
                Phase::Writing => progress(Phase::Parsing, Some(1e9)),
                Phase::Parsing => progress(Phase::Comparing, Some(1.0 / 3.0)),
                Phase::Comparing => progress(Phase::Creating, None),
                Phase::Creating => progress(Phase::Awaiting, Some(90.0)),
                Phase::Awaiting => progress(Phase::Updating, None),
                Phase::Updating => progress(Phase::Adding, None),
                Phase::Adding => JobEvent::Throttled { seconds: 30.0 },
            },
            JobEvent::Throttled { .. } => JobEvent::Row(outcome()),
            JobEvent::Row(_) => return None,
        })
    })
}

/// All but the good replies and the events, which have their own samples.
pub fn messages() -> Vec<FromWorker> {
    let fetch = |method, body: Option<&str>| FromWorker::Fetch {
        fetch: 1,
        request: Request {
            method,
            path: "/rest/api/3/field".to_owned(),
            body: body.map(str::to_owned),
        },
    };
    chain(FromWorker::Ready, |message| {
        Some(match message {
            FromWorker::Ready => FromWorker::Reply { id: 1, reply: Err(super::parts::message()) },
            FromWorker::Reply { .. } => fetch(Method::Get, None),
            FromWorker::Fetch { request, .. } => match request.method {
                Method::Get => fetch(Method::Post, Some(TEXT)),
                Method::Post => fetch(Method::Put, Some("{}")),
                Method::Put => fetch(Method::Delete, None),
                Method::Delete => FromWorker::Broken { cause: TEXT.to_owned() },
            },
            FromWorker::Broken { .. } | FromWorker::Event { .. } => return None,
        })
    })
}
