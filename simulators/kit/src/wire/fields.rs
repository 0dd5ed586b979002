//! Reading an object field by field, so that whatever is wrong can be named.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What is wrong with a document, for the person who wrote it.
pub(super) type Malformed = String;

/// The fields of one object that have not been read yet.
pub(super) struct Fields {
    /// Where the object stands in the document: empty, or a path ending in a dot.
    prefix: String,
    unread: Map<String, Value>,
}

impl Fields {
    /// The fields of a whole document.
    pub(super) fn of_document(bytes: &[u8]) -> Result<Self, Malformed> {
        let unread = serde_json::from_slice(bytes)
            .map_err(|error| format!("the body is not a JSON object: {error}"))?;
        Ok(Self { prefix: String::new(), unread })
    }

    /// The fields of the object in field `name`; none where it is absent.
    pub(super) fn object(&mut self, name: &str) -> Result<Self, Malformed> {
        let unread = self.optional(name)?.unwrap_or_default();
        Ok(Self { prefix: format!("{}{name}.", self.prefix), unread })
    }

    /// Field `name`, which may be absent or null.
    pub(super) fn optional<T: DeserializeOwned>(
        &mut self,
        name: &str,
    ) -> Result<Option<T>, Malformed> {
        let value = self.unread.remove(name).filter(|value| !value.is_null());
        let read = value.map(serde_json::from_value).transpose();
        read.map_err(|error| self.wrong(name, &error.to_string()))
    }

    /// Field `name`, which must be there.
    pub(super) fn required<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Malformed> {
        self.optional(name)?.ok_or_else(|| self.wrong(name, "is missing"))
    }

    /// What to say of field `name`.
    pub(super) fn wrong(&self, name: &str, problem: &str) -> Malformed {
        format!("`{}{name}`: {problem}", self.prefix)
    }

    /// Refuses a field that nobody asked for: most likely a misspelt one.
    pub(super) fn finish(self) -> Result<(), Malformed> {
        match self.unread.keys().next() {
            Some(name) => Err(self.wrong(name, "is not a known field")),
            None => Ok(()),
        }
    }
}
