//! Metrics an operator is alarmed by, as CloudWatch reads them from the log (embedded metric format).
//!
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html>

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::provider::Provider;

/// All our metrics.
pub const NAMESPACE: &str = "IntoWorkIntegrations";

/// Counts a refusal that only an operator can mend: a retired API version, a wrong secret (F21, F28).
/// The alarm on it pages someone, whatever its cause.
pub fn provider_misconfigured(provider: Provider, at: Timestamp) {
    emit(&count("ProviderMisconfigured", provider, at));
}

fn count(metric: &str, provider: Provider, at: Timestamp) -> Value {
    json!({
        "_aws": {
            "Timestamp": at.as_millisecond(),
            "CloudWatchMetrics": [{
                "Namespace": NAMESPACE,
                "Dimensions": [["Provider"]],
                "Metrics": [{"Name": metric, "Unit": "Count"}],
            }],
        },
        "Provider": provider.key(),
        metric: 1,
    })
}

/// A line of its own, without what the log adds to every other line.
#[expect(clippy::print_stdout, reason = "CloudWatch reads metrics from standard output")]
fn emit(metric: &Value) {
    println!("{metric}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f28_cloudwatch_finds_the_metric_and_its_dimension() {
        let at = Timestamp::from_second(1_780_000_000).unwrap();
        let line = count("ProviderMisconfigured", Provider::LinkedIn, at);
        assert_eq!(line["_aws"]["Timestamp"], 1_780_000_000_000_i64);
        assert_eq!(line["_aws"]["CloudWatchMetrics"][0]["Dimensions"][0][0], "Provider");
        assert_eq!(
            (&line["Provider"], &line["ProviderMisconfigured"]),
            (&json!("linkedin"), &json!(1))
        );
    }
}
