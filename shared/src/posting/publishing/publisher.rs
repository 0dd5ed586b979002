//! One publication on one target: claim, post, record.

use jiff::Timestamp;
use tokio::sync::OnceCell;

use super::picture::{self, Picture};
use super::standing::{Elsewhere, by_hand, elsewhere};
use super::texts;
use crate::app::App;
use crate::connecting::plans;
use crate::connection::Connection;
use crate::model::error::{Error, Result, Sought};
use crate::model::fault::{Fault, ProviderError};
use crate::model::ledger::{Claim, request_key};
use crate::model::plan::Plan;
use crate::model::provider::Provider;
use crate::model::publication::{
    DUPLICATE_WINDOW, Online, Outcome, Publication, PublicationKey, Repetition, Standing,
};
use crate::model::warning::Warning;
use crate::platform::random;
use crate::posting::session::{PAGE, Session};
use crate::providers::linkedin::{
    Created, NewPost, Picture as Uploaded, is_picture_not_ready, is_picture_refused,
};
use crate::store::in_turn;

/// Our own code for a duplicate of a post that nobody can see.
const UNSEEN: &str = "UNSEEN_DUPLICATE";

/// A post that is online.
#[derive(Debug)]
pub struct Posted {
    /// The post, and whether it was online before this request, so that nothing new was posted (B21).
    pub online: Online,
    /// Whether the offer's card stands below it, and no picture in full.
    pub has_card: bool,
    /// What did not go as hoped.
    pub warning: Option<Warning>,
}

/// What LinkedIn made of a post.
struct Attempt {
    created: Result<Created, ProviderError>,
    has_card: bool,
    warning: Option<Warning>,
}

/// A job, as its posts are noted.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    /// Its id at the ATS.
    pub job_id: i64,
    /// Its title.
    pub title: &'a str,
}

/// How a repetition of the request is to be taken.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The client's name for the request.
    pub idempotency_key: Option<String>,
    /// Whether a new post is wanted although there is one.
    pub republish: bool,
    /// The plan, where nobody presses now: what anybody has posted of the same content within a day is that post
    /// (F44), and what has ended it meanwhile stops it.
    pub plan: Option<Plan>,
}

/// Publishes in the name of one connection.
#[derive(Debug)]
pub struct Publisher<'a> {
    app: &'a App,
    session: Session,
    wish: &'a Wish,
    /// Filled once the figures of its pages are followed.
    followed: OnceCell<()>,
}

impl<'a> Publisher<'a> {
    /// Publishes by `session`.
    pub fn new(app: &'a App, session: Session, wish: &'a Wish) -> Self {
        Self { app, session, wish, followed: OnceCell::new() }
    }

    /// Publishes `post`, with `picture` on its card; an earlier request's post where that was the same.
    ///
    /// # Errors
    /// The provider's; [`Error::InProgress`], [`Error::OutcomeUnknown`], [`Error::IdempotencyKeyReused`] after an
    /// earlier request; outages.
    pub async fn publish(
        &self,
        job: Offered<'_>,
        post: NewPost,
        picture: &Picture,
    ) -> Result<Posted> {
        let result = self.publish_once(job, post, picture).await;
        self.session.audit("publish", &result);
        result
    }

    /// The connection it publishes by.
    pub const fn connection(&self) -> &Connection {
        self.session.connection()
    }

    /// Notes that something is online in the name of `author`, once for all targets: that the connection was used, and
    /// for a page, that there are figures to follow. The posts are what was asked for: a failure here is logged, not answered.
    async fn note(&self, author: &str) {
        let followed = async {
            if author.starts_with(PAGE) {
                self.followed.get_or_init(|| self.follow()).await;
            }
        };
        tokio::join!(self.session.note_use(), followed);
    }

    async fn follow(&self) {
        let (company_id, now) = (self.session.company_id(), self.app.clock.now());
        if let Err(error) = self.app.store.follow_statistics(company_id, now).await {
            tracing::error!(code = error.code(), "the post's figures are not followed");
        }
    }

    async fn publish_once(
        &self,
        job: Offered<'_>,
        post: NewPost,
        picture: &Picture,
    ) -> Result<Posted> {
        let content_hash = texts::content_hash(&post);
        let key = self.key(job.job_id, &post, &content_hash);
        let mut row = match self.claim(&key, job.title, &content_hash).await? {
            Claim::Granted(row) => row,
            // A key's answer is always the first one (F31); without a key, somebody pressed again.
            Claim::Settled(Standing::Published(online)) => {
                let is_repeated = self.wish.idempotency_key.is_none() || online.is_repeated;
                self.note(&key.author).await;
                return Ok(Posted::before(Online { is_repeated, ..online }));
            }
            Claim::Busy => return Err(Error::InProgress),
            Claim::Settled(Standing::Unclear) => {
                return Err(Error::OutcomeUnknown(Provider::LinkedIn));
            }
            Claim::Reused => return Err(Error::IdempotencyKeyReused),
        };
        if self.wish.idempotency_key.is_some() {
            match self.planned(&key, &row).await {
                Ok(Elsewhere::Nothing(unclear_since)) => {
                    row.unclear_since = row.unclear_since.or(unclear_since);
                }
                Ok(Elsewhere::Online(online)) => {
                    let online_now = Ok(online.clone());
                    tokio::join!(self.record(&key, row, &online_now), self.note(&key.author));
                    return Ok(Posted::before(online));
                }
                Err(error) => {
                    self.record(&key, row, &Err(not_sent(&error))).await;
                    return Err(error);
                }
            }
        }
        let (post, warning) = self.illustrated(post, picture).await;
        if let Err(error) = self.still_wanted().await {
            self.record(&key, row, &Err(not_sent(&error))).await;
            return Err(error);
        }
        let Attempt { created, has_card, warning } = self.create(post, warning).await;
        let online = match created {
            Ok(created) => self.judge(created, &row).await,
            Err(error) => Err(error),
        };
        let noted = async {
            if online.is_ok() {
                self.note(&key.author).await;
            }
        };
        tokio::join!(self.record(&key, row, &online), noted);
        Ok(Posted { online: online?, has_card, warning })
    }

    /// What a plan has made of the content of `row`, a request with a key of its own.
    async fn planned(&self, key: &PublicationKey, row: &Publication) -> Result<Elsewhere> {
        let key = PublicationKey { key: row.content_hash.clone(), ..key.clone() };
        let repetition = Repetition { is_keyed: false, republish: self.wish.republish };
        let look = || async {
            let planned = self.app.store.publication(&key).await?.filter(|row| row.is_planned);
            Ok(elsewhere(planned.iter(), row, repetition, self.app.clock.now()))
        };
        Elsewhere::of(in_turn(look).await?)
    }

    /// The post with its picture, or what is to be said where it has none.
    async fn illustrated(
        &self,
        mut post: NewPost,
        picture: &Picture,
    ) -> (NewPost, Option<Warning>) {
        let uploaded = picture.upload(self.app, &self.session, &post.author).await;
        let warning = uploaded.map(|uploaded| post.picture = uploaded).err();
        (post, warning)
    }

    /// Creates the post with its picture, or without where the picture is the obstacle.
    async fn create(&self, mut post: NewPost, mut warning: Option<Warning>) -> Attempt {
        let mut created = self.send_when_ready(&post).await;
        if post.picture.is_some() && created.as_ref().is_err_and(is_picture_refused) {
            (post.picture, warning) = (None, Some(picture::refused()));
            created = self.send(&post).await;
        }
        let has_card = !matches!(post.picture, Some(Uploaded::InFull(_)));
        Attempt { created, has_card, warning }
    }

    /// Sends `post`, again and again as long as LinkedIn says that its picture is not ready and there is time.
    async fn send_when_ready(&self, post: &NewPost) -> Result<Created, ProviderError> {
        loop {
            match self.send(post).await {
                Err(error) if is_picture_not_ready(&error) => {
                    if picture::wait(self.app).await.is_err() {
                        return Err(error);
                    }
                }
                created => return created,
            }
        }
    }

    /// The created post. One that LinkedIn names as the original counts where it is ours: in answer to an
    /// attempt that broke off (F1, F2), or in our ledger; else where it is there to be seen. After a
    /// deletion LinkedIn was seen to name the deleted post, and posts that do not exist.
    async fn judge(&self, created: Created, row: &Publication) -> Result<Online, ProviderError> {
        let is_new = matches!(created, Created::New(_)) || row.unclear_since.is_some();
        let (Created::New(post_id) | Created::Duplicate(post_id)) = created;
        if row.has_deleted(&post_id) {
            return Err(deleted());
        }
        if is_new {
            return Ok(Online { post_id, published_at: Some(self.now()), is_repeated: false });
        }
        match self.published(&post_id).await {
            Some(published_at) => Ok(Online { post_id, published_at, is_repeated: true }),
            None if self.session.sees(&post_id, &row.author).await == Some(true) => {
                Ok(Online { post_id, published_at: None, is_repeated: true })
            }
            None => Err(unseen()),
        }
    }

    /// When the post was published, if it is online by the company's ledger.
    async fn published(&self, post_id: &str) -> Option<Option<Timestamp>> {
        let company_id = self.session.company_id();
        let rows = self.app.store.publications_of(company_id, post_id).await.unwrap_or_default();
        let online = rows.iter().filter(|(_, row)| row.has(post_id));
        let times: Vec<_> = online.map(|(_, row)| row.published_at(post_id)).collect();
        (!times.is_empty()).then(|| times.into_iter().flatten().min())
    }

    /// Now, as exactly as the ledger remembers it, so that a repeated answer is the same one.
    fn now(&self) -> Timestamp {
        let now = self.app.clock.now();
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    async fn send(&self, post: &NewPost) -> Result<Created, ProviderError> {
        self.session.call(|linkedin| async move { linkedin.create_post(post).await }).await
    }

    fn key(&self, job_id: i64, post: &NewPost, content_hash: &str) -> PublicationKey {
        let key = request_key(self.wish.idempotency_key.as_deref(), content_hash);
        PublicationKey {
            company_id: self.session.company_id(),
            job_id,
            author: post.author.clone(),
            key,
        }
    }

    /// Waits while another request is at the same publication, to give the same answer (F31).
    async fn claim(
        &self,
        key: &PublicationKey,
        title: &str,
        content_hash: &str,
    ) -> Result<Claim<Publication, Standing>> {
        let repetition = Repetition {
            is_keyed: self.wish.idempotency_key.is_some(),
            republish: self.wish.republish,
        };
        in_turn(|| async {
            let now = self.app.clock.now();
            let nonce = u64::from_be_bytes(random::bytes()?);
            let mut row = Publication {
                title: title.to_owned(),
                account: self.session.account().map(Box::new),
                is_planned: self.wish.plan.is_some(),
                ..Publication::new(key, self.session.user_id(), content_hash, nonce, now)
            };
            let is_planned = row.is_planned;
            if is_planned {
                match by_hand(self.app, key, &row).await? {
                    Claim::Granted(unclear_since) => row.unclear_since = unclear_since,
                    Claim::Busy => return Ok(Claim::Busy),
                    Claim::Reused => return Ok(Claim::Reused),
                    Claim::Settled(standing) => return Ok(Claim::Settled(standing)),
                }
            }
            let unclear_since = row.unclear_since;
            let claim = self.app.store.claim_publication(key, row, repetition, now).await?;
            match claim {
                Claim::Granted(row) => {
                    let unclear_since = row.unclear_since.or(unclear_since);
                    let row = Publication { unclear_since, ..row };
                    if is_planned { self.give_way(key, row).await } else { Ok(Claim::Granted(row)) }
                }
                claim => Ok(claim),
            }
        })
        .await
    }

    /// What a plan that has just claimed `row` may do. Whoever presses has claimed a row of their own before this look
    /// at it, or looks at the plan's after that was claimed: so one of the two sees the other, and the plan gives way.
    async fn give_way(
        &self,
        key: &PublicationKey,
        row: Publication,
    ) -> Result<Claim<Publication, Standing>> {
        let claim = match by_hand(self.app, key, &row).await? {
            Claim::Granted(unclear_since) => {
                let unclear_since = row.unclear_since.or(unclear_since);
                return Ok(Claim::Granted(Publication { unclear_since, ..row }));
            }
            Claim::Busy => Claim::Busy,
            Claim::Reused => Claim::Reused,
            Claim::Settled(standing) => Claim::Settled(standing),
        };
        self.app.store.record_publication(key, row, Outcome::Refused).await?;
        Ok(claim)
    }

    /// That nothing has ended the plan since it was taken in hand: a picture takes its time.
    ///
    /// # Errors
    /// [`Error::NotFound`] where something has; [`Error::StorageUnavailable`].
    async fn still_wanted(&self) -> Result<()> {
        let Some(plan) = &self.wish.plan else { return Ok(()) };
        match plans::ended(self.app, self.session.company_id(), plan).await? {
            None => Ok(()),
            Some(_) => Err(Error::NotFound(Sought::Plan)),
        }
    }

    /// The post is online or not whatever becomes of this write: where it fails, the row stays
    /// "attempting" and the next request finds out (F1).
    async fn record(
        &self,
        key: &PublicationKey,
        row: Publication,
        online: &Result<Online, ProviderError>,
    ) {
        let outcome = match online {
            Ok(online) => Outcome::Published(online.clone()),
            // LinkedIn took another post for ours: this attempt made none.
            Err(error) if error.has_code(UNSEEN) => Outcome::Refused,
            Err(error) if error.fault == Fault::OutcomeUnknown => Outcome::Unknown,
            Err(_) => Outcome::Refused,
        };
        if let Err(error) = self.app.store.record_publication(key, row, outcome).await {
            tracing::error!(code = error.code(), "the publication's outcome was not recorded");
        }
    }
}

impl Posted {
    /// One that was made before.
    const fn before(online: Online) -> Self {
        Self { online, has_card: true, warning: None }
    }
}

/// Nothing was sent because of `error`; whether something is online is as open as what that says.
const fn not_sent(error: &Error) -> ProviderError {
    let fault = match error {
        Error::OutcomeUnknown(_) => Fault::OutcomeUnknown,
        _ => Fault::Transient,
    };
    ProviderError { provider: Provider::LinkedIn, fault, status: None, code: None }
}

/// LinkedIn remembers for some minutes a post that was deleted since: nothing is online, and waiting helps.
fn deleted() -> ProviderError {
    let fault = Fault::Throttled(Some(DUPLICATE_WINDOW.as_secs().unsigned_abs()));
    ProviderError { provider: Provider::LinkedIn, fault, status: Some(422), code: None }
}

/// Somebody's post is called the original of ours, and nobody can see it: what LinkedIn did is open.
fn unseen() -> ProviderError {
    let (fault, code) = (Fault::OutcomeUnknown, Some(UNSEEN.to_owned()));
    ProviderError { provider: Provider::LinkedIn, fault, status: Some(422), code }
}
