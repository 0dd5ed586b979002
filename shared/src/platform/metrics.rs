//! What an operator is alarmed by, as CloudWatch reads it from the log (embedded metric format).
//!
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html>

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::model::provider::Provider;

/// All our metrics.
pub const NAMESPACE: &str = "IntoWorkIntegrations";
/// The target of the lines that carry metrics.
pub(crate) const TARGET: &str = "metrics";
/// Their field: a JSON object, whose members [`crate::platform::logs`] puts at the top of the line.
pub(crate) const FIELD: &str = "metrics";

/// Counts a refusal that only an operator can mend: a retired API version, a wrong secret (F21, F28).
/// The alarm on it pages someone, whatever its cause.
pub fn provider_misconfigured(provider: Provider, at: Timestamp) {
    record(("Provider", provider.key()), &[("ProviderMisconfigured", 1)], at);
}

/// Counts a connection that would have ended with too many others and was kept (F33). The alarm on it
/// pages someone, who finds out whether they are really gone.
pub fn ending_held(provider: Provider, at: Timestamp) {
    record(("Provider", provider.key()), &[("EndingsHeld", 1)], at);
}

/// Counts an answer of the ATS that lacks a route or a field we depend on: somebody must add it there.
pub fn ats_incomplete(at: Timestamp) {
    record(("Backend", "ats"), &[("AtsIncomplete", 1)], at);
}

/// Counts an item of the table that can't be read: damaged, or written by hand (F35). One is an accident.
pub fn item_unreadable(at: Timestamp) {
    record(("Backend", "table"), &[("ItemsUnreadable", 1)], at);
}

/// Counts a call that KMS refused for the state of our key: disabled, to be deleted, or gone. Whoever is told within
/// the weeks that a deletion waits can take it back.
pub fn key_unusable(at: Timestamp) {
    record(("Backend", "kms"), &[("KeyUnusable", 1)], at);
}

/// Records `values` as of `at` under two dimensions, `dimension` (its name and its value) and the
/// `service` that every line has. A name that ends in `Seconds` is a duration, any other a count.
pub fn record(dimension: (&str, &str), values: &[(&str, i64)], at: Timestamp) {
    tracing::info!(target: TARGET, metrics = %document(dimension, values, at), "metrics");
}

fn document((name, value): (&str, &str), values: &[(&str, i64)], at: Timestamp) -> Value {
    let unit = |metric: &str| if metric.ends_with("Seconds") { "Seconds" } else { "Count" };
    let metrics = values.iter().map(|(name, _)| json!({"Name": name, "Unit": unit(name)}));
    let mut document = json!({
        "_aws": {
            "Timestamp": at.as_millisecond(),
            "CloudWatchMetrics": [{
                "Namespace": NAMESPACE,
                "Dimensions": [["service", name]],
                "Metrics": metrics.collect::<Value>(),
            }],
        },
        name: value,
    });
    if let Some(members) = document.as_object_mut() {
        members.extend(values.iter().map(|(name, value)| ((*name).to_owned(), json!(value))));
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f28_cloudwatch_finds_each_metric_its_unit_and_its_dimensions() {
        let at = Timestamp::from_second(1_780_000_000).unwrap();
        let values = [("Due", 3), ("OverdueSeconds", 7)];
        let expected = json!({
            "_aws": {
                "Timestamp": 1_780_000_000_000_i64,
                "CloudWatchMetrics": [{
                    "Namespace": "IntoWorkIntegrations",
                    "Dimensions": [["service", "Provider"]],
                    "Metrics": [
                        {"Name": "Due", "Unit": "Count"},
                        {"Name": "OverdueSeconds", "Unit": "Seconds"},
                    ],
                }],
            },
            "Provider": "linkedin", "Due": 3, "OverdueSeconds": 7,
        });
        assert_eq!(document(("Provider", "linkedin"), &values, at), expected);
    }
}
