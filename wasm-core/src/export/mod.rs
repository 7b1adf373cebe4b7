//! From a query to a workbook: ids, then issues in parallel, then cells, then bytes.

mod about;
mod choices;
mod columns;
#[cfg(feature = "codec")]
mod file;
mod further;
mod missing;
mod name;
mod outline;
#[cfg(feature = "codec")]
mod own;
mod rows;
mod template;
mod template_store;

#[cfg(test)]
mod layout_tests;
#[cfg(test)]
#[cfg(feature = "codec")]
mod own_tests;
#[cfg(test)]
mod tests;

pub use columns::default_columns;
#[cfg(feature = "codec")]
pub use file::{ExportedFile, run, run_into};
pub use missing::message as incomplete;
#[cfg(feature = "codec")]
pub use own::{check as check_own, fit as fit_own, further as further_of_own};
pub use template::{ExportTemplate, TemplateColumn};
pub use template_store::TemplateStore;

use std::collections::{BTreeMap, HashSet};

use futures_util::{TryStreamExt, pin_mut};
use jiff::Timestamp;

use crate::jira::{Client, JiraError, Meter};
use crate::job::{ExportFormat, ExportRequest, Observer, Phase};
use crate::mapping::{Baseline, EntryBaseline, Origin, origin_sheet};
use crate::message::Message;
use crate::ports::{Clock, Transport, Zone};
use crate::schema::{FieldId, FieldSchema, FieldType};
use crate::sheet::{ColumnSpec, SheetSpec, WorkbookSpec};
use crate::target::Site;
use choices::{Examples, Known};
use further::Entries;
use rows::{Exported, Rows};

/// Name of the tab that holds the issues.
pub const SHEET: &str = "Work items";

/// Where an export is made.
#[derive(Clone, Copy)]
pub struct ExportSite<'a> {
    /// Base address for links, without a trailing slash.
    pub url: &'a str,
    /// The site's fields.
    pub fields: &'a [FieldSchema],
    /// The zone in which cells show instants.
    pub zone: &'a dyn Zone,
}

/// An export before it becomes a file.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportedTable {
    /// The workbook: what explains it, the issues, and the hidden mark by which an import knows it
    /// again.
    pub workbook: WorkbookSpec,
    /// Name to save the file by.
    pub name: String,
    /// Issues in it.
    pub issues: u32,
    /// Issues of the query that are not in it, since Jira did not give them.
    pub missing: Vec<String>,
}

/// Exports what a query finds to a table.
///
/// # Errors
/// A query that Jira refuses, a field that the site does not have, a call that failed, or a stop
/// by the observer (`cancelled`).
pub async fn table<T: Transport, C: Clock>(
    request: &ExportRequest,
    client: &Client<'_, T, C>,
    site: &ExportSite<'_>,
    observer: &dyn Observer,
) -> Result<ExportedTable, Message> {
    let at = client.now();
    let client = client.watched_by(observer);
    let fields = columns::chosen(&request.columns, site.fields)?;
    let new = request.format == ExportFormat::Xlsx && request.workbook.is_none();
    let offers = new && choices::any(&fields);
    let outlined = request.format == ExportFormat::Xlsx && request.options.outline;
    // Text has no place for anything but the rows of the issues.
    let further = request.format != ExportFormat::Csv;
    let mut entries = Entries::new(if further { &request.options.sheets } else { &[] });
    let mut wanted = wanted(&fields, offers, outlined);
    wanted.extend(entries.fields().into_iter().filter(|id| !fields.iter().any(|f| f.id == *id)));
    let reading = read(request, &client, site, &fields, &wanted, &mut entries);
    let (mut rows, examples, missing) = reading.await?;
    // What was read as somebody else would lack what only the user may see.
    client.confirm().await.map_err(|error| error.message())?;
    let hidden_watchers = entries.hidden_watchers();
    let (mut choices, mut lists) = (BTreeMap::new(), Vec::new());
    if offers {
        let known = Known::load(&client, &fields, &examples).await;
        let known = known.map_err(|error| error.message())?;
        rows.meet_all(known.people());
        lists = known.notes().to_vec();
        choices = known.lists(&fields, &rows.context());
    }
    let mut exported = rows.finish();
    let order = if outlined { exported.outlined() } else { Vec::new() };
    if outlined {
        entries.arrange(order.iter().map(|(place, _)| *place));
    }
    let extra = entries.sheets().to_vec();
    let state = std::mem::take(&mut exported.state);
    let further = further::write(entries, state, site.zone, request.options.protect);
    let origin = origin(request, site, at, &fields, &exported, further.baseline);
    let cells = exported.cells;
    let keys = cells.iter().filter_map(|row| row.first()?.value.as_text());
    let name = name::file_name(keys, request.format, at, site.zone);
    let issues = u32::try_from(cells.len()).unwrap_or(u32::MAX);
    let spec_of = |field: &FieldSchema| {
        let spec = columns::spec(field, site.fields, site.zone);
        match request.format {
            // A text file has no other place to say in which zone its times are.
            ExportFormat::Csv => columns::with_zone(spec, field, site.zone),
            _ => spec,
        }
    };
    let sheet = SheetSpec {
        name: SHEET.to_owned(),
        columns: fields
            .iter()
            .map(|field| ColumnSpec {
                choices: choices.remove(&field.id),
                width: request.widths.get(&field.id).map(|width| f64::from(*width)),
                ..spec_of(field)
            })
            .collect(),
        rows: cells,
        frozen_columns: 1,
        autofilter: true,
        outline: order.into_iter().map(|(_, depth)| depth).collect(),
        protect: request.options.protect,
        ..SheetSpec::default()
    };
    let mut sheets = vec![sheet];
    sheets.extend(further.sheets);
    sheets.push(origin_sheet(&origin));
    let missing_of = missing::message(issues, &missing);
    let contents =
        about::Contents { issues, missing: missing_of, lists, further: &extra, hidden_watchers };
    let about = Some(about::sheet(&request.jql, site, at, &contents));
    let workbook = WorkbookSpec { about, sheets };
    Ok(ExportedTable { workbook, name, issues, missing })
}

/// The rows of all issues of the query, an issue of each place, where the place is read, and the
/// issues that did not come.
async fn read<'f, T: Transport, C: Clock>(
    request: &ExportRequest,
    client: &Client<'_, T, C>,
    site: &ExportSite<'f>,
    fields: &'f [FieldSchema],
    wanted: &[FieldId],
    entries: &mut Entries,
) -> Result<(Rows<'f>, Examples, Vec<String>), Message> {
    let message = |error: JiraError| error.message();
    let settings = settings(client, site, fields, entries).await.map_err(message)?;
    let mut rows = Rows::new(fields, settings, site.zone);
    let searching = Meter::start(client, Phase::Searching, None);
    let ids = client.search_ids(&request.jql, |found| searching.set(found)).await;
    let ids = ids.map_err(message)?;
    let reading = Meter::start(client, Phase::Reading, Some(ids.len()));
    let mut examples = Examples::default();
    let pages = client.fetch_pages(&ids, wanted);
    pin_mut!(pages);
    let mut came: HashSet<String> = HashSet::with_capacity(ids.len());
    while let Some(page) = pages.try_next().await.map_err(message)? {
        rows.add(&page);
        entries.add(&page);
        examples.add(&page);
        reading.add(page.len());
        came.extend(page.into_iter().map(|issue| issue.id));
    }
    let lost = missing::look(client, &request.jql, &ids, &came).await.map_err(message)?;
    reading.set(ids.len());
    entries.complete(client).await?;
    Ok((rows, examples, lost))
}

/// What the site says of itself, as far as the columns need it.
async fn settings<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    site: &ExportSite<'_>,
    fields: &[FieldSchema],
    entries: &Entries,
) -> Result<Site, JiraError> {
    let mut settings = Site {
        url: site.url.to_owned(),
        account_id: String::new(),
        hours_per_day: 8.0,
        days_per_week: 5.0,
    };
    let shown = fields.iter().any(|field| field.kind == FieldType::Duration);
    if shown || entries.has_durations() {
        let configuration = client.configuration().await?;
        settings.hours_per_day = configuration.hours_per_day;
        settings.days_per_week = configuration.days_per_week;
    }
    Ok(settings)
}

/// The fields to read: those of the columns, when the issue was changed last, where dropdowns are
/// made its place, and in a hierarchy the issue above.
fn wanted(fields: &[FieldSchema], with_place: bool, with_parent: bool) -> Vec<FieldId> {
    let mut wanted: Vec<_> = fields
        .iter()
        .filter(|field| field.kind != FieldType::Key)
        .map(|field| field.id.clone())
        .collect();
    let place = if with_place { Examples::FIELDS.as_slice() } else { &[] };
    let parent = if with_parent { [outline::PARENT].as_slice() } else { &[] };
    for id in ["updated"].iter().chain(place).chain(parent).map(|id| FieldId::new(*id)) {
        if !wanted.contains(&id) {
            wanted.push(id);
        }
    }
    wanted
}

fn origin(
    request: &ExportRequest,
    site: &ExportSite<'_>,
    at: Timestamp,
    fields: &[FieldSchema],
    exported: &Exported,
    entries: EntryBaseline,
) -> Origin {
    let mut baseline = Baseline::new(fields.iter().map(|field| field.id.clone()));
    for ((issue, updated), row) in exported.issues.iter().zip(&exported.cells) {
        baseline.add(issue, *updated, row.iter().map(|cell| &cell.value));
    }
    Origin {
        lineage: name::lineage(site.url, &request.jql, at),
        site: site.url.to_owned(),
        newest: exported.issues.iter().filter_map(|(_, updated)| *updated).max(),
        zone: site.zone.name().to_owned(),
        baseline,
        entries,
    }
}
