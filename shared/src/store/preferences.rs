//! What a company chose for its posts and invitations.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use futures::FutureExt;
use jiff::Timestamp;
use serde::Serialize;

use super::{Item, Store, broken, company, number, text, unavailable};
use crate::model::error::Result;
use crate::model::preferences::{Changes, Preferences};

const SORT_KEY: &str = "PREFERENCES";

impl Store {
    /// The company's preferences; the defaults where it has chosen nothing, or what it chose can't be read.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn preferences(&self, company_id: i64) -> Result<Preferences> {
        let item = self.get(key(company_id)).await?;
        Ok(item.and_then(|item| self.read(item).ok()).unwrap_or_default())
    }

    /// Changes what `changes` names, by `user_id` at `now`, and leaves the rest; the preferences from then
    /// on. Two changes of different choices don't disturb each other.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn change_preferences(
        &self,
        company_id: i64,
        changes: Changes,
        user_id: i64,
        now: Timestamp,
    ) -> Result<Preferences> {
        let choices = [
            ("language", value(changes.language)?),
            ("picture", value(changes.picture)?),
            ("meeting_provider", value(changes.meeting_provider)?),
        ];
        let mut request = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key(company_id)))
            .expression_attribute_values(":user_id", number(user_id))
            .expression_attribute_values(":now", number(now.as_second()));
        let mut set = vec!["user_id = :user_id".to_owned(), "updated_at = :now".to_owned()];
        let mut remove = Vec::new();
        for (name, choice) in choices {
            let Some(choice) = choice else { continue };
            // A name may be a reserved word, as `language` is.
            request = request.expression_attribute_names(format!("#{name}"), name);
            match choice {
                None => remove.push(format!("#{name}")),
                Some(value) => {
                    request = request.expression_attribute_values(format!(":{name}"), value);
                    set.push(format!("#{name} = :{name}"));
                }
            }
        }
        let mut expression = format!("SET {}", set.join(", "));
        if !remove.is_empty() {
            expression.push_str(&format!(" REMOVE {}", remove.join(", ")));
        }
        let request = request.update_expression(expression).return_values(ReturnValue::AllNew);
        let answer = request.send().boxed().await.map_err(|error| unavailable(&error))?;
        Ok(answer.attributes.and_then(|item| self.read(item).ok()).unwrap_or_default())
    }
}

/// A choice as an attribute.
fn value<T: Serialize>(choice: Option<Option<T>>) -> Result<Option<Option<AttributeValue>>> {
    let attribute =
        |value: &T| serde_dynamo::to_attribute_value(value).map_err(|error| broken(&error));
    choice.map(|choice| choice.as_ref().map(attribute).transpose()).transpose()
}

fn key(company_id: i64) -> Item {
    Item::from([("pk".to_owned(), company(company_id)), ("sk".to_owned(), text(SORT_KEY))])
}
