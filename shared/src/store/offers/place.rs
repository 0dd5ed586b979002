//! What stands where an offer stands: one, what stays of one, or nothing.

use super::super::{Garbled, Item, Store, readable};
use super::key;
use crate::model::error::Result;
use crate::model::offer::{Offer, Past};

/// By which a row that stays of an offer is known.
pub(super) const TAKEN_OFF: &str = "taken_off_at";

/// The place of a job's offer on the boards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nothing was there for a month.
    Free,
    /// An offer was taken off, or its job was closed before it came.
    TakenOff(Past),
    /// An offer is there, be it over.
    Taken(Box<Offer>),
}

impl Place {
    /// What a write over it must have seen.
    pub const fn version(&self) -> Option<i64> {
        match self {
            Self::Free => None,
            Self::TakenOff(past) => Some(past.version),
            Self::Taken(offer) => Some(offer.version),
        }
    }

    /// The version of what is written over it.
    pub fn next_version(&self) -> i64 {
        self.version().unwrap_or(0).saturating_add(1)
    }

    /// The offer that is there.
    pub fn offer(&self) -> Option<&Offer> {
        match self {
            Self::Taken(offer) => Some(offer),
            Self::Free | Self::TakenOff(_) => None,
        }
    }
}

impl Store {
    /// What stands in the place of the company's offer of the job.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`crate::model::error::Error::Internal`] where it can't be
    /// read.
    pub async fn offer_place(&self, company_id: i64, job_id: i64) -> Result<Place> {
        match self.get(key(company_id, job_id).item()).await? {
            Some(item) => Ok(self.place(item)?),
            None => Ok(Place::Free),
        }
    }

    /// The company's offer of the job.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`crate::model::error::Error::Internal`] where it can't be
    /// read.
    pub async fn offer(&self, company_id: i64, job_id: i64) -> Result<Option<Offer>> {
        Ok(match self.offer_place(company_id, job_id).await? {
            Place::Taken(offer) => Some(*offer),
            Place::Free | Place::TakenOff(_) => None,
        })
    }

    /// The company's offers, those of today and those that ended within a month, in no order. One that can't be
    /// read is left out, with an alarm (F35).
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn offers(&self, company_id: i64) -> Result<Vec<Offer>> {
        Ok(readable(self.offer_items(company_id).await?, |item| self.read(item)))
    }

    /// The same for a feed, which closes at its taker whatever it leaves out: one that can't be read is an error.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`crate::model::error::Error::Internal`] where one can't
    /// be read.
    pub async fn whole_offers(&self, company_id: i64) -> Result<Vec<Offer>> {
        let items = self.offer_items(company_id).await?;
        Ok(items.into_iter().map(|item| self.read(item)).collect::<std::result::Result<_, _>>()?)
    }

    /// The rows of what is, or was lately, on the boards, without those of what was taken off.
    async fn offer_items(&self, company_id: i64) -> Result<Vec<Item>> {
        let mut items = self.query(company_id, "OFFER#", "OFFER$").await?;
        items.retain(|item| !item.contains_key(TAKEN_OFF));
        Ok(items)
    }

    pub(super) fn place(&self, item: Item) -> std::result::Result<Place, Garbled> {
        if item.contains_key(TAKEN_OFF) {
            return self.read(item).map(Place::TakenOff);
        }
        self.read(item).map(|offer| Place::Taken(Box::new(offer)))
    }
}
