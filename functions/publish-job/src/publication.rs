//! One publication on one target: claim, post, record.

use std::time::Duration;

use shared::access::{self, Access};
use shared::app::App;
use shared::ats::Job;
use shared::audit::Audit;
use shared::connection::Connection;
use shared::error::{Error, Result};
use shared::fault::{Fault, ProviderError};
use shared::provider::Provider;
use shared::providers::linkedin::{Created, LinkedIn, NewPost};
use shared::random;
use shared::store::{Claim, Outcome, Publication, PublicationKey};

use crate::post;
use crate::target::Target;

/// How long a second request waits for the first: pauses of a quarter of a second, for 10 s in all.
const PAUSE: Duration = Duration::from_millis(250);
const PAUSES: usize = 40;

/// Publishes in the name of one connection.
pub(super) struct Publisher<'a> {
    app: &'a App,
    access: Access,
    user_id: i64,
    idempotency_key: Option<String>,
}

impl<'a> Publisher<'a> {
    pub(super) fn new(
        app: &'a App,
        access: Access,
        user_id: i64,
        idempotency_key: Option<String>,
    ) -> Self {
        Self { app, access, user_id, idempotency_key }
    }

    /// Publishes `text` for `job` on `target` and returns the post's URN, an earlier request's where
    /// that was the same.
    pub(super) async fn publish(&self, job: &Job, target: &Target, text: &str) -> Result<String> {
        let post = post::compose(job, target.author(), text, &self.app.config.frontend_url);
        let result = self.publish_once(job.id, &post).await;
        self.audit("publish").record(&result);
        result
    }

    /// Notes once, for all targets, that the connection was used. The posts are what the caller asked
    /// for: a failure here is logged, not answered.
    pub(super) async fn finish(&self, results: &[Result<String>]) {
        let Connection { company_id, provider, .. } = self.access.connection;
        if !results.iter().any(Result::is_ok) {
            return;
        }
        if let Err(error) = self.app.store.touch(company_id, provider, self.app.clock.now()).await {
            tracing::error!(code = error.code(), "the connection's use was not noted");
        }
    }

    async fn publish_once(&self, job_id: i64, post: &NewPost) -> Result<String> {
        let content_hash = post::content_hash(post);
        let key = self.key(job_id, post, &content_hash);
        let row = match self.claim(&key, &content_hash).await? {
            Claim::Granted(row) => row,
            Claim::Published(urn) => return Ok(urn),
            Claim::Busy => return Err(Error::InProgress),
            Claim::Unclear => return Err(Error::OutcomeUnknown(Provider::LinkedIn)),
            Claim::Reused => return Err(Error::IdempotencyKeyReused),
        };
        let created = access::with(self.app, &self.access, |access_token| async move {
            LinkedIn::new(self.app, access_token).create_post(post).await
        })
        .await;
        self.record(&key, row, &created).await;
        match created? {
            Created::New(urn) | Created::Duplicate(urn) => Ok(urn),
        }
    }

    fn key(&self, job_id: i64, post: &NewPost, content_hash: &str) -> PublicationKey {
        let key = match &self.idempotency_key {
            Some(key) => post::hash("idempotency-key", key),
            None => content_hash.to_owned(),
        };
        PublicationKey {
            company_id: self.access.connection.company_id,
            job_id,
            author: post.author.clone(),
            key,
        }
    }

    /// Waits while another request is at the same publication, to give the same answer (F31).
    async fn claim(&self, key: &PublicationKey, content_hash: &str) -> Result<Claim> {
        for _ in 0..PAUSES {
            let now = self.app.clock.now();
            let nonce = u64::from_be_bytes(random::bytes()?);
            let row = Publication::new(key, self.user_id, content_hash, nonce, now);
            match self.app.store.claim_publication(key, row, now).await? {
                Claim::Busy => tokio::time::sleep(PAUSE).await,
                claim => return Ok(claim),
            }
        }
        Ok(Claim::Busy)
    }

    /// The post is online or not whatever becomes of this write: where it fails, the row stays
    /// "attempting" and the next request finds out (F1).
    async fn record(
        &self,
        key: &PublicationKey,
        row: Publication,
        created: &Result<Created, ProviderError>,
    ) {
        let outcome = match created {
            Ok(Created::New(urn) | Created::Duplicate(urn)) => Outcome::Published(urn.clone()),
            Err(error) if error.fault == Fault::OutcomeUnknown => Outcome::Unknown,
            Err(_) => Outcome::Refused,
        };
        if let Err(error) =
            self.app.store.record_publication(key, row, outcome, self.app.clock.now()).await
        {
            tracing::error!(code = error.code(), "the publication's outcome was not recorded");
        }
    }

    const fn audit(&self, action: &'static str) -> Audit {
        let Connection { company_id, provider, .. } = self.access.connection;
        Audit { action, user_id: self.user_id, company_id, provider }
    }
}
