//! The publication ledger: a row is written before LinkedIn is called, so that a double click, a
//! retried request and a crash after LinkedIn accepted never make two posts (F1, F2, F30, F31).

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Store, company, from_item, number, text, to_item, unavailable};
use crate::error::Result;

/// How long an attempt may be under way: longer than a function can run.
const ATTEMPT_LIFE: SignedDuration = SignedDuration::from_secs(35);
/// How long after an unclear attempt the identical post may be sent again: LinkedIn recognises a
/// duplicate for 10 minutes, and a minute is kept for clocks and the call itself.
const RESEND_WINDOW: SignedDuration = SignedDuration::from_mins(9);

/// What makes two requests to publish the same request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicationKey {
    /// The company.
    pub company_id: i64,
    /// The job.
    pub job_id: i64,
    /// The author's URN: the member's or a page's.
    pub author: String,
    /// A hash of the client's `Idempotency-Key`, or of the content where it sent none.
    pub key: String,
}

/// One row of the ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Publication {
    /// The job.
    pub job_id: i64,
    /// The author's URN.
    pub author: String,
    /// Who published.
    pub user_id: i64,
    /// A hash of what was sent: the same key must come with the same content.
    pub content_hash: String,
    /// How far it got.
    pub state: Attempt,
    /// Counts attempts; only the newest may record its outcome.
    pub attempt: u32,
    /// Random, new for each claim: tells our own row from another request's where the answer to our
    /// write was lost and the SDK sent it again.
    pub nonce: u64,
    /// When the newest attempt began.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub started_at: Timestamp,
    /// When the first attempt began that LinkedIn may have executed without our knowing.
    #[serde(with = "jiff::fmt::serde::timestamp::second::optional")]
    pub unclear_since: Option<Timestamp>,
    /// The post's URN, once known.
    pub post_id: Option<String>,
    /// When it became known.
    #[serde(with = "jiff::fmt::serde::timestamp::second::optional")]
    pub published_at: Option<Timestamp>,
}

/// How far a publication got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attempt {
    /// Under way, or broken off without a trace.
    Attempting,
    /// Online.
    Published,
    /// It may be online.
    Unknown,
    /// Certainly not online.
    Refused,
}

/// What a request to publish may do.
#[derive(Clone, Debug)]
pub enum Claim {
    /// Call LinkedIn, and record the outcome with this row.
    Granted(Publication),
    /// It is online already: this is the post's URN.
    Published(String),
    /// Another request is at it.
    Busy,
    /// It may be online and it is too late to find out by sending it again.
    Unclear,
    /// The key was used for other content.
    Reused,
}

/// How an attempt ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Online, under this URN.
    Published(String),
    /// It may be online.
    Unknown,
    /// Certainly not online.
    Refused,
}

impl Store {
    /// Claims the publication `row` under `key`, or tells why not.
    ///
    /// # Errors
    /// [`crate::error::Error::StorageUnavailable`].
    pub async fn claim_publication(
        &self,
        key: &PublicationKey,
        row: Publication,
        now: Timestamp,
    ) -> Result<Claim> {
        let old = match self.put_publication(key, &row, None).await? {
            Written::Stored => return Ok(Claim::Granted(row)),
            Written::Refused(None) => return Ok(Claim::Busy),
            Written::Refused(Some(old)) => old,
        };
        let claim = old.decide(&row.content_hash, now);
        let Claim::Granted(next) = claim else { return Ok(claim) };
        let next = Publication { nonce: row.nonce, ..next };
        match self.put_publication(key, &next, Some(old.attempt)).await? {
            Written::Stored => Ok(Claim::Granted(next)),
            Written::Refused(_) => Ok(Claim::Busy),
        }
    }

    /// Records how the attempt of `row` ended; a newer attempt's record is left alone.
    ///
    /// # Errors
    /// [`crate::error::Error::StorageUnavailable`].
    pub async fn record_publication(
        &self,
        key: &PublicationKey,
        row: Publication,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<()> {
        let attempt = row.attempt;
        self.put_publication(key, &row.ended(outcome, now), Some(attempt)).await?;
        Ok(())
    }

    /// Writes `row` over attempt `seen`, or where nothing is (`None`).
    async fn put_publication(
        &self,
        key: &PublicationKey,
        row: &Publication,
        seen: Option<u32>,
    ) -> Result<Written> {
        let item = to_item(row, company(key.company_id), text(key.sort_key()))?;
        let request = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let request = match seen {
            None => request.condition_expression("attribute_not_exists(pk)"),
            Some(attempt) => request
                .condition_expression("attempt = :seen")
                .expression_attribute_values(":seen", number(attempt)),
        };
        let Err(error) = request.send().await else { return Ok(Written::Stored) };
        match error.as_service_error() {
            Some(PutItemError::ConditionalCheckFailedException(failure)) => {
                let stored: Option<Publication> =
                    failure.item.clone().map(from_item).transpose()?;
                let is_ours = stored.as_ref().is_some_and(|stored| stored.nonce == row.nonce);
                Ok(if is_ours { Written::Stored } else { Written::Refused(stored) })
            }
            _ => Err(unavailable(&error)),
        }
    }
}

/// What became of a conditional write.
enum Written {
    Stored,
    /// The condition failed; the row that stands there, if any.
    Refused(Option<Publication>),
}

impl PublicationKey {
    fn sort_key(&self) -> String {
        format!("POST#{}#{}#{}", self.job_id, self.author, self.key)
    }
}

impl Publication {
    /// A first attempt at `now`, claimed with a fresh random `nonce`.
    pub fn new(
        key: &PublicationKey,
        user_id: i64,
        content_hash: &str,
        nonce: u64,
        now: Timestamp,
    ) -> Self {
        Self {
            job_id: key.job_id,
            author: key.author.clone(),
            user_id,
            content_hash: content_hash.to_owned(),
            state: Attempt::Attempting,
            attempt: 1,
            nonce,
            started_at: now,
            unclear_since: None,
            post_id: None,
            published_at: None,
        }
    }

    /// What a request with `content_hash` may do at `now`, given this row.
    fn decide(&self, content_hash: &str, now: Timestamp) -> Claim {
        if self.content_hash != content_hash {
            return Claim::Reused;
        }
        if let (Attempt::Published, Some(post_id)) = (self.state, &self.post_id) {
            return Claim::Published(post_id.clone());
        }
        let age = now.duration_since(self.started_at);
        if self.state == Attempt::Attempting && age < ATTEMPT_LIFE {
            return Claim::Busy;
        }
        let unclear_since = match self.state {
            Attempt::Refused => self.unclear_since,
            _ => self.unclear_since.or(Some(self.started_at)),
        };
        if unclear_since.is_some_and(|since| now.duration_since(since) > RESEND_WINDOW) {
            return Claim::Unclear;
        }
        Claim::Granted(Self {
            state: Attempt::Attempting,
            attempt: self.attempt + 1,
            started_at: now,
            unclear_since,
            ..self.clone()
        })
    }

    fn ended(self, outcome: Outcome, now: Timestamp) -> Self {
        match outcome {
            Outcome::Published(post_id) => {
                let published_at = Some(now);
                Self {
                    state: Attempt::Published,
                    post_id: Some(post_id),
                    published_at,
                    unclear_since: None,
                    ..self
                }
            }
            Outcome::Unknown => {
                let unclear_since = self.unclear_since.or(Some(self.started_at));
                Self { state: Attempt::Unknown, unclear_since, ..self }
            }
            Outcome::Refused => Self { state: Attempt::Refused, ..self },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + seconds).unwrap()
    }

    fn row() -> Publication {
        let key = PublicationKey {
            company_id: 1,
            job_id: 2,
            author: "urn:li:person:a".to_owned(),
            key: "k".to_owned(),
        };
        Publication::new(&key, 7, "hash", 0, at(0))
    }

    #[test]
    fn f31_a_second_request_waits_while_the_first_is_under_way() {
        assert!(matches!(row().decide("hash", at(34)), Claim::Busy));
    }

    #[test]
    fn f1_an_attempt_that_broke_off_is_sent_again_while_linkedin_recognises_a_duplicate() {
        let Claim::Granted(next) = row().decide("hash", at(60)) else { panic!() };
        assert_eq!((next.attempt, next.unclear_since), (2, Some(at(0))));
        assert!(matches!(row().decide("hash", at(541)), Claim::Unclear));
    }

    #[test]
    fn f1_the_window_is_counted_from_the_first_unclear_attempt() {
        let second =
            Publication { unclear_since: Some(at(-400)), ..row() }.ended(Outcome::Unknown, at(1));
        assert!(matches!(second.decide("hash", at(140)), Claim::Granted(_)));
        assert!(matches!(second.decide("hash", at(141)), Claim::Unclear));
    }

    #[test]
    fn a_refused_attempt_can_be_repeated_at_any_time() {
        let refused = row().ended(Outcome::Refused, at(1));
        assert!(matches!(refused.decide("hash", at(1_000_000)), Claim::Granted(_)));
    }

    #[test]
    fn f31_what_is_online_stays_the_answer_and_other_content_is_refused() {
        let published = row().ended(Outcome::Published("urn:li:share:1".to_owned()), at(1));
        assert!(
            matches!(published.decide("hash", at(1_000_000)), Claim::Published(urn) if urn == "urn:li:share:1")
        );
        assert!(matches!(published.decide("other", at(2)), Claim::Reused));
    }
}
