//! A video room that a connection of its own makes, beside the calendar.

use serde::{Deserialize, Serialize};

use super::Meeting;
use super::text::line_with;
use crate::model::owner::Owner;

/// A room that was made for an interview. The connection that made it alone changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Whose connection made it, in the interview's company.
    #[serde(rename = "owner_id", default, skip_serializing_if = "Owner::is_company")]
    pub owner: Owner,
    /// The provider's id of the account that made it.
    pub account_id: String,
    /// The provider's id of it.
    pub meeting_id: i64,
    /// Where guests join; never the host's own link (S52).
    pub join_url: String,
    /// Whether it was deleted with its interview.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_done: bool,
    /// Whether its provider said that it is not there any more: its link leads nowhere.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_lost: bool,
}

/// Whose rooms are made with a connection: what has to be known to look for one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostId {
    /// Whose connection it is, in the interview's company.
    #[serde(rename = "owner_id", default, skip_serializing_if = "Owner::is_company")]
    pub owner: Owner,
    /// The provider's id of the account; empty where nobody noted it.
    #[serde(default)]
    pub account_id: String,
}

/// The room of a request to schedule, as far as is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Booking {
    /// It is wanted, and may be there.
    Open(HostId),
    /// Here it is.
    Made(Room),
}

impl Booking {
    /// With whose connection it was, or is to be, made.
    pub fn host(&self) -> HostId {
        match self {
            Self::Open(host) => host.clone(),
            Self::Made(room) => room.host(),
        }
    }

    /// The room, where it is known.
    pub const fn room(&self) -> Option<&Room> {
        match self {
            Self::Open(_) => None,
            Self::Made(room) => Some(room),
        }
    }
}

impl Room {
    /// Whose it is.
    pub fn host(&self) -> HostId {
        HostId { owner: self.owner, account_id: self.account_id.clone() }
    }

    /// What the room is found by that is made in its place, where the provider has lost it.
    pub fn successor_key(&self) -> String {
        format!("instead-of-{}", self.meeting_id)
    }

    /// This room, which its provider has still, or has not any more.
    #[must_use]
    pub fn found(self, is_there: bool) -> Self {
        Self { is_lost: !is_there, ..self }
    }

    /// The link that people join by, where it leads to the room.
    pub fn meeting(&self) -> Meeting {
        match self.is_lost {
            true => Meeting::Unavailable,
            false => Meeting::Created(self.join_url.clone()),
        }
    }

    /// This room once nothing is left to be done with it.
    #[must_use]
    pub fn done(self) -> Self {
        Self { is_done: true, ..self }
    }

    /// The place of an interview that is held here too: `location`, and the link, which stays whole.
    pub fn place(&self, location: &str) -> String {
        line_with(location, &self.join_url)
    }

    /// `location`, which was the [`Room::place`] of the `former` room, with this one's link instead.
    pub fn place_after(&self, former: &Self, location: &str) -> String {
        match location.contains(&former.join_url) {
            true => location.replace(&former.join_url, &self.join_url),
            false => self.place(location),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(join_url: &str) -> Room {
        let join_url = join_url.to_owned();
        let (owner, account_id) = (Owner::Company, "z".to_owned());
        Room { owner, account_id, meeting_id: 1, join_url, is_done: false, is_lost: false }
    }

    #[test]
    fn b17_a_place_keeps_the_link_whole_however_long_it_is() {
        let room = room("https://zoom.us/j/92674392836?pwd=abc");
        assert_eq!(room.place(""), room.join_url);
        assert_eq!(room.place("Salle 3"), format!("Salle 3 – {}", room.join_url));
        let long = room.place(&"é".repeat(255));
        assert!(long.ends_with(&format!("… – {}", room.join_url)), "{long}");
        assert_eq!(long.chars().count(), 255);
    }

    #[test]
    fn b17_a_new_room_s_link_takes_the_place_of_the_old_one() {
        let (old, new) = (room("https://zoom.us/j/1"), room("https://zoom.us/j/2"));
        assert_eq!(new.place_after(&old, &old.place("Salle 3")), new.place("Salle 3"));
        assert_eq!(new.place_after(&old, "Salle 4"), new.place("Salle 4"), "a person took it out");
    }
}
