//! `rowport plan`: what an import would change.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;
use wasm_core::convert::{DayOrder, DecimalMark};
use wasm_core::finding::{Finding, Place, Severity};
use wasm_core::jira::Client;
use wasm_core::job::{Import, ImportSite};
use wasm_core::mapping::{self, ColumnMapping, Confidence, EmptyCells, MappedTo, Mapping};
use wasm_core::message::Message;
use wasm_core::plan;
use wasm_core::schema::FieldSchema;
use wasm_core::sheet::{Table, column_name};

use super::{choices, table};
use crate::args::{DateOrder, Decimal, Plan};
use crate::clock::SystemClock;
use crate::failure::Failure;
use crate::journal::FileJournal;
use crate::output::Readers;
use crate::remedies::Remedies;
use crate::watch::Watch;
use crate::zone::IanaZone;
use crate::{connection, output, reader, sheets, words};

/// A finding, ready to be read.
#[derive(Serialize)]
struct FindingView {
    severity: Severity,
    code: String,
    /// The place, such as `Sheet1!B7` or `Sheet1!B`.
    at: String,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<String>,
}

/// The plan as JSON: with all changes, or only what there is to know when it was saved to a file.
#[derive(Serialize)]
#[serde(untagged)]
enum Shown<'a> {
    Whole {
        #[serde(flatten)]
        plan: &'a plan::Plan,
        findings: Vec<FindingView>,
    },
    Saved {
        summary: plan::Summary,
        hash: &'a str,
        out: String,
        findings: Vec<FindingView>,
    },
}

pub(crate) async fn run(args: &Plan) -> Result<ExitCode, Failure> {
    let file = reader::open(&args.file, &args.text)?.into_import();
    let origin = file.origin.as_ref();
    let (_, choice) =
        table::choose(&file.workbook, origin, args.sheet.as_deref(), args.header_row)?;
    let import = Import::of_sheet(&file, &choice).map_err(Failure::file)?;
    let http = connection::open(&args.site.site)?;
    let clock = SystemClock::default();
    let client = Client::new(&http, &clock);
    let me = client.myself().await?;
    let zone = IanaZone::choose(args.site.time_zone.as_deref(), me.time_zone.as_deref())?;
    let url = client.server_info().await?.base_url;
    let fields = client.fields().await?;
    let proposed = import.propose(&client, &fields).await?;
    let (mapping, mut findings) = mapping(args, &import, &fields, proposed)?;
    findings.extend(import.notes().iter().cloned());
    findings.extend(mapping::origin_lost(&file.workbook, import.origin()));
    let watch = Watch::start();
    let site = ImportSite { url: &url, fields: &fields, zone: &zone };
    let mut resolutions = choices::resolutions(args, &mapping, &fields)?;
    let journal = FileJournal::of_site(&url);
    let loaded = import.load(&client.watched_by(&watch), &site, mapping, &journal).await;
    watch.finish();
    let basis = loaded?;
    // What the rows have is said in the place of what they may have.
    findings.retain(|told| {
        let same = |found: &Finding| found.message.code == told.message.code && found.at == told.at;
        !basis.findings.iter().any(same)
    });
    choices::answer_rows(args, &basis.target.seen, &mut resolutions)?;
    let (plan, found) = import.plan(&basis, &resolutions, &zone);
    findings.extend(found);
    show(args, &plan, &findings)?;
    Ok(ExitCode::SUCCESS)
}

/// What the columns mean, as far as the headers tell, with the user's options.
fn mapping(
    args: &Plan,
    import: &Import,
    fields: &[FieldSchema],
    (mut mapping, mut findings): (Mapping, Vec<Finding>),
) -> Result<(Mapping, Vec<Finding>), Failure> {
    for (column, field) in &args.map {
        let chosen = mapping::choose(&mut mapping, fields, column, field).map_err(Failure::file)?;
        // What was said of the proposal is settled.
        findings.retain(|finding| finding.at.column.is_none_or(|at| !chosen.contains(&at)));
    }
    for (column, form) in &args.texts {
        mapping::choose_text(&mut mapping, fields, column, *form).map_err(Failure::file)?;
    }
    mapping.project.clone_from(&args.project);
    mapping.issue_type.clone_from(&args.issue_type);
    mapping.decimal = args.decimal.map(|sign| match sign {
        Decimal::Point => DecimalMark::Point,
        Decimal::Comma => DecimalMark::Comma,
    });
    mapping.day_order = args.date_order.map(|order| match order {
        DateOrder::Day => DayOrder::DayFirst,
        DateOrder::Month => DayOrder::MonthFirst,
    });
    if args.clear_empty {
        mapping.columns.iter_mut().for_each(|column| column.empty = EmptyCells::Clear);
    }
    let columns = mapping.columns.iter();
    findings.extend(columns.filter_map(|column| similar(column, import.table(), fields)));
    for finding in import.judge(&mapping, fields).map_err(Failure::file)? {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    Ok((mapping, findings))
}

/// A column that was matched by similarity, or by a word that has other meanings too: in a terminal
/// nobody confirms it, so it is said.
fn similar(column: &ColumnMapping, table: &Table, fields: &[FieldSchema]) -> Option<Finding> {
    let MappedTo::Field(id) = &column.mapped else { return None };
    if column.confidence == Confidence::Sure {
        return None;
    }
    let name = fields.iter().find(|field| field.id == *id).map_or(id.as_str(), |f| &f.name);
    if says(&column.header, name) {
        return None;
    }
    let known = mapping::is_known_word(&column.header, id);
    let code = if known { "column-known-word" } else { "column-similar" };
    let message = Message::new(code).with("header", &column.header).with("field", name);
    let at = Place::column(&table.sheet, column.column);
    Some(if known { Finding::info(message, at) } else { Finding::warning(message, at) })
}

/// Whether a header is a field's name, as such or as Jira's own CSV writes it. What is unsure about
/// it then, such as a second field of that name, the matching says itself.
fn says(header: &str, name: &str) -> bool {
    let header = header.trim().to_lowercase();
    let custom = header.strip_prefix("custom field (").and_then(|rest| rest.strip_suffix(')'));
    custom.unwrap_or(&header) == name.trim().to_lowercase()
}

/// Saves and prints the plan.
fn show(args: &Plan, plan: &plan::Plan, findings: &[Finding]) -> Result<(), Failure> {
    if let Some(out) = &args.out {
        let json = serde_json::to_vec_pretty(plan).map_err(|error| Failure::internal(&error))?;
        output::file(out, &json, Readers::Owner)?;
    }
    let findings: Vec<_> = findings.iter().map(view).collect();
    let place = args.out.as_deref().unwrap_or(Path::new(""));
    if !args.json {
        return output::text_about(place, &text(args, plan, &findings));
    }
    let shown = match &args.out {
        None => Shown::Whole { plan, findings },
        Some(out) => Shown::Saved {
            summary: plan.summary,
            hash: &plan.hash,
            out: out.display().to_string(),
            findings,
        },
    };
    output::json_about(place, &shown)
}

fn view(finding: &Finding) -> FindingView {
    let at = &finding.at;
    let column = at.column.map(column_name).unwrap_or_default();
    let row = at.row.map(|row| (u64::from(row) + 1).to_string()).unwrap_or_default();
    let cell = format!("{column}{row}");
    FindingView {
        severity: finding.severity,
        code: finding.message.code.clone(),
        at: match (at.sheet.is_empty(), cell.is_empty()) {
            (true, _) => cell,
            (false, true) => at.sheet.clone(),
            (false, false) => format!("{}!{cell}", at.sheet),
        },
        text: finding.message.text(),
        fix: finding.message.terminal_fix(),
    }
}

/// The counts, and what was noticed with what to do about it.
fn text(args: &Plan, plan: &plan::Plan, findings: &[FindingView]) -> String {
    let counts = plan.summary;
    let mut text = format!(
        "{} to create, {} to update, {} unchanged, {} in conflict, {} held back\n",
        counts.create, counts.update, counts.unchanged, counts.conflict, counts.blocked
    );
    let added = [counts.comments, counts.worklogs, counts.links];
    text += &sheets::added("to add", added);
    text += &sheets::left(counts.entries_unchanged, counts.entries_blocked);
    if counts.blocked + counts.conflict + counts.entries_blocked > 0 {
        text += words::HELD_BACK;
    }
    text += &told(findings);
    text += &format!("hash {}\n", plan.hash);
    if let Some(out) = &args.out {
        text += &format!("saved to {}\n", out.display());
    }
    text
}

/// The findings, of each kind a few only, but every remedy: of the rest those that were not said.
fn told(findings: &[FindingView]) -> String {
    const EACH: usize = 5;
    let mut kinds = BTreeMap::<&str, Vec<&FindingView>>::new();
    let mut text = String::new();
    let mut remedies = Remedies::default();
    for finding in findings {
        let kind = kinds.entry(&finding.code).or_default();
        kind.push(finding);
        if kind.len() <= EACH {
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "note",
            };
            let place = if finding.at.is_empty() { "" } else { " " };
            text += &format!("  {severity}{place}{}: {}\n", finding.at, finding.text);
            text += &remedies.of(finding.fix.as_deref());
        }
    }
    for (code, kind) in kinds.into_iter().filter(|(_, kind)| kind.len() > EACH) {
        let rest = kind.get(EACH..).unwrap_or_default();
        text += &format!("  … and {} more of {code} (all of them with --json)\n", rest.len());
        for finding in rest {
            text += &remedies.of(finding.fix.as_deref());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_that_is_the_fields_name_is_not_similar() {
        assert!(says("Comment", "Comment") && says(" custom field (Severity)", "severity"));
        assert!(!says("Comments", "Comment") && !says("Custom field (Sev", "Sev"));
    }

    #[test]
    fn every_remedy_is_said_once() {
        let finding = |row: u32, fix: &str| FindingView {
            severity: Severity::Error,
            code: "option-unknown".to_owned(),
            at: format!("S!B{row}"),
            text: "no".to_owned(),
            fix: Some(fix.to_owned()),
        };
        let mut findings: Vec<_> = (2..8).map(|row| finding(row, "Use one of: a, b.")).collect();
        findings.push(finding(8, "Use one of: c."));
        assert_eq!(
            told(&findings),
            "  error S!B2: no\n      Use one of: a, b.\n  error S!B3: no\n  error S!B4: no\n  \
             error S!B5: no\n  error S!B6: no\n  … and 2 more of option-unknown (all of them with \
             --json)\n      Use one of: c.\n"
        );
    }
}
