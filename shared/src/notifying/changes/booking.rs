//! What a change of a booking link is to those who are told. The interview that is chosen tells of itself.

use super::{Happening, SYSTEM};
use crate::model::booking::State;
use crate::notifying::event::{self, Subject};
use crate::store::{Image, Link, LinkKey};

pub(super) fn happenings(
    key: &LinkKey,
    old: &Image<Box<Link>>,
    new: &Image<Box<Link>>,
) -> Vec<Happening> {
    let (Image::Known(old), Image::Known(new)) = (old, new) else { return Vec::new() };
    let has_expired = new.state == State::Expired && old.state != State::Expired;
    let reason = new.reason.filter(|reason| old.reason != Some(*reason));
    let is_offering = matches!(new.state, State::Open | State::Cancelled);
    let (kind, reason) = match reason {
        _ if has_expired => ("booking.expired", None),
        Some(reason) if is_offering => ("booking.stopped", Some(reason)),
        Some(_) | None => return Vec::new(),
    };
    let subject = event::Booking {
        link_id: key.id.clone(),
        application_id: new.application_id,
        job_id: new.job_id,
        expires_at: new.expires_at,
        reason,
    };
    vec![(kind, Some(SYSTEM.to_owned()), Subject::Booking(subject))]
}
