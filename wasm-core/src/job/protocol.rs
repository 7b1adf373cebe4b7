//! Messages between the page and the worker.
//!
//! Tables live in the worker; the page holds what is on the screen and asks for windows of rows.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::own::{FittedWorkbook, OwnTable};
use super::rows::{RowFilter, RowPlace, Rows};
use crate::apply::Report;
use crate::export::ExportTemplate;
use crate::finding::{Finding, Severity};
use crate::mapping::{Again, Mapping, Resolutions};
use crate::plan::Summary;
use crate::schema::{FieldId, FieldSchema};
use crate::sheet::{TextChoice, TextFormat};

/// Where the app was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostContext {
    /// Base address of the site, for links: `https://example.atlassian.net`.
    pub site_url: String,
    /// IANA name of the user's time zone, such as `Europe/Berlin`.
    pub time_zone: String,
    /// BCP 47 language of the user, such as `en-GB`.
    pub locale: String,
    /// Project key, when opened in a project.
    pub project: Option<String>,
    /// Issue key, when opened on an issue.
    pub issue: Option<String>,
    /// The navigator's query, when opened there.
    pub jql: Option<String>,
}

/// The file formats of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ExportFormat {
    /// Excel workbook with typed cells.
    #[default]
    Xlsx,
    /// Comma-separated text, protected against formula injection.
    Csv,
    /// An array of one object per issue, for programs.
    Json,
}

/// What to export.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRequest {
    /// The query.
    pub jql: String,
    /// Fields in column order; the key always comes first, whether named or not.
    pub columns: Vec<FieldId>,
    /// File format.
    pub format: ExportFormat,
    /// What else the workbook holds, and how it is laid out.
    #[serde(default)]
    pub options: ExportOptions,
    /// Widths of columns in characters; the others fit their content.
    #[serde(default)]
    pub widths: BTreeMap<FieldId, u16>,
    /// The user's own workbook to fill in. It says what the columns are; `columns`, `format`,
    /// `options` and `widths` are for new files.
    #[serde(default)]
    pub workbook: Option<OwnTable>,
}

/// What an exported workbook holds beside the issues, and how it is laid out. Formats other than
/// [`ExportFormat::Xlsx`] have one table and no layout: they ignore it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportOptions {
    /// Sheets beside that of the issues, in this order.
    pub sheets: Vec<FurtherSheet>,
    /// Whether children follow their parents, in groups that Excel folds.
    pub outline: bool,
    /// Whether read-only cells are locked. Excel then refuses to sort.
    pub protect: bool,
}

/// What of an issue does not fit into its row: one sheet each, with a row for each entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FurtherSheet {
    /// Comments; a new row becomes a new comment.
    Comments,
    /// Work logged; a new row becomes a new worklog.
    Worklogs,
    /// Links between issues; a new row becomes a new link.
    Links,
    /// Attached files: name, size and address.
    Attachments,
    /// What was changed, when and by whom.
    History,
    /// Who watches.
    Watchers,
}

/// Which table of the open file is imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableChoice {
    /// Position of the sheet in the file.
    pub sheet: usize,
    /// Zero-based row that holds the headers.
    pub header_row: u32,
}

/// What the page asks of the worker. Every command gets exactly one [`Reply`]; a failure is a
/// [`Message`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// First: where the app is. Answered by [`Reply::Connected`].
    Connect {
        /// Where the app was opened.
        context: HostContext,
    },
    /// Counts what a query finds, and says what is wrong with it. [`Reply::Jql`].
    CheckJql {
        /// The query as typed.
        jql: String,
    },
    /// Exports. Events, then [`Reply::File`]. The user's own workbook, where it is filled in,
    /// travels beside the command.
    Export {
        /// What to export.
        request: ExportRequest,
    },
    /// Looks how an export fits into the user's own workbook, whose bytes travel beside the
    /// command. [`Reply::Fitted`].
    FitWorkbook {
        /// File name as dropped.
        name: String,
        /// The table; none for the one that Rowport would choose.
        table: Option<TableChoice>,
    },
    /// The user's templates. [`Reply::Templates`].
    ListTemplates,
    /// Saves a template, in the place of one of the same name. [`Reply::Templates`].
    SaveTemplate {
        /// The template.
        template: ExportTemplate,
    },
    /// Deletes a template. [`Reply::Templates`].
    DeleteTemplate {
        /// Its name.
        name: String,
    },
    /// Opens a file, whose bytes travel beside the command. [`Reply::Opened`].
    Open {
        /// File name as dropped.
        name: String,
    },
    /// Reads the open text file again, as the user says. [`Reply::Opened`].
    Reread {
        /// What the user says; what was said before is forgotten.
        text: TextChoice,
    },
    /// Chooses the table to import and proposes a mapping. [`Reply::Matched`].
    Choose {
        /// The table.
        table: TableChoice,
    },
    /// The issue types that the user may create in a project. [`Reply::IssueTypes`].
    IssueTypes {
        /// Key of the project.
        project: String,
    },
    /// Takes the user's mapping, checks the rows, reads Jira and makes the plan. Events, then
    /// [`Reply::Planned`].
    Plan {
        /// What the columns mean.
        mapping: Mapping,
    },
    /// Takes all of the user's choices about conflicts and losses, and makes the plan again from
    /// what was read for [`Command::Plan`]. [`Reply::Planned`], with another hash.
    Resolve {
        /// The choices; those of an earlier command are forgotten.
        resolutions: Resolutions,
    },
    /// A window of the plan's rows. [`Reply::Rows`].
    Rows {
        /// Which rows.
        filter: RowFilter,
        /// First row of the window, counted within the filter.
        start: usize,
        /// Rows at most.
        count: usize,
        /// A row whose position within the filter is wanted too.
        #[serde(default)]
        find: Option<RowPlace>,
    },
    /// Carries out the plan that the user saw. Events, then [`Reply::Applied`].
    Apply {
        /// The approved plan's hash; another plan is refused.
        hash: String,
    },
}

/// One sheet of an open file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetInfo {
    /// Name.
    pub name: String,
    /// Whether Excel shows it.
    pub visible: bool,
    /// Rows that hold something.
    pub rows: usize,
    /// Zero-based row that looks like the header.
    pub header_row: u32,
    /// The first rows, with their zero-based row numbers, as text, for choosing the header.
    pub preview: Vec<(u32, Vec<String>)>,
}

/// An open file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileInfo {
    /// Name as dropped.
    pub name: String,
    /// What the content is, such as `Excel workbook (.xlsx)`.
    pub format: String,
    /// Sheets in the file's order.
    pub sheets: Vec<SheetInfo>,
    /// What the user should know: macros ignored, formulas, encoding guessed.
    pub notes: Vec<Finding>,
    /// The table Rowport would choose.
    pub choice: TableChoice,
    /// How the text was read, in a text file.
    #[serde(default)]
    pub text: Option<TextFormat>,
}

/// A table with its proposed mapping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchedTable {
    /// The proposal.
    pub mapping: Mapping,
    /// Rows below the header.
    pub rows: usize,
    /// Notes about the columns: repeated headers, two columns of one field.
    pub findings: Vec<Finding>,
    /// Projects that may receive new issues: key and name.
    pub projects: Vec<(String, String)>,
    /// Whether sheets beside the table hold texts.
    pub further_texts: bool,
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportSummary {
    /// Counts by action.
    pub summary: Summary,
    /// Hash of the plan, to approve it by.
    pub hash: String,
    /// Rows that pass [`RowFilter::ToReview`].
    #[serde(default)]
    pub to_review: usize,
    /// Finding codes with their severity, a sentence for the group, and how many rows have them.
    pub findings: Vec<FindingGroup>,
    /// Findings about whole columns or the file.
    pub general: Vec<Finding>,
    /// The fields that change in any row, with their names, in the file's order.
    pub columns: Vec<(FieldId, String)>,
    /// The columns that have conflicts, in the file's order.
    #[serde(default)]
    pub conflicts: Vec<ColumnConflicts>,
    /// The columns of which changes would lose something, in the file's order.
    #[serde(default)]
    pub losses: Vec<ColumnLosses>,
    /// The rows that look like work items, comments or worklogs which were added before; none where
    /// no row does. They are one question, answered by [`Resolutions::imported_before`] and, for
    /// those of work items, [`Resolutions::rows`].
    #[serde(default)]
    pub imported_before: Option<ImportedBefore>,
}

/// Rows that look like work items which an import made before, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedBefore {
    /// Nobody has chosen yet.
    pub open: u32,
    /// They update those work items.
    pub update: u32,
    /// They create new ones.
    pub create: u32,
    /// When the first of these work items was imported.
    pub since: Option<Timestamp>,
    /// When the last one was.
    pub until: Option<Timestamp>,
    /// Who imported them.
    pub by: Vec<String>,
    /// What was answered for most of these rows last time; the plan is made with it.
    #[serde(default)]
    pub remembered: Option<Again>,
    /// How many of them are done by now.
    pub done: u32,
    /// How many are in another space than their row's.
    pub moved: u32,
    /// The rows of further sheets that look like what was added before.
    #[serde(default)]
    pub entries: EntriesBefore,
}

impl ImportedBefore {
    /// The rows that look like work items.
    pub fn rows(&self) -> u32 {
        self.open + self.update + self.create
    }

    /// All rows in doubt.
    pub fn all(&self) -> u32 {
        self.rows() + self.entries.all()
    }
}

/// Rows that look like comments or worklogs which were added before, counted. Jira's are never
/// changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntriesBefore {
    /// Nobody has chosen yet.
    pub open: u32,
    /// They are left out.
    pub left_out: u32,
    /// They are added once more.
    pub anew: u32,
}

impl EntriesBefore {
    /// All of them.
    pub fn all(self) -> u32 {
        self.open + self.left_out + self.anew
    }
}

/// The conflicts of one column, counted in rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnConflicts {
    /// The field.
    pub field: FieldId,
    /// Its name.
    pub name: String,
    /// Nobody has chosen yet.
    pub open: u32,
    /// The file's value was chosen.
    pub mine: u32,
    /// Jira's value was chosen.
    pub jira: u32,
}

/// The changes of one column that would lose something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnLosses {
    /// The field.
    pub field: FieldId,
    /// Its name.
    pub name: String,
    /// Rows.
    pub rows: u32,
    /// Whether the user accepted it.
    pub accepted: bool,
}

/// Findings of one cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingGroup {
    /// The code, to filter by.
    pub code: String,
    /// The gravest severity of the group.
    pub severity: Severity,
    /// Rows that have it.
    pub rows: usize,
    /// The first one, as an example.
    pub example: Finding,
    /// Whether the others say something else of their own: another field, another value.
    pub varied: bool,
}

/// A query as Jira judges it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JqlCheck {
    /// About how many issues it finds (Jira's estimate); none when it is not valid.
    pub count: Option<u64>,
    /// What is wrong, in Jira's words.
    pub errors: Vec<String>,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// The site is known.
    Connected {
        /// Fields that can be exported or mapped, by name.
        fields: Vec<FieldSchema>,
        /// Fields of a first export, in order.
        columns: Vec<FieldId>,
        /// A first query for where the app was opened.
        jql: String,
        /// Display name of the user.
        user: String,
    },
    /// A query was checked.
    Jql(JqlCheck),
    /// A file was made; its bytes travel beside the reply.
    File {
        /// Name to save it by.
        name: String,
        /// MIME type.
        mime: String,
        /// Issues in it.
        issues: u32,
        /// Issues of the query that are not in it, by key.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        missing: Vec<String>,
    },
    /// The user's own workbook was looked at.
    Fitted(FittedWorkbook),
    /// All templates of the user, by name.
    Templates(Vec<ExportTemplate>),
    /// A file was opened.
    Opened(FileInfo),
    /// A table was chosen.
    Matched(MatchedTable),
    /// Names of issue types.
    IssueTypes(Vec<String>),
    /// A plan was made.
    Planned(ImportSummary),
    /// A window of rows.
    Rows(Rows),
    /// A plan was carried out; the outcomes are asked for as rows.
    Applied(Report),
}
