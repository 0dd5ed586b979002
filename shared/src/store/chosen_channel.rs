//! The channel that a company has chosen for its notes: one row, which stands as long as somebody wants it. It
//! stays when the app is removed at the other side, so that who connects again finds it; a disconnect and an
//! erasure forget it.

use aws_sdk_dynamodb::types::{ConditionCheck, TransactWriteItem};
use futures::FutureExt;
use jiff::Timestamp;

use super::transactions::Transacted;
use super::{RowKey, Save, Store, number, text, to_item, unless_refused};
use crate::model::error::{Error, Result};
use crate::model::notes::{ChannelTrouble, ChosenChannel};
use crate::model::owner::ConnectionId;
use crate::model::provider::Provider;

/// Before `CREDENTIAL#` and next to it: the query of `status` reads both.
pub(super) const PREFIX: &str = "CHOICE#";

impl Store {
    /// The channel that the company has chosen; `None` where it has chosen none, or what is stored can't be read.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn channel(&self, company_id: i64) -> Result<Option<ChosenChannel>> {
        let item = self.get(key(company_id).item()).await?;
        Ok(item.and_then(|item| self.read(item).ok()))
    }

    /// Stores the company's choice, over an earlier one; the last counts. Without a connection it is
    /// [`Save::Lost`]: a disconnect wins.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn choose_channel(&self, company_id: i64, chosen: &ChosenChannel) -> Result<Save> {
        let RowKey { pk, sk } = key(company_id);
        let id = ConnectionId::of_company(company_id, Provider::Slack);
        let check = ConditionCheck::builder()
            .table_name(&self.table)
            .set_key(Some(RowKey::of_connection(id).item()))
            .condition_expression("attribute_exists(pk)")
            .build();
        let check = check.map_err(|_| Error::Internal)?;
        let check = TransactWriteItem::builder().condition_check(check).build();
        let row = self.put(to_item(chosen, text(pk), text(sk))?)?;
        Ok(match self.transact(vec![check, row]).await? {
            Transacted::Done => Save::Saved,
            Transacted::Refused => Save::Lost,
        })
    }

    /// Notes that the `chosen` channel takes nothing since `now`, or (`None`) that it does again. Another choice
    /// since then stays as it is.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn note_trouble(
        &self,
        company_id: i64,
        chosen: &ChosenChannel,
        trouble: Option<ChannelTrouble>,
        now: Timestamp,
    ) -> Result<()> {
        let request = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(company_id).item()))
            .condition_expression("channel_id = :channel")
            .expression_attribute_values(":channel", text(&chosen.channel_id));
        let request = match trouble {
            None => request.update_expression("REMOVE trouble, trouble_since"),
            Some(trouble) => {
                let value = serde_dynamo::to_attribute_value(trouble);
                let value = value.map_err(|error| super::broken(&error))?;
                request
                    .update_expression(
                        "SET trouble = :trouble, trouble_since = if_not_exists(trouble_since, :now)",
                    )
                    .expression_attribute_values(":trouble", value)
                    .expression_attribute_values(":now", number(now.as_second()))
            }
        };
        unless_refused(request.send().boxed().await).map(drop)
    }

    /// Forgets the company's choice.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn forget_channel(&self, company_id: i64) -> Result<()> {
        self.erase(&key(company_id)).await
    }
}

fn key(company_id: i64) -> RowKey {
    RowKey { pk: format!("COMPANY#{company_id}"), sk: format!("{PREFIX}{}", Provider::Slack.key()) }
}
