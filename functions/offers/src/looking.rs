//! Asking the ATS what it says of offers now: what it no longer offers goes, what it says otherwise is copied anew.

use futures::stream::{self, StreamExt};
use jiff::{SignedDuration, Timestamp};
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::offer::Offer;
use shared::people::ats::{Job, JobStatus};
use shared::people::auth::Caller;
use shared::posting::commentary::content;
use shared::store::{FeedAddress, Removal, Save};

/// How many offers are asked for at a look: those that were not for the longest time.
const AT_ONCE: usize = 40;
/// How many calls are under way together.
const CALLS: usize = 8;
/// What was asked for more recently is not again.
const FRESH: SignedDuration = SignedDuration::from_mins(5);

/// The offers as they are after a look.
#[derive(Debug)]
pub(super) struct Look {
    /// Those that are stored still.
    pub(super) offers: Vec<Offer>,
    /// The jobs that left, by what the ATS says.
    pub(super) removed: Vec<i64>,
    /// How many could not be asked for, or are spoken of in unknown words: they stay as they are.
    pub(super) unasked: usize,
}

/// What became of one.
enum Outcome {
    /// It is stored like this.
    Stays(Box<Offer>),
    /// The ATS offers it no longer.
    Gone(i64),
    /// A colleague has taken it off meanwhile.
    TakenOff,
    /// The ATS was not asked, did not answer, or says neither that it is published nor that it is over.
    Unasked(Box<Offer>),
}

/// Looks at the company's offers, of which `known` are stored.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub(super) async fn look(
    app: &App,
    caller: &Caller,
    (company_id, address): (i64, Option<&FeedAddress>),
    mut known: Vec<Offer>,
) -> Result<Look> {
    let now = app.clock.now();
    known.sort_by_key(|offer| (offer.looked_at, offer.job_id));
    let is_due = |offer: &Offer| offer.is_live(now) && now.duration_since(offer.looked_at) >= FRESH;
    let (due, fresh): (Vec<_>, Vec<_>) = known.into_iter().partition(is_due);
    let Some(address) = address else {
        return Ok(Look { unasked: due.len(), offers: [due, fresh].concat(), removed: Vec::new() });
    };
    let later = due.get(AT_ONCE..).unwrap_or_default().to_vec();
    let asked = due.into_iter().take(AT_ONCE).map(|offer| async {
        let asked_at = app.clock.now();
        let said = app.ats.job(caller, offer.job_id).await;
        follow(app, (company_id, address), offer, (said, asked_at)).await
    });
    let outcomes: Vec<Result<Outcome>> =
        stream::iter(asked).buffer_unordered(CALLS).collect().await;
    let mut look = Look { unasked: later.len(), offers: [later, fresh].concat(), removed: vec![] };
    for outcome in outcomes {
        match outcome? {
            Outcome::Stays(offer) => look.offers.push(*offer),
            Outcome::Gone(job_id) => look.removed.push(job_id),
            Outcome::TakenOff => {}
            Outcome::Unasked(offer) => {
                look.unasked += 1;
                look.offers.push(*offer);
            }
        }
    }
    look.offers.sort_by_key(|offer| (offer.since, offer.job_id));
    look.removed.sort_unstable();
    Ok(look)
}

/// Does what follows from what the ATS, asked at `asked_at`, has `said` of `offer`. Only what it calls over, or has
/// not, leaves: any other word, and an answer that is none of this job, leave it as it was known.
async fn follow(
    app: &App,
    (company_id, address): (i64, &FeedAddress),
    offer: Offer,
    (said, asked_at): (Result<Job>, Timestamp),
) -> Result<Outcome> {
    let said = said.and_then(|job| job.of_company(company_id));
    let job = match said {
        Ok(job) => job,
        Err(Error::NotFound(_)) => return closed(app, company_id, &offer, asked_at).await,
        Err(Error::AtsIncomplete) => return unclear(app, company_id, offer, asked_at).await,
        Err(_) => return Ok(Outcome::Unasked(Box::new(offer))),
    };
    match job.status {
        JobStatus::Published => renewed(app, (company_id, address), offer, (&job, asked_at)).await,
        JobStatus::Ended => closed(app, company_id, &offer, asked_at).await,
        JobStatus::Draft | JobStatus::Unknown => unclear(app, company_id, offer, asked_at).await,
    }
}

/// Notes that the ATS was asked for `offer` at `asked_at`, and did not say whether it is offered: so it takes its turn
/// with the others, and whoever looks is told.
async fn unclear(app: &App, company_id: i64, offer: Offer, asked_at: Timestamp) -> Result<Outcome> {
    tracing::warn!(company_id, job_id = offer.job_id, "the ATS does not say whether it is offered");
    let looked = Offer { looked_at: asked_at, is_unclear: true, ..offer };
    match app.store.note_look(company_id, &looked).await? {
        Save::Saved => Ok(Outcome::Unasked(Box::new(looked))),
        Save::Lost => as_it_stands(app, company_id, looked.job_id).await,
    }
}

/// Takes `offer` off the boards, unless somebody has put it there for whom the ATS was asked later: they know
/// better, and theirs is shown.
async fn closed(app: &App, company_id: i64, offer: &Offer, asked_at: Timestamp) -> Result<Outcome> {
    let job_id = offer.job_id;
    if take_off(app, company_id, job_id, asked_at).await? {
        return Ok(Outcome::Gone(job_id));
    }
    Ok(match as_it_stands(app, company_id, job_id).await? {
        Outcome::TakenOff => Outcome::Gone(job_id),
        other => other,
    })
}

/// Takes the offer of the job off the boards, which the ATS, asked at `asked_at`, offers no longer; whether it was
/// there, and put there before that.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub(super) async fn take_off(
    app: &App,
    company_id: i64,
    job_id: i64,
    asked_at: Timestamp,
) -> Result<bool> {
    let (removal, now) = (Removal::PutBefore(asked_at), app.clock.now());
    let is_gone = app.store.remove_offer(company_id, job_id, removal, now).await?;
    tracing::info!(company_id, job_id, is_gone, "the ATS offers it no longer");
    Ok(is_gone)
}

/// The offer as the ATS has it, which was asked at `asked_at`. Where somebody changes it meanwhile, theirs stands
/// and the next look sees it.
async fn renewed(
    app: &App,
    (company_id, address): (i64, &FeedAddress),
    offer: Offer,
    (job, asked_at): (&Job, Timestamp),
) -> Result<Outcome> {
    let (content, now) = (content(job), app.clock.now());
    let job_id = offer.job_id;
    let looked = Offer { looked_at: asked_at, is_unclear: false, ..offer.clone() };
    let (newest, saved) = if content == offer.content {
        let saved = app.store.note_look(company_id, &looked).await?;
        (looked, saved)
    } else {
        let version = offer.version.saturating_add(1);
        let mut newer = Offer { content, updated_at: now, version, ..looked };
        newer.choose(offer.boards.keys().copied(), Some(&offer), now);
        let write = (&newer, Some(offer.version));
        let saved = app.store.save_offer(company_id, address, write, now).await?;
        (newer, saved)
    };
    match saved {
        Save::Saved => Ok(Outcome::Stays(Box::new(newest))),
        Save::Lost => as_it_stands(app, company_id, job_id).await,
    }
}

/// What somebody else has written meanwhile.
async fn as_it_stands(app: &App, company_id: i64, job_id: i64) -> Result<Outcome> {
    let stored = app.store.offer(company_id, job_id).await?;
    Ok(stored.map_or(Outcome::TakenOff, |offer| Outcome::Stays(Box::new(offer))))
}
