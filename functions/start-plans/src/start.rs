//! One plan at its time: taken in hand, looked at once more, posted, recorded.
//!
//! A run that breaks off leaves the plan to the next one, which finds in the ledger what was posted.

use std::collections::HashSet;

use jiff::Timestamp;
use shared::app::App;
use shared::connecting::plans;
use shared::model::error::Result;
use shared::model::owner::Owner;
use shared::model::plan::{Outcome as There, Place, Plan, PlanKey, Reason, State};
use shared::store::{Save, TakenPlan, insist};

use crate::finding::find;
use crate::posting::publish;

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
/// [`shared::model::error::Error::StorageUnavailable`]; one that can't be read is
/// [`shared::model::error::Error::Internal`].
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
