//! Scheduled interviews: one item per event, under the provider's id of it.
//!
//! No address is stored. An item is cleaned up half a year after the interview. What the calendar took and
//! no item records is found by its request ([`super::Known`]).

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValuesOnConditionCheckFailure};
use data_encoding::BASE64_NOPAD;
use jiff::{SignedDuration, Timestamp};
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize, Serializer};
use url::Url;

use super::{Item, Save, Store, company, number, text, to_item, unavailable};
use crate::model::account::Account;
use crate::model::error::Result;
use crate::model::interview::{Content, Event, Link, Meeting, Room, Span};
use crate::model::owner::Owner;
use crate::model::provider::{CalendarProvider, RoomProvider};
use crate::vault::Sealed;

/// How long an item is kept after the interview.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 183);

/// No provider's ids are longer, in bytes; a sort key takes 1024.
pub(super) const ID_LIMIT: usize = 900;

/// A scheduled interview.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ScheduledEvent {
    /// Where.
    pub provider: CalendarProvider,
    /// The account in whose calendar it is, as noted; `None` where nobody noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
    /// Whose connection organizes it, and changes it; the company's where nothing is noted.
    #[serde(rename = "organizer_id", default, skip_serializing_if = "Owner::is_company")]
    pub organizer: Owner,
    /// Of a person's own calendar: by what colleagues recognise its owner; no address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organizer_label: Option<String>,
    /// The provider's id of it; our own name for it while it is not confirmed.
    pub event_id: String,
    /// The application at the ATS.
    pub application_id: i64,
    /// Who scheduled it.
    pub user_id: i64,
    /// Who changed it here last; absent where nobody has, or somebody did in the calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<i64>,
    pub title: String,
    /// What notes say of it, sealed in the name of the company's guests; absent where no notes were wanted when
    /// it was scheduled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_guest: Option<Sealed>,
    /// When it begins.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub start: Timestamp,
    /// When it ends.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub end: Timestamp,
    /// The IANA zone people think of it in.
    pub timezone: String,
    /// Its video link.
    pub meeting: Meeting,
    /// The room that was made beside the calendar, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<Room>,
    /// Where its organizer opens it; not stored where it names an address
    /// ([`crate::scheduling::calendar::with_url`] makes it anew).
    #[serde(serialize_with = "without_address")]
    pub event_url: Option<String>,
    /// The version we saw last.
    pub etag: String,
    /// What it was like when we saw it last, to notice a person's change.
    pub fingerprint: String,
    /// How often its id was used before; see [`crate::model::interview::EventKey::id`].
    pub generation: u32,
    /// Whether it takes place.
    pub state: EventState,
    /// Counts the writes of its item; 0 while there is none, or one that is older than the count. A write is
    /// accepted only on top of the version it has read.
    #[serde(default, skip_serializing_if = "is_uncounted")]
    pub version: u64,
}

const fn is_uncounted(version: &u64) -> bool {
    *version == 0
}

/// Whether an interview takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventState {
    /// It does.
    Scheduled,
    /// It was cancelled here, or deleted in the calendar.
    Cancelled,
    /// It may: scheduling it broke off, and the calendar was not asked since.
    Unconfirmed,
}

impl ScheduledEvent {
    /// This item after `event` was seen in the calendar.
    #[must_use]
    pub fn seen(self, event: &Event) -> Self {
        let Content { title, span, .. } = &event.content;
        let Span { start, end } = span.unwrap_or(Span { start: self.start, end: self.end });
        Self {
            title: title.clone(),
            start,
            end,
            meeting: self.meeting_with(&event.link),
            event_url: event.url.clone().or(self.event_url),
            etag: event.etag.clone(),
            fingerprint: event.content.fingerprint(),
            ..self
        }
    }

    /// This item as `user_id` has changed it here; `None` where the calendar did.
    #[must_use]
    pub fn changed_by(self, user_id: Option<i64>) -> Self {
        Self { changed_by: user_id, ..self }
    }

    /// How its organizer `user_id` is named to colleagues.
    pub fn organizer_name(&self, user_id: i64) -> String {
        self.organizer_label.clone().unwrap_or_else(|| format!("#{user_id}"))
    }

    /// What became of the wish for a link; a room of its own is there whatever the calendar says.
    fn meeting_with(&self, link: &Link) -> Meeting {
        match &self.room {
            Some(room) => Meeting::Created(room.join_url.clone()),
            None => Meeting::of(self.meeting.is_wanted(), link),
        }
    }

    /// Where it is held by video, where that was wanted.
    pub fn meeting_provider(&self) -> Option<RoomProvider> {
        match &self.room {
            Some(_) => Some(RoomProvider::Zoom),
            None => self.meeting.is_wanted().then(|| self.provider.room()),
        }
    }

    /// This item with a room beside the calendar.
    #[must_use]
    pub fn held_in(self, room: Option<Room>) -> Self {
        let Some(room) = room else { return self };
        Self { meeting: Meeting::Created(room.join_url.clone()), room: Some(room), ..self }
    }

    /// This item once the event is gone.
    #[must_use]
    pub fn cancelled(self) -> Self {
        Self { state: EventState::Cancelled, ..self }
    }
}

/// Google's links name the calendar by its owner's address, in base64; others may do so in clear.
fn without_address<S: Serializer>(url: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    url.as_ref().filter(|url| !names_address(url)).serialize(serializer)
}

/// Whether a part of `url` is an address, as it stands, percent-encoded or in base64. What can't be read
/// as a URL may be one.
fn names_address(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return true };
    let path = url.path().split('/');
    let path = path.map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned());
    let query = url.query_pairs().flat_map(|(name, value)| [name.into_owned(), value.into_owned()]);
    let fragment = url.fragment().map(str::to_owned);
    path.chain(query).chain(fragment).any(|part| {
        // In a query, a plus may have become a space.
        let encoded = part.replace([' ', '-'], "+").replace('_', "/");
        let decoded = BASE64_NOPAD.decode(encoded.trim_end_matches('=').as_bytes());
        part.contains('@') || decoded.is_ok_and(|bytes| is_text_with_an_at(&bytes))
    })
}

/// Whether `bytes` are text with an `@`. Outlook's ids are bytes of any value, among which one may be that.
fn is_text_with_an_at(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes);
    text.is_ok_and(|text| text.contains('@') && !text.contains(char::is_control))
}

impl Store {
    /// The company's event of this id at `provider`, whatever its state, read consistently.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn event(
        &self,
        company_id: i64,
        provider: CalendarProvider,
        event_id: &str,
    ) -> Result<Option<ScheduledEvent>> {
        if !(1..=ID_LIMIT).contains(&event_id.len()) {
            return Ok(None);
        }
        let key = Item::from([
            ("pk".to_owned(), company(company_id)),
            ("sk".to_owned(), sort_key(provider, event_id)),
        ]);
        // One that can't be read is missing in the list too.
        Ok(self.get(key).await?.and_then(|item| self.read(item).ok()))
    }

    /// Stores `event` over the version of it that was read: a sight of the calendar that is older than what
    /// is stored meanwhile never takes its place. A cancellation takes any version's, and what is cancelled
    /// stays so, whoever writes late: no provider uses an event's id again (F24).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; a lost race is [`Save::Lost`].
    pub async fn put_event(&self, company_id: i64, event: &ScheduledEvent) -> Result<Save> {
        let item = next_item(company_id, event)?;
        let request = self.client.put_item().table_name(&self.table);
        let mut request = request
            .set_item(Some(item.clone()))
            .condition_expression(condition(event))
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":cancelled", text("cancelled"))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        if event.version > 0 && event.state != EventState::Cancelled {
            request = request.expression_attribute_values(":seen", number(event.version));
        }
        let Err(error) = request.send().await else { return Ok(Save::Saved) };
        match error.as_service_error() {
            // Our own write, whose answer was lost, is no race.
            Some(PutItemError::ConditionalCheckFailedException(failure)) => {
                Ok(if failure.item.as_ref() == Some(&item) { Save::Saved } else { Save::Lost })
            }
            _ => Err(unavailable(&error)),
        }
    }
}

/// The item with the next version.
fn next_item(company_id: i64, event: &ScheduledEvent) -> Result<Item> {
    let key = sort_key(event.provider, &event.event_id);
    let next = ScheduledEvent { version: event.version + 1, ..event.clone() };
    let mut item = to_item(&next, company(company_id), key)?;
    let ttl = event.end.saturating_add(KEPT).unwrap_or(event.end);
    item.insert("ttl".to_owned(), number(ttl.as_second()));
    Ok(item)
}

/// What must stand there for `event` to be written.
const fn condition(event: &ScheduledEvent) -> &'static str {
    match (event.version, event.state) {
        (0, EventState::Cancelled) => "attribute_not_exists(pk) OR #state <> :cancelled",
        (_, EventState::Cancelled) => "attribute_exists(pk) AND #state <> :cancelled",
        (0, _) => {
            "attribute_not_exists(pk) OR (#state <> :cancelled AND attribute_not_exists(version))"
        }
        (_, _) => "version = :seen AND #state <> :cancelled",
    }
}

fn sort_key(provider: CalendarProvider, event_id: &str) -> AttributeValue {
    text(format!("EVENT#{}#{event_id}", provider.key()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s34_a_link_that_names_an_address_is_known_however_it_is_written() {
        for url in [
            "https://www.google.com/calendar/event?eid=aXR2N2QzazJtOXEwYzh2NWgxIGF3YUBhY21lLmNp",
            "https://calendar.google.com/calendar/r/eventedit/aXR2N2QzazJtOXEwYzh2NWgxIGF3YUBhY21lLmNp",
            "https://outlook.office.com/calendar/fatou@acme.ci/item/1",
            "https://outlook.office.com/calendar/fatou%40acme.ci/item/1",
            "https://outlook.office365.com/owa/?itemid=1&mailbox=fatou%40acme.ci",
            "mailto:fatou@acme.ci",
            "fatou@acme.ci",
        ] {
            assert!(names_address(url), "{url}");
        }
        let outlook = "https://outlook.office365.com/owa/?itemid=AAMkADAwATM0MDAAMS0wAAA%3D&exvsurl=1&path=/calendar/item";
        assert!(!names_address(outlook));
        let by_chance = "https://outlook.office365.com/owa/?itemid=AAMkQAAB&exvsurl=1";
        assert!(!names_address(by_chance), "an id whose bytes are 00 03 24 40 00 01");
    }
}
