//! What a change of an item is to those who are told. Pure, and the same each time: a record that comes
//! twice gives the same events with the same ids (F38).
//!
//! No event comes of notes, leases, renewals, uses, or rows that were cleaned up.

mod advert;
mod booking;
mod interview;
mod plan;
mod watch;

use std::collections::BTreeSet;

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;

use crate::connection::State;
use crate::model::owner::{ConnectionId, Owner};
use crate::model::provider::PostProvider;
use crate::model::provider::Provider;
use crate::model::publication::{Attempt, Publication};
use crate::notifying::event::{Connection, Data, Event, Offer, Subject};
use crate::store::{Change, ConnectionImage, Image, Images};

/// Who acts where nobody does.
const SYSTEM: &str = "system";
/// How many bytes of a hash make an id.
const ID_LENGTH: usize = 16;

/// The name of a kind, who did it, and what it is about.
type Happening = (&'static str, Option<String>, Subject);

/// The events of `change`, in their order.
pub fn events(change: &Change) -> Vec<Event> {
    let happenings = match &change.images {
        Images::Connection(id, old, new) => connection(*id, old, new).into_iter().collect(),
        Images::Advert(old, new) => advert::happenings(old, new),
        Images::Booking(key, old, new) => booking::happenings(key, old, new),
        Images::Plan(key, old, new) => plan::changed(key, old, new),
        Images::Publication(old, new) => publication(old, new),
        Images::Interview(_, old, new) => interview::happenings(old, new),
        Images::Watch(id, old, new) => watch::happenings(*id, old, new),
    };
    let event = |(position, (kind, actor, subject))| Event {
        id: event_id(&change.id, position),
        position,
        kind,
        timestamp: change.at,
        data: Data {
            company_id: change.company_id,
            actor,
            sequence: change.place.clone(),
            subject,
        },
    };
    happenings.into_iter().enumerate().map(event).collect()
}

fn event_id(record: &str, position: usize) -> String {
    let hash = digest(&SHA256, format!("{record}:{position}").as_bytes());
    let part = hash.as_ref().get(..ID_LENGTH).unwrap_or_default();
    format!("evt_{}", HEXLOWER.encode(part))
}

fn user(id: i64) -> Option<String> {
    Some(format!("user:{id}"))
}

/// How an owner is named.
fn owner(owner: Owner) -> String {
    owner.person().and_then(user).unwrap_or_else(|| "company".to_owned())
}

fn connection(
    id: ConnectionId,
    old: &Image<ConnectionImage>,
    new: &Image<ConnectionImage>,
) -> Option<Happening> {
    let subject = Connection {
        provider: id.provider.key(),
        owner: owner(id.owner),
        reason: None,
        ends_at: None,
        days_left: None,
    };
    let Image::Known(new) = new else {
        let is_gone = !matches!(old, Image::Nothing);
        // Who disconnected it, its item does not tell.
        return is_gone.then_some(("connection.disconnected", None, Subject::Connection(subject)));
    };
    let old = match old {
        Image::Known(old) => Some(old),
        Image::Nothing | Image::Unreadable => None,
    };
    let ends_at = new.reauthorize_by;
    let was_active = old.is_some_and(|old| old.state == State::Active);
    let is_new = old.is_none_or(|old| old.connected_at != new.connected_at) || !was_active;
    let was_warned = old.and_then(|old| old.warned);
    let (kind, actor, subject) = match (new.state, new.warned) {
        (State::Active, _) if is_new => {
            ("connection.connected", user(new.user_id), Connection { ends_at, ..subject })
        }
        (State::Active, Some(days)) if was_warned != Some(days) => {
            let days_left = Some(days);
            let subject = Connection { ends_at, days_left, ..subject };
            ("connection.expiring", Some(SYSTEM.to_owned()), subject)
        }
        (State::NeedsReauthorization | State::NeedsAttention, _)
            if old.is_none_or(|old| old.state == State::Active) =>
        {
            let subject = Connection { reason: new.reason, ..subject };
            ("connection.needs_reauthorization", Some(SYSTEM.to_owned()), subject)
        }
        _ => return None,
    };
    Some((kind, actor, Subject::Connection(subject)))
}

/// The posts of a row that are online.
fn online(row: &Publication) -> BTreeSet<&str> {
    let own = row.post_id.as_deref().filter(|_| row.state == Attempt::Published);
    let earlier = row.earlier_posts.iter().map(|post| post.post_id.as_str());
    own.into_iter().chain(earlier).collect()
}

fn publication(old: &Image<Box<Publication>>, new: &Image<Box<Publication>>) -> Vec<Happening> {
    // A row that is gone took no post with it.
    let Image::Known(new) = new else { return Vec::new() };
    let old = match old {
        Image::Known(old) => Some(old),
        // What was there, nobody knows: what is there may have been told.
        Image::Unreadable => return Vec::new(),
        Image::Nothing => None,
    };
    let offer = Offer {
        job_id: new.job_id,
        provider: Provider::from(PostProvider::LinkedIn).key(),
        author: new.author.clone(),
        post_id: None,
        outcome: None,
        plan_id: None,
        reason: None,
    };
    let of_post = |post_id: &str| Offer { post_id: Some(post_id.to_owned()), ..offer.clone() };
    let mut happenings = Vec::new();
    let had = |post_id: &str| old.is_some_and(|old| old.made(post_id));
    for post_id in online(new) {
        // One that another request had made was told as that one's.
        if !had(post_id) && !new.is_repeated {
            let subject = Subject::Offer(of_post(post_id));
            happenings.push(("offer.published", user(new.user_id), subject));
        }
    }
    for post_id in &new.deleted_post_ids {
        if old.is_none_or(|old| !old.has_deleted(post_id)) {
            happenings.push(("offer.removed", None, Subject::Offer(of_post(post_id))));
        }
    }
    let outcome = match new.state {
        Attempt::Refused => Some("refused"),
        Attempt::Unknown => Some("unknown"),
        Attempt::Attempting | Attempt::Published | Attempt::Deleted => None,
    };
    let has_ended = old.is_some_and(|old| old.state == Attempt::Attempting);
    // A plan tells itself, once it is not tried again.
    if has_ended && outcome.is_some() && !new.is_planned {
        let subject = Subject::Offer(Offer { outcome, ..offer });
        happenings.push(("offer.publication_failed", user(new.user_id), subject));
    }
    happenings
}

#[cfg(test)]
mod tests;
