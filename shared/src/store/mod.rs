//! The DynamoDB table: the only place that knows keys, attribute names and conditions.
//!
//! | item | `pk` | `sk` | lives |
//! |---|---|---|---|
//! | connection | `COMPANY#{id}` | `CREDENTIAL#{provider}`; a person's own `CREDENTIAL#{provider}#{user}` | until it is disconnected |
//! | pending authorization | `STATE#{sha256}` | `STATE` | 10 minutes |
//! | listing of a row that stands elsewhere | `COMPANY#{id}` | `ELSEWHERE#{pk}` | as long as that row |
//! | interview | `COMPANY#{id}` | `EVENT#{provider}#{event id}` | 183 days after it is followed no longer |
//! | request to schedule | `COMPANY#{id}` | `INVITATION#{provider}#{application}#{key}` | 183 days after the newest attempt |
//! | key of interviews' guests | `COMPANY#{id}` | `GUESTS` | as long as the company |
//! | publication | `COMPANY#{id}` | `POST#{job}#{author}#{key}` | 24 months after the newest attempt |
//! | planned post | `COMPANY#{id}` | `PLAN#{number}`; of a person's own connection `PLAN#{number}-{user}` | 30 days after it ended; its text until then |
//! | snapshot of a post's figures | `COMPANY#{id}` | `SNAPSHOT#{day}#{post}` | 90 days |
//! | company whose figures are followed | `COMPANY#{id}` | `STATISTICS` | until a run finds nothing published for 90 days |
//! | note of an import | `COMPANY#{id}` | `IMPORT#{provider}` | a year |
//! | text template | `COMPANY#{id}` | `TEMPLATE#{provider}` | until it is taken back |
//! | watch of a calendar | `COMPANY#{id}` | `WATCH#{provider}`; of a person's own `WATCH#{provider}#{user}` | as long as there are interviews to come in it |
//! | channels of a calendar | `COMPANY#{id}` | `CHANNEL#{provider}`; of a person's own `CHANNEL#{provider}#{user}` | from the first wish for a watch on, until there is nothing to watch or to stop |
//! | address of a channel | `ADDRESS#{sha256}` | `ADDRESS` | as long as the channel, and two days |
//! | channel for notes | `COMPANY#{id}` | `CHOICE#slack` | until it is disconnected |
//! | note of an event, an interview's first, and what one stands for | `COMPANY#{id}` | `NOTE#{event}`; `NOTE#{provider}#{event id}`; `NOTE#plans#{cause}` | 5 days; 183 days; an hour |
//! | booking link | `COMPANY#{id}` | `BOOKING#{number}` | 30 days after its end, or its interview; the candidate until its end |
//! | where a booking link's token leads | `LINK#{sha256}` | `LINK` | as long as the link |
//! | hours of calendars and colleagues that are being given | `COMPANY#{id}` | `HOLDS` | an hour after the last |
//! | the same of an account's calendar, whichever company has connected it | `CALENDAR#{provider}#ACCOUNT#{account id}` | `HOLDS` | an hour after the last |
//! | preferences | `COMPANY#{id}` | `PREFERENCES` | as long as the company |
//! | offer on the boards | `COMPANY#{id}` | `OFFER#{job}` | 30 days after its last day; what stays of one that was taken off, 30 days after that |
//! | advert: an offer that is posted by hand at a board | `COMPANY#{id}` | `ADVERT#{job}#{board}` | a year after somebody said that it is there, else a month or three |
//! | where the company's feed stands | `COMPANY#{id}` | `FEED` | as long as the company |
//! | feed: changes of its offers, until when each is offered, and who has read it | `FEED#{sha256 of its token}` | `FEED` | until its token is replaced |
//! | event that waits for a sink | `COMPANY#{id}` | `DELIVERY#{sink}#{sequence}#{position}` | until it is delivered, or 72 hours |
//! | queue of these | `COMPANY#{id}` | `QUEUE#{sink}` | as long as one waits |
//! | event that was given up | `COMPANY#{id}` | `DELIVERY_GIVEN_UP#{sink}#{sequence}#{position}` | 30 days |
//! | what the ATS reported | `COMPANY#{id}` | `REPORT#{hash of its id}` | 7 days |
//! | grant to be withdrawn | `COMPANY#{id}` | `WITHDRAWAL#{provider}#{random}` | until its provider confirms, for a week |
//! | whose connection holds an account of which its provider keeps one grant | `ACCOUNT#{provider}#{account id}` | `ACCOUNT` | as long as that connection; one that has ended gives way |
//! | what happened lately at a provider | `PROVIDER#{provider}` | `ENDINGS`, `REFUSALS` | 48 hours after the newest event; an event counts 75 minutes |
//! | whether a sink fails everybody | `SINK#{sink}` | `BREAKER` | 7 days after the newest event |
//! | company that was erased | `ERASED#{id}` | `ERASED` | 30 days |
//!
//! Conditions keep to a small vocabulary: an item exists, it does not, its `version` is the one seen,
//! its lease is free or one's own, it stands unchanged where it can't be read. Without one the last write
//! counts, and its function says why it may.
//!
//! Two sparse indexes hold keys only: `refresh-due` (`refresh_shard`, `refresh_at`) what
//! the schedules look at, `account` (`account_key`) whose account is used, for providers that revoke by
//! account.

mod accounts;
mod addresses;
mod adverts;
mod bookings;
mod breakers;
mod changes;
mod channels;
mod chosen_channel;
mod connections;
mod deliveries;
mod due;
mod erased;
mod events;
mod feeds;
mod guests;
mod imports;
mod insistence;
mod invitations;
mod known;
mod ledger;
mod notes;
mod offered;
mod offers;
mod pages;
mod pending;
mod plans;
mod preferences;
mod publications;
mod queues;
mod reports;
mod rows;
mod sharing;
mod snapshots;
mod statistics;
mod tallies;
mod templates;
mod transactions;
mod turns;
mod upkeep;
mod watches;
mod withdrawals;

use std::collections::HashMap;
use std::fmt::{Debug, Display};
use std::result::Result as StdResult;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use futures::FutureExt;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use accounts::AccountHolder;
pub use adverts::AdvertKey;
pub use bookings::{
    Booked, CalendarKey, Choice, FoundLink, Hold, Involved, Link, LinkKey, TokenHash,
};
pub use changes::{Change, ConnectionImage, Image, Images, WatchImage, sequence_of};
pub use connections::{Overview, Save, Stored, Summary, Unreadable};
pub use deliveries::{Counts, GivenUp, Queued};
pub use due::{Cursor, Due};
pub use events::{Attempt, EventState, Happened, ScheduledEvent, ToCancel, What};
pub use feeds::{Feed, FeedAddress, Fetch};
pub use imports::Import;
pub use insistence::insist;
pub use invitations::{Ending, Invitation, InvitationKey, Progress, Traces};
pub use known::Known;
pub use ledger::in_turn;
pub use notes::{Noted, NotedInterview, StandsFor};
pub use offers::{Place, Removal};
pub use plans::{Planned, SHARDS as PLAN_SHARDS, TakenPlan};
pub use queues::DueQueue;
pub use reports::DueReport;
pub use rows::{Row, RowKey};
pub use snapshots::Snapshot;
pub use statistics::{Followed, SHARDS as STATISTICS_SHARDS};
pub use templates::StoredTemplate;
pub use turns::{Left, Taken as TakenTurn};
pub use upkeep::{Leased, Part, Taken, When};
pub use watches::{DueCalendar, Released, WATCH_SHARDS};
pub use withdrawals::DueWithdrawal;

use crate::model::error::{Error, Result};
use crate::platform::clock::Clock;
use crate::platform::metrics;

/// The table.
#[derive(Clone, Debug)]
pub struct Store {
    client: Client,
    table: String,
    clock: Clock,
}

/// DynamoDB's code for a condition that did not hold.
const CONDITION_FAILED: &str = "ConditionalCheckFailedException";

type Item = HashMap<String, AttributeValue>;

/// An item that can't be read, of which an operator has been told. What that means is its reader's to say.
#[derive(Debug)]
struct Garbled;

/// Where an item is all there is to go by, nothing can be done.
impl From<Garbled> for Error {
    fn from(_: Garbled) -> Self {
        Self::Internal
    }
}

impl Store {
    /// A handle; nothing is called yet.
    pub fn new(client: Client, table: &str, clock: Clock) -> Self {
        Self { client, table: table.to_owned(), clock }
    }

    /// What `item` holds. An operator is told of one that can't be read, whoever met it (F16, F35).
    fn read<T: DeserializeOwned>(&self, item: Item) -> StdResult<T, Garbled> {
        let key = RowKey::of(&item);
        serde_dynamo::from_item(item).map_err(|error| self.tell_unreadable(key.as_ref(), &error))
    }

    /// Tells an operator of the item under `key`, which makes no sense.
    fn tell_unreadable(&self, key: Option<&RowKey>, error: &dyn Display) -> Garbled {
        let (company, item) = key.map_or(("", ""), |key| (&key.pk, &key.sk));
        let alarm = "item_unreadable";
        tracing::error!(alarm, company, item, %error, "an item can't be read");
        metrics::item_unreadable(self.clock.now());
        Garbled
    }

    /// The item under `key`, read consistently.
    async fn get(&self, key: Item) -> Result<Option<Item>> {
        let request = self.client.get_item().table_name(&self.table).set_key(Some(key));
        let answer = request.consistent_read(true).send().boxed().await;
        answer.map(|answer| answer.item).map_err(|error| unavailable(&error))
    }

    /// The company's items whose sort keys lie from `first` up to `last`, all pages of them.
    async fn query(&self, company_id: i64, first: &str, last: &str) -> Result<Vec<Item>> {
        let request = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last")
            .expression_attribute_values(":pk", company(company_id))
            .expression_attribute_values(":first", text(first))
            .expression_attribute_values(":last", text(last))
            .consistent_read(true);
        all_pages(request).await
    }

    /// Deletes the company's items whose sort keys lie from `first` up to `last`, whatever is in them.
    async fn delete_all(&self, company_id: i64, first: &str, last: &str) -> Result<()> {
        for item in self.query(company_id, first, last).await? {
            let Some(key) = RowKey::of(&item) else { continue };
            let request = self.client.delete_item().table_name(&self.table);
            let answer = request.set_key(Some(key.item())).send().boxed().await;
            answer.map_err(|error| unavailable(&error))?;
        }
        Ok(())
    }
}

/// The items of all pages that `request` asks for.
async fn all_pages(request: QueryFluentBuilder) -> Result<Vec<Item>> {
    let items = request.into_paginator().items().send().collect::<StdResult<Vec<_>, _>>().await;
    items.map_err(|error| unavailable(&error))
}

fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

fn number(value: impl ToString) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

fn company(id: i64) -> AttributeValue {
    text(format!("COMPANY#{id}"))
}

fn to_item<T: Serialize>(value: &T, pk: AttributeValue, sk: AttributeValue) -> Result<Item> {
    let mut item: Item = serde_dynamo::to_item(value).map_err(|error| broken(&error))?;
    item.insert("pk".to_owned(), pk);
    item.insert("sk".to_owned(), sk);
    Ok(item)
}

/// What `read` makes of each item. One that can't be read is set aside with an alarm that names it: it
/// costs the company nothing but itself (F16, F35).
fn readable<T>(items: Vec<Item>, read: impl Fn(Item) -> StdResult<T, Garbled>) -> Vec<T> {
    items.into_iter().filter_map(|item| read(item).ok()).collect()
}

/// Something of ours that can't be written as an item.
fn broken(error: &serde_dynamo::Error) -> Error {
    tracing::error!(%error, "an item can't be written");
    Error::Internal
}

/// What a conditional call answers; `None` where its condition failed.
fn unless_refused<T, E: ProvideErrorMetadata + Debug, R: Debug>(
    answer: StdResult<T, SdkError<E, R>>,
) -> Result<Option<T>> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if error.code() == Some(CONDITION_FAILED) => Ok(None),
        Err(error) => Err(unavailable(&error)),
    }
}

/// A call that failed although its condition was met or had none (F13).
fn unavailable<E: ProvideErrorMetadata + Debug, R: Debug>(error: &SdkError<E, R>) -> Error {
    tracing::error!(code = error.code(), "DynamoDB failed");
    Error::StorageUnavailable
}
