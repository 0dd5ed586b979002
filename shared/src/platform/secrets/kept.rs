//! One secret as an environment keeps it: read once, read again beside the requests, and never for ever.

use std::fmt;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use aws_sdk_secretsmanager::Client;
use futures::FutureExt;
use futures::future::{Either, select};
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use tokio::sync::Mutex;

use crate::model::error::Error;
use crate::platform::clock::Clock;
use crate::platform::json::Object;

/// How long what was read is not looked at again: after so long, every environment knows of a rotation.
const LIFE: SignedDuration = SignedDuration::from_mins(5);
/// How long a request waits for the look that is then due, before what is known serves it.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long what was read serves where it can't be read again: as long as a token of the ATS lives.
const LIMIT: SignedDuration = SignedDuration::from_hours(24);

/// What a secret holds.
pub(super) trait Content: DeserializeOwned + Send + Sync + 'static {
    /// The keys it must have, for the operator who forgot one.
    const EXPECTED: &str;

    /// Whether what must be there is there.
    fn is_usable(&self) -> bool;
}

/// A secret of Secrets Manager; cheap to clone, all clones are one.
pub(super) struct Kept<T>(Arc<Inner<T>>);

struct Inner<T> {
    client: Client,
    id: String,
    clock: Clock,
    known: RwLock<Option<Known<T>>>,
    /// Held by the one look that is under way beside the requests.
    looking: Arc<Mutex<()>>,
}

/// What was read, and when.
struct Known<T> {
    secret: Arc<T>,
    since: Timestamp,
}

impl<T: Content> Kept<T> {
    /// Reads nothing yet.
    pub(super) fn new(client: Client, id: &str, clock: Clock) -> Self {
        let (known, looking) = (RwLock::default(), Arc::default());
        Self(Arc::new(Inner { client, id: id.to_owned(), clock, known, looking }))
    }

    /// The secret, looked at again where that was five minutes ago. Who asks then waits a second for it
    /// at most; where it can't be read anew, what is known is as good as it was, for a day.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`] where it can't be read and none is known.
    pub(super) async fn get(&self) -> Result<Arc<T>, Error> {
        let Some((secret, age)) = self.known()? else { return self.read().await };
        if age < LIFE {
            return Ok(secret);
        }
        if age >= LIMIT {
            return self.read().await;
        }
        Ok(self.look().await.unwrap_or(secret))
    }

    /// The secret as it is now.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`] where it can't be read or lacks what it must have.
    pub(super) async fn read(&self) -> Result<Arc<T>, Error> {
        let Inner { client, id, clock, known, .. } = &*self.0;
        let answer =
            client.get_secret_value().secret_id(id).send().boxed().await.map_err(|error| {
                let code = error.as_service_error().and_then(|error| error.meta().code());
                tracing::error!(code, expected = T::EXPECTED, "the secret can't be read");
                Error::StorageUnavailable
            })?;
        let secret = Arc::new(parse(answer.secret_string().unwrap_or_default())?);
        let read = Known { secret: Arc::clone(&secret), since: clock.now() };
        *known.write().map_err(|_| Error::Internal)? = Some(read);
        Ok(secret)
    }

    /// Knows what `other` knows, as if it had read that itself.
    pub(super) fn learn(&self, other: &Self) {
        let known = other.0.known.read().map(|known| known.as_ref().map(Known::copy));
        if let (Ok(known), Ok(mut own)) = (known, self.0.known.write()) {
            *own = known;
        }
    }

    /// Reads it beside the requests, one look at a time; `None` where that takes long, fails, or somebody
    /// else is at it. What takes long goes on, and serves the next request.
    async fn look(&self) -> Option<Arc<T>> {
        let looking = Arc::clone(&self.0.looking).try_lock_owned().ok()?;
        let this = self.clone();
        let look = tokio::spawn(async move {
            let _looking = looking;
            this.read().await.ok()
        });
        let clock = &self.0.clock;
        let over = Box::pin(clock.wait_until(clock.after(PATIENCE)));
        match select(look, over).await {
            Either::Left((read, _)) => read.ok().flatten(),
            Either::Right(_) => None,
        }
    }

    /// What is known, and how old it is.
    fn known(&self) -> Result<Option<(Arc<T>, SignedDuration)>, Error> {
        let known = self.0.known.read().map_err(|_| Error::Internal)?;
        let now = self.0.clock.now();
        Ok(known.as_ref().map(|known| (Arc::clone(&known.secret), now.duration_since(known.since))))
    }
}

impl<T> Known<T> {
    fn copy(&self) -> Self {
        Self { secret: Arc::clone(&self.secret), since: self.since }
    }
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> fmt::Debug for Kept<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept").field("id", &self.0.id).finish_non_exhaustive()
    }
}

/// The parser's own message is dropped: it could quote the secret (S32).
pub(super) fn parse<T: Content>(text: &str) -> Result<T, Error> {
    let content = serde_json::from_str::<Object<T>>(text).ok().map(|Object(content)| content);
    content.filter(Content::is_usable).ok_or_else(|| {
        tracing::error!(expected = T::EXPECTED, "the secret is not a JSON object with its keys");
        Error::StorageUnavailable
    })
}
