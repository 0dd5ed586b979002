//! The report as one line that CloudWatch makes metrics of (Embedded Metric Format).

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::report::Report;

const NAMESPACE: &str = "IntoWorkIntegrations";

/// Writes the line to standard output, where Lambda's log agent looks for it. It must be a line of its
/// own, so it does not go through the logger.
pub(crate) fn emit(report: &Report, now: Timestamp) {
    println!("{}", line(report, now));
}

fn line(report: &Report, now: Timestamp) -> Value {
    let metric = |name: &str, unit: &str| json!({"Name": name, "Unit": unit});
    let mut line = json!({
        "_aws": {
            "Timestamp": now.as_millisecond(),
            "CloudWatchMetrics": [{
                "Namespace": NAMESPACE,
                "Dimensions": [["function"]],
                "Metrics": [
                    metric("Due", "Count"),
                    metric("Renewed", "Count"),
                    metric("Ended", "Count"),
                    metric("SetAside", "Count"),
                    metric("Failed", "Count"),
                    metric("FailedConfig", "Count"),
                    metric("LeftOver", "Count"),
                    metric("OldestOverdue", "Seconds"),
                ],
            }],
        },
        "function": "refresh-tokens",
        "Due": report.due,
        "Renewed": report.renewed,
        "Ended": report.ended,
        "SetAside": report.set_aside,
        "Failed": report.failures(),
        "FailedConfig": report.failed.get("config").copied().unwrap_or(0),
        "LeftOver": report.left_over,
        "OldestOverdue": report.oldest_overdue_seconds,
    });
    if let Value::Object(members) = &mut line {
        members.insert("failed_by_class".to_owned(), json!(report.failed));
    }
    line
}

#[cfg(test)]
mod tests {
    use shared::fault::Fault;
    use shared::renewal::Outcome;

    use super::*;

    #[test]
    fn every_metric_has_a_value() {
        let mut report = Report { due: 3, ..Report::default() };
        report.count(Outcome::Refused(Fault::Config));
        let line = line(&report, Timestamp::UNIX_EPOCH);
        let metrics = line["_aws"]["CloudWatchMetrics"][0]["Metrics"].as_array().unwrap();
        for metric in metrics {
            let name = metric["Name"].as_str().unwrap();
            assert!(line[name].is_number(), "{name}");
        }
        assert_eq!(
            (&line["Due"], &line["Failed"], &line["FailedConfig"]),
            (&json!(3), &json!(1), &json!(1))
        );
    }
}
