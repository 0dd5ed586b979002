//! Notes in the recruiters' channel: of what, where to, and what keeps a channel from taking them. Pure.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

use crate::words::Text;

/// Of what a note tells; each can be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    InterviewScheduled,
    /// Or made longer, or shorter.
    InterviewMoved,
    InterviewCancelled,
    /// A guest accepted or declined.
    GuestAnswered,
    OfferPublished,
    OfferRemoved,
    OfferFailed,
    /// Something is to be done at a board where offers are posted by hand.
    AdvertReminder,
    /// A connection of the company's ends soon, or has ended.
    ConnectionAttention,
    /// A candidate can't choose a time any more, or has not in time.
    BookingEnded,
}

/// Why a channel takes no notes; the connection works all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelTrouble {
    /// It is deleted, or private and we are not in it any more.
    NotFound,
    /// We have to be invited first.
    NotInvited,
    Archived,
    /// Only some may post in it.
    Restricted,
    /// A free workspace that takes no more messages.
    Full,
    /// The workspace's administrator keeps us out.
    Blocked,
    /// For a reason that is not known here.
    Refused,
}

/// Where a company's notes go, and which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenChannel {
    /// The provider's id of it.
    pub channel_id: String,
    /// Without the `#`, as it was called when it was chosen.
    pub channel_name: String,
    /// Whether others than its invited members may read it: candidates are shortened there.
    pub is_open: bool,
    /// What is told. A kind that is not known any more is left out.
    #[serde(deserialize_with = "known")]
    pub kinds: BTreeSet<NoteKind>,
    /// Who chose it.
    pub chosen_by: i64,
    /// By what colleagues recognise them; no address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen_by_label: Option<String>,
    /// Why it takes nothing, since the first note that it refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<ChannelTrouble>,
    /// Since when.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "jiff::fmt::serde::timestamp::second::optional"
    )]
    pub trouble_since: Option<Timestamp>,
}

impl NoteKind {
    /// All of them, in the order in which people choose.
    pub const ALL: [Self; 10] = [
        Self::InterviewScheduled,
        Self::InterviewMoved,
        Self::InterviewCancelled,
        Self::GuestAnswered,
        Self::OfferPublished,
        Self::OfferRemoved,
        Self::OfferFailed,
        Self::AdvertReminder,
        Self::ConnectionAttention,
        Self::BookingEnded,
    ];

    /// Its name in bodies, answers and the table.
    pub const fn key(self) -> &'static str {
        match self {
            Self::InterviewScheduled => "interview_scheduled",
            Self::InterviewMoved => "interview_moved",
            Self::InterviewCancelled => "interview_cancelled",
            Self::GuestAnswered => "guest_answered",
            Self::OfferPublished => "offer_published",
            Self::OfferRemoved => "offer_removed",
            Self::OfferFailed => "offer_failed",
            Self::AdvertReminder => "advert_reminder",
            Self::ConnectionAttention => "connection_attention",
            Self::BookingEnded => "booking_ended",
        }
    }

    /// The kind of this name.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The kind of note that an event of the type `event` makes; `None` where it makes none.
    pub fn of_event(event: &str) -> Option<Self> {
        Some(match event {
            "interview.scheduled" => Self::InterviewScheduled,
            "interview.moved" => Self::InterviewMoved,
            "interview.cancelled" => Self::InterviewCancelled,
            "interview.guest_responded" => Self::GuestAnswered,
            "offer.published" => Self::OfferPublished,
            "offer.removed" => Self::OfferRemoved,
            "offer.publication_failed" | "offer.plan_stopped" => Self::OfferFailed,
            "offer.advert_reminder" => Self::AdvertReminder,
            "connection.expiring" | "connection.needs_reauthorization" => Self::ConnectionAttention,
            "booking.expired" | "booking.stopped" => Self::BookingEnded,
            _ => return None,
        })
    }

    /// Those that are told where nobody has said which: what somebody may have to act on, and what all like
    /// to hear. Who removes an offer knows it.
    pub fn defaults() -> BTreeSet<Self> {
        Self::ALL.into_iter().filter(|kind| *kind != Self::OfferRemoved).collect()
    }
}

impl ChannelTrouble {
    /// What is wrong, and what to do about it.
    pub const fn text(self) -> Text {
        match self {
            Self::NotFound => Text::new("channel-not-found"),
            Self::NotInvited => Text::new("channel-not-invited"),
            Self::Archived => Text::new("channel-archived"),
            Self::Restricted => Text::new("channel-restricted"),
            Self::Full => Text::new("channel-full"),
            Self::Blocked => Text::new("channel-blocked"),
            Self::Refused => Text::new("channel-refused"),
        }
    }
}

fn known<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeSet<NoteKind>, D::Error> {
    let names = Vec::<String>::deserialize(from)?;
    Ok(names.iter().filter_map(|name| NoteKind::parse(name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_stored_and_answered_under_its_name() {
        for kind in NoteKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.key());
            assert_eq!(NoteKind::parse(kind.key()), Some(kind));
        }
        assert_eq!(NoteKind::of_event("connection.connected"), None);
    }

    #[test]
    fn a_kind_that_was_given_up_costs_no_other() {
        let text = r#"{"channel_id":"C1","channel_name":"rh","is_open":true,
            "kinds":["offer_published","birthday"],"chosen_by":1}"#;
        let read: ChosenChannel = serde_json::from_str(text).unwrap();
        assert_eq!(read.kinds, BTreeSet::from([NoteKind::OfferPublished]));
    }
}
