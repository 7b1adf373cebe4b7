//! When a failed call is sent again, and after how long.

use std::time::Duration;

use jiff::Timestamp;

use super::asked::{asked, window};
use super::error::is_of_gateway;
use crate::ports::{Response, TransportError};

/// Whether a call may be sent again when it is unknown if Jira carried it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Twice is the same as once: reads, properties, DELETE.
    Safe,
    /// Twice would be two, or would write over what somebody else wrote in between: creates,
    /// comments, transitions, edits.
    Never,
}

/// How often and after how long a call is repeated. The values are those that Atlassian's page on
/// rate limiting recommends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryPolicy {
    /// Repeats of one call at most.
    pub retries: u32,
    /// Wait before the first repeat; doubled for each further one.
    pub first: Duration,
    /// The longest wait that is not asked for by Jira.
    pub longest: Duration,
}

/// Repeats of a call that was answered with a page. Fewer than of one that failed, as a wrong
/// address answers so for ever.
const PAGE_RETRIES: u32 = 2;

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { retries: 4, first: Duration::from_secs(2), longest: Duration::from_secs(30) }
    }
}

/// What a failed exchange asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Done, well or not.
    Finished,
    /// Jira asks everybody to slow down.
    PauseAll(Duration),
    /// Jira asks for fewer writes to this issue.
    PauseIssue(Duration),
    /// Only this call waits.
    Again(Duration),
}

impl RetryPolicy {
    /// Judges one exchange, which ended `now` by the caller's clock. `attempt` counts from zero;
    /// `seed` spreads the waits.
    pub(super) fn judge(
        &self,
        result: &Result<Response, TransportError>,
        repeat: Repeat,
        attempt: u32,
        seed: u64,
        now: Timestamp,
    ) -> Verdict {
        let response = match result {
            Ok(response) => response,
            Err(_) if attempt < self.retries && repeat == Repeat::Safe => {
                return Verdict::Again(self.own_wait(attempt, seed));
            }
            Err(_) => return Verdict::Finished,
        };
        if is_page(response) && attempt < PAGE_RETRIES.min(self.retries) && repeat == Repeat::Safe {
            return Verdict::Again(self.own_wait(attempt, seed));
        }
        let asked = asked(response, now);
        let wait = match asked {
            Some(wait) => stretch(wait, 1.0, 1.1, seed).min(window(response)),
            None => self.own_wait(attempt, seed),
        };
        if attempt >= self.retries {
            return Verdict::Finished;
        }
        match response.status {
            429 if response.header("ratelimit-reason") == Some("jira-per-issue-on-write") => {
                Verdict::PauseIssue(wait)
            }
            429 => Verdict::PauseAll(wait),
            status if is_of_gateway(status) && repeat == Repeat::Never => Verdict::Finished,
            503 if asked.is_some() => Verdict::PauseAll(wait),
            status if is_of_gateway(status) => Verdict::Again(wait),
            _ => Verdict::Finished,
        }
    }

    /// The wait that nobody asked for: 2 s·2ⁿ up to 30 s, times 0.7 to 1.3.
    pub(super) fn own_wait(&self, attempt: u32, seed: u64) -> Duration {
        let wait = self.first.saturating_mul(1 << attempt.min(16)).min(self.longest);
        stretch(wait, 0.7, 1.3, seed)
    }
}

/// Whether a good answer is a page, which is not Jira's but that of a gateway: of maintenance, or for
/// signing in.
fn is_page(response: &Response) -> bool {
    (200..300).contains(&response.status) && response.body.trim_start().starts_with('<')
}

/// Spreads waits, so that several clients do not come back at once. The seed replaces randomness:
/// the same seed gives the same wait.
fn stretch(wait: Duration, from: f64, to: f64, seed: u64) -> Duration {
    let mut mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    let unit = (mixed >> 40) as f64 / (1u64 << 24) as f64;
    wait.mul_f64(from + (to - from) * unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, headers: &[(&str, &str)]) -> Result<Response, TransportError> {
        let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Ok(Response { status, headers, body: String::new() })
    }

    fn judge(result: Result<Response, TransportError>, repeat: Repeat, attempt: u32) -> Verdict {
        RetryPolicy::default().judge(&result, repeat, attempt, 7, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_rate_limit_pauses_everybody_even_for_a_create() {
        let Verdict::PauseAll(wait) = judge(answer(429, &[("retry-after", "9")]), Repeat::Never, 0)
        else {
            panic!("a 429 means that nothing was done")
        };
        assert!((9.0..=9.9).contains(&wait.as_secs_f64()), "{wait:?}");
        assert_eq!(judge(answer(429, &[]), Repeat::Safe, 4), Verdict::Finished);
    }

    #[test]
    fn a_limit_of_one_issue_pauses_that_issue() {
        let headers = [("ratelimit-reason", "jira-per-issue-on-write"), ("retry-after", "1")];
        assert!(matches!(judge(answer(429, &headers), Repeat::Safe, 0), Verdict::PauseIssue(_)));
    }

    #[test]
    fn a_lost_create_is_never_sent_again() {
        let lost = || Err(TransportError { detail: "reset".to_owned() });
        assert_eq!(judge(lost(), Repeat::Never, 0), Verdict::Finished);
        assert_eq!(
            judge(answer(503, &[("retry-after", "1")]), Repeat::Never, 0),
            Verdict::Finished
        );
        assert!(matches!(judge(lost(), Repeat::Safe, 3), Verdict::Again(_)));
        assert_eq!(judge(lost(), Repeat::Safe, 4), Verdict::Finished);
    }

    /// `Duration` panics at a product that it can't hold.
    #[test]
    fn a_wait_beyond_all_measure_is_an_hour() {
        for header in
            [("retry-after", "18446744073709551615"), ("x-ratelimit-reset", "9999-12-30T00:00:00Z")]
        {
            let verdict = judge(answer(429, &[header]), Repeat::Safe, 0);
            assert_eq!(verdict, Verdict::PauseAll(Duration::from_secs(3600)), "{header:?}");
        }
    }

    /// A pause of no length would be five requests in a row, all of them refused.
    #[test]
    fn a_pause_that_is_over_already_is_the_usual_wait() {
        for header in [("retry-after", "0"), ("x-ratelimit-reset", "1969-12-01T00:00:00Z")] {
            let Verdict::PauseAll(wait) = judge(answer(429, &[header]), Repeat::Safe, 0) else {
                panic!("not a pause")
            };
            assert!((1.4..=2.6).contains(&wait.as_secs_f64()), "{wait:?}");
        }
    }

    #[test]
    fn waits_double_and_are_spread() {
        let policy = RetryPolicy::default();
        for (attempt, around) in [(0, 2.0), (1, 4.0), (2, 8.0), (3, 16.0), (4, 30.0), (60, 30.0)] {
            for seed in 0..50 {
                let wait = policy.own_wait(attempt, seed).as_secs_f64();
                assert!((0.7 * around..=1.3 * around).contains(&wait), "{attempt}: {wait}");
            }
        }
        assert_ne!(policy.own_wait(0, 1), policy.own_wait(0, 2));
    }
}
