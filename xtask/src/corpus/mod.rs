//! A folder of texts and recorded issues, there and back: into a local Jira, out to a workbook,
//! one word changed in each description, and back again.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

mod check;
mod gather;
mod markdown;
mod others;
mod plan;
mod site;
mod tally;
mod trial;
mod words;

pub use trial::run as trial;

/// Which texts to try.
#[derive(Args, Default)]
pub struct Options {
    /// Folder of Markdown with front matter, lists of issue texts, recorded answers of Jira
    pub dir: PathBuf,
    /// Draws the words that are changed
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How often a word is changed in each description, each time another
    #[arg(long, default_value_t = 1)]
    pub rounds: u64,
    /// Let LibreOffice open and save the exported workbook as well, which must change nothing
    #[arg(long)]
    pub libreoffice: bool,
}

/// Tries a folder and prints the counts and the first differences as JSON.
///
/// # Errors
/// If anything is not as it should be.
pub fn run(options: &Options) -> Result<()> {
    let tally = trial::run(options)?;
    println!("{}", serde_json::to_string_pretty(&tally)?);
    if tally.failed > 0 {
        bail!("{} differences", tally.failed);
    }
    Ok(())
}
