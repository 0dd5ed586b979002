//! The fields of a span or an event, as JSON.

use std::fmt::Debug;

use serde_json::{Map, Value};
use tracing::field::{Field, Visit};

use crate::platform::metrics;

#[derive(Default)]
pub(super) struct Fields(pub(super) Map<String, Value>);

impl Fields {
    /// The fields, where metrics stand beside the others instead of within one: CloudWatch looks for
    /// them at the top of a line.
    pub(super) fn unfolded(mut self) -> Map<String, Value> {
        let metrics = self.0.remove(metrics::FIELD);
        let metrics = metrics.as_ref().and_then(Value::as_str).map(serde_json::from_str);
        if let Some(Ok(Value::Object(metrics))) = metrics {
            self.0.extend(metrics);
        }
        self.0
    }

    fn insert(&mut self, field: &Field, value: impl Into<Value>) {
        self.0.insert(field.name().to_owned(), value.into());
    }
}

impl Visit for Fields {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.insert(field, value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.insert(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.insert(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.insert(field, value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.insert(field, value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.insert(field, format!("{value:?}"));
    }
}
