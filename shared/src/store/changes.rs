//! The table's stream: what an item was and what it is, as far as anybody is told of it.
//!
//! Only what events are made of is read: no tokens, and of an interview's guests what stands in clear. A record
//! is never logged.

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{AdvertKey, Item, Link, LinkKey, RowKey, Store, adverts, bookings, plans};
use crate::connection::{DELAYED, State};
use crate::model::advert::Advert;
use crate::model::error::{Error, Result};
use crate::model::owner::ConnectionId;
use crate::model::plan::{Plan, PlanKey};
use crate::model::provider::{CalendarProvider, Provider};
use crate::model::publication::Publication;
use crate::model::reason::Reason;
use crate::store::ScheduledEvent;

/// Who removes items whose time is over.
const TTL: &str = "dynamodb.amazonaws.com";
/// How many digits a sequence number has at most.
const DIGITS: usize = 40;

/// What an item was, or is.
#[derive(Clone, Debug)]
pub enum Image<T> {
    /// There is none.
    Nothing,
    /// This.
    Known(T),
    /// One that can't be read.
    Unreadable,
}

/// What an item was and what it is.
#[derive(Clone, Debug)]
pub enum Images {
    /// A connection.
    Connection(ConnectionId, Image<ConnectionImage>, Image<ConnectionImage>),
    /// What is kept of an advert.
    Advert(Image<Box<Advert>>, Image<Box<Advert>>),
    /// A booking link.
    Booking(LinkKey, Image<Box<Link>>, Image<Box<Link>>),
    /// A planned post.
    Plan(PlanKey, Image<Box<Plan>>, Image<Box<Plan>>),
    /// A row of the ledger of publications.
    Publication(Image<Box<Publication>>, Image<Box<Publication>>),
    /// An interview.
    Interview(CalendarProvider, Image<Box<ScheduledEvent>>, Image<Box<ScheduledEvent>>),
    /// The watch of a calendar.
    Watch(ConnectionId<CalendarProvider>, Image<WatchImage>, Image<WatchImage>),
}

/// A change of an item that somebody may be told of.
#[derive(Clone, Debug)]
pub struct Change {
    /// The record's id, the same each time it comes.
    pub id: String,
    /// The record's place in the stream, as 40 digits: a later change of the same company has a greater one.
    pub place: String,
    /// When it happened, to the second.
    pub at: Timestamp,
    /// Whose item it is.
    pub company_id: i64,
    /// The item.
    pub images: Images,
}

/// A connection, without its tokens.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ConnectionImage {
    /// Who connected.
    pub user_id: i64,
    /// Whether it can be used.
    pub state: State,
    /// Why it can't.
    #[serde(default)]
    pub reason: Option<Reason>,
    /// When the person must consent again at the latest.
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub reauthorize_by: Option<Timestamp>,
    /// When it was made.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    pub connected_at: Timestamp,
    /// Of how many days before its end its owner was told last.
    #[serde(default)]
    pub warned: Option<u8>,
}

/// A watch, without its cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct WatchImage {
    /// What its calendar has said last; see [`crate::connection::Watch::changed_at`].
    #[serde(default, with = "jiff::fmt::serde::timestamp::millisecond::optional")]
    pub changed_at: Option<Timestamp>,
    /// When the calendar was last read to the end.
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    pub synced_at: Option<Timestamp>,
    /// How often reading it failed in a row.
    #[serde(default)]
    pub failures: u32,
}

impl WatchImage {
    /// Whether reading the calendar has failed for so long that people are told.
    pub const fn is_delayed(&self) -> bool {
        self.failures >= DELAYED
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    #[serde(rename = "eventID")]
    event_id: String,
    dynamodb: Data,
    #[serde(default)]
    user_identity: Option<Identity>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Data {
    approximate_creation_date_time: f64,
    keys: serde_dynamo::Item,
    #[serde(default)]
    new_image: Option<serde_dynamo::Item>,
    #[serde(default)]
    old_image: Option<serde_dynamo::Item>,
    sequence_number: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Identity {
    #[serde(default)]
    principal_id: String,
}

/// The name by which the stream knows `record`, a record of an event of the stream.
pub fn sequence_of(record: &Value) -> Option<&str> {
    record.get("dynamodb")?.get("SequenceNumber")?.as_str()
}

impl Store {
    /// What `record`, a record of an event of the stream, tells; `None` where nobody is told of it: another kind
    /// of item, one that was cleaned up, or nothing that has changed.
    ///
    /// # Errors
    /// [`Error::Internal`] for a record that makes no sense, or an item that is there now and can't be read; an
    /// operator is told of the latter.
    pub fn change(&self, record: &Value) -> Result<Option<Change>> {
        let record = Record::deserialize(record).map_err(|_| Error::Internal)?;
        let Data { keys, new_image, old_image, sequence_number, .. } = record.dynamodb;
        let is_expiry = record.user_identity.is_some_and(|it| it.principal_id == TTL);
        if is_expiry || new_image == old_image {
            return Ok(None);
        }
        let key = RowKey::of(&keys.into()).ok_or(Error::Internal)?;
        let company = key.pk.strip_prefix("COMPANY#").and_then(|id| id.parse().ok());
        let images = self.images(&key, old_image.map(Into::into), new_image.map(Into::into))?;
        let (Some(company_id), Some(images)) = (company, images) else { return Ok(None) };
        let second = record.dynamodb.approximate_creation_date_time;
        Ok(Some(Change {
            id: record.event_id,
            place: format!("{sequence_number:0>DIGITS$}"),
            at: timestamp(second).ok_or(Error::Internal)?,
            company_id,
            images,
        }))
    }

    fn images(&self, key: &RowKey, old: Option<Item>, new: Option<Item>) -> Result<Option<Images>> {
        if key.is_connection() {
            let Some(id) = key.connection() else {
                return Err(self
                    .tell_unreadable(Some(key), &"no connection has such a key")
                    .into());
            };
            let images = (image(old), self.image_now(key, new)?);
            return Ok(Some(Images::Connection(id, images.0, images.1)));
        }
        if key.sk.starts_with("POST#") {
            return Ok(Some(Images::Publication(image(old), self.image_now(key, new)?)));
        }
        if let Some(id) = key.watch() {
            return Ok(Some(Images::Watch(id, image(old), self.image_now(key, new)?)));
        }
        if key.sk.starts_with(bookings::PREFIX) {
            let unnamed = || self.tell_unreadable(Some(key), &"no link has such a key");
            let link = bookings::link_key(key).ok_or_else(unnamed)?;
            return Ok(Some(Images::Booking(link, image(old), self.image_now(key, new)?)));
        }
        if key.is_plan() {
            let unnamed = || self.tell_unreadable(Some(key), &"no plan has such a key");
            let plan = plans::plan_key(key).ok_or_else(unnamed)?;
            return Ok(Some(Images::Plan(plan, image(old), self.image_now(key, new)?)));
        }
        if key.sk.starts_with(adverts::PREFIX) {
            let unnamed = || self.tell_unreadable(Some(key), &"no advert has such a key");
            AdvertKey::of(key).ok_or_else(unnamed)?;
            return Ok(Some(Images::Advert(image(old), self.image_now(key, new)?)));
        }
        let Some(rest) = key.sk.strip_prefix("EVENT#") else { return Ok(None) };
        let provider = rest.split('#').next().and_then(Provider::parse);
        let provider = provider.and_then(CalendarProvider::of).ok_or(Error::Internal)?;
        Ok(Some(Images::Interview(provider, image(old), self.image_now(key, new)?)))
    }

    /// What is there now must be readable: nobody would ever be told of it otherwise.
    fn image_now<T: DeserializeOwned>(&self, key: &RowKey, item: Option<Item>) -> Result<Image<T>> {
        let Some(item) = item else { return Ok(Image::Nothing) };
        let read = serde_dynamo::from_item(item);
        Ok(Image::Known(read.map_err(|error| self.tell_unreadable(Some(key), &error))?))
    }
}

fn image<T: DeserializeOwned>(item: Option<Item>) -> Image<T> {
    match item.map(serde_dynamo::from_item::<Item, T>) {
        None => Image::Nothing,
        Some(Ok(known)) => Image::Known(known),
        Some(Err(_)) => Image::Unreadable,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "seconds of a timestamp are whole here")]
fn timestamp(seconds: f64) -> Option<Timestamp> {
    Timestamp::from_second(seconds.trunc() as i64).ok()
}
