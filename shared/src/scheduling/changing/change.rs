//! Changing an event that a person may be changing at the same moment.
//!
//! An edit is never made on a version that we have not compared: `If-Match` names it. What guests
//! answer is a new version too, but no edit, and neither is a change that we made ourselves.

use crate::model::fault::{Fault, ProviderError};
use crate::model::interview::{Changes, Event, Sight};
use crate::scheduling::calendar::Calendar;
use crate::scheduling::comparison::Told;
use crate::store::ScheduledEvent;

/// How often it is tried where guests answer at the same moment, or an answer is lost.
const ATTEMPTS: usize = 3;

/// How it ended.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The event is as it was asked for.
    Changed(Event),
    /// A person has changed it; this is their version.
    Foreign(Event),
    /// The calendar does not show it, and says this of it.
    Missed(Told),
}

/// Makes `changes` to the `known` event, which was `seen_first` in its calendar since it was read, unless somebody
/// else changed it.
///
/// # Errors
/// [`ProviderError`]; after one, the event is as it was or as it was asked for.
pub(super) async fn change(
    calendar: &Calendar,
    (known, mut seen_first): (&ScheduledEvent, Option<Sight>),
    changes: &Changes,
) -> Result<Outcome, ProviderError> {
    let mut seen = known.fingerprint.clone();
    let mut refusal = None;
    for _ in 0..ATTEMPTS {
        let sight = match seen_first.take() {
            Some(sight) => sight,
            None => match calendar.sight(&known.event_id).await {
                Ok(sight) => sight,
                Err(error) => return Err(unseen(error, refusal)),
            },
        };
        let current = match sight {
            Sight::There(event) if event.is_organizer => *event,
            // What is changed in a guest's copy reaches nobody.
            Sight::There(_) => return Ok(Outcome::Missed(Told::Elsewhere)),
            Sight::Deleted => return Ok(Outcome::Missed(Told::Deleted)),
            Sight::Absent => return Ok(Outcome::Missed(Told::Absent)),
        };
        let is_done = current.content == current.content.after(changes);
        // Where nothing of it is to change, that it is so says nothing of who made it so.
        let is_ours = is_done && changes.concern_event();
        if !is_ours && current.content.fingerprint() != seen {
            return Ok(Outcome::Foreign(current));
        }
        if is_done && changes.description.is_none() {
            return Ok(Outcome::Changed(current));
        }
        seen = current.content.fingerprint();
        match calendar.change(&current, changes).await {
            Ok(event) => return Ok(Outcome::Changed(event)),
            Err(error) if is_worth_a_look(&error) => refusal = Some((error, current)),
            Err(error) => return Err(error),
        }
    }
    match refusal {
        Some((error, current)) if error.is(412) => Ok(Outcome::Foreign(current)),
        Some((error, _)) => Err(error.repeatable()),
        None => Ok(Outcome::Missed(Told::Unsettled)),
    }
}

/// What is said where the event can't be looked at after `refusal`: whether that was of a change that was made is open
/// still, whatever keeps it from being seen. A new token may show it.
fn unseen(error: ProviderError, refusal: Option<(ProviderError, Event)>) -> ProviderError {
    match refusal {
        Some((unknown, _)) if unknown.fault == Fault::OutcomeUnknown => match error.fault {
            Fault::TokenRefused => error,
            _ => unknown.repeatable(),
        },
        _ => error,
    }
}

/// Somebody was faster, or it is open whether the change was made: looking again tells.
fn is_worth_a_look(error: &ProviderError) -> bool {
    error.is(404) || error.is(410) || error.is(412) || error.fault == Fault::OutcomeUnknown
}
