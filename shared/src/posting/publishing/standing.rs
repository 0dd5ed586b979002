//! What has become of a post already, by the ledger alone: of the same content, whoever asked for it, and how.

use jiff::Timestamp;

use super::texts;
use crate::app::App;
use crate::model::error::{Error, Result};
use crate::model::ledger::{Claim, request_key};
use crate::model::provider::Provider;
use crate::model::publication::{Online, Publication, PublicationKey, Repetition, Standing};
use crate::providers::linkedin::NewPost;

/// What became of `post` for the job `job_id` of `company_id`, planned or by hand: where it is online, an error where
/// that is open, `None` where nothing was sent. A post that a plan has made `since` then, and that somebody has
/// deleted, was made: nobody wants it again.
///
/// # Errors
/// [`Error::OutcomeUnknown`]; [`Error::StorageUnavailable`].
pub async fn standing(
    app: &App,
    (company_id, job_id): (i64, i64),
    post: &NewPost,
    since: Timestamp,
) -> Result<Option<Online>> {
    let content_hash = texts::content_hash(post);
    let key = request_key(None, &content_hash);
    let key = PublicationKey { company_id, job_id, author: post.author.clone(), key };
    let own = app.store.publication(&key).await?;
    let now = app.clock.now();
    let row = Publication::new(&key, 0, &content_hash, 0, now);
    if let Some(deleted) = own.as_ref().and_then(|own| own.deleted_of_a_plan(since)) {
        return Ok(Some(deleted));
    }
    let planned = elsewhere(own.iter(), &row, REPEATED, now);
    if let Claim::Settled(Standing::Published(online)) = planned {
        let is_repeated = online.is_repeated || own.is_some_and(|own| !own.is_planned);
        return Ok(Some(Online { is_repeated, ..online }));
    }
    match (planned, by_hand(app, &key, &row).await?) {
        (_, Claim::Settled(Standing::Published(online))) => {
            Ok(Some(Online { is_repeated: true, ..online }))
        }
        (Claim::Granted(None), Claim::Granted(None)) => Ok(None),
        _ => Err(Error::OutcomeUnknown(Provider::LinkedIn)),
    }
}

/// A request without a key, as which another's post of the same content is judged.
const REPEATED: Repetition = Repetition { is_keyed: false, republish: false };

/// What other requests have left of the same content: where nothing hinders, since when an attempt is unclear that
/// LinkedIn still recognises.
pub(super) type Found = Claim<Option<Timestamp>, Standing>;

/// What a plan has left of the same content.
pub(super) enum Elsewhere {
    /// Nothing that hinders; see [`Found`].
    Nothing(Option<Timestamp>),
    /// This post.
    Online(Online),
}

impl Elsewhere {
    /// What was `found`.
    ///
    /// # Errors
    /// [`Error::OutcomeUnknown`], [`Error::InProgress`].
    pub(super) fn of(found: Found) -> Result<Self> {
        match found {
            Claim::Granted(unclear_since) => Ok(Self::Nothing(unclear_since)),
            Claim::Settled(Standing::Published(online)) => {
                Ok(Self::Online(Online { is_repeated: true, ..online }))
            }
            Claim::Settled(Standing::Unclear) => Err(Error::OutcomeUnknown(Provider::LinkedIn)),
            Claim::Busy | Claim::Reused => Err(Error::InProgress),
        }
    }
}

/// What `others`, rows of the same content, leave to the request of `row`.
pub(super) fn elsewhere<'r>(
    others: impl Iterator<Item = &'r Publication>,
    row: &Publication,
    repetition: Repetition,
    now: Timestamp,
) -> Found {
    let mut unclear = None;
    for other in others {
        match other.decide(row, repetition, now) {
            Claim::Granted(next) => unclear = unclear.or(next.unclear_since),
            Claim::Busy => return Claim::Busy,
            Claim::Reused => return Claim::Reused,
            Claim::Settled(standing) => return Claim::Settled(standing),
        }
    }
    Claim::Granted(unclear)
}

/// What others have made of the content of `row`, a plan's, under keys of their own.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub(super) async fn by_hand(app: &App, key: &PublicationKey, row: &Publication) -> Result<Found> {
    let rows = app.store.publications_on(key).await?;
    let others = rows.iter().filter(|(other, _)| other.key != key.key);
    let same = others.map(|(_, other)| other);
    let same = same.filter(|other| other.content_hash == row.content_hash);
    Ok(elsewhere(same, row, REPEATED, app.clock.now()))
}
