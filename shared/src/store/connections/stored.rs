//! What a look into the table finds.

use std::fmt;

use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;

use crate::store::{Item, RowKey};

/// What stands under a key.
#[derive(Clone, Debug)]
pub enum Stored<T> {
    Nothing,
    /// This.
    Known(T),
    /// Something that can't be read; an operator has been told (F16).
    Unreadable(Unreadable),
}

impl<T> Stored<T> {
    /// What stands there, where it can be read.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(known) => Some(known),
            Self::Nothing | Self::Unreadable(_) => None,
        }
    }
}

/// An item that makes no sense, as it was when it was read.
#[derive(Clone)]
pub struct Unreadable(pub(in crate::store) Item);

impl Unreadable {
    /// Makes `request` write only where this item stands unchanged: whatever has been written since,
    /// a consent above all, differs in some attribute.
    pub(in crate::store) fn unchanged(
        &self,
        request: PutItemFluentBuilder,
    ) -> PutItemFluentBuilder {
        let mut conditions = Vec::new();
        let mut request = request;
        for (index, (name, value)) in self.0.iter().enumerate() {
            conditions.push(format!("#a{index} = :a{index}"));
            request = request
                .expression_attribute_names(format!("#a{index}"), name)
                .expression_attribute_values(format!(":a{index}"), value.clone());
        }
        request.condition_expression(conditions.join(" AND "))
    }
}

impl fmt::Debug for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Unreadable").field(&RowKey::of(&self.0)).finish()
    }
}
