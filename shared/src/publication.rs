//! A publication in the ledger: what was asked for, how far it got, and what may be done next. Pure.
//!
//! A row is written before LinkedIn is called, so that a double click, a retried request and a crash
//! after LinkedIn accepted never make two posts (F1, F2, F30, F31).

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::connection::Account;

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
    /// The job's title when it was published, to recognise the post by.
    #[serde(default)]
    pub title: String,
    /// The author's URN.
    pub author: String,
    /// The member who published it, as noted; `None` where nobody noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Box<Account>>,
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
    /// The URNs of earlier posts of this row, which were deleted here.
    #[serde(default)]
    pub deleted_post_ids: Vec<String>,
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
    /// It was online and has been deleted here: it may be published again.
    Deleted,
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
            title: String::new(),
            author: key.author.clone(),
            account: None,
            user_id,
            content_hash: content_hash.to_owned(),
            state: Attempt::Attempting,
            attempt: 1,
            nonce,
            started_at: now,
            unclear_since: None,
            post_id: None,
            published_at: None,
            deleted_post_ids: Vec::new(),
        }
    }

    /// The page's URN; `None` for a post on a member's own profile.
    pub fn organization_id(&self) -> Option<&str> {
        Some(self.author.as_str()).filter(|author| author.starts_with("urn:li:organization:"))
    }

    /// Whether `post_id` is, or was, this row's post.
    pub fn made(&self, post_id: &str) -> bool {
        let is_it = |known: &String| known == post_id;
        self.post_id.as_ref().is_some_and(is_it) || self.deleted_post_ids.iter().any(is_it)
    }

    /// This row without its post, which was deleted.
    #[must_use]
    pub fn deleted(mut self) -> Self {
        self.deleted_post_ids.extend(self.post_id.take());
        Self { state: Attempt::Deleted, attempt: self.attempt + 1, published_at: None, ..self }
    }

    /// What a request with `content_hash` may do at `now`, given this row.
    pub(crate) fn decide(&self, content_hash: &str, now: Timestamp) -> Claim {
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
            Attempt::Refused | Attempt::Deleted => self.unclear_since,
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

    pub(crate) fn ended(self, outcome: Outcome, now: Timestamp) -> Self {
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

    #[test]
    fn what_was_deleted_can_be_published_again_and_is_remembered() {
        let urn = "urn:li:share:1";
        let deleted = row().ended(Outcome::Published(urn.to_owned()), at(1)).deleted();
        assert_eq!((deleted.state, deleted.post_id.as_deref()), (Attempt::Deleted, None));
        let Claim::Granted(next) = deleted.decide("hash", at(1_000_000)) else { panic!() };
        assert_eq!((next.attempt, next.unclear_since), (3, None));
        assert!(next.made(urn) && !next.made("urn:li:share:2"));
    }
}
