//! One publication on one target: claim, post, record.

use jiff::Timestamp;
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::fault::{Fault, ProviderError};
use shared::model::ledger::{Claim, request_key};
use shared::model::provider::Provider;
use shared::model::publication::{
    DUPLICATE_WINDOW, Online, Outcome, Publication, PublicationKey, Repetition, Standing,
};
use shared::model::warning::Warning;
use shared::people::ats::Job;
use shared::platform::random;
use shared::posting::commentary::titled;
use shared::posting::session::Session;
use shared::providers::linkedin::{
    Created, NewPost, Picture as Uploaded, is_picture_not_ready, is_picture_refused,
};
use shared::store::in_turn;

use crate::picture::{self, Picture};
use crate::post;
use crate::target::Target;

/// Our own code for a duplicate of a post that nobody can see.
const UNSEEN: &str = "UNSEEN_DUPLICATE";

/// A post that is online.
#[derive(Debug)]
pub(super) struct Posted {
    /// The post, and whether it was online before this request, so that nothing new was posted (B21).
    pub(super) online: Online,
    /// Whether the offer's card stands below it, and no picture in full.
    pub(super) has_card: bool,
    /// What did not go as hoped.
    pub(super) warning: Option<Warning>,
}

/// What LinkedIn made of a post.
struct Attempt {
    created: Result<Created, ProviderError>,
    has_card: bool,
    warning: Option<Warning>,
}

/// How a repetition of the request is to be taken.
pub(super) struct Wish {
    /// The client's name for the request.
    pub(super) idempotency_key: Option<String>,
    /// Whether a new post is wanted although there is one.
    pub(super) republish: bool,
}

/// Publishes in the name of one connection.
pub(super) struct Publisher<'a> {
    app: &'a App,
    session: Session,
    wish: &'a Wish,
}

impl<'a> Publisher<'a> {
    pub(super) fn new(app: &'a App, session: Session, wish: &'a Wish) -> Self {
        Self { app, session, wish }
    }

    /// Publishes `post`, with `picture` on its card; an earlier request's post where that was the same.
    pub(super) async fn publish(
        &self,
        job: &Job,
        post: NewPost,
        picture: &Picture,
    ) -> Result<Posted> {
        let result = self.publish_once(job, post, picture).await;
        self.session.audit("publish", &result);
        result
    }

    /// Notes once, for all its `targets`, that the connection was used, and that there are figures to follow.
    /// The posts are what the caller asked for: a failure here is logged, not answered.
    pub(super) async fn finish<'t>(
        &self,
        targets: impl Iterator<Item = (&'t Target, &'t Result<Posted>)>,
    ) {
        let done: Vec<_> = targets.filter(|(_, result)| result.is_ok()).collect();
        if done.is_empty() {
            return;
        }
        self.session.note_use().await;
        let (company_id, now) = (self.session.company_id(), self.app.clock.now());
        if done.iter().any(|(target, _)| target.organization_id().is_some())
            && let Err(error) = self.app.store.follow_statistics(company_id, now).await
        {
            tracing::error!(code = error.code(), "the post's figures are not followed");
        }
    }

    async fn publish_once(&self, job: &Job, post: NewPost, picture: &Picture) -> Result<Posted> {
        let content_hash = post::content_hash(&post);
        let key = self.key(job.id, &post, &content_hash);
        let row = match self.claim(&key, &titled(job), &content_hash).await? {
            Claim::Granted(row) => row,
            // A key's answer is always the first one (F31); without a key, somebody pressed again.
            Claim::Settled(Standing::Published(online)) => {
                let is_repeated = self.wish.idempotency_key.is_none() || online.is_repeated;
                let online = Online { is_repeated, ..online };
                return Ok(Posted { online, has_card: true, warning: None });
            }
            Claim::Busy => return Err(Error::InProgress),
            Claim::Settled(Standing::Unclear) => {
                return Err(Error::OutcomeUnknown(Provider::LinkedIn));
            }
            Claim::Reused => return Err(Error::IdempotencyKeyReused),
        };
        let Attempt { created, has_card, warning } = self.create(post, picture).await;
        let online = match created {
            Ok(created) => self.judge(created, &row).await,
            Err(error) => Err(error),
        };
        self.record(&key, row, &online).await;
        Ok(Posted { online: online?, has_card, warning })
    }

    /// Creates the post with its picture, or without where the picture is the obstacle.
    async fn create(&self, mut post: NewPost, picture: &Picture) -> Attempt {
        let mut warning = None;
        match picture.upload(self.app, &self.session, &post.author).await {
            Ok(uploaded) => post.picture = uploaded,
            Err(left_out) => warning = Some(left_out),
        }
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
            let row = Publication {
                title: title.to_owned(),
                account: self.session.account().map(Box::new),
                ..Publication::new(key, self.session.user_id(), content_hash, nonce, now)
            };
            self.app.store.claim_publication(key, row, repetition, now).await
        })
        .await
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
