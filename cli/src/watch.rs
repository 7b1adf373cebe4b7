//! Progress on a terminal, and Ctrl-C.

use std::cell::{Cell, RefCell};
use std::io::{IsTerminal, Write, stderr};
use std::rc::Rc;
use std::time::{Duration, Instant};

use wasm_core::job::{JobEvent, Observer, Phase, Progress, Step};

use crate::output;

/// Shows progress on one line of the terminal, and stops the job at Ctrl-C.
pub(crate) struct Watch {
    terminal: bool,
    shown: RefCell<String>,
    /// When the pause that Jira asked for ends.
    paused: Cell<Option<Instant>>,
    stopped: Rc<Cell<bool>>,
}

impl Watch {
    /// Watches from now on. The first Ctrl-C lets finish what is in flight; the second one ends
    /// the program. Must be called within the runtime's local tasks.
    pub(crate) fn start() -> Self {
        let stopped = Rc::new(Cell::new(false));
        let flag = Rc::clone(&stopped);
        tokio::task::spawn_local(async move {
            while tokio::signal::ctrl_c().await.is_ok() {
                if flag.replace(true) {
                    std::process::exit(crate::failure::Exit::Stopped as i32);
                }
                output::note("\nStopping; requests in flight are finished first.");
            }
        });
        let (shown, paused) = (RefCell::default(), Cell::new(None));
        Self { terminal: stderr().is_terminal(), shown, paused, stopped }
    }

    /// Removes the line of progress.
    pub(crate) fn finish(&self) {
        self.show("");
    }

    fn show(&self, line: &str) {
        let mut shown = self.shown.borrow_mut();
        if !self.terminal || *shown == line {
            return;
        }
        let mut stderr = stderr().lock();
        // Progress that can't be shown is no reason to stop.
        let _ =
            write!(stderr, "\r\x1b[2K{}", output::printable(line)).and_then(|()| stderr.flush());
        line.clone_into(&mut shown);
    }
}

impl Observer for Watch {
    fn event(&self, event: JobEvent) -> Step {
        match event {
            JobEvent::Progress(progress) => {
                self.paused.set(None);
                self.show(&line(&progress));
            }
            JobEvent::Throttled { seconds } => {
                let wait = Duration::try_from_secs_f64(seconds).unwrap_or_default();
                self.paused.set(Some(Instant::now() + wait));
            }
            JobEvent::Row(_) => {}
        }
        self.poll()
    }

    fn poll(&self) -> Step {
        if let Some(until) = self.paused.get() {
            let left = until.saturating_duration_since(Instant::now());
            self.show(&pause(left));
        }
        if self.stopped.get() { Step::Halt } else { Step::Continue }
    }
}

/// The countdown of a pause.
fn pause(left: Duration) -> String {
    match left.as_secs_f64().ceil() as u64 {
        seconds @ 0..90 => format!("Jira asks to slow down: going on in {seconds} s"),
        seconds => format!("Jira asks to slow down: going on in {} min", seconds.div_ceil(60)),
    }
}

/// `Reading: 1,200 of 10,000, 540/s, 16 s left`.
fn line(progress: &Progress) -> String {
    let what = match progress.phase {
        Phase::Searching => "Searching",
        Phase::Reading => "Reading",
        Phase::Writing => "Writing",
        Phase::Parsing => "Reading the file",
        Phase::Comparing => "Comparing",
        Phase::Creating => "Creating",
        Phase::Awaiting => "Waiting for what Jira may still create",
        Phase::Updating => "Updating",
        Phase::Collecting => "Reading further sheets",
        Phase::Adding => "Adding",
    };
    let mut line = format!("{what}: {}", progress.done);
    if let Some(total) = progress.total {
        line += &format!(" of {total}");
    }
    if let Some(rate) = progress.per_second {
        line += &format!(", {rate:.0}/s");
    }
    if let Some(left) = progress.seconds_left.filter(|left| *left >= 1.0) {
        line += &match left {
            left if left < 90.0 => format!(", {left:.0} s left"),
            left => format!(", {:.0} min left", left / 60.0),
        };
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_counts_down() {
        let told = |ms| pause(Duration::from_millis(ms));
        assert_eq!(told(61_500), "Jira asks to slow down: going on in 62 s");
        assert_eq!(told(300), "Jira asks to slow down: going on in 1 s");
        assert_eq!(told(0), "Jira asks to slow down: going on in 0 s");
        assert_eq!(told(3_600_000), "Jira asks to slow down: going on in 60 min");
    }

    #[test]
    fn a_line_says_what_is_known() {
        let mut progress = Progress {
            phase: Phase::Reading,
            done: 1200,
            total: None,
            per_second: None,
            seconds_left: None,
        };
        assert_eq!(line(&progress), "Reading: 1200");
        progress.total = Some(10_000);
        progress.per_second = Some(540.4);
        progress.seconds_left = Some(16.3);
        assert_eq!(line(&progress), "Reading: 1200 of 10000, 540/s, 16 s left");
        progress.seconds_left = Some(600.0);
        assert_eq!(line(&progress), "Reading: 1200 of 10000, 540/s, 10 min left");
    }
}
