//! One plan at its time: taken in hand, looked at once more, posted, recorded.
//!
//! A run that breaks off leaves the plan to the next one, which finds in the ledger what was posted.

use std::collections::HashSet;

use futures::future::join_all;
use jiff::Timestamp;
use shared::app::App;
use shared::connecting::plans;
use shared::model::error::{Error, Result};
use shared::model::owner::{ConnectionId, Owner};
use shared::model::plan::{Content, Outcome as There, Place, Plan, PlanKey, Reason, State};
use shared::model::provider::PostProvider;
use shared::model::publication::Online;
use shared::posting::planned::{picture, post};
use shared::posting::publishing::{Offered, Picture, Posted, Publisher, Target, Wish, standing};
use shared::posting::session::Session;
use shared::store::{Save, TakenPlan, insist};

/// What became of one plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is online, in one place at least.
    Published,
    /// It is tried again.
    Waiting,
    /// Something has ended it.
    Stopped,
    /// It failed.
    Failed,
    /// Its time was over before it could be begun.
    Late,
    /// Another run has it, or a person was faster.
    Skipped,
    /// Our own storage failed: it is taken in hand again.
    Left,
}

/// Starts the plan under `key`, if it is due still. By connections of the `exhausted` nothing is sent; those that
/// turn out to be are added.
///
/// # Errors
/// [`Error::StorageUnavailable`]; one that can't be read is [`Error::Internal`].
pub(crate) async fn start(
    app: &App,
    key: &PlanKey,
    exhausted: &mut HashSet<Owner>,
) -> Result<Outcome> {
    let now = app.clock.now();
    let Some(taken) = app.store.take_plan(key, now).await? else { return Ok(Outcome::Skipped) };
    let TakenPlan { mut plan, is_again } = taken;
    let (plan, again) = match plans::ended(app, key.company, &plan).await? {
        Some(reason) => {
            find(app, key, &mut plan).await?;
            (plan.stopped_at_start(reason, now), None)
        }
        None => {
            if is_again || plan.is_late(now) {
                find(app, key, &mut plan).await?;
            }
            if plan.is_late(now) {
                plan.give_up_unsent();
            }
            publish(app, key, (&mut plan, is_again), exhausted).await?;
            concluded(app, key, plan).await?
        }
    };
    let outcome = outcome(&plan);
    tracing::info!(
        company_id = key.company,
        reason = plan.reason.map(Reason::name),
        ?outcome,
        "a plan was due"
    );
    // A person can't have changed it; who has erased it has the last word.
    match insist(|| app.store.change_plan(key, plan.clone(), again)).await? {
        Save::Saved => Ok(outcome),
        Save::Lost => Ok(Outcome::Skipped),
    }
}

const fn outcome(plan: &Plan) -> Outcome {
    match (plan.state, plan.reason) {
        (State::Published, _) => Outcome::Published,
        (State::Stopped, _) => Outcome::Stopped,
        (State::Planned | State::Starting, _) => Outcome::Waiting,
        (State::Failed | State::TakenBack, Some(Reason::Late)) => Outcome::Late,
        (State::Failed | State::TakenBack, _) => Outcome::Failed,
    }
}

/// What a plan is after it was tried. What has ended it meanwhile is why it was not posted, whatever that looked like.
async fn concluded(app: &App, key: &PlanKey, plan: Plan) -> Result<(Plan, Option<Timestamp>)> {
    let is_online = |place: &Place| matches!(place.outcome, There::Published { .. });
    let now = app.clock.now();
    if plan.places.iter().all(is_online) {
        return Ok(plan.tried(now));
    }
    match plans::ended(app, key.company, &plan).await? {
        Some(reason) => Ok((plan.stopped_at_start(reason, now), None)),
        None => Ok(plan.tried(now)),
    }
}

/// Notes what the ledger says of each place that is open, without sending anything: what runs before this one have
/// posted, or somebody by hand.
async fn find(app: &App, key: &PlanKey, plan: &mut Plan) -> Result<()> {
    for index in 0..plan.places.len() {
        look(app, key, plan, index).await?;
    }
    Ok(())
}

/// Notes what the ledger says of the place `index`, where that is open.
async fn look(app: &App, key: &PlanKey, plan: &mut Plan, index: usize) -> Result<()> {
    let (job, publish_at) = ((key.company, plan.job_id), plan.publish_at);
    let Some(content) = &plan.content else { return Ok(()) };
    let Some(place) = plan.places.get_mut(index).filter(|place| place.is_open()) else {
        return Ok(());
    };
    place.outcome = match standing(app, job, &post(content, place), publish_at).await {
        Ok(Some(Online { post_id, is_repeated, published_at })) => {
            let is_older = published_at.is_some_and(|at| at < publish_at);
            let is_repeated = is_repeated || is_older;
            There::Published { post_id, is_repeated, is_bare: false }
        }
        Ok(None) => There::Pending,
        Err(Error::OutcomeUnknown(_)) => There::Unclear,
        Err(error) => return Err(error),
    };
    Ok(())
}

/// Posts at each place that is open, all of a connection at the same time, and notes what came of it.
///
/// # Errors
/// [`Error::StorageUnavailable`] where the ledger does not tell whether one that failed is online all the same.
async fn publish(
    app: &App,
    key: &PlanKey,
    (plan, is_again): (&mut Plan, bool),
    exhausted: &mut HashSet<Owner>,
) -> Result<()> {
    let Some(content) = plan.content.clone() else { return Ok(()) };
    let picture = picture(&content);
    let wish = Wish { plan: Some(plan.clone()), ..Wish::default() };
    plan.reason = None;
    for owner in owners(plan) {
        let id = ConnectionId { company: key.company, owner, provider: PostProvider::LinkedIn };
        let own = plan.places.iter().enumerate();
        let own = own.filter(|(_, place)| place.owner == owner && place.is_open());
        let own: Vec<(usize, Place)> = own.map(|(index, place)| (index, place.clone())).collect();
        let session = match exhausted.contains(&owner) {
            false => Session::open_for_absent(app, id, plan.user_id).await,
            true => Err(Error::Throttled { provider: id.provider.into(), retry_after: None }),
        };
        match session {
            Ok(session) => {
                let publisher = Publisher::new(app, session, &wish);
                let results = post_all(&publisher, plan, &own, (&content, &picture)).await;
                if results.iter().any(|result| result.as_ref().is_err_and(is_quota)) {
                    exhausted.insert(owner);
                }
                for ((index, _), result) in own.iter().zip(results) {
                    let result = result.map(|posted| found(posted, plan, is_again));
                    note(app, key, plan, (*index, result.as_ref())).await?;
                }
            }
            Err(error) => {
                if is_quota(&error) {
                    exhausted.insert(owner);
                }
                for (index, _) in &own {
                    note(app, key, plan, (*index, Err(&error))).await?;
                }
            }
        }
    }
    Ok(())
}

/// Notes what came of posting at the place `index`. Before it has failed the ledger is asked: a run that broke off, or
/// somebody by hand, may have made the post.
async fn note(
    app: &App,
    key: &PlanKey,
    plan: &mut Plan,
    (index, result): (usize, std::result::Result<&There, &Error>),
) -> Result<()> {
    match (result, plan.places.get_mut(index)) {
        (Ok(online), Some(place)) => place.outcome = online.clone(),
        (Ok(_), None) => {}
        (Err(error), _) => {
            look(app, key, plan, index).await?;
            plan.note_failure(index, error);
        }
    }
    Ok(())
}

/// Whether LinkedIn takes no more from the connection for now.
fn is_quota(error: &Error) -> bool {
    Reason::of(error) == Reason::Quota
}

/// Whose connections have something to do still.
fn owners(plan: &Plan) -> Vec<Owner> {
    let open = plan.places.iter().filter(|place| place.is_open());
    let mut owners: Vec<_> = open.map(|place| place.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    owners
}

async fn post_all(
    publisher: &Publisher<'_>,
    plan: &Plan,
    places: &[(usize, Place)],
    (content, picture): (&Content, &Picture),
) -> Vec<Result<Posted>> {
    let job = Offered { job_id: plan.job_id, title: &plan.title };
    let work = places.iter().map(async |(_, place)| {
        target(publisher, plan, place)?;
        publisher.publish(job, post(content, place), picture).await
    });
    join_all(work).await
}

/// The place, where its connection may post there still: the page is one of the member's, the profile that of who
/// planned (S23).
fn target(publisher: &Publisher<'_>, plan: &Plan, place: &Place) -> Result<Target> {
    let connection = publisher.connection();
    match place.organization_id() {
        Some(page) => Target::page(page, connection),
        None => match Target::profile(connection, plan.user_id)? {
            own if own.author() == place.author => Ok(own),
            _ => Err(Error::NotOwner(connection.id.provider)),
        },
    }
}

/// The post, whether it was there before this plan, and whether its picture is missing: what an earlier run of the
/// plan has made was not there before.
fn found(posted: Posted, plan: &Plan, is_again: bool) -> There {
    let Posted { online, warning, .. } = posted;
    let since = online.published_at;
    let is_own = is_again && since.is_some_and(|since| since >= plan.publish_at);
    let is_repeated = online.is_repeated && !is_own;
    There::Published { post_id: online.post_id, is_repeated, is_bare: warning.is_some() }
}
