//! What a deployment into a new AWS account needs of template.yaml and samconfig.toml.

use std::collections::BTreeMap;

use sandbox::world::TEMPLATE;
use serde_yaml_ng::Value;

use super::read;

fn template() -> Value {
    serde_yaml_ng::from_str(TEMPLATE).unwrap()
}

fn resources() -> BTreeMap<String, Value> {
    let template = template();
    let all = template["Resources"].as_mapping().unwrap().iter();
    all.map(|(name, it)| (name.as_str().unwrap().to_owned(), it.clone())).collect()
}

fn text(value: &Value) -> String {
    serde_yaml_ng::to_string(value).unwrap()
}

#[test]
fn executions_are_reserved_only_where_a_parameter_asks() {
    for (name, resource) in resources() {
        let reserved = &resource["Properties"]["ReservedConcurrentExecutions"];
        if !reserved.is_null() {
            let reserved = text(reserved);
            assert!(reserved.starts_with("!If\n- ReservesConcurrency\n"), "{name}: {reserved}");
            assert!(reserved.ends_with("- !Ref AWS::NoValue\n"), "{name}: {reserved}");
        }
    }
    assert_eq!(template()["Parameters"]["ReserveConcurrency"]["Default"], "no");
    assert!(TEMPLATE.contains("ReservesConcurrency: !Equals [!Ref ReserveConcurrency, \"yes\"]"));
}

/// What outlives the stack goes with a first deployment that fails: nameless to the next, it would stay.
#[test]
fn what_is_kept_is_not_kept_of_a_first_deployment_that_fails() {
    let mut kept = Vec::new();
    for (name, resource) in resources() {
        match resource["DeletionPolicy"].as_str() {
            None | Some("Delete") => {}
            Some("RetainExceptOnCreate") => {
                assert_eq!(resource["UpdateReplacePolicy"], "Retain", "{name}");
                kept.push(name);
            }
            Some(other) => panic!("{name}: {other}"),
        }
    }
    let types = ["AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::SecretsManager::Secret"];
    for (name, resource) in resources() {
        let is_data = types.iter().any(|kind| resource["Type"] == *kind);
        assert!(!is_data || name == "AlarmKey" || kept.contains(&name), "{name} is not kept");
    }
    assert!(kept.len() >= 3, "{kept:?}");
}

#[test]
fn the_table_is_protected_from_the_second_deployment_on_and_the_stack_says_so() {
    let table = &resources()["Table"]["Properties"]["DeletionProtectionEnabled"];
    assert_eq!(text(table), "!If\n- ProtectsTable\n- true\n- false\n");
    assert_eq!(template()["Parameters"]["TableDeletionProtection"]["Default"], "false");
    assert!(!template()["Outputs"]["TableIsProtected"].is_null());
    assert!(read("docs/operations.md").contains("`TableDeletionProtection=true`"));
}

/// An edit of what a secret begins with replaces its content at the next deployment: what the owner
/// filled in would be gone. docs/operations.md, "A new key in a secret", tells how a key is added.
#[test]
fn the_secrets_begin_as_they_did_at_first() {
    let secrets = resources().into_iter();
    let secrets = secrets.filter(|(_, it)| it["Type"] == "AWS::SecretsManager::Secret");
    let beginnings = secrets.map(|(name, it)| {
        let mut properties = it["Properties"].as_mapping().unwrap().clone();
        properties.remove("Description");
        (name, serde_json::to_string(&properties).unwrap())
    });
    let registration = r#"{"SecretString":"{\"CLIENT_ID\":\"\",\"CLIENT_SECRET\":\"\"}"}"#;
    let frozen = [
        (
            "AtsEventsSecret",
            r#"{"GenerateSecretString":{"GenerateStringKey":"VERIFICATION_KEY","PasswordLength":64,"ExcludePunctuation":true,"SecretStringTemplate":"{}"}}"#,
        ),
        ("CallerSecret", r#"{"SecretString":"{\"JWT_SECRET\":\"\"}"}"#),
        (
            "CodeVerifierSecret",
            r#"{"GenerateSecretString":{"GenerateStringKey":"CODE_VERIFIER_KEY","PasswordLength":64,"ExcludePunctuation":true,"SecretStringTemplate":"{}"}}"#,
        ),
        ("GoogleSecret", registration),
        ("LinkedInSecret", registration),
        ("MicrosoftSecret", registration),
        ("SlackSecret", registration),
        ("SlackWebhookSecret", r#"{"SecretString":"{\"SIGNING_SECRET\":\"\"}"}"#),
        (
            "WebhookSecret",
            r#"{"GenerateSecretString":{"GenerateStringKey":"SIGNING_KEY","PasswordLength":64,"ExcludePunctuation":true,"SecretStringTemplate":"{}"}}"#,
        ),
        ("ZoomSecret", registration),
        ("ZoomWebhookSecret", r#"{"SecretString":"{\"SECRET_TOKEN\":\"\"}"}"#),
    ];
    let frozen = frozen.map(|(name, beginning)| (name.to_owned(), beginning.to_owned()));
    assert_eq!(beginnings.collect::<Vec<_>>(), frozen);
    assert!(read("docs/operations.md").contains("\n### A new key in a secret\n"));
}

/// `sam build` reads `global`, and not what stands under `deploy`.
#[test]
fn the_architecture_stands_where_sam_build_reads_it() {
    let config = read("samconfig.toml");
    for environment in ["dev", "staging", "prod"] {
        let section = |command: &str| {
            let heading = format!("[{environment}.{command}.parameters]\n");
            let (_, rest) = config.split_once(&heading).unwrap_or_else(|| panic!("{heading}"));
            rest.split("\n[").next().unwrap()
        };
        assert!(section("global").contains("\"Architecture="), "{environment}");
        assert!(
            !section("deploy").contains("parameter_overrides"),
            "{environment}: they hide global's"
        );
    }
    for document in ["README.md", "docs/sandbox.md", "docs/operations.md"] {
        for line in read(document).lines().filter(|line| line.contains("sam build")) {
            let is_command = line.starts_with("sam build") || line.contains("`sam build &&");
            let is_local = line.starts_with("sam build  #") || line == "sam build";
            assert!(!is_command || is_local || line.contains("--config-env"), "{document}: {line}");
        }
    }
    let operations = read("docs/operations.md");
    assert!(operations.contains("\nbin/preflight prod\nsam build --config-env prod\n"));
}
