//! What is known of interviews: an item of its own for each, and where none could be written the row of
//! the request that scheduled it. So what was made is never unlisted for good (F36).

use std::result::Result as StdResult;

use jiff::Timestamp;

use super::events::ID_LIMIT;
use super::{Garbled, Invitation, InvitationKey, Item, RowKey, ScheduledEvent, Store, readable};
use crate::model::error::{Error, Result};
use crate::model::provider::CalendarProvider;

/// An interview, and from where it is known.
#[derive(Clone, Debug)]
pub struct Known {
    /// The interview.
    pub event: ScheduledEvent,
    /// The row of its request, where it has no item of its own.
    pub request: Option<(InvitationKey, Invitation)>,
}

impl Store {
    /// The company's event of this id at `provider`, whatever its state; under our own name for it while it
    /// is not confirmed.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]. A row that can't be read is none (F35).
    pub async fn known_event(
        &self,
        company_id: i64,
        provider: CalendarProvider,
        event_id: &str,
        now: Timestamp,
    ) -> Result<Option<Known>> {
        if !(1..=ID_LIMIT).contains(&event_id.len()) {
            return Ok(None);
        }
        if let Some(event) = self.event(company_id, provider, event_id).await? {
            return Ok(Some(Known { event, request: None }));
        }
        self.requested_event(company_id, provider, event_id, now).await
    }

    /// The event that has no item of its own, as the row of its request tells it.
    pub(super) async fn requested_event(
        &self,
        company_id: i64,
        provider: CalendarProvider,
        event_id: &str,
        now: Timestamp,
    ) -> Result<Option<Known>> {
        let rows = format!("INVITATION#{}", provider.key());
        let items = self.query(company_id, &format!("{rows}#"), &format!("{rows}$")).await?;
        for (key, row) in readable(items, |item| self.request(company_id, item)) {
            let event = row.found(now).filter(|event| event.event_id == event_id).cloned();
            if let Some(event) = event {
                return Ok(Some(Known { event, request: Some((key, row)) }));
            }
        }
        Ok(None)
    }

    /// What came of the request under `key`, as known at `now`; `None` where it has left nothing that could be in a
    /// calendar.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`crate::model::error::Error::InProgress`] while it is
    /// under way; [`crate::model::error::Error::Internal`] where its row can't be read.
    pub async fn known_request(
        &self,
        key: &InvitationKey,
        now: Timestamp,
    ) -> Result<Option<Known>> {
        let Some(item) = self.get(key.item()).await? else { return Ok(None) };
        let row: Invitation = self.read(item)?;
        let Some(event) = row.found(now).cloned() else {
            return if row.interview.is_some() { Err(Error::InProgress) } else { Ok(None) };
        };
        let own = self.event(key.company_id, key.provider, &event.event_id).await?;
        Ok(Some(match own {
            Some(event) => Known { event, request: None },
            None => Known { event, request: Some((key.clone(), row)) },
        }))
    }

    /// The company's events that end after `since`, the earliest first, as known at `now`.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]. A row that can't be read is left out (F35).
    pub async fn events(
        &self,
        company_id: i64,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<ScheduledEvent>> {
        let (events, requests) = self.rows_of_interviews(company_id).await?;
        let mut events: Vec<ScheduledEvent> = readable(events, |item| self.read(item));
        let requests = readable(requests, |item| self.request(company_id, item));
        let mut requested: Vec<_> =
            requests.iter().filter_map(|(_, row)| row.listed(now).cloned()).collect();
        let is_new = |event: &ScheduledEvent| !events.iter().any(|known| is_same(known, event));
        requested.retain(is_new);
        events.extend(requested);
        events.retain(|event: &ScheduledEvent| event.end > since);
        events.sort_by_key(|event| event.start);
        Ok(events)
    }

    /// What takes time of the company after `since`, as far as is known here: the interviews that stand, and those that
    /// are being scheduled at `now`. What broke off, only the calendar tells.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn taken(
        &self,
        company_id: i64,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<ScheduledEvent>> {
        let (events, requests) = self.rows_of_interviews(company_id).await?;
        let standing = events.into_iter().filter_map(|item| self.read::<ScheduledEvent>(item).ok());
        let requests = requests.into_iter().filter_map(|item| self.read::<Invitation>(item).ok());
        let taken = standing.chain(requests.filter_map(|row| row.taking(now)));
        Ok(taken.filter(|event| event.end > since && !event.is_cancelled()).collect())
    }

    /// The rows of the company's interviews, and those of requests for one. What else stands between them is neither.
    async fn rows_of_interviews(&self, company_id: i64) -> Result<(Vec<Item>, Vec<Item>)> {
        let items = self.query(company_id, "EVENT#", "INVITATION$").await?;
        let (events, mut requests): (Vec<_>, Vec<_>) =
            items.into_iter().partition(|item| sort_key(item).starts_with("EVENT#"));
        requests.retain(|item| sort_key(item).starts_with("INVITATION#"));
        Ok((events, requests))
    }

    fn request(
        &self,
        company_id: i64,
        item: Item,
    ) -> StdResult<(InvitationKey, Invitation), Garbled> {
        let key = InvitationKey::read(company_id, sort_key(&item));
        let unnamed =
            || self.tell_unreadable(RowKey::of(&item).as_ref(), &"no request has such a key");
        let key = key.ok_or_else(unnamed)?;
        Ok((key, self.read(item)?))
    }
}

fn is_same(one: &ScheduledEvent, other: &ScheduledEvent) -> bool {
    (one.provider, &one.event_id) == (other.provider, &other.event_id)
}

fn sort_key(item: &Item) -> &str {
    item.get("sk").and_then(|key| key.as_s().ok()).map_or("", String::as_str)
}
