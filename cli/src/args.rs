//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use wasm_core::job::FurtherSheet;
use wasm_core::mapping::{Again, Side, issue_key};
use wasm_core::schema::TextForm;
use wasm_core::sheet::{Delimiter, TextChoice};

use crate::sheets;

/// Where exit codes and environment are explained; `docs/cli.md` says the same at length.
const AFTER_HELP: &str = "\
Environment:
  ROWPORT_EMAIL  e-mail address of the Atlassian account
  ROWPORT_TOKEN  API token of that account

Words:
  finding       something that Rowport noticed: an error, a warning or a note
  held back     this plan does not write it: it has an error, or you have not
                chosen yet
  not imported  it is in the file and stays there: you chose so, or an import
                never writes it
  not written   it was to be written and is not in Jira

Exit codes:
  0    done
  1    an error of Rowport itself or of this computer
  2    wrong arguments
  3    sign-in missing, not or no longer accepted, or without permission
  4    Jira could not be reached, or refused the request
  5    the file or the plan can't be used
  6    applied, but some rows failed or were held back
  7    exported, but Jira did not give all work items of the query
  130  stopped by Ctrl-C";

/// Jira issues to and from spreadsheets.
#[derive(Debug, Parser)]
#[command(name = "rowport", version, after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// What to do
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show what a file holds, without talking to Jira
    Inspect(Inspect),
    /// Write the issues of a query to a file
    Export(Export),
    /// List your export templates, or delete one
    Templates(Templates),
    /// Compare a file with Jira and say what an import would change
    Plan(Plan),
    /// Carry out a plan, and nothing but the plan
    Apply(Apply),
    /// Read a file for another rowport process
    #[command(hide = true)]
    ReadFile {
        /// The file
        file: PathBuf,
        #[command(flatten)]
        text: Text,
    },
}

/// How a text file is read.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Text {
    /// Encoding of a text file, such as utf-8, windows-1252, windows-1250, ibm850, macintosh or
    /// shift_jis [default: the one that its bytes tell]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// What stands between the cells of a text file: comma, semicolon, tab, pipe, another
    /// character, or none in a file of one column [default: the one that its lines tell]
    #[arg(long, value_name = "SIGN", value_parser = delimiter)]
    pub(crate) delimiter: Option<Delimiter>,
}

impl Text {
    /// The same as arguments of the command.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let encoding = self.encoding.iter().map(|name| format!("--encoding={name}"));
        let delimiter = self.delimiter.iter().map(|delimiter| match delimiter {
            Delimiter::Sign(sign) => format!("--delimiter={sign}"),
            Delimiter::OneColumn => "--delimiter=none".to_owned(),
        });
        encoding.chain(delimiter).collect()
    }

    /// What the user says.
    pub(crate) fn choice(&self) -> TextChoice {
        TextChoice { encoding: self.encoding.clone(), delimiter: self.delimiter }
    }
}

fn delimiter(text: &str) -> Result<Delimiter, String> {
    let wrong = || "write comma, semicolon, tab, pipe, none, or one character".to_owned();
    Delimiter::named(text).ok_or_else(wrong)
}

/// Which sign begins the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Decimal {
    /// As in 1,234.5
    Point,
    /// As in 1.234,5
    Comma,
}

/// In which order day and month are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DateOrder {
    /// The day first, as in 31/12/2026
    Day,
    /// The month first, as in 12/31/2026
    Month,
}

/// Show what a file holds.
#[derive(Debug, clap::Args)]
pub(crate) struct Inspect {
    /// The file: .xlsx, .xlsm, .xlsb, .xls, .ods, .csv or .tsv
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) text: Text,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which site, and how to show times.
#[derive(Debug, clap::Args)]
pub(crate) struct Site {
    /// Address of the Jira site, such as https://example.atlassian.net
    #[arg(long, value_name = "URL")]
    pub(crate) site: String,
    /// Time zone of the times in the file, such as Europe/Berlin [default: that of your Jira
    /// profile]
    #[arg(long, value_name = "ZONE")]
    pub(crate) time_zone: Option<String>,
}

/// The file formats of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Excel workbook
    Xlsx,
    /// Comma-separated text
    Csv,
    /// An array of one object per issue
    Json,
}

/// Write the issues of a query to a file.
#[derive(Debug, clap::Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) site: Site,
    /// Which issues
    #[arg(long)]
    pub(crate) jql: String,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Fields in column order, by name or id, separated by commas [default: the well-known ones]
    #[arg(long, value_delimiter = ',', value_name = "FIELD,…")]
    pub(crate) columns: Vec<String>,
    /// File format [default: by the name of the file, else that of the template]
    #[arg(long)]
    pub(crate) format: Option<Format>,
    /// Put children below their parents, in groups that Excel folds (.xlsx)
    #[arg(long)]
    pub(crate) outline: bool,
    /// Lock the cells that Jira sets itself; Excel then refuses to sort (.xlsx)
    #[arg(long)]
    pub(crate) protect: bool,
    /// Sheets beside that of the issues, separated by commas: comments, worklogs, links,
    /// attachments, history, watchers (.xlsx); in JSON, arrays in the object of each issue (.json)
    #[arg(long, value_delimiter = ',', value_name = "SHEET,…", value_parser = sheets::parse)]
    pub(crate) sheets: Vec<FurtherSheet>,
    /// Take columns, widths, format and options from a template saved in Jira
    #[arg(long, value_name = "NAME")]
    pub(crate) template: Option<String>,
    /// Save the choice of columns, format and options as a template in Jira
    #[arg(long, value_name = "NAME", conflicts_with = "workbook")]
    pub(crate) save_template: Option<String>,
    /// Fill the rows into a copy of this workbook, whose headers say which columns it has
    #[arg(long, value_name = "FILE", conflicts_with_all = ["columns", "format", "protect", "template"])]
    pub(crate) workbook: Option<PathBuf>,
    /// The sheet of the workbook [default: the one that looks like a table]
    #[arg(long, value_name = "NAME", requires = "workbook")]
    pub(crate) sheet: Option<String>,
    /// Row of the workbook's headers, as Excel numbers it [default: the one that looks like it]
    #[arg(long, value_name = "ROW", requires = "workbook", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) header_row: Option<u32>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// The templates of the signed-in user.
#[derive(Debug, clap::Args)]
pub(crate) struct Templates {
    /// Address of the Jira site, such as https://example.atlassian.net
    #[arg(long, value_name = "URL")]
    pub(crate) site: String,
    /// Delete the template of this name
    #[arg(long, value_name = "NAME")]
    pub(crate) delete: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Whose value fields in conflict end with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConflictChoice {
    /// The column, by its header or its field; none for all columns.
    pub(crate) column: Option<String>,
    /// The side.
    pub(crate) side: Side,
}

impl ConflictChoice {
    fn parse(text: &str) -> Result<Self, String> {
        let (column, side) = match text.rsplit_once('=') {
            Some((column, side)) => (Some(column.trim().to_owned()), side),
            None => (None, text),
        };
        match side.trim() {
            "mine" => Ok(Self { column, side: Side::Mine }),
            "jira" => Ok(Self { column, side: Side::Jira }),
            other => Err(format!("“{other}” is neither mine nor jira")),
        }
    }
}

/// What becomes of one row that looks like work items which an import made before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RowAnswer {
    /// It updates the likeliest of them.
    Update,
    /// It updates the one of this key.
    UpdateIssue(String),
    /// It creates a new one.
    Create,
}

/// What becomes of rows that look like work items which an import made before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ImportedBefore {
    /// All of them.
    All(Again),
    /// Some rows, as Excel numbers them.
    Rows(RowsAnswer),
    /// A file of such answers, one a line.
    File(PathBuf),
}

/// An answer for some rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowsAnswer {
    /// As it was typed.
    pub(crate) text: String,
    /// The first and the last row, as Excel numbers them.
    pub(crate) rows: (u32, u32),
    /// The answer.
    pub(crate) answer: RowAnswer,
}

impl ImportedBefore {
    fn parse(text: &str) -> Result<Self, String> {
        match text.trim() {
            "update" => Ok(Self::All(Again::Update)),
            "create" => Ok(Self::All(Again::Create)),
            text => match text.strip_prefix("rows:") {
                Some(file) => Ok(Self::File(PathBuf::from(file))),
                None => RowsAnswer::parse(text).map(Self::Rows),
            },
        }
    }
}

impl RowsAnswer {
    /// Reads `7=update`, `7=create`, `7=DEMO-12` or `2-40=create`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let malformed = || format!("“{text}” is none of update, create, ROW=ANSWER or rows:FILE");
        let (rows, answer) = text.split_once('=').ok_or_else(malformed)?;
        let number = |text: &str| text.trim().parse::<u32>().ok().filter(|row| *row > 0);
        let (first, last) = rows.split_once('-').unwrap_or((rows, rows));
        let rows = number(first).zip(number(last)).filter(|(first, last)| first <= last);
        let answer = match answer.trim() {
            "update" => RowAnswer::Update,
            "create" => RowAnswer::Create,
            key => RowAnswer::UpdateIssue(issue_key(key).ok_or_else(malformed)?),
        };
        Ok(Self { text: text.to_owned(), rows: rows.ok_or_else(malformed)?, answer })
    }
}

/// Compare a file with Jira.
#[derive(Debug, clap::Args)]
pub(crate) struct Plan {
    /// The file
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) site: Site,
    /// Key of the project that receives new issues from rows that name none
    #[arg(long, value_name = "KEY")]
    pub(crate) project: Option<String>,
    /// Issue type of new issues from rows that name none
    #[arg(long, value_name = "NAME")]
    pub(crate) issue_type: Option<String>,
    /// The sheet to import [default: the exported one, else the first table]
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// Row of the headers, as Excel numbers it [default: the one that looks like it]
    #[arg(long, value_name = "ROW", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) header_row: Option<u32>,
    /// What a column holds: a field by name or id, `row id` for the file's own IDs, or `ignore`;
    /// the column by its header or its letters. May be given several times
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = column_choice)]
    pub(crate) map: Vec<(String, String)>,
    #[command(flatten)]
    pub(crate) text: Text,
    /// Decimal sign of all numbers that are texts [default: the one that each column tells]
    #[arg(long, value_enum, value_name = "SIGN")]
    pub(crate) decimal: Option<Decimal>,
    /// What comes first in all days that are texts, the day or the month [default: what each column
    /// tells]
    #[arg(long, value_enum, value_name = "FIRST")]
    pub(crate) date_order: Option<DateOrder>,
    /// What the signs in the texts of a column mean: plain (nothing: the text arrives as it was
    /// typed), markdown or wiki (Jira's wiki markup); the column by its header, its letters or its
    /// field, and Comments or Worklogs for those sheets. May be given several times [default:
    /// markdown in an export of Rowport, wiki in Jira's own CSV, else plain]
    #[arg(long = "text", value_name = "COLUMN=FORM", value_parser = text_choice)]
    pub(crate) texts: Vec<(String, TextForm)>,
    /// Let empty cells clear their fields, also in files that Rowport did not export
    #[arg(long)]
    pub(crate) clear_empty: bool,
    /// Whose value is written where Jira changed a field since the export, or may have, or where a
    /// spreadsheet program changed a text: mine or jira for all columns, or Summary=mine for one,
    /// which goes first; may be repeated [default: neither; the field is held back]
    #[arg(long, value_name = "[COLUMN=]SIDE", value_parser = ConflictChoice::parse)]
    pub(crate) conflicts: Vec<ConflictChoice>,
    /// What rows without a key do that look like work items which an import made before: the same
    /// content more than a day later, or from another file. update or create for all of them;
    /// 7=update, 7=DEMO-12 or 2-40=create for some rows, which goes first; rows:FILE for a file of
    /// such answers, one a line; may be repeated. Rows of further sheets that look like comments or
    /// worklogs which were added before are not imported by update, and added once more by create
    /// [default: none; they are held back]
    #[arg(long, value_name = "[ROW=]ANSWER", value_parser = ImportedBefore::parse)]
    pub(crate) imported_before: Vec<ImportedBefore>,
    /// Write changed rich text also where it loses what a cell can't show, such as a mention
    #[arg(long)]
    pub(crate) accept_loss: bool,
    /// Save the plan, for `rowport apply`
    #[arg(long, value_name = "PLAN")]
    pub(crate) out: Option<PathBuf>,
    /// Print JSON; without --out it holds the whole plan and can be saved for `rowport apply`
    #[arg(long)]
    pub(crate) json: bool,
}

/// A column and its field. Headers may hold `=` themselves, names of fields hardly.
fn column_choice(text: &str) -> Result<(String, String), String> {
    let (column, field) = text.rsplit_once('=').ok_or("write it as COLUMN=FIELD")?;
    Ok((column.trim().to_owned(), field.trim().to_owned()))
}

/// A column and what the signs in its texts mean.
fn text_choice(text: &str) -> Result<(String, TextForm), String> {
    let (column, form) = text.rsplit_once('=').ok_or("write it as COLUMN=FORM")?;
    let form = form.trim();
    let none = || format!("“{form}” is none of plain, markdown and wiki");
    let form = TextForm::named(form).ok_or_else(none)?;
    Ok((column.trim().to_owned(), form))
}

/// Carry out a plan.
#[derive(Debug, clap::Args)]
pub(crate) struct Apply {
    /// A plan saved by `rowport plan`
    pub(crate) plan: PathBuf,
    /// Address of the Jira site that the plan was made against
    #[arg(long, value_name = "URL")]
    pub(crate) site: String,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_one_of_three_forms() {
        let steps = |form| Ok(("Steps = all".to_owned(), form));
        assert_eq!(text_choice("Steps = all = wiki"), steps(TextForm::Wiki));
        assert_eq!(text_choice("Steps = all=plain"), steps(TextForm::Plain));
        assert_eq!(text_choice("Steps = all=markdown"), steps(TextForm::Markdown));
        assert!(text_choice("Steps").is_err() && text_choice("Steps=html").is_err());
    }

    #[test]
    fn answers_are_for_all_rows_or_for_some() {
        let rows = |text: &str, rows, answer| {
            Ok(ImportedBefore::Rows(RowsAnswer { text: text.to_owned(), rows, answer }))
        };
        assert_eq!(ImportedBefore::parse("create"), Ok(ImportedBefore::All(Again::Create)));
        let key = RowAnswer::UpdateIssue("DEMO-12".to_owned());
        assert_eq!(ImportedBefore::parse("7=demo-12"), rows("7=demo-12", (7, 7), key));
        let range = rows("2 - 40 = create", (2, 40), RowAnswer::Create);
        assert_eq!(ImportedBefore::parse("2 - 40 = create"), range);
        let file = ImportedBefore::File(PathBuf::from("a=b.txt"));
        assert_eq!(ImportedBefore::parse("rows:a=b.txt"), Ok(file));
        for wrong in ["all", "7", "7=later", "0=create", "9-2=create", "=create", "x=update"] {
            assert!(ImportedBefore::parse(wrong).is_err(), "{wrong}");
        }
    }
}
