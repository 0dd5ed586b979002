//! JSON objects of answers, built field by field.

use serde::Serialize;
use serde_json::{Map, Value, json};

/// An object to which fields can be added.
#[derive(Clone, Debug, Default)]
pub struct Object(pub Map<String, Value>);

impl Object {
    /// The fields of `value`; none where it is no object.
    pub fn of(value: impl Serialize) -> Self {
        match json!(value) {
            Value::Object(map) => Self(map),
            _ => Self::default(),
        }
    }

    /// The object with this field, too.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Serialize) -> Self {
        self.0.insert(name.to_owned(), json!(value));
        self
    }

    /// The object with this field, too, where there is a value.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl Serialize>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The object with the fields of `other`, which win.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}
