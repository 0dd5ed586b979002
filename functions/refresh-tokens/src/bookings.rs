//! Booking links that are looked at: those in which nobody has chosen in time end, those whose connection fails say
//! so, and a choice that broke off is settled.

use futures::stream::{self, StreamExt};
use jiff::Timestamp;
use shared::app::App;
use shared::connecting::bookings;
use shared::model::booking::{Reason, State};
use shared::model::error::Result;
use shared::scheduling::choice;
use shared::store::{Link, LinkKey, ScheduledEvent};

/// Links at a time.
const AT_A_TIME: usize = 4;

/// Looks at what was due at `now`, until `last_start`; how many were, and how many are looked at again.
///
/// # Errors
/// [`shared::model::error::Error::StorageUnavailable`] where the index can't be read.
pub(crate) async fn look(
    app: &App,
    now: Timestamp,
    last_start: Timestamp,
) -> Result<(usize, usize)> {
    let due = app.store.due_links(now).await?;
    let looks = due.into_iter().map(|key| look_at(app, key, last_start));
    let looked: Vec<_> = stream::iter(looks).buffer_unordered(AT_A_TIME).collect().await;
    let done = looked.iter().filter(|is_done| **is_done).count();
    Ok((done, looked.len() - done))
}

async fn look_at(app: &App, key: LinkKey, last_start: Timestamp) -> bool {
    if app.clock.now() >= last_start {
        return false;
    }
    let looked = looked(app, &key).await;
    if let Err(error) = &looked {
        let company_id = key.company;
        tracing::warn!(company_id, code = error.code(), "a booking link was not looked at");
    }
    looked.is_ok()
}

/// Writes the link as it is then, which puts it off. Somebody who writes meanwhile does so as well.
async fn looked(app: &App, key: &LinkKey) -> Result<()> {
    let Some(found) = app.store.link(key).await? else { return Ok(()) };
    let (mut link, now) = (found.link, app.clock.now());
    if link.is_busy(now) {
        return Ok(());
    }
    if link.choice.is_some() {
        let Some(settled) = choice::settle(app, key, link).await? else { return Ok(()) };
        link = settled;
    }
    let event = app.store.booked_event(key.company, &link).await?;
    let link = link.told_by(event.as_ref());
    let next = match link.state {
        State::Booked => after_interview(app, link, event),
        State::Open | State::Cancelled if link.is_over(None, now) => link.ended(State::Expired),
        State::Open | State::Cancelled => usable(app, key, link).await?,
        State::Expired | State::Revoked => return Ok(()),
    };
    app.store.change_link(key, next).await.map(drop)
}

/// A booked link forgets its candidate after the interview `event`, which may have been moved.
fn after_interview(app: &App, link: Link, event: Option<ScheduledEvent>) -> Link {
    let noted = link.booked.as_ref().map(|booked| booked.span.end);
    let end = event.map(|event| event.end).or(noted);
    match link.is_over(end, app.clock.now()) {
        true => link.ended(State::Booked),
        false => link,
    }
}

/// What else has ended it stays. What whoever looked at it has found of its calendars holds until the next one does.
async fn usable(app: &App, key: &LinkKey, link: Link) -> Result<Link> {
    if link.is_stopped() {
        return Ok(link);
    }
    let is_usable = bookings::is_usable(app, key.company, &link).await?;
    let reason = if is_usable { link.trouble } else { Some(Reason::ConnectionEnded) };
    Ok(Link { reason, ..link })
}
