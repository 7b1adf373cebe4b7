//! Files are parsed in a child process: whatever a broken file does to a parser, this one goes on
//! and says so.

use std::io::{self, BufReader, BufWriter, Read, Write, stdin, stdout};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use wasm_core::job::ImportFile;
use wasm_core::mapping::file_lineage;
use wasm_core::message::Message;
use wasm_core::sheet::{self, ReadError, ReadLimits, ReadNote, ReadOptions, Workbook};

use crate::args::Text;
use crate::failure::Failure;
use crate::input;

/// How long a file may take. What ends earlier is the budget of the reader; this is the net below.
const TIME: Duration = Duration::from_secs(30);
/// Bytes of an answer, at most: more than the reader's budget lets it say.
const ANSWER: u64 = 1 << 30;

/// A file that was read.
pub(crate) struct Opened {
    /// Its cells.
    pub(crate) workbook: Workbook,
    /// What the user should know.
    pub(crate) notes: Vec<ReadNote>,
    /// The file as it is.
    pub(crate) bytes: Vec<u8>,
    /// Name without folders.
    pub(crate) name: String,
}

impl Opened {
    /// The file, to be imported. It brings no lineage of its own perhaps; that of a file is the same
    /// for the same bytes.
    pub(crate) fn into_import(self) -> ImportFile {
        let digest = file_lineage(&self.bytes);
        ImportFile::new(self.name, (self.workbook, self.notes), digest)
    }
}

/// What the child says.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Read { workbook: Workbook, notes: Vec<ReadNote> },
    Refused(ReadError),
}

/// Reads a file in a child process.
pub(crate) fn open(path: &Path, text: &Text) -> Result<Opened, Failure> {
    // One byte more than is allowed is refused by the reader, with its own words.
    let bytes = input::bytes(path, ReadLimits::default().file_bytes)?;
    let program = std::env::current_exe().map_err(|error| Failure::internal(&error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (workbook, notes) = parse(&program, (&name, &bytes), text, TIME)?;
    Ok(Opened { workbook, notes, bytes, name })
}

/// Lets another process of `program` parse a file.
fn parse(
    program: &Path,
    (name, bytes): (&str, &[u8]),
    text: &Text,
    time: Duration,
) -> Result<(Workbook, Vec<ReadNote>), Failure> {
    let child = Command::new(program)
        .arg("read-file")
        .args(text.arguments())
        .arg("--")
        .arg(name)
        .env_remove("ROWPORT_TOKEN")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| Failure::internal(&error))?;
    let about = |code: &str| Message::new(code).with("file", name);
    match asked(child, bytes, time) {
        Ok(Some(Answer::Read { workbook, notes })) => Ok((workbook, notes)),
        Ok(Some(Answer::Refused(error))) => Err(Failure::file(error.message())),
        Ok(None) => Err(Failure::file(about("file-reader-stopped"))),
        Err(TimedOut) => {
            Err(Failure::file(about("file-takes-too-long").with("seconds", time.as_secs())))
        }
    }
}

/// The time was over before there was an answer.
struct TimedOut;

/// Gives a child the bytes of a file, and takes its answer. None if it ended without one.
fn asked(mut child: Child, bytes: &[u8], time: Duration) -> Result<Option<Answer>, TimedOut> {
    let (to, from) = (child.stdin.take(), child.stdout.take());
    let (done, answers) = channel();
    let answer = thread::scope(|scope| {
        // A child that has ended takes no more bytes; its answer says why.
        scope.spawn(move || to.and_then(|mut to| to.write_all(bytes).ok()));
        scope.spawn(move || {
            let read = |from| rmp_serde::from_read(BufReader::new(Read::take(from, ANSWER)));
            // Nobody waits any more where the time is over.
            let _ = done.send(from.and_then(|from| read(from).ok()));
        });
        let answer = answers.recv_timeout(time).map_err(|_| TimedOut);
        if answer.is_err() {
            // It may have ended by itself at this moment.
            let _ = child.kill();
        }
        answer
    })?;
    let ended = child.wait();
    Ok(answer.filter(|_| ended.is_ok_and(|status| status.success())))
}

/// The child: reads the file from standard input, and writes the answer.
pub(crate) fn child(path: &Path, text: &Text) -> ExitCode {
    match answered(path, text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answered(path: &Path, text: &Text) -> io::Result<()> {
    let mut bytes = Vec::new();
    stdin().lock().read_to_end(&mut bytes)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let options = ReadOptions { file_name: name, text: text.choice(), ..ReadOptions::default() };
    let answer = match sheet::read(&bytes, &options) {
        Ok((workbook, notes)) => Answer::Read { workbook, notes },
        Err(error) => Answer::Refused(error),
    };
    drop(bytes);
    let mut out = BufWriter::new(stdout().lock());
    rmp_serde::encode::write_named(&mut out, &answer).map_err(io::Error::other)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_by(program: &str, time: Duration) -> String {
        let file = ("x.xlsx", [0; 100_000].as_slice());
        parse(Path::new(program), file, &Text::default(), time).err().unwrap().message.code
    }

    #[test]
    fn a_reader_that_stops_is_told_of_and_ends_nothing_else() {
        for program in ["false", "true", "pwd"] {
            assert_eq!(told_by(program, TIME), "file-reader-stopped", "{program}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_reader_that_never_ends_is_ended() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("endless");
        std::fs::write(&program, "#!/bin/sh\nwhile :; do :; done\n").unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
        let program = program.to_str().unwrap();
        assert_eq!(told_by(program, Duration::ZERO), "file-takes-too-long");
    }
}
