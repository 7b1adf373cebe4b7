//! Reads that writes are based on, and how long they are good for.

use jiff::{SignedDuration, Timestamp};

use super::bulk_fetch::Issue;
use super::client::Client;
use super::error::JiraError;
use crate::ports::{Clock, Transport};
use crate::schema::{FieldId, Notation};

/// How old a read may be when what is based on it is sent, from when the read itself was sent.
const FRESH: SignedDuration = SignedDuration::from_secs(1);

/// How long the answer to a read is good for at least: one that took most of [`FRESH`] itself
/// would otherwise be too old as it arrives, every time.
const AT_LEAST: SignedDuration = SignedDuration::from_millis(250);

/// What was read of some issues, for a write that is to come at once.
pub struct Look {
    /// The issues that are there.
    pub issues: Vec<Issue>,
    /// The ids that could not be read, each with the cause.
    pub unread: Vec<(String, JiraError)>,
    /// Nothing that is based on it may be sent later than this.
    pub good_until: Timestamp,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// Reads issues right before they are written, rich text in a notation. Where a request fails that several share, it is
    /// made again for each half of them, so that an issue that Jira can't show costs no other one.
    /// Nothing is tried again at an error that ends the job.
    pub async fn look(&self, notation: Notation, ids: &[String], fields: &[FieldId]) -> Look {
        self.looked(notation, ids, fields, false).await
    }

    /// Reads issues after they were written, as [`Client::look`] does: also when the job is to
    /// stop.
    pub async fn look_back(&self, notation: Notation, ids: &[String], fields: &[FieldId]) -> Look {
        self.looked(notation, ids, fields, true).await
    }

    async fn looked(
        &self,
        notation: Notation,
        ids: &[String],
        fields: &[FieldId],
        vital: bool,
    ) -> Look {
        let mut look = Look { issues: Vec::new(), unread: Vec::new(), good_until: Timestamp::MAX };
        let mut left: Vec<&[String]> = vec![ids];
        while let Some(part) = left.pop() {
            if part.is_empty() {
                continue;
            }
            match self.fetched(notation, part, fields, vital).await {
                Ok((issues, sent)) => {
                    look.issues.extend(issues);
                    look.good_until = look.good_until.min(good_until(sent, self.now()));
                }
                Err(error) if part.len() == 1 || self.is_over(&error) => {
                    look.unread.extend(part.iter().map(|id| (id.clone(), error.clone())));
                }
                Err(_) => {
                    let (first, second) = part.split_at(part.len() / 2);
                    left.extend([second, first]);
                }
            }
        }
        look
    }

    /// How long that is certain which the answer that just came tells.
    pub fn fresh_until(&self) -> Timestamp {
        good_until(self.now(), self.now())
    }

    /// Whether no further request is worth trying.
    fn is_over(&self, error: &JiraError) -> bool {
        error.ends_the_job() || error.is_elsewhere() || self.gone().is_some()
    }
}

fn good_until(sent: Timestamp, answered: Timestamp) -> Timestamp {
    let later = |at: Timestamp, by| at.saturating_add(by).unwrap_or(at);
    later(sent, FRESH).max(later(answered, AT_LEAST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_is_good_for_a_second_and_a_slow_one_for_a_moment() {
        let at = |ms: i64| Timestamp::from_millisecond(1_760_000_000_000 + ms).unwrap();
        assert_eq!(good_until(at(0), at(150)), at(1000));
        assert_eq!(good_until(at(0), at(2000)), at(2250));
    }
}
