//! How far a job is, in words.

use wasm_core::job::{Phase, Progress};

use super::format::{count, duration, rate};
use crate::text::{t, tf};

/// What is being done.
pub fn phase(phase: Phase) -> &'static str {
    t(match phase {
        Phase::Searching => "phase-searching",
        Phase::Reading => "phase-reading",
        Phase::Writing => "phase-writing",
        Phase::Parsing => "phase-parsing",
        Phase::Comparing => "phase-comparing",
        Phase::Creating => "phase-creating",
        Phase::Awaiting => "phase-awaiting",
        Phase::Updating => "phase-updating",
        Phase::Collecting => "phase-collecting",
        Phase::Adding => "phase-adding",
    })
}

/// `1,200 of 5,000`, or what is done where the end is unknown.
pub fn counts(progress: &Progress) -> String {
    let done = count(progress.done.into());
    match progress.total {
        Some(total) => tf("progress-of", &[("done", &done), ("total", &count(total.into()))]),
        None => done,
    }
}

/// Rate and time left, as far as they are known: `85 per second, about 12 s left`.
pub fn pace(progress: &Progress) -> Option<String> {
    let rate = progress.per_second.filter(|rate| rate.is_finite() && *rate > 0.0).map(rate);
    let left = progress.seconds_left.filter(|left| left.is_finite()).map(duration);
    match (rate, left) {
        (Some(rate), Some(left)) => Some(tf("progress-pace", &[("rate", &rate), ("left", &left)])),
        (Some(rate), None) => Some(tf("progress-rate", &[("rate", &rate)])),
        (None, Some(left)) => Some(tf("progress-left", &[("left", &left)])),
        (None, None) => None,
    }
}

/// What is read aloud, and when: each phase once, and then at every tenth, so that a screen reader
/// is not flooded. `told` is what [`milestone`] returned last.
pub fn milestone(progress: &Progress, told: Option<(Phase, u32)>) -> Option<(Phase, u32)> {
    let tenth = match progress.total {
        Some(total) if total > 0 => progress.done.saturating_mul(10) / total,
        _ => 0,
    };
    let now = (progress.phase, tenth);
    (told != Some(now)).then_some(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(done: u32, total: Option<u32>) -> Progress {
        Progress { phase: Phase::Reading, done, total, per_second: None, seconds_left: None }
    }

    #[test]
    fn words_for_what_is_known() {
        let known = Progress {
            per_second: Some(85.2),
            seconds_left: Some(11.4),
            ..progress(1200, Some(5000))
        };
        assert_eq!(counts(&known), "1,200 of 5,000");
        assert_eq!(pace(&known).as_deref(), Some("85 per second, about 12 s left"));
        assert_eq!(counts(&progress(7, None)), "7");
        assert_eq!(pace(&progress(7, None)), None);
        let strange = Progress { per_second: Some(0.0), seconds_left: Some(f64::NAN), ..known };
        assert_eq!(pace(&strange), None);
    }

    #[test]
    fn a_screen_reader_hears_ten_steps() {
        let mut told = None;
        let mut spoken = 0;
        for done in 0..=1000 {
            if let Some(now) = milestone(&progress(done, Some(1000)), told) {
                told = Some(now);
                spoken += 1;
            }
        }
        assert_eq!(spoken, 11);
    }
}
