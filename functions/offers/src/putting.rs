//! Putting an offer on the boards.

use futures::future::try_join;
use jiff::Timestamp;
use shared::app::App;
use shared::connecting::offers;
use shared::model::error::{Error, Result};
use shared::model::offer::{LIMIT, Offer, Profile};
use shared::people::ats::Job;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::posting::commentary::content;
use shared::store::Save;

use crate::body::Asked;
use crate::entry::Entry;
use crate::{address, trail};

/// How often it is tried over what somebody else has written meanwhile.
const TRIES: usize = 5;

/// Copies the job from the ATS and puts it into the feeds that are asked for.
///
/// The ATS may close the job while this is under way. What it says is as old as the question, so that instant is
/// stored; and the offer is stored before what the ATS has reported is looked at, as a report is kept before the
/// offer is taken off: whichever of the two comes first, a closed job does not stay.
///
/// # Errors
/// A job that the company has not, or that is not published; more offers than a feed holds; those of the caller, and
/// outages.
pub(super) async fn put(app: &App, caller: &Caller, job_id: i64, asked: Asked) -> Result<Entry> {
    let asked_at = app.clock.now();
    let (employer, job) =
        try_join(caller.with_company(&app.ats), app.ats.job(caller, job_id)).await?;
    let job = job.of_company(employer.company_id)?;
    if !job.status.is_published() {
        return Err(Error::JobNotPublished);
    }
    let stored = kept(app, employer, (&job, asked_at), &asked).await;
    trail("put_offer", employer, Some(job_id), &stored);
    let stored = stored?;
    let adverts = app.store.adverts_of(employer.company_id, job_id).await?;
    let address = app.store.feed_address(employer.company_id).await?;
    let base = address::base(app, employer.company_id, address.as_ref()).await?;
    Ok(Entry::put((&stored, &adverts), base.as_ref(), app.clock.now()))
}

/// Stores `job`, and looks at what was reported meanwhile.
async fn kept(
    app: &App,
    employer: Employer,
    job: (&Job, Timestamp),
    asked: &Asked,
) -> Result<Offer> {
    let offer = store(app, employer, job, asked).await?;
    if offers::has_ended(app, employer.company_id, &offer).await? {
        return Err(Error::JobNotPublished);
    }
    Ok(offer)
}

/// Stores `job`, for which the ATS was asked at `asked_at`.
async fn store(
    app: &App,
    employer: Employer,
    (job, asked_at): (&Job, Timestamp),
    asked: &Asked,
) -> Result<Offer> {
    let company_id = employer.company_id;
    for _ in 0..TRIES {
        let now = app.clock.now();
        let address = address::ensured(app, employer).await?;
        let seen = app.store.offer(company_id, job.id).await?;
        if seen.as_ref().is_none_or(|seen| !seen.is_live(now)) {
            has_room(app, company_id, now).await?;
        }
        let by = (employer.user_id, seen.as_ref());
        let offer = offered((job, asked_at), asked, by, now);
        let over = seen.as_ref().map(|seen| seen.version);
        let saved = app.store.save_offer(company_id, &address, (&offer, over), now).await?;
        if saved == Save::Saved {
            return Ok(offer);
        }
    }
    Err(Error::InProgress)
}

/// A feed that is full would leave the newcomer out in silence.
async fn has_room(app: &App, company_id: i64, now: Timestamp) -> Result<()> {
    let offers = app.store.offers(company_id).await?;
    let live = offers.iter().filter(|offer| offer.is_live(now)).count();
    if live < LIMIT { Ok(()) } else { Err(Error::TooManyOffers) }
}

/// `job` as an offer, in the place of what was `seen`. Its date stays while it is offered: a taker would think that
/// a new one were a trick.
fn offered(
    (job, asked_at): (&Job, Timestamp),
    asked: &Asked,
    (user_id, seen): (i64, Option<&Offer>),
    now: Timestamp,
) -> Offer {
    let live = seen.filter(|seen| seen.is_live(now));
    let ends_on = asked.ends_on(live.map(|live| live.ends_on));
    let content = content(job);
    let is_same = |live: &&Offer| live.content == content && ends_on <= live.ends_on;
    let mut offer = Offer {
        job_id: job.id,
        user_id,
        boards: Default::default(),
        since: live.map_or(now, |live| live.since),
        updated_at: live.filter(is_same).map_or(now, |live| live.updated_at),
        put_at: asked_at,
        looked_at: asked_at,
        ends_on,
        version: seen.map_or(1, |seen| seen.version.saturating_add(1)),
        content,
    };
    let known = live.map(|live| live.boards.keys().copied().collect());
    let chosen = asked.boards.clone().or(known).unwrap_or_else(|| Profile::ALL.to_vec());
    offer.choose(chosen, live, now);
    offer
}
