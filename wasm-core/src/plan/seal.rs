//! The hash of a plan, and reading a saved one.
//!
//! The hash tells of accidents: a plan that was cut off, edited by hand, or mixed up with another one
//! is not carried out. It is no signature. Whoever may write the file can seal what he wrote, so that a
//! plan deserves the trust of its place; only contradictions are found all the same.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::upgrade;
use super::{Change, Contradiction, Entry, FORMAT_VERSION, Plan, Source, Summary};
use crate::digest::hex;
use crate::message::Message;

/// Everything that is hashed.
#[derive(Serialize)]
struct Content<'a> {
    format: u32,
    source: &'a Source,
    made_at: &'a Timestamp,
    changes: &'a [Change],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    entries: &'a [Entry],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    highest: &'a BTreeMap<String, u64>,
    summary: &'a Summary,
}

/// Why a saved plan can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// It is no plan, or a damaged one.
    #[error("not a plan: {detail}")]
    Unreadable {
        /// What the parser says.
        detail: String,
    },
    /// A later version of Rowport made it.
    #[error("the plan has format {found}, and only formats up to {known} are known")]
    Newer {
        /// Format of the plan.
        found: u32,
        /// [`FORMAT_VERSION`].
        known: u32,
    },
    /// Its content is not what its hash was made from.
    #[error("the plan was changed after it was made")]
    Altered,
    /// It contradicts itself: it was edited, and sealed again.
    #[error("the plan contradicts itself: {what:?}")]
    Contradicts {
        /// How.
        what: Contradiction,
        /// The sheet and zero-based row in which it shows; none for the plan as a whole.
        at: Option<(String, u32)>,
    },
}

impl PlanError {
    /// What to tell the user.
    pub fn message(&self) -> Message {
        match self {
            Self::Unreadable { detail } => Message::new("plan-unreadable").with("detail", detail),
            Self::Newer { found, known } => {
                Message::new("plan-newer").with("found", found).with("known", known)
            }
            Self::Altered => Message::new("plan-altered"),
            Self::Contradicts { what, at } => {
                let (sheet, row) = at.clone().unwrap_or_default();
                Message::new(what.code()).with("sheet", sheet).with("row", u64::from(row) + 1)
            }
        }
    }
}

impl Plan {
    /// Sets the hash to that of the content.
    pub fn seal(&mut self) {
        self.hash = self.digest();
    }

    /// Whether the content is what the hash was made from.
    pub fn verify(&self) -> bool {
        self.hash == self.digest()
    }

    /// Reads a saved plan, verifies it, and brings it to the present format.
    ///
    /// # Errors
    /// [`PlanError`]; the format is looked at before anything else, so that a plan of a later
    /// version is named as such.
    pub fn from_json(text: &str) -> Result<Self, PlanError> {
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let unreadable = |error: serde_json::Error| PlanError::Unreadable {
            detail: format!("{:?} error in line {}", error.classify(), error.line()),
        };
        let found = serde_json::from_str::<Format>(text).map_err(unreadable)?.format;
        if found > FORMAT_VERSION {
            return Err(PlanError::Newer { found, known: FORMAT_VERSION });
        }
        let plan: Self = serde_json::from_str(text).map_err(unreadable)?;
        if !plan.verify() {
            return Err(PlanError::Altered);
        }
        match plan.contradiction() {
            Some((what, at)) => Err(PlanError::Contradicts { what, at }),
            None => Ok(upgrade::upgraded(plan)),
        }
    }

    /// SHA-256 in hex over the JSON of everything but the hash. Members have the order of the
    /// types and maps are sorted, so white space and order of a saved plan don't matter.
    fn digest(&self) -> String {
        let content = Content {
            format: self.format,
            source: &self.source,
            made_at: &self.made_at,
            changes: &self.changes,
            entries: &self.entries,
            highest: &self.highest,
            summary: &self.summary,
        };
        let mut hash = BufWriter::new(Hash(Sha256::new()));
        // Writing to a hash can't fail, and every type of a plan can be written as JSON; if one
        // could not, the hash would stop where the content does and still tell plans apart.
        let _ = serde_json::to_writer(&mut hash, &content);
        let _ = hash.flush();
        hex(&hash.get_ref().0.clone().finalize())
    }
}

struct Hash(Sha256);

impl Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
