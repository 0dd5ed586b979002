//! What a change of a planned post is to those who are told. That its post is online, the ledger tells.

use super::{Happening, SYSTEM, owner, user};
use crate::model::plan::{Outcome, Plan, PlanKey, Reason, State};
use crate::model::provider::{PostProvider, Provider};
use crate::notifying::event::{self, Offer, Subject};
use crate::store::Image;

pub(super) fn changed(
    key: &PlanKey,
    old: &Image<Box<Plan>>,
    new: &Image<Box<Plan>>,
) -> Vec<Happening> {
    let Image::Known(new) = new else { return Vec::new() };
    let old = match old {
        Image::Known(old) => Some(old),
        Image::Unreadable => return Vec::new(),
        Image::Nothing => None,
    };
    let was = old.map(|old| old.publish_at).filter(|was| *was != new.publish_at);
    let subject = event::Plan {
        plan_id: key.id(),
        job_id: new.job_id,
        provider: Provider::from(PostProvider::LinkedIn).key(),
        owner: owner(new.whose()),
        publish_at: new.publish_at,
        timezone: new.timezone.clone(),
        was,
        reason: new.reason.filter(|_| new.state == State::Stopped),
    };
    let happened = |kind, actor| vec![(kind, actor, Subject::Plan(subject.clone()))];
    let changer = || user(new.changed_by.unwrap_or(new.user_id));
    let Some(old) = old else {
        return match new.state {
            State::Planned => happened("offer.planned", user(new.user_id)),
            _ => Vec::new(),
        };
    };
    match new.state {
        // One that did not count was told as withdrawn.
        State::Planned if old.is_given_up() => happened("offer.planned", user(new.user_id)),
        State::Planned if is_edited(old, new) => happened("offer.plan_changed", changer()),
        State::TakenBack if old.state != State::TakenBack => {
            happened("offer.plan_withdrawn", changer())
        }
        State::Stopped if old.reason != new.reason || old.state != State::Stopped => {
            happened("offer.plan_stopped", Some(SYSTEM.to_owned()))
        }
        // Of one that waits, some places may have failed already.
        State::Published | State::Failed | State::Planned => failures(key, old, new),
        State::TakenBack | State::Stopped | State::Starting => Vec::new(),
    }
}

/// Whether a person has written it, and no run of the schedule.
fn is_edited(old: &Plan, new: &Plan) -> bool {
    let is_waiting = old.state == State::Planned || old.is_asking();
    is_waiting && old.asked_at <= new.asked_at && old.tries == new.tries
}

/// The places where it has failed now.
fn failures(key: &PlanKey, old: &Plan, new: &Plan) -> Vec<Happening> {
    let ended = new.places.iter().zip(&old.places);
    let failed = ended.filter_map(|(new, old)| match (&new.outcome, &old.outcome) {
        (Outcome::Failed { reason }, Outcome::Pending | Outcome::Unclear) => Some((new, *reason)),
        _ => None,
    });
    let told = failed.map(|(place, reason)| {
        let is_open = reason == Reason::OutcomeUnknown;
        let offer = Offer {
            job_id: new.job_id,
            provider: Provider::from(PostProvider::LinkedIn).key(),
            author: place.author.clone(),
            post_id: None,
            outcome: Some(if is_open { "unknown" } else { "refused" }),
            plan_id: Some(key.id()),
            reason: Some(reason),
        };
        ("offer.publication_failed", user(new.user_id), Subject::Offer(offer))
    });
    told.collect()
}
