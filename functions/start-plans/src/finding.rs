//! What the ledger knows of a plan's places: by it, what was posted is found without sending anything.

use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::plan::{Outcome as There, Plan, PlanKey};
use shared::model::publication::Online;
use shared::posting::planned::post;
use shared::posting::publishing::standing;

/// Notes what the ledger says of each place that is open, without sending anything: what runs before this one have
/// posted, or somebody by hand.
pub(crate) async fn find(app: &App, key: &PlanKey, plan: &mut Plan) -> Result<()> {
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

/// Notes what came of posting at the place `index`. Before it has failed the ledger is asked: a run that broke off, or
/// somebody by hand, may have made the post.
pub(crate) async fn note(
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
