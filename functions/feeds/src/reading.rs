//! Reading all of a company's offers as they were at one moment, and noting who read them.

use http::{Method, header};
use jiff::Timestamp;
use lambda_http::Request;
use shared::app::App;
use shared::model::error::{Error, Result, Sought};
use shared::model::offer::{Offer, Profile};
use shared::model::text::{cut, line};
use shared::store::{Feed, Fetch};

/// How often offers that change while they are read are read again.
const TRIES: usize = 4;
/// The longest name of a taker that is kept, in characters.
const AGENT_LIMIT: usize = 120;

/// The offers of the feed at `now`, which was `known` before: the count of its changes is the same before and behind
/// all pages of them, so no change lies between two pages, and none is missing of those that it notes.
///
/// # Errors
/// [`Error::NotFound`] where the token was replaced meanwhile; [`Error::StorageUnavailable`] where the offers
/// change all the time, some are missing, or can't be read; [`Error::Internal`] where one of them can't.
pub(crate) async fn whole(
    app: &App,
    hash: &str,
    known: Feed,
    now: Timestamp,
) -> Result<(Feed, Vec<Offer>)> {
    let mut before = known;
    for _ in 0..TRIES {
        let offers = app.store.whole_offers(before.company_id).await?;
        let after = app.store.feed(hash).await?.ok_or(Error::NotFound(Sought::Feed))?;
        let is_whole = after.is_whole(&offers, now);
        if after.version == before.version && is_whole {
            return Ok((after, offers));
        }
        if !is_whole {
            let company_id = after.company_id;
            tracing::warn!(company_id, "fewer offers were read than are noted in the feed");
        }
        before = after;
    }
    Err(Error::StorageUnavailable)
}

/// Notes who has read the feed as it was at `now`, and that it was answered with `status`; what has ended is noted no
/// longer. That it can't be noted costs nobody the feed; who asked for the headers alone has read nothing.
pub(crate) async fn note(
    app: &App,
    (hash, feed): (&str, &Feed),
    profile: Profile,
    (request, status): (&Request, u16),
    now: Timestamp,
) {
    if request.method() == Method::HEAD {
        return;
    }
    let agent = request.headers().get(header::USER_AGENT).map(|agent| agent.as_bytes());
    let agent = String::from_utf8_lossy(agent.unwrap_or_default());
    let agent = cut(&line(&agent), AGENT_LIMIT, |text| text.chars().count());
    let fetch = Fetch { at: now, agent, status };
    if let Err(error) = app.store.note_fetch(hash, profile, &fetch).await {
        tracing::warn!(code = error.code(), "a taker's visit was not noted");
    }
    if let Err(error) = app.store.forget_ended(hash, feed, now).await {
        tracing::warn!(code = error.code(), "what has ended is noted still");
    }
}
