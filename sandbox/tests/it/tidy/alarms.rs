//! What an operator is told: each function has its alarms, each alarm looks at a metric that exists.

use std::collections::BTreeSet;

use sandbox::gateway::template::Template;
use sandbox::world::TEMPLATE;
use serde_yaml_ng::Value;

use super::{code, read};

fn resources() -> Value {
    let template: Value = serde_yaml_ng::from_str(TEMPLATE).unwrap();
    template["Resources"].clone()
}

/// The names of our metrics that the text of template.yaml asks for, in an alarm or on the dashboard.
fn watched() -> BTreeSet<&'static str> {
    let alarms = TEMPLATE.split("Namespace: IntoWorkIntegrations\n").skip(1);
    let alarms = alarms.filter_map(|rest| rest.split_once("MetricName: ")?.1.lines().next());
    let widgets = TEMPLATE.split("[\"IntoWorkIntegrations\", \"").skip(1);
    alarms.chain(widgets.filter_map(|rest| rest.split('"').next())).collect()
}

#[test]
fn every_function_has_a_log_group_and_alarms_on_its_errors_and_throttles() {
    let each = &resources()["Fn::ForEach::Functions"];
    let named: BTreeSet<String> = serde_yaml_ng::from_value(each[1].clone()).unwrap();
    let functions = Template::parse(TEMPLATE).unwrap().functions.into_iter();
    let functions = functions.map(|it| it.logical_id.trim_end_matches("Function").to_owned());
    assert_eq!(named, functions.collect());
    for (alarm, metric) in [("${Name}Errors", "Errors"), ("${Name}Throttles", "Throttles")] {
        let properties = &each[2][alarm]["Properties"];
        assert_eq!(properties["MetricName"], metric, "{alarm}");
        assert_eq!(properties["Dimensions"][0]["Name"], "FunctionName", "{alarm}");
    }
    assert_eq!(each[2]["${Name}LogGroup"]["Type"], "AWS::Logs::LogGroup");
}

#[test]
fn every_alarm_tells_somebody_and_says_what_it_means() {
    let resources = resources();
    let each = resources["Fn::ForEach::Functions"][2].as_mapping().unwrap();
    let all = resources.as_mapping().unwrap().iter().chain(each);
    let alarms: Vec<_> = all.filter(|(_, it)| it["Type"] == "AWS::CloudWatch::Alarm").collect();
    assert!(alarms.len() > 7, "{alarms:?}");
    for (name, alarm) in alarms {
        let properties = &alarm["Properties"];
        let told = serde_yaml_ng::to_string(&properties["AlarmActions"]).unwrap();
        assert_eq!(told, "- !Ref AlarmTopic\n", "{name:?}");
        assert!(!properties["AlarmDescription"].is_null(), "{name:?}");
        assert!(properties["TreatMissingData"].is_string(), "{name:?}");
    }
}

#[test]
fn the_dashboard_is_json_and_shows_every_function() {
    let body = &resources()["Dashboard"]["Properties"]["DashboardBody"];
    let Value::Tagged(body) = body else { panic!("{body:?}") };
    let dashboard: serde_json::Value = serde_json::from_str(body.value.as_str().unwrap()).unwrap();
    let text = dashboard["widgets"].to_string();
    for function in Template::parse(TEMPLATE).unwrap().functions {
        let name = function.logical_id;
        assert!(text.contains(&format!("\"${{{name}}}\"")), "the dashboard lacks {name}");
    }
}

#[test]
fn every_metric_of_ours_that_is_watched_is_recorded() {
    let sources: String =
        code(&["functions", "shared/src"]).into_iter().map(|it| it.text).collect();
    assert!(
        read("shared/src/platform/metrics.rs")
            .contains("NAMESPACE: &str = \"IntoWorkIntegrations\"")
    );
    let watched = watched();
    assert!(watched.len() > 5, "{watched:?}");
    for metric in watched {
        assert!(sources.contains(&format!("\"{metric}\"")), "nothing records {metric}");
    }
}
