//! The import, step by step: each step holds exactly what it needs, and what going back needs.

use wasm_core::apply::Report;
use wasm_core::job::{FileInfo, ImportSummary, MatchedTable, TableChoice};
use wasm_core::mapping::{Mapping, Resolutions};
use wasm_core::sheet::TextChoice;

/// Where the user is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Step {
    /// Choosing a file.
    #[default]
    Choose,
    /// Choosing sheet and header row.
    Table(TableStep),
    /// Matching columns with fields.
    Match(MatchStep),
    /// Looking at what would change.
    Plan(PlanStep),
    /// Changing Jira.
    Apply(PlanStep),
    /// Looking at what became of it.
    Done(DoneStep),
}

/// The open file, and the table chosen so far.
#[derive(Clone, Debug, PartialEq)]
pub struct TableStep {
    /// The file.
    pub file: FileInfo,
    /// The table.
    pub choice: TableChoice,
    /// How the user wants a text file to be read.
    pub text: TextChoice,
    /// The matching that was already made, if the user came back from it; it holds as long as the
    /// choice is still its own.
    pub kept: Option<Box<MatchStep>>,
    /// Id of the control by which the file was read again, if it was.
    pub by: Option<&'static str>,
}

/// The chosen table and the matching so far.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchStep {
    /// The file.
    pub file: FileInfo,
    /// The chosen table.
    pub choice: TableChoice,
    /// How the user wants a text file to be read.
    pub text: TextChoice,
    /// The table with the engine's proposal.
    pub table: MatchedTable,
    /// The matching as the user has it now.
    pub mapping: Mapping,
}

/// The matching, and the plan made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanStep {
    /// What it was made of.
    pub matching: MatchStep,
    /// What would be done.
    pub plan: ImportSummary,
    /// What the user decided about conflicts and losses; the plan is made with it.
    pub decided: Resolutions,
    /// Rows that have a conflict, decided or not.
    pub conflicts: u32,
}

/// The plan, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct DoneStep {
    /// What was to be done.
    pub plan: PlanStep,
    /// What was done.
    pub report: Report,
}

/// Names of the steps, in order, as the page lists them.
pub const NAMES: [&str; 5] = ["step-choose", "step-table", "step-match", "step-plan", "step-done"];

impl Step {
    /// Position in [`NAMES`].
    pub fn position(&self) -> usize {
        match self {
            Self::Choose => 0,
            Self::Table(_) => 1,
            Self::Match(_) => 2,
            Self::Plan(_) | Self::Apply(_) => 3,
            Self::Done(_) => 4,
        }
    }

    /// A file was opened.
    pub fn opened(file: FileInfo) -> Self {
        Self::Table(TableStep {
            choice: file.choice.clone(),
            file,
            text: TextChoice::default(),
            kept: None,
            by: None,
        })
    }
}

impl TableStep {
    /// The matching to go on with without asking the engine again.
    pub fn resumed(&self) -> Option<MatchStep> {
        self.kept.as_deref().filter(|kept| kept.choice == self.choice).cloned()
    }

    /// A text file was read again, as the user wants it.
    pub fn reread(self, file: FileInfo) -> Step {
        Step::Table(Self { choice: file.choice.clone(), file, kept: None, ..self })
    }

    /// The engine read the table.
    pub fn matched(self, table: MatchedTable) -> Step {
        let mapping = table.mapping.clone();
        let Self { file, choice, text, .. } = self;
        Step::Match(MatchStep { file, choice, text, table, mapping })
    }

    /// The same step with another sheet; its header row is the one that looks like it.
    pub fn with_sheet(&self, sheet: usize) -> Self {
        let header_row = self.file.sheets.get(sheet).map_or(0, |info| info.header_row);
        Self { choice: TableChoice { sheet, header_row }, ..self.clone() }
    }
}

impl MatchStep {
    /// Back to the choice of the table, with what was matched.
    pub fn back(self) -> Step {
        Step::Table(TableStep {
            file: self.file.clone(),
            choice: self.choice.clone(),
            text: self.text.clone(),
            kept: Some(Box::new(self)),
            by: None,
        })
    }

    /// The engine made a plan.
    pub fn planned(self, plan: ImportSummary) -> PlanStep {
        // Of the fields nothing is decided yet, so the open conflicts are all there are. Of rows that
        // look imported before the answer of last time is proposed; the plan was made with it.
        let conflicts = plan.summary.conflict;
        let imported_before = plan.imported_before.as_ref().and_then(|before| before.remembered);
        let decided = Resolutions { imported_before, ..Resolutions::default() };
        PlanStep { matching: self, plan, decided, conflicts }
    }
}

impl PlanStep {
    /// Back to the matching. The plan is dropped: it is always made of the matching as it is and of
    /// Jira as it is.
    pub fn back(self) -> Step {
        Step::Match(self.matching)
    }

    /// The plan was carried out.
    pub fn applied(self, report: Report) -> Step {
        Step::Done(DoneStep { plan: self, report })
    }
}

#[cfg(test)]
mod tests {
    use wasm_core::job::{ImportedBefore, SheetInfo};
    use wasm_core::mapping::Again;

    use super::*;

    fn file() -> FileInfo {
        let sheet = |name: &str, header_row| SheetInfo {
            name: name.to_owned(),
            visible: true,
            rows: 10,
            header_row,
            preview: Vec::new(),
        };
        FileInfo {
            name: "plan.xlsx".to_owned(),
            format: "Excel workbook (.xlsx)".to_owned(),
            sheets: vec![sheet("Sheet1", 2), sheet("Sheet2", 0)],
            notes: Vec::new(),
            choice: TableChoice { sheet: 0, header_row: 2 },
            text: None,
        }
    }

    fn table() -> MatchedTable {
        let mapping = Mapping { project: Some("DEMO".to_owned()), ..Mapping::default() };
        MatchedTable {
            mapping,
            rows: 9,
            findings: Vec::new(),
            projects: Vec::new(),
            further_texts: false,
        }
    }

    fn matching() -> MatchStep {
        let Step::Table(step) = Step::opened(file()) else { panic!("not the table step") };
        let Step::Match(step) = step.matched(table()) else { panic!("not the match step") };
        step
    }

    #[test]
    fn going_back_loses_nothing() {
        let mut step = matching();
        step.mapping.project = Some("OTHER".to_owned());
        let Step::Table(back) = step.back() else { panic!("not the table step") };
        let again = back.resumed().expect("kept");
        assert_eq!(again.mapping.project.as_deref(), Some("OTHER"));

        let plan = ImportSummary { hash: "h".to_owned(), ..ImportSummary::default() };
        let step = again.clone().planned(plan);
        assert_eq!(step.decided, Resolutions::default());
        assert_eq!(step.back(), Step::Match(again));
    }

    #[test]
    fn the_answer_of_last_time_is_there_at_once() {
        let before =
            ImportedBefore { remembered: Some(Again::Create), create: 2, ..Default::default() };
        let plan = ImportSummary { imported_before: Some(before), ..ImportSummary::default() };
        let step = matching().planned(plan);
        assert_eq!(step.decided.imported_before, Some(Again::Create));
    }

    #[test]
    fn another_table_is_matched_anew() {
        let Step::Table(back) = matching().back() else { panic!("not the table step") };
        let other = back.with_sheet(1);
        assert_eq!(other.choice, TableChoice { sheet: 1, header_row: 0 });
        assert_eq!(other.resumed(), None);
        assert!(other.with_sheet(0).resumed().is_some());
    }
}
