//! Putting an offer on the boards.

use futures::future::join;
use jiff::Timestamp;
use shared::app::App;
use shared::connecting::offers;
use shared::model::error::{Error, Result, Sought};
use shared::model::offer::{LIMIT, Offer, Profile};
use shared::people::ats::{Job, JobStatus};
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::posting::commentary::content;
use shared::store::{Place, Save};

use crate::body::Asked;
use crate::entry::Entry;
use crate::{address, looking, trail};

/// How often it is tried over what somebody else has written meanwhile.
const TRIES: usize = 5;

/// Copies the job from the ATS and puts it into the feeds that are asked for.
///
/// The ATS may close the job while this is under way, and a colleague may take the offer off. What the ATS says is as
/// old as the question, so that instant is stored; what stands in the offer's place is read as it is asked, and what
/// is there otherwise when it is written was put there later. The offer is stored before what the ATS has reported is
/// looked at, as a report is kept before the offer is taken off: whichever of the two comes first, a closed job does
/// not stay.
///
/// # Errors
/// A job that the company has not, or that is not published; an offer that was taken off meanwhile; more offers than
/// a feed holds; those of the caller, and outages.
pub(super) async fn put(app: &App, caller: &Caller, job_id: i64, asked: Asked) -> Result<Entry> {
    let asked_at = app.clock.now();
    let (found, said) = join(find(app, caller, job_id), app.ats.job(caller, job_id)).await;
    let (employer, place) = found?;
    let said = said.and_then(|job| job.of_company(employer.company_id));
    let job = published(app, (employer.company_id, job_id), &place, (said, asked_at)).await?;
    let stored = kept(app, (employer, place), (&job, asked_at), &asked).await;
    trail("put_offer", employer, Some(job_id), &stored);
    let stored = stored?;
    let adverts = app.store.adverts_of(employer.company_id, job_id).await?;
    let address = app.store.feed_address(employer.company_id).await?;
    let base = address::base(app, employer.company_id, address.as_ref()).await?;
    Ok(Entry::put((&stored, &adverts), base.as_ref(), app.clock.now()))
}

/// Who asks, and the place of their company's offer.
async fn find(app: &App, caller: &Caller, job_id: i64) -> Result<(Employer, Place)> {
    let employer = caller.with_company(&app.ats).await?;
    let place = app.store.offer_place(employer.company_id, job_id).await?;
    Ok((employer, place))
}

/// The job, as the ATS, asked at `asked_at`, has `said` of it. What it calls over, or has not, leaves the feed at once,
/// as at a look; of any other word nothing follows for what is in `place`.
async fn published(
    app: &App,
    (company_id, job_id): (i64, i64),
    place: &Place,
    (said, asked_at): (Result<Job>, Timestamp),
) -> Result<Job> {
    let refusal = match said {
        Ok(job) => match job.status {
            JobStatus::Published => return Ok(job),
            JobStatus::Draft | JobStatus::Unknown => return Err(Error::JobNotPublished),
            JobStatus::Ended => Error::JobNotPublished,
        },
        Err(error @ Error::NotFound(_)) if place.offer().is_some() => error,
        Err(error) => return Err(error),
    };
    looking::take_off(app, company_id, job_id, asked_at).await?;
    Err(refusal)
}

/// Stores `job`, and looks at what was reported meanwhile.
async fn kept(
    app: &App,
    (employer, place): (Employer, Place),
    job: (&Job, Timestamp),
    asked: &Asked,
) -> Result<Offer> {
    let offer = store(app, (employer, place), job, asked).await?;
    if offers::has_ended(app, employer.company_id, &offer).await? {
        return Err(Error::JobNotPublished);
    }
    Ok(offer)
}

/// Stores `job`, for which the ATS was asked at `asked_at`, in its `place` as it was found then.
async fn store(
    app: &App,
    (employer, mut place): (Employer, Place),
    (job, asked_at): (&Job, Timestamp),
    asked: &Asked,
) -> Result<Offer> {
    let company_id = employer.company_id;
    for _ in 0..TRIES {
        is_open(&place, asked_at)?;
        let now = app.clock.now();
        let address = address::ensured(app, employer).await?;
        if place.offer().is_none_or(|seen| !seen.is_live(now)) {
            has_room(app, company_id, now).await?;
        }
        let offer = offered((job, asked_at), asked, (employer.user_id, &place), now);
        let write = (&offer, place.version());
        if app.store.save_offer(company_id, &address, write, now).await? == Save::Saved {
            return Ok(offer);
        }
        place = after(app, company_id, job.id, &place).await?;
    }
    Err(Error::InProgress)
}

/// Whether something may be put into `place` by what the ATS, asked at `asked_at`, has said.
///
/// # Errors
/// [`Error::JobNotPublished`] where the job was closed since, [`Error::NotFound`] where somebody has taken the offer
/// off since.
fn is_open(place: &Place, asked_at: Timestamp) -> Result<()> {
    match place {
        Place::TakenOff(past) if past.is_closed_since(asked_at) => Err(Error::JobNotPublished),
        Place::TakenOff(past) if past.removed_at.is_some_and(|at| at > asked_at) => {
            Err(Error::NotFound(Sought::Offer))
        }
        Place::Free | Place::TakenOff(_) | Place::Taken(_) => Ok(()),
    }
}

/// What stands there now, where `seen` was before: who has put another there gives way, and who has taken it off does
/// not.
///
/// # Errors
/// [`Error::NotFound`]; outages.
async fn after(app: &App, company_id: i64, job_id: i64, seen: &Place) -> Result<Place> {
    let place = app.store.offer_place(company_id, job_id).await?;
    let removed_at = |place: &Place| match place {
        Place::TakenOff(past) => past.removed_at,
        Place::Free | Place::Taken(_) => None,
    };
    let is_cleared = place == Place::Free && *seen != Place::Free;
    let is_removed = removed_at(&place) > removed_at(seen);
    if is_cleared || is_removed { Err(Error::NotFound(Sought::Offer)) } else { Ok(place) }
}

/// A feed that is full would leave the newcomer out in silence.
async fn has_room(app: &App, company_id: i64, now: Timestamp) -> Result<()> {
    let offers = app.store.offers(company_id).await?;
    let live = offers.iter().filter(|offer| offer.is_live(now)).count();
    if live < LIMIT { Ok(()) } else { Err(Error::TooManyOffers) }
}

/// `job` as an offer, in `place`. Its date stays while it is offered, and where it is put back soon: a taker would
/// think that a new one were a trick. Where the ATS was asked later for what stands there, that is what it says.
fn offered(
    (job, asked_at): (&Job, Timestamp),
    asked: &Asked,
    (user_id, place): (i64, &Place),
    now: Timestamp,
) -> Offer {
    let live = place.offer().filter(|seen| seen.is_live(now));
    let newer = live.filter(|live| live.looked_at.as_second() > asked_at.as_second());
    let ends_on = asked.ends_on(live.map(|live| live.ends_on));
    let content = newer.map_or_else(|| content(job), |newer| newer.content.clone());
    let is_same = |live: &&Offer| live.content == content && ends_on <= live.ends_on;
    let mut offer = Offer {
        job_id: job.id,
        user_id,
        boards: Default::default(),
        since: since(place, now),
        updated_at: live.filter(is_same).map_or(now, |live| live.updated_at),
        put_at: live.map_or(asked_at, |live| live.put_at.max(asked_at)),
        looked_at: newer.map_or(asked_at, |newer| newer.looked_at),
        is_unclear: newer.is_some_and(|newer| newer.is_unclear),
        ends_on,
        version: place.next_version(),
        content,
    };
    let known = live.map(|live| live.boards.keys().copied().collect());
    let chosen = asked.boards.clone().or(known).unwrap_or_else(|| Profile::ALL.to_vec());
    offer.choose(chosen, live, now);
    offer
}

/// The date of what is put into `place` at `now`.
fn since(place: &Place, now: Timestamp) -> Timestamp {
    let known = match place {
        Place::Free => None,
        Place::TakenOff(past) => past.since(now),
        Place::Taken(offer) => Some(offer.since).filter(|_| offer.is_live(now)),
    };
    known.unwrap_or(now)
}
