//! What the backend learns of a job: numbers.

use job_api::{
    AppVersion, Counts, Durations, Job, JobId, JobKind, JobPatch, JobState, Millis, Timestamp,
    Traffic,
};
use wasm_core::apply::{OutcomeKind, Report};
use wasm_core::plan::Summary;

use super::failure::Failure;
use super::format::count;
use super::plan::Tone;
use super::tally::Tally;
use crate::text::t;

/// This app, from the version of the package.
pub fn app_version() -> AppVersion {
    let mut numbers = env!("CARGO_PKG_VERSION").split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    AppVersion { major: next(), minor: next(), patch: next() }
}

/// A span in milliseconds.
fn span(milliseconds: f64) -> Millis {
    Millis::saturating(milliseconds.max(0.0) as u64)
}

/// The report that a job began.
pub fn started() -> JobPatch {
    report(JobState::Running, Counts::default(), Traffic::default(), Durations::default())
}

/// The report that an export ended well.
pub fn exported(issues: u32, milliseconds: f64) -> JobPatch {
    let counts = Counts { exported: issues, ..Counts::default() };
    let durations = Durations {
        fetch_ms: span(milliseconds),
        total_ms: span(milliseconds),
        ..Durations::default()
    };
    report(JobState::Done, counts, Traffic::default(), durations)
}

/// The report that an import is still at work.
pub fn importing(tally: &Tally, milliseconds: f64) -> JobPatch {
    report(JobState::Running, tally.counts(), Traffic::default(), of_apply(milliseconds))
}

/// The report that an import ended before its end, with what it had written.
pub fn cut_short(failure: &Failure, tally: &Tally, milliseconds: f64) -> JobPatch {
    JobPatch { counts: tally.counts(), ..ended(failure, milliseconds) }
}

fn of_apply(milliseconds: f64) -> Durations {
    Durations { apply_ms: span(milliseconds), total_ms: span(milliseconds), ..Durations::default() }
}

/// The report that an import ended, whatever became of its rows.
pub fn imported(plan: &Summary, result: &Report, milliseconds: f64) -> JobPatch {
    let drifted = result.outcomes.iter().filter(|o| o.kind == OutcomeKind::Drifted).count();
    let counts = Counts {
        created: result.created,
        updated: result.updated,
        unchanged: plan.unchanged,
        skipped: result.skipped + result.held_back,
        failed: result.failed + result.otherwise,
        drifted: u32::try_from(drifted).unwrap_or(u32::MAX),
        ..Counts::default()
    };
    let state = match &result.stopped {
        _ if result.cancelled => JobState::Cancelled,
        Some(_) => JobState::Failed,
        None => JobState::Done,
    };
    let traffic = Traffic { requests: result.requests, ..Traffic::default() };
    report(state, counts, traffic, of_apply(milliseconds))
}

/// The report that a job ended without a result.
pub fn ended(failure: &Failure, milliseconds: f64) -> JobPatch {
    let state = match failure {
        failed if failed.is_wanted() => JobState::Cancelled,
        _ => JobState::Failed,
    };
    let durations = Durations { total_ms: span(milliseconds), ..Durations::default() };
    report(state, Counts::default(), Traffic::default(), durations)
}

fn report(state: JobState, counts: Counts, traffic: Traffic, durations: Durations) -> JobPatch {
    JobPatch { state, counts, durations, traffic }
}

/// How long nothing is heard of a job whose page is gone, or asleep. It tells every 20 seconds how
/// far it is; a browser lets a page that is out of sight do so once a minute.
const SILENT_MS: u64 = 150_000;

/// How a job is, as far as anybody can know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As its record says.
    Recorded(JobState),
    /// It came to its end, and some rows are not in Jira.
    DoneInPart,
    /// Its page is gone: closed, loaded again, or lost with the browser.
    Interrupted,
}

/// How a job is `now`. `own` are the jobs of this page, which knows that they are at work.
pub fn standing(job: &Job, own: &[JobId], now: Timestamp) -> Standing {
    let Counts { failed, skipped, drifted, .. } = job.counts;
    let silent = now.get().saturating_sub(job.updated_at.get()) > SILENT_MS;
    match job.state {
        JobState::Done if failed + skipped + drifted > 0 => Standing::DoneInPart,
        state if !state.is_final() && silent && !own.contains(&job.id) => Standing::Interrupted,
        state => Standing::Recorded(state),
    }
}

/// The last import, if it was interrupted: one that ended since has taken its place.
pub fn interrupted_import(jobs: &[Job], own: &[JobId], now: Timestamp) -> Option<Job> {
    let last =
        jobs.iter().filter(|job| job.kind == JobKind::Import).max_by_key(|j| j.created_at)?;
    (standing(last, own, now) == Standing::Interrupted).then_some(*last)
}

/// The word for how a job is, and its look.
pub fn state(standing: Standing) -> (&'static str, Tone) {
    match standing {
        Standing::DoneInPart => (t("state-done-in-part"), Tone::Caution),
        Standing::Interrupted => (t("state-interrupted"), Tone::Caution),
        Standing::Recorded(JobState::Created) => (t("state-created"), Tone::Neutral),
        Standing::Recorded(JobState::Running) => (t("state-running"), Tone::Changed),
        Standing::Recorded(JobState::Done) => (t("state-done"), Tone::Added),
        Standing::Recorded(JobState::Failed) => (t("state-failed"), Tone::Danger),
        Standing::Recorded(JobState::Cancelled) => (t("state-cancelled"), Tone::Neutral),
    }
}

/// The report by which its owner says that an interrupted job is over.
pub fn given_up(job: &Job) -> JobPatch {
    JobPatch { state: JobState::Cancelled, ..job.report() }
}

/// The counts of a job in words: `2 created, 1 changed`.
pub fn counts(counts: &Counts) -> String {
    let parts = shown(counts).into_iter();
    let parts: Vec<_> = parts.map(|(code, n)| format!("{} {}", count(n.into()), t(code))).collect();
    parts.join(", ")
}

/// How many jobs a browser keeps: a page of the list.
const KEPT: usize = 50;

/// The newest jobs of a list with one more, or with a newer state of one.
pub fn with_kept(mut jobs: Vec<Job>, job: Job) -> Vec<Job> {
    jobs.retain(|known| known.id != job.id);
    jobs.push(job);
    jobs.sort_by_key(|job| std::cmp::Reverse(job.created_at));
    jobs.truncate(KEPT);
    jobs
}

/// The counts of a job worth showing, each with the code of its label.
fn shown(counts: &Counts) -> Vec<(&'static str, u32)> {
    [
        ("history-exported", counts.exported),
        ("history-created", counts.created),
        ("history-updated", counts.updated),
        ("history-unchanged", counts.unchanged),
        ("history-failed", counts.failed),
        ("history-skipped", counts.skipped),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_packages() {
        let AppVersion { major, minor, patch } = app_version();
        assert_eq!(format!("{major}.{minor}.{patch}"), env!("CARGO_PKG_VERSION"));
    }

    #[test]
    fn an_import_is_told_in_numbers() {
        let plan = Summary {
            create: 3,
            update: 4,
            unchanged: 5,
            conflict: 1,
            blocked: 2,
            ..Summary::default()
        };
        let result = Report {
            created: 3,
            updated: 2,
            failed: 1,
            otherwise: 1,
            held_back: 2,
            skipped: 1,
            requests: 9,
            ..Report::default()
        };
        let patch = imported(&plan, &result, 1234.5);
        assert_eq!(patch.state, JobState::Done);
        assert_eq!((patch.counts.created, patch.counts.failed, patch.counts.skipped), (3, 2, 3));
        assert_eq!(patch.durations.apply_ms.get(), 1234);
        let left = Some(wasm_core::message::Message::new("jira-signed-out"));
        let failed = imported(&plan, &Report { stopped: left, ..result.clone() }, 1.0);
        assert_eq!(failed.state, JobState::Failed);
        let stopped = imported(&plan, &Report { cancelled: true, ..result }, -1.0);
        assert_eq!(stopped.state, JobState::Cancelled);
        assert_eq!(ended(&Failure::Cancelled, 1.0).state, JobState::Cancelled);
    }

    #[test]
    fn a_kept_job_is_there_once_and_the_oldest_go() {
        let at = |number: u8| {
            let id = job_api::JobId::from_bytes([number; 16]);
            let new =
                job_api::NewJob { id, kind: job_api::JobKind::Export, app_version: app_version() };
            Job::start(new, job_api::Timestamp::saturating(number.into()))
        };
        let many = (0..60).map(at).fold(Vec::new(), with_kept);
        assert_eq!((many.len(), many[0], many[49]), (50, at(59), at(10)));
        let done = at(30).reported(started(), job_api::Timestamp::saturating(99)).unwrap();
        let again = with_kept(many, done);
        assert_eq!((again.len(), again[29]), (50, done));
    }

    fn import(number: u8, at: u64) -> Job {
        let id = JobId::from_bytes([number; 16]);
        let new = job_api::NewJob { id, kind: JobKind::Import, app_version: app_version() };
        Job::start(new, Timestamp::saturating(at))
    }

    #[test]
    fn a_job_that_is_not_heard_of_has_lost_its_page() {
        let at = Timestamp::saturating;
        let job = import(1, 1_000).reported(started(), at(2_000)).unwrap();
        let running = Standing::Recorded(JobState::Running);
        assert_eq!(standing(&job, &[], at(2_000 + SILENT_MS)), running);
        assert_eq!(standing(&job, &[], at(2_001 + SILENT_MS)), Standing::Interrupted);
        assert_eq!(standing(&job, &[job.id], at(2_001 + SILENT_MS)), running, "its page is here");
        let ended = job.reported(exported(1, 1.0), at(3_000)).unwrap();
        let done = Standing::Recorded(JobState::Done);
        assert_eq!(standing(&ended, &[], at(2_001 + SILENT_MS)), done);
        assert_eq!(standing(&ended, &[], at(0)), done, "a clock that is behind");
    }

    #[test]
    fn an_import_that_left_rows_is_not_wholly_done() {
        let plan = Summary::default();
        let left = imported(&plan, &Report { skipped: 2, ..Report::default() }, 1.0);
        let job = import(1, 1).reported(left, Timestamp::saturating(2)).unwrap();
        assert_eq!(standing(&job, &[], Timestamp::saturating(3)), Standing::DoneInPart);
        assert_eq!(state(Standing::DoneInPart), ("Done in part", Tone::Caution));
    }

    #[test]
    fn only_the_last_import_is_told_as_interrupted() {
        let late = Timestamp::saturating(10_000 + SILENT_MS);
        let broken = import(1, 1_000);
        assert_eq!(interrupted_import(&[broken], &[], late), Some(broken));
        let end = imported(&Summary::default(), &Report::default(), 1.0);
        let next = import(2, 5_000).reported(end, Timestamp::saturating(6_000)).unwrap();
        assert_eq!(interrupted_import(&[next, broken], &[], late), None);
        let given_up = broken.reported(given_up(&broken), late).unwrap();
        assert_eq!(interrupted_import(&[given_up], &[], late), None);
    }

    #[test]
    fn zeros_are_not_shown() {
        let counts = Counts { created: 2, failed: 1, ..Counts::default() };
        assert_eq!(super::counts(&counts), "2 created, 1 failed");
    }
}
