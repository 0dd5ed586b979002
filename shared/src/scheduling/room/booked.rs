//! The room of a request to schedule that broke off, or that may have been left.

use super::{Host, is_barred};
use crate::app::App;
use crate::model::error::Result;
use crate::model::interview::{Booking, Room};
use crate::people::actor::Actor;
use crate::store::{Invitation, InvitationKey};

/// Where a room was looked for.
#[derive(Clone, Debug)]
pub struct Looked {
    /// What it was made with; `None` where that can't be used any more.
    pub host: Option<Host>,
    /// The room that is there.
    pub room: Option<Room>,
}

impl Looked {
    /// Deletes the room, which no event leads to; whether there is none afterwards, as far as can be known.
    ///
    /// # Errors
    /// Zoom's refusals for now, and outages.
    pub async fn remove(&self) -> Result<bool> {
        let Some(host) = &self.host else { return Ok(false) };
        let Some(room) = &self.room else { return Ok(true) };
        let result = match host.remove(room).await {
            Ok(_) => Ok(true),
            Err(error) if is_barred(&error) => Ok(false),
            Err(error) => Err(host.error(error)),
        };
        host.audit("delete_room", &result);
        result
    }
}

/// The room of the request `row` under `key`, for `actor`: as noted, or looked for by
/// our key where it was only wanted.
///
/// # Errors
/// Zoom's refusals, and outages: it is open whether it is there.
pub async fn booked(
    app: &App,
    (key, row): (&InvitationKey, &Invitation),
    actor: Actor,
) -> Result<Looked> {
    let Some(booking) = &row.room else { return Ok(Looked { host: None, room: None }) };
    let host = super::of(app, key.company_id, &booking.host(), actor).await?;
    let room = match (booking, &host) {
        (Booking::Made(room), _) => Some(room.clone()),
        (Booking::Open(_), None) => None,
        (Booking::Open(_), Some(host)) => {
            let name = key.event_key().id(row.generation);
            host.find(&name).await.map_err(|error| host.error(error))?
        }
    };
    Ok(Looked { host, room })
}
