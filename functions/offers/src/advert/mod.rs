//! `GET …/offers/{job_id}/boards/{board}`: an offer in the form of a board where people post by hand; `PUT`: what
//! somebody says of it there. The text is for copying: nothing is sent to any board, and none is asked.

mod body;
mod entry;
mod field;
mod sheet;

use jiff::Timestamp;
use shared::app::App;
use shared::model::advert::{Advert, Board, State};
use shared::model::error::{Error, Result, Sought};
use shared::model::offer::Offer;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::store::{AdvertKey, Save};

pub(super) use body::Said;
pub(super) use entry::{AdvertEntry, by_hand, left_behind};
pub(super) use sheet::Sheet;

use crate::{looking, trail};

/// How often it is tried over what somebody else has written meanwhile.
const TRIES: usize = 5;

/// The offer in the form of `board`, as the ATS has it now.
///
/// # Errors
/// An offer that is not on the boards; those of the caller, and outages.
pub(super) async fn show(
    app: &App,
    caller: &Caller,
    (job_id, board): (i64, Board),
) -> Result<Sheet> {
    let Employer { company_id, .. } = caller.with_company(&app.ats).await?;
    let address = app.store.feed_address(company_id).await?;
    let known = app.store.offer(company_id, job_id).await?.into_iter().collect();
    let look = looking::look(app, caller, (company_id, address.as_ref()), known).await?;
    let now = app.clock.now();
    let mut offers = look.offers.into_iter().filter(|offer| offer.is_live(now));
    let offer = offers.next().ok_or(Error::NotFound(Sought::Offer))?;
    let advert = app.store.advert(AdvertKey { company: company_id, job_id, board }).await?;
    let entry = advert.map(|advert| AdvertEntry::of(&advert, Some(&offer), now));
    Ok(Sheet::of(&offer, board, &app.config.frontend_url, entry))
}

/// Keeps what somebody says of the offer at `board`.
///
/// # Errors
/// An offer that is not on the boards, or of which nothing was said there before; what can't follow what was said last
/// (409); those of the caller, and outages.
pub(super) async fn keep(
    app: &App,
    caller: &Caller,
    (job_id, board): (i64, Board),
    said: Said,
) -> Result<AdvertEntry> {
    let employer = caller.with_company(&app.ats).await?;
    let key = AdvertKey { company: employer.company_id, job_id, board };
    let kept = store(app, employer, key, &said).await;
    trail("keep_advert", employer, Some(job_id), &kept);
    kept
}

async fn store(app: &App, employer: Employer, key: AdvertKey, said: &Said) -> Result<AdvertEntry> {
    for _ in 0..TRIES {
        let now = app.clock.now();
        let offer = app.store.offer(key.company, key.job_id).await?;
        let offer = offer.filter(|offer| offer.is_live(now));
        let seen = app.store.advert(key).await?;
        can_follow(said.state, offer.as_ref(), seen.as_ref())?;
        let advert = next((key, employer.user_id), said, (offer.as_ref(), seen.as_ref()), now);
        let over = seen.as_ref().map(|seen| seen.version);
        let due = advert.due_at(offer.is_some(), now);
        if app.store.save_advert(key.company, (&advert, over), due).await? == Save::Saved {
            return Ok(AdvertEntry::of(&advert, offer.as_ref(), now));
        }
    }
    Err(Error::InProgress)
}

/// Whether `state` makes sense after what was `seen`: what is offered no longer can't be posted any more, and nothing
/// ends that never began; what is there is not begun again, which would lose where it is, and only that can be over.
fn can_follow(state: State, offer: Option<&Offer>, seen: Option<&Advert>) -> Result<()> {
    match (state, seen.map(|seen| seen.state)) {
        (State::Prepared | State::Posted, _) if offer.is_none() => {
            Err(Error::NotFound(Sought::Offer))
        }
        (State::Expired | State::Removed, None) => Err(Error::NotFound(Sought::Advert)),
        (State::Prepared, Some(State::Posted)) => Err(Error::AdvertPosted),
        (State::Expired, Some(State::Prepared | State::Removed)) => Err(Error::AdvertNotPosted),
        (State::Prepared | State::Posted | State::Expired | State::Removed, _) => Ok(()),
    }
}

/// What is known after `said`, which can follow. Where it was posted last stays known, and until when, unless somebody
/// begins anew.
fn next(
    (key, user_id): (AdvertKey, i64),
    said: &Said,
    (offer, seen): (Option<&Offer>, Option<&Advert>),
    now: Timestamp,
) -> Advert {
    let is_posted = said.state == State::Posted;
    let before = seen.filter(|_| !is_posted);
    let posted = offer.filter(|_| is_posted);
    let ended = before.filter(|_| said.state != State::Prepared);
    Advert {
        job_id: key.job_id,
        board: key.board,
        title: offer
            .and_then(|offer| offer.content.title.clone())
            .or_else(|| seen.and_then(|seen| seen.title.clone())),
        state: said.state,
        url: said.url.clone().or_else(|| before.and_then(|seen| seen.url.clone())),
        ends_on: said.ends_on.or_else(|| ended.and_then(|seen| seen.ends_on)),
        posted_by: posted.map(|_| user_id).or_else(|| before.and_then(|seen| seen.posted_by)),
        posted_at: posted.map(|_| now).or_else(|| before.and_then(|seen| seen.posted_at)),
        posted_content: posted
            .map(|offer| offer.content.fingerprint())
            .or_else(|| before.and_then(|seen| seen.posted_content.clone())),
        changed_by: Some(user_id),
        changed_at: now,
        offered_at: offer.map(|_| now).or_else(|| seen.and_then(|seen| seen.offered_at)),
        reminder: None,
        version: seen.map_or(1, |seen| seen.version.saturating_add(1)),
    }
}
