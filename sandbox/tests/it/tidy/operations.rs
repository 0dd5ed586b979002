//! docs/operations.md covers everything an operator can set, and every alarm that can wake one.

use std::collections::BTreeSet;

use sandbox::world::TEMPLATE;
use serde_yaml_ng::Value;

use super::configuration::secret_keys;
use super::{files, read};

/// An alarm that a list makes for each function has one section for all of them.
const EACH: &str = "${Name}";

/// The logical ids of the alarms in a template, wherever in it they are made.
fn alarms(template: &Value) -> BTreeSet<String> {
    match template {
        Value::Mapping(members) => {
            let own = members.iter().filter(|(_, member)| is_alarm(member));
            let own = own.map(|(name, _)| name.as_str().unwrap().to_owned());
            own.chain(members.values().flat_map(alarms)).collect()
        }
        Value::Sequence(items) => items.iter().flat_map(alarms).collect(),
        Value::Tagged(tagged) => alarms(&tagged.value),
        _ => BTreeSet::new(),
    }
}

fn is_alarm(resource: &Value) -> bool {
    resource.get("Type").and_then(Value::as_str) == Some("AWS::CloudWatch::Alarm")
}

fn template() -> Value {
    serde_yaml_ng::from_str(TEMPLATE).unwrap()
}

#[test]
fn every_parameter_and_every_key_of_the_secret_is_told_of() {
    let operations = read("docs/operations.md");
    let template = template();
    let parameters = template["Parameters"].as_mapping().unwrap().keys();
    let parameters: Vec<_> = parameters.map(|name| name.as_str().unwrap().to_owned()).collect();
    assert!(parameters.len() > 10, "{parameters:?}");
    for name in parameters.into_iter().chain(secret_keys()) {
        assert!(operations.contains(&format!("`{name}`")), "docs/operations.md: {name}");
    }
}

#[test]
fn every_alarm_has_a_section() {
    let operations = read("docs/operations.md");
    for alarm in alarms(&template()) {
        let name = alarm.strip_prefix(EACH).unwrap_or(&alarm);
        let is_headed = operations.contains(&format!("\n### {name}\n"));
        assert!(is_headed, "docs/operations.md has no `### {name}`");
    }
}

/// Where one of them is missing at GitHub it is empty, and nobody is told.
#[test]
fn every_variable_and_every_secret_of_the_workflows_is_told_of() {
    let operations = read("docs/operations.md");
    let mut told = BTreeSet::new();
    for workflow in files(".github", ".yml") {
        for kind in ["vars.", "secrets."] {
            for rest in workflow.text.split(&format!("{{{{ {kind}")).skip(1) {
                let name = rest.split(' ').next().unwrap();
                let is_told = operations.contains(&format!("`{name}`"));
                assert!(is_told, "docs/operations.md lacks {name} of {}", workflow.path);
                told.insert(name.to_owned());
            }
        }
    }
    assert!(told.len() > 3, "{told:?}");
}

#[test]
fn alarms_are_found_alone_and_in_lists() {
    let template = "
        Resources:
          Queue: {Type: AWS::SQS::Queue}
          QueueGrows: {Type: AWS::CloudWatch::Alarm, Properties: {Period: !Ref Five}}
          Fn::ForEach::Functions:
            - Name
            - [AuthUrl]
            - ${Name}Errors: {Type: AWS::CloudWatch::Alarm}";
    let found = alarms(&serde_yaml_ng::from_str(template).unwrap());
    assert_eq!(found, ["${Name}Errors", "QueueGrows"].map(str::to_owned).into());
}
