//! What the backend learns of a job: numbers.

use job_api::{AppVersion, Counts, Durations, Job, JobPatch, JobState, Millis, Traffic};
use wasm_core::apply::{OutcomeKind, Report};
use wasm_core::plan::Summary;

use super::failure::Failure;

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

/// The report that an import ended, whatever became of its rows.
pub fn imported(plan: &Summary, result: &Report, milliseconds: f64) -> JobPatch {
    let drifted = result.outcomes.iter().filter(|o| o.kind == OutcomeKind::Drifted).count();
    let counts = Counts {
        created: result.created,
        updated: result.updated,
        unchanged: plan.unchanged,
        skipped: result.skipped,
        failed: result.failed,
        drifted: u32::try_from(drifted).unwrap_or(u32::MAX),
        ..Counts::default()
    };
    let state = match &result.stopped {
        _ if result.cancelled => JobState::Cancelled,
        Some(_) => JobState::Failed,
        None => JobState::Done,
    };
    let durations = Durations {
        apply_ms: span(milliseconds),
        total_ms: span(milliseconds),
        ..Durations::default()
    };
    report(state, counts, Traffic { requests: result.requests, ..Traffic::default() }, durations)
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
pub fn shown(counts: &Counts) -> Vec<(&'static str, u32)> {
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
            failed: 2,
            skipped: 3,
            requests: 9,
            ..Report::default()
        };
        let patch = imported(&plan, &result, 1234.5);
        assert_eq!(patch.state, JobState::Done);
        assert_eq!((patch.counts.created, patch.counts.skipped), (3, 3));
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

    #[test]
    fn zeros_are_not_shown() {
        let counts = Counts { created: 2, failed: 1, ..Counts::default() };
        assert_eq!(shown(&counts), [("history-created", 2), ("history-failed", 1)]);
    }
}
