//! How long Jira asks to wait.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;

use crate::ports::Response;

/// The window of the limit on points, which ends with the hour (Atlassian's page on rate
/// limiting); no other limit that has been seen lasts longer.
const HOUR: Duration = Duration::from_secs(60 * 60);
/// The limit on bursts, a bucket that is refilled each second (the same page). How much the bucket
/// holds, and so how long a full refill takes, the page does not tell: a minute is ample.
const BURST: Duration = Duration::from_secs(60);
/// The longer window of the limit on writes to one issue.
const PER_ISSUE: Duration = Duration::from_secs(30);

/// The wait that an answer asks for: never longer than the window of the limit, whatever the
/// headers say, and none where they ask for nothing or for a time that is over. `now` is the
/// caller's clock; it counts only where the site does not tell its own, since the two may differ.
pub(super) fn asked(response: &Response, now: Timestamp) -> Option<Duration> {
    let header = |name| response.header(name).map(str::trim);
    let sites_now = sites_clock(response).unwrap_or(now);
    let until = |at: Timestamp| Duration::try_from(at.duration_since(sites_now)).ok();
    let after = header("retry-after");
    let asked = after.and_then(|text| seconds(text).or_else(|| until(date(text)?)));
    let asked = asked.filter(|wait| !wait.is_zero());
    let reset = || until(reset(header("x-ratelimit-reset")?)?).filter(|wait| !wait.is_zero());
    asked.or_else(reset).map(|wait| wait.min(window(response)))
}

/// The site's own time, where its answer tells.
pub(super) fn sites_clock(response: &Response) -> Option<Timestamp> {
    response.header("date").map(str::trim).and_then(date)
}

/// How long the limit that was met can last at most.
pub(super) fn window(response: &Response) -> Duration {
    match response.header("ratelimit-reason") {
        Some("jira-per-issue-on-write") => PER_ISSUE,
        Some("jira-burst-based") => BURST,
        _ => HOUR,
    }
}

/// A number of seconds; more than fits is as long as can be.
fn seconds(text: &str) -> Option<Duration> {
    let seconds: f64 = text.parse().ok()?;
    let known = seconds.is_finite() && seconds >= 0.0;
    known.then(|| Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX))
}

/// A date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}

/// An instant of `X-RateLimit-Reset`: `2026-01-01T01:01:01Z`, or seconds since 1970 as elsewhere.
fn reset(text: &str) -> Option<Timestamp> {
    match text.parse::<i64>() {
        Ok(seconds) => Timestamp::from_second(seconds).ok(),
        Err(_) => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-02T08:00:00Z";

    fn wait(headers: &[(&str, &str)]) -> Option<f64> {
        let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let response = Response { status: 429, headers, body: String::new() };
        asked(&response, NOW.parse().unwrap()).map(|wait| wait.as_secs_f64())
    }

    #[test]
    fn a_wait_is_told_in_seconds_or_by_a_date() {
        let date = ("date", "Mon, 02 Nov 2026 08:00:00 GMT");
        for (headers, seconds) in [
            (vec![("retry-after", "9")], Some(9.0)),
            (vec![("retry-after", " 1.5 ")], Some(1.5)),
            (vec![("retry-after", "Mon, 02 Nov 2026 08:00:07 GMT"), date], Some(7.0)),
            (vec![("x-ratelimit-reset", "2026-11-02T08:00:02Z"), date], Some(2.0)),
            (vec![("x-ratelimit-reset", "2026-11-02T08:01Z"), date], Some(60.0)),
            (vec![("x-ratelimit-reset", "1793606405"), date], Some(5.0)),
            // Both: the seconds need no clock.
            (vec![("retry-after", "3"), ("x-ratelimit-reset", "2026-11-02T08:00:40Z")], Some(3.0)),
            (vec![("retry-after", "x"), ("x-ratelimit-reset", "2026-11-02T08:00:40Z")], Some(40.0)),
            (vec![], None),
        ] {
            assert_eq!(wait(&headers), seconds, "{headers:?}");
        }
    }

    /// The computer's clock may be wrong by any amount: the site's own is what a reset is told by.
    #[test]
    fn the_sites_clock_counts_and_not_the_callers() {
        for date in ["Sun, 29 Nov 2026 10:00:00 GMT", "Tue, 06 Jan 1970 10:00:00 GMT"] {
            let at = super::date(date).unwrap();
            let reset = (at + Duration::from_secs(12)).to_string();
            let headers = [("date", date), ("x-ratelimit-reset", reset.as_str())];
            assert_eq!(wait(&headers), Some(12.0));
        }
    }

    #[test]
    fn no_wait_is_negative_or_longer_than_the_limit_lasts() {
        let reason = ("ratelimit-reason", "jira-per-issue-on-write");
        let burst = ("ratelimit-reason", "jira-burst-based");
        for (headers, seconds) in [
            (vec![("retry-after", "0")], None),
            (vec![("retry-after", "-5")], None),
            (vec![("retry-after", "nan")], None),
            (vec![("retry-after", "18446744073709551615")], Some(3600.0)),
            (vec![("retry-after", "1e300")], Some(3600.0)),
            (vec![("retry-after", "1847")], Some(1847.0)),
            (vec![("retry-after", "500"), reason], Some(30.0)),
            (vec![("retry-after", "500"), burst], Some(60.0)),
            (vec![("retry-after", "Wed, 01 Jan 2020 00:00:00 GMT")], None),
            (vec![("retry-after", "Fri, 01 Jan 2100 00:00:00 GMT")], Some(3600.0)),
            (vec![("x-ratelimit-reset", "2026-10-06T00:00:00Z")], None),
            (vec![("x-ratelimit-reset", "2126-10-06T00:00:00Z")], Some(3600.0)),
            (vec![("x-ratelimit-reset", "9223372036854775807")], None),
            (vec![("x-ratelimit-reset", "soon")], None),
            // A site whose clock is behind its own reset, by months.
            (
                vec![
                    ("x-ratelimit-reset", "2026-11-02T08:00:02Z"),
                    ("date", "Sun, 29 Nov 2026 08:00:00 GMT"),
                ],
                None,
            ),
        ] {
            assert_eq!(wait(&headers), seconds, "{headers:?}");
        }
    }
}
