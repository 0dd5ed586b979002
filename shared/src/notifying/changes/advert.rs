//! What a change of an advert is: what somebody said of it, or that its time was over; then what is to be done.

use super::{Happening, SYSTEM, user};
use crate::model::advert;
use crate::notifying::event::{Advert, Subject};
use crate::store::Image;

pub(super) fn happenings(
    old: &Image<Box<advert::Advert>>,
    new: &Image<Box<advert::Advert>>,
) -> Vec<Happening> {
    let Image::Known(new) = new else { return Vec::new() };
    let old = match old {
        Image::Known(old) => Some(&**old),
        // What was there, nobody knows: what is there may have been told.
        Image::Unreadable => return Vec::new(),
        Image::Nothing => None,
    };
    let subject = Advert {
        job_id: new.job_id,
        board: new.board,
        state: new.state,
        ends_on: new.ends_on,
        reason: None,
    };
    let said = |it: &advert::Advert| (it.state, it.url.clone(), it.ends_on, it.posted_at);
    let is_changed = old.is_none_or(|old| said(old) != said(new));
    let changer = || new.changed_by.and_then(user).or_else(|| Some(SYSTEM.to_owned()));
    let changed =
        is_changed.then(|| ("offer.advert_changed", changer(), Subject::Advert(subject.clone())));
    let is_new = old.is_none_or(|old| old.reminder != new.reminder);
    let reminded = new.reminder.filter(|_| is_new).map(|reason| {
        let subject = Subject::Advert(Advert { reason: Some(reason), ..subject });
        ("offer.advert_reminder", Some(SYSTEM.to_owned()), subject)
    });
    changed.into_iter().chain(reminded).collect()
}
