//! Files are parsed in a child process: whatever a broken file does to a parser, this one goes on
//! and says so.

use std::io::{Write, stdout};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use serde::{Deserialize, Serialize};
use wasm_core::job::ImportFile;
use wasm_core::mapping::file_lineage;
use wasm_core::message::Message;
use wasm_core::sheet::{self, ReadError, ReadNote, ReadOptions, Workbook};

use crate::args::Text;
use crate::failure::Failure;

/// A file that was read.
pub(crate) struct Opened {
    /// Its cells.
    pub(crate) workbook: Workbook,
    /// What the user should know.
    pub(crate) notes: Vec<ReadNote>,
    /// The lineage of a file that brings none of its own: the same for the same bytes.
    pub(crate) digest: String,
    /// Name without folders.
    pub(crate) name: String,
}

impl Opened {
    /// The file, to be imported.
    pub(crate) fn into_import(self) -> ImportFile {
        ImportFile::new(self.name, (self.workbook, self.notes), self.digest)
    }
}

/// What the child says.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Read { workbook: Workbook, notes: Vec<ReadNote> },
    Refused(ReadError),
    Io(String),
}

/// Reads a file in a child process.
pub(crate) fn open(path: &Path, text: &Text) -> Result<Opened, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::io(path, &error))?;
    let digest = file_lineage(&bytes);
    drop(bytes);
    let program = std::env::current_exe().map_err(|error| Failure::internal(&error))?;
    let (workbook, notes) = parse(&program, path, text)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Opened { workbook, notes, digest, name })
}

/// Lets another process of `program` parse a file.
fn parse(program: &Path, path: &Path, text: &Text) -> Result<(Workbook, Vec<ReadNote>), Failure> {
    let output = Command::new(program)
        .arg("read-file")
        .args(text.arguments())
        .arg("--")
        .arg(path)
        .env_remove("ROWPORT_TOKEN")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .map_err(|error| Failure::internal(&error))?;
    let answer = match serde_json::from_slice(&output.stdout) {
        Ok(answer) if output.status.success() => answer,
        _ => {
            return Err(Failure::file(
                Message::new("file-reader-stopped").with("file", path.display()),
            ));
        }
    };
    match answer {
        Answer::Read { workbook, notes } => Ok((workbook, notes)),
        Answer::Refused(error) => Err(Failure::file(error.message())),
        Answer::Io(error) => Err(Failure::file(
            Message::new("file-io").with("file", path.display()).with("detail", error),
        )),
    }
}

/// The child: reads the file and writes the answer as JSON.
pub(crate) fn child(path: &Path, text: &Text) -> ExitCode {
    let answer = match std::fs::read(path) {
        Err(error) => Answer::Io(error.to_string()),
        Ok(bytes) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let text = text.choice();
            let options = ReadOptions { file_name: name, text, ..ReadOptions::default() };
            match sheet::read(&bytes, &options) {
                Ok((workbook, notes)) => Answer::Read { workbook, notes },
                Err(error) => Answer::Refused(error),
            }
        }
    };
    let mut out = std::io::BufWriter::new(stdout().lock());
    match serde_json::to_writer(&mut out, &answer).map(|()| out.flush()) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_stops_is_told_of_and_ends_nothing_else() {
        for program in ["false", "true", "pwd"] {
            let failure =
                parse(Path::new(program), Path::new("x.xlsx"), &Text::default()).err().unwrap();
            assert_eq!(failure.message.code, "file-reader-stopped", "{program}");
        }
    }
}
