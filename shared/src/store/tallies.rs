//! Tallies: one row for each provider and kind, counted in by whichever function meets an event.

use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};

use super::{Item, Save, Store, number, text, to_item, unless_refused};
use crate::connection::schedule::later;
use crate::connection::tally::{Kind, Tally};
use crate::model::error::Result;
use crate::model::provider::Provider;

/// How often a write that lost a race is decided anew: runs of the schedule count eight at a time.
const TRIES: usize = 24;
/// How long a row stays after the last event.
const MEMORY: SignedDuration = SignedDuration::from_hours(48);

impl Store {
    /// Lets `decide` count in the tally of `kind` at `provider`, and stores the result. `None` where too
    /// many others counted at the same time: nothing is decided.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`crate::model::error::Error::Internal`] where the row can't
    /// be read.
    pub async fn count<T>(
        &self,
        (provider, kind): (Provider, Kind),
        now: Timestamp,
        mut decide: impl FnMut(&mut Tally) -> T,
    ) -> Result<Option<T>> {
        for _ in 0..TRIES {
            let mut tally = self.tally(provider, kind).await?;
            let seen = tally.version;
            let decision = decide(&mut tally);
            if self.put_tally((provider, kind), &tally, seen, now).await? == Save::Saved {
                return Ok(Some(decision));
            }
        }
        Ok(None)
    }

    /// Takes the company out of all tallies; what is counted of directories is not the company's.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; [`crate::model::error::Error::Internal`] where a row can't
    /// be read.
    pub async fn leave_tallies(&self, company_id: i64, now: Timestamp) -> Result<()> {
        let who = company_id.to_string();
        for provider in Provider::ALL {
            for kind in [Kind::Endings, Kind::Refusals] {
                if self.tally(provider, kind).await?.names(&who) {
                    self.count((provider, kind), now, |tally| tally.forget(&who)).await?;
                }
            }
        }
        Ok(())
    }

    async fn tally(&self, provider: Provider, kind: Kind) -> Result<Tally> {
        let item = self.get(key(provider, kind)).await?;
        item.map_or_else(|| Ok(Tally::default()), |item| Ok(self.read(item)?))
    }

    /// Writes all but `released_until`, which is the operator's.
    async fn put_tally(
        &self,
        (provider, kind): (Provider, Kind),
        tally: &Tally,
        seen: u64,
        now: Timestamp,
    ) -> Result<Save> {
        let mut item = to_item(tally, text(""), text(""))?;
        let mut take = |name: &str| item.remove(name).unwrap_or(super::AttributeValue::Null(true));
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(provider, kind)))
            .update_expression(
                "SET events = :events, is_held = :held, version = :version, #ttl = :ttl",
            )
            .condition_expression("attribute_not_exists(version) OR version = :seen")
            .expression_attribute_names("#ttl", "ttl")
            .expression_attribute_values(":events", take("events"))
            .expression_attribute_values(":held", take("is_held"))
            .expression_attribute_values(":version", take("version"))
            .expression_attribute_values(":ttl", number(later(now, MEMORY).as_second()))
            .expression_attribute_values(":seen", number(seen))
            .send()
            .boxed()
            .await;
        Ok(Save::of(unless_refused(answer)?))
    }
}

fn key(provider: Provider, kind: Kind) -> Item {
    let kind = match kind {
        Kind::Endings => "ENDINGS",
        Kind::Refusals => "REFUSALS",
    };
    Item::from([
        ("pk".to_owned(), text(format!("PROVIDER#{}", provider.key()))),
        ("sk".to_owned(), text(kind)),
    ])
}
