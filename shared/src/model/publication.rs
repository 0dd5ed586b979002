//! A publication in the ledger: what was asked for, how far it got, and what may be done next. Pure.
//!
//! A row is written before LinkedIn is called, so that a double click, a retried request and a crash
//! after LinkedIn accepted never make two posts (F1, F2, F30, F31).

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::account::Account;
use crate::model::ledger::{Claim, is_under_way};

/// How long after an unclear attempt the identical post may be sent again: LinkedIn recognises a
/// duplicate for 10 minutes, and a minute is kept for clocks and the call itself.
const RESEND_WINDOW: SignedDuration = SignedDuration::from_mins(9);
/// How long LinkedIn answers the same text with the post it made of it before.
pub const DUPLICATE_WINDOW: SignedDuration = SignedDuration::from_mins(10);
/// How long the same content counts as the same request, where nothing else tells (B21).
const SAME_CONTENT: SignedDuration = SignedDuration::from_hours(24);

/// What makes two requests to publish the same request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicationKey {
    pub company_id: i64,
    pub job_id: i64,
    /// The author's URN: the member's or a page's.
    pub author: String,
    /// A hash of the client's `Idempotency-Key`, or of the content where it sent none.
    pub key: String,
}

/// What tells a repeated request from a new one with the same content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repetition {
    /// It came with an `Idempotency-Key`, which makes it the same request for ever (F31).
    pub is_keyed: bool,
    /// The person wants a new post although there is one, or may be one (B21).
    pub republish: bool,
}

impl Repetition {
    /// How long a post answers for it; for ever where there is no end.
    const fn life_of_a_post(self) -> Option<SignedDuration> {
        match self {
            Self { is_keyed: true, .. } => None,
            Self { republish: true, .. } => Some(DUPLICATE_WINDOW),
            Self { republish: false, .. } => Some(SAME_CONTENT),
        }
    }
}

/// A post that is online and that a newer one of the same row has followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierPost {
    /// Its URN.
    pub post_id: String,
    /// When it became known.
    #[serde(with = "jiff::fmt::serde::timestamp::second::optional")]
    pub published_at: Option<Timestamp>,
}

/// A post that is online, as the answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Online {
    /// Its URN.
    pub post_id: String,
    /// When it was published; `None` where only LinkedIn knows.
    pub published_at: Option<Timestamp>,
    /// Whether it was there before the request, which made none (B21).
    pub is_repeated: bool,
}

/// One row of the ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Publication {
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
    /// When it was published; `None` where only LinkedIn knows.
    #[serde(with = "jiff::fmt::serde::timestamp::second::optional")]
    pub published_at: Option<Timestamp>,
    /// Whether LinkedIn answered with a post that another request had made, so that this row made none.
    #[serde(default)]
    pub is_repeated: bool,
    /// Whether its newest attempt is a plan's, which tells itself how it ended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_planned: bool,
    /// The posts of the same content before this one, which are online as well (B21).
    #[serde(default)]
    pub earlier_posts: Vec<EarlierPost>,
    /// The URNs of posts of this row that were deleted here.
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

/// What an earlier request to publish has left.
#[derive(Clone, Debug)]
pub enum Standing {
    /// It is online already.
    Published(Online),
    /// It may be online and it is too late to find out by sending it again.
    Unclear,
}

/// How an attempt ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is online.
    Published(Online),
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
            is_repeated: false,
            is_planned: false,
            earlier_posts: Vec::new(),
            deleted_post_ids: Vec::new(),
        }
    }

    /// The page's URN; `None` for a post on a member's own profile.
    pub fn organization_id(&self) -> Option<&str> {
        Some(self.author.as_str()).filter(|author| author.starts_with("urn:li:organization:"))
    }

    /// Whether `post_id` is a post of this row that is online as far as we know.
    pub fn has(&self, post_id: &str) -> bool {
        self.post_id.as_deref() == Some(post_id)
            || self.earlier_posts.iter().any(|earlier| earlier.post_id == post_id)
    }

    /// When `post_id`, a post of this row, was published, as far as is known.
    pub fn published_at(&self, post_id: &str) -> Option<Timestamp> {
        let earlier = self.earlier_posts.iter().find(|earlier| earlier.post_id == post_id);
        match &self.post_id {
            Some(own) if own == post_id => self.published_at,
            _ => earlier?.published_at,
        }
    }

    /// Since when the row's post is known, whoever made it.
    pub fn known_since(&self) -> Timestamp {
        self.published_at.unwrap_or(self.started_at)
    }

    /// Whether `post_id` was a post of this row and has been deleted here.
    pub fn has_deleted(&self, post_id: &str) -> bool {
        self.deleted_post_ids.iter().any(|deleted| deleted == post_id)
    }

    /// The post that a plan has made of this row `since` then, and that was deleted here.
    pub fn deleted_of_a_plan(&self, since: Timestamp) -> Option<Online> {
        let is_its = self.is_planned && self.started_at >= since;
        let deleted = self.deleted_post_ids.last().filter(|_| self.state == Attempt::Deleted);
        let post_id = deleted.filter(|_| is_its)?.clone();
        Some(Online { post_id, published_at: Some(self.started_at), is_repeated: false })
    }

    /// Whether `post_id` is, or was, a post of this row.
    pub fn made(&self, post_id: &str) -> bool {
        self.has(post_id) || self.has_deleted(post_id)
    }

    /// This row once for each of its posts, with that post as the only one.
    pub fn each_post(mut self) -> impl Iterator<Item = Self> {
        let earlier = std::mem::take(&mut self.earlier_posts);
        let own = self.post_id.is_some().then(|| self.clone());
        let earlier = earlier.into_iter().map(move |EarlierPost { post_id, published_at }| Self {
            state: Attempt::Published,
            post_id: Some(post_id),
            published_at,
            is_repeated: false,
            ..self.clone()
        });
        own.into_iter().chain(earlier)
    }

    /// This row without `post_id`, which was deleted.
    #[must_use]
    pub fn without(mut self, post_id: &str) -> Self {
        self.deleted_post_ids.push(post_id.to_owned());
        if self.post_id.as_deref() == Some(post_id) {
            let attempt = self.attempt + 1;
            return Self {
                state: Attempt::Deleted,
                attempt,
                post_id: None,
                published_at: None,
                ..self
            };
        }
        self.earlier_posts.retain(|earlier| earlier.post_id != post_id);
        // An attempt that is under way must still be able to record how it ended.
        let attempt = self.attempt + u32::from(self.state != Attempt::Attempting);
        Self { attempt, ..self }
    }

    /// What the request of `row` may do at `now`, given this older row.
    pub(crate) fn decide(
        &self,
        row: &Self,
        repetition: Repetition,
        now: Timestamp,
    ) -> Claim<Self, Standing> {
        if self.content_hash != row.content_hash {
            return Claim::Reused;
        }
        if let Some(online) = self.online() {
            let age = now.duration_since(online.published_at.unwrap_or(self.started_at));
            return match repetition.life_of_a_post() {
                Some(life) if age >= life => Claim::Granted(self.next(row, None, now)),
                _ => Claim::Settled(Standing::Published(online)),
            };
        }
        if self.state == Attempt::Attempting && is_under_way(self.started_at, now) {
            return Claim::Busy;
        }
        let unclear_since = match self.state {
            Attempt::Refused | Attempt::Deleted => self.unclear_since,
            _ => self.unclear_since.or(Some(self.started_at)),
        };
        let is_too_late =
            unclear_since.is_some_and(|since| now.duration_since(since) > RESEND_WINDOW);
        match (is_too_late, repetition.republish) {
            (true, false) => Claim::Settled(Standing::Unclear),
            (true, true) => Claim::Granted(self.next(row, None, now)),
            (false, _) => Claim::Granted(self.next(row, unclear_since, now)),
        }
    }

    /// The newest post that is online for certain; after an attempt that LinkedIn refused, the one before.
    fn online(&self) -> Option<Online> {
        let online = |post_id: &String, published_at, is_repeated| {
            Some(Online { post_id: post_id.clone(), published_at, is_repeated })
        };
        match (self.state, &self.post_id, self.earlier_posts.last()) {
            (Attempt::Published, Some(own), _) => online(own, self.published_at, self.is_repeated),
            (Attempt::Refused, _, Some(earlier)) if self.unclear_since.is_none() => {
                online(&earlier.post_id, earlier.published_at, false)
            }
            _ => None,
        }
    }

    /// The attempt after this one, that of the request of `row`; a post that is there becomes an earlier one.
    fn next(&self, row: &Self, unclear_since: Option<Timestamp>, now: Timestamp) -> Self {
        let mut next = Self {
            nonce: row.nonce,
            account: row.account.clone(),
            is_planned: row.is_planned,
            state: Attempt::Attempting,
            attempt: self.attempt + 1,
            started_at: now,
            unclear_since,
            is_repeated: false,
            ..self.clone()
        };
        let published_at = next.published_at.take();
        let followed = next.post_id.take().map(|post_id| EarlierPost { post_id, published_at });
        next.earlier_posts.extend(followed);
        next
    }

    pub(crate) fn ended(mut self, outcome: Outcome) -> Self {
        match outcome {
            Outcome::Published(Online { post_id, published_at, is_repeated }) => {
                // LinkedIn may answer with the post that this attempt was to follow.
                self.earlier_posts.retain(|earlier| earlier.post_id != post_id);
                Self {
                    state: Attempt::Published,
                    post_id: Some(post_id),
                    published_at,
                    is_repeated,
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

    const REPEATED: Repetition = Repetition { is_keyed: false, republish: false };
    const REPUBLISHED: Repetition = Repetition { is_keyed: false, republish: true };

    fn row() -> Publication {
        let key = PublicationKey {
            company_id: 1,
            job_id: 2,
            author: "urn:li:person:a".to_owned(),
            key: "k".to_owned(),
        };
        Publication::new(&key, 7, "hash", 0, at(0))
    }

    fn other() -> Publication {
        Publication { content_hash: "other".to_owned(), ..row() }
    }

    #[test]
    fn f31_a_second_request_waits_while_the_first_is_under_way() {
        assert!(matches!(row().decide(&row(), REPEATED, at(34)), Claim::Busy));
    }

    #[test]
    fn f1_an_attempt_that_broke_off_is_sent_again_while_linkedin_recognises_a_duplicate() {
        let Claim::Granted(next) = row().decide(&row(), REPEATED, at(60)) else { panic!() };
        assert_eq!((next.attempt, next.unclear_since), (2, Some(at(0))));
        assert!(matches!(
            row().decide(&row(), REPEATED, at(541)),
            Claim::Settled(Standing::Unclear)
        ));
    }

    #[test]
    fn f1_the_window_is_counted_from_the_first_unclear_attempt() {
        let second = Publication { unclear_since: Some(at(-400)), ..row() }.ended(Outcome::Unknown);
        assert!(matches!(second.decide(&row(), REPEATED, at(140)), Claim::Granted(_)));
        assert!(matches!(
            second.decide(&row(), REPEATED, at(141)),
            Claim::Settled(Standing::Unclear)
        ));
    }

    #[test]
    fn a_refused_attempt_can_be_repeated_at_any_time() {
        let refused = row().ended(Outcome::Refused);
        assert!(matches!(refused.decide(&row(), REPEATED, at(1_000_000)), Claim::Granted(_)));
    }

    fn online(urn: &str, at: Timestamp) -> Online {
        Online { post_id: urn.to_owned(), published_at: Some(at), is_repeated: false }
    }

    fn published(at: Timestamp) -> Publication {
        row().ended(Outcome::Published(online("urn:li:share:1", at)))
    }

    #[test]
    fn f31_with_a_key_what_is_online_stays_the_answer_and_other_content_is_refused() {
        for republish in [false, true] {
            let keyed = Repetition { is_keyed: true, republish };
            let claim = published(at(1)).decide(&row(), keyed, at(1_000_000_000));
            assert!(
                matches!(claim, Claim::Settled(Standing::Published(online)) if online.post_id == "urn:li:share:1")
            );
        }
        assert!(matches!(published(at(1)).decide(&other(), REPEATED, at(2)), Claim::Reused));
    }

    #[test]
    fn b21_without_a_key_a_post_answers_for_a_day_or_ten_minutes_where_a_new_one_is_wanted() {
        const DAY: i64 = 24 * 3600;
        for (repetition, last) in [(REPEATED, DAY), (REPUBLISHED, 600)] {
            let decide = |age| published(at(1)).decide(&row(), repetition, at(1 + age));
            assert!(
                matches!(decide(last - 1), Claim::Settled(Standing::Published(online)) if online.published_at == Some(at(1)))
            );
            let Claim::Granted(next) = decide(last) else { panic!() };
            assert_eq!((next.attempt, next.post_id.clone(), next.unclear_since), (2, None, None));
            assert!(next.has("urn:li:share:1"), "the post before stays known");
        }
    }

    #[test]
    fn b21_a_wish_for_a_new_post_that_is_refused_leaves_the_one_that_is_there() {
        let Claim::Granted(next) = published(at(1)).decide(&row(), REPUBLISHED, at(900)) else {
            panic!()
        };
        let refused = next.ended(Outcome::Refused);
        let again = refused.decide(&row(), REPEATED, at(1000));
        assert!(
            matches!(again, Claim::Settled(Standing::Published(it)) if it == online("urn:li:share:1", at(1)))
        );
        assert!(matches!(refused.decide(&row(), REPUBLISHED, at(1000)), Claim::Granted(_)));
        assert!(matches!(refused.decide(&row(), REPEATED, at(90_000)), Claim::Granted(_)));
    }

    #[test]
    fn b21_only_what_is_published_ages_and_an_unclear_one_waits_for_a_person() {
        for state in [Attempt::Unknown, Attempt::Attempting] {
            let unclear = Publication { state, ..row() };
            assert!(matches!(
                unclear.decide(&row(), REPEATED, at(1_000_000)),
                Claim::Settled(Standing::Unclear)
            ));
            let Claim::Granted(next) = unclear.decide(&row(), REPUBLISHED, at(1_000_000)) else {
                panic!()
            };
            assert_eq!(next.unclear_since, None, "this attempt's outcome is open again");
            let soon = unclear.decide(&row(), REPUBLISHED, at(60));
            assert!(matches!(soon, Claim::Granted(it) if it.unclear_since == Some(at(0))));
        }
        assert!(matches!(row().decide(&row(), REPUBLISHED, at(34)), Claim::Busy));
    }

    #[test]
    fn b21_each_post_of_a_row_is_told_and_deleted_by_itself() {
        let Claim::Granted(next) = published(at(1)).decide(&row(), REPUBLISHED, at(601)) else {
            panic!()
        };
        let row = next.ended(Outcome::Published(online("urn:li:share:2", at(602))));
        let posts: Vec<_> =
            row.clone().each_post().map(|post| (post.post_id, post.published_at)).collect();
        let post = |urn: &str, seconds| (Some(urn.to_owned()), Some(at(seconds)));
        assert_eq!(posts, [post("urn:li:share:2", 602), post("urn:li:share:1", 1)]);
        let left = row.clone().without("urn:li:share:1");
        assert_eq!((left.state, left.each_post().count()), (Attempt::Published, 1));
        let left = row.without("urn:li:share:2");
        assert!(left.state == Attempt::Deleted && left.has("urn:li:share:1"));
        assert!(left.has_deleted("urn:li:share:2"));
    }

    #[test]
    fn what_was_deleted_can_be_published_again_and_is_remembered() {
        let urn = "urn:li:share:1";
        let deleted = published(at(1)).without(urn);
        assert_eq!((deleted.state, deleted.post_id.as_deref()), (Attempt::Deleted, None));
        let Claim::Granted(next) = deleted.decide(&row(), REPEATED, at(1_000_000)) else {
            panic!()
        };
        assert_eq!((next.attempt, next.unclear_since), (3, None));
        assert!(next.made(urn) && !next.made("urn:li:share:2"));
    }
}
