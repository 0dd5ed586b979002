//! Posting at the places of a plan that are open, by the connections that they belong to.

use std::collections::HashSet;

use futures::future::join_all;
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::owner::{ConnectionId, Owner};
use shared::model::plan::{Content, Outcome as There, Place, Plan, PlanKey, Reason};
use shared::model::provider::PostProvider;
use shared::posting::planned::{picture, post};
use shared::posting::publishing::{Offered, Picture, Posted, Publisher, Target, Wish};
use shared::posting::session::Session;

use crate::finding::note;

/// Posts at each place that is open, all of a connection at the same time, and notes what came of it.
///
/// # Errors
/// [`Error::StorageUnavailable`] where the ledger does not tell whether one that failed is online all the same.
pub(crate) async fn publish(
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
