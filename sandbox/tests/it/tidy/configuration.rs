//! The variables and secret keys: what the code reads is what is deployed and documented.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use sandbox::world::environment::{
    KEY_ALIAS, SLACK_WEBHOOK_SECRET, TABLE, ZOOM_WEBHOOK_SECRET, client_secret_id, secrets,
};
use sandbox::world::{Ports, TEMPLATE};
use serde_yaml_ng::Value;
use shared::config::Config;
use shared::model::provider::Provider;
use shared::platform::endpoints::Endpoints;
use shared::platform::secrets::SecretIds;

use super::{read, words_after};

/// The names `Config` asks its environment for.
fn variables() -> BTreeSet<String> {
    let asked = RefCell::new(BTreeSet::new());
    let answer = |name: &str| {
        asked.borrow_mut().insert(name.to_owned());
        None
    };
    Config::from_vars(answer).unwrap_err();
    asked.into_inner()
}

fn deployed() -> Value {
    let template: Value = serde_yaml_ng::from_str(TEMPLATE).unwrap();
    template["Globals"]["Function"]["Environment"]["Variables"].clone()
}

/// The secrets, by their names in the template, and what they are read into.
fn read_secrets() -> Vec<(String, &'static str)> {
    let own = ["CallerSecret", "CodeVerifierSecret", "WebhookSecret", "AtsEventsSecret"];
    let own = own.map(|name| (name.to_owned(), name));
    let clients = Provider::ALL.map(|provider| (client_secret_id(provider), "ClientSecret"));
    let zoom = (ZOOM_WEBHOOK_SECRET.to_owned(), "ZoomWebhookSecret");
    let slack = (SLACK_WEBHOOK_SECRET.to_owned(), "SlackWebhookSecret");
    own.into_iter().chain(clients).chain([zoom, slack]).collect()
}

/// The keys of all secrets.
pub(super) fn secret_keys() -> BTreeSet<String> {
    read_secrets().iter().flat_map(|(_, content)| keys(content)).collect()
}

/// The keys of a secret, by the fields of what it is read into.
fn keys(content: &str) -> BTreeSet<String> {
    let source = read("shared/src/platform/secrets/mod.rs");
    let (_, rest) = source.split_once(&format!("pub struct {content} {{")).unwrap();
    let fields = rest.split('}').next().unwrap().lines().filter(|line| !line.contains("//"));
    let names = fields.filter_map(|line| line.split_once(':')?.0.split(' ').next_back());
    names.map(str::to_uppercase).collect()
}

#[test]
fn the_template_sets_the_variables_that_are_read_and_no_others() {
    let deployed = deployed();
    let names = deployed.as_mapping().unwrap().keys().map(|name| name.as_str().unwrap().to_owned());
    let mut read = variables();
    // Of a machine in a network that looks into TLS; a function at AWS stands in none.
    assert!(read.remove("SSL_CERT_FILE"));
    assert_eq!(read, names.collect());
}

#[test]
fn s37_a_deployed_function_is_not_pointed_at_a_sandbox() {
    assert_eq!(deployed()["SANDBOX_HOST"], Value::from(""));
}

#[test]
fn s54_each_secret_is_created_with_the_keys_that_are_read_and_no_others() {
    let template: Value = serde_yaml_ng::from_str(TEMPLATE).unwrap();
    let resources = template["Resources"].as_mapping().unwrap().iter();
    let created = resources.filter(|(_, it)| it["Type"] == "AWS::SecretsManager::Secret");
    let created: BTreeMap<_, _> = created
        .map(|(name, it)| (name.as_str().unwrap().to_owned(), created_keys(&it["Properties"])))
        .collect();
    let expected = read_secrets().into_iter().map(|(name, content)| {
        let mut read = keys(content);
        // Only there while the secret is being rotated.
        read.retain(|key| !key.ends_with("_PREVIOUS"));
        assert!(!read.is_empty(), "{content}");
        (name, read)
    });
    assert_eq!(created, expected.collect());
}

/// The keys a secret has when it is new; what an operator fills in is empty.
fn created_keys(properties: &Value) -> BTreeSet<String> {
    let generated = &properties["GenerateSecretString"];
    let text = properties["SecretString"].as_str();
    let text = text.or(generated["SecretStringTemplate"].as_str()).unwrap();
    let empty: BTreeMap<String, String> = serde_json::from_str(text).unwrap();
    assert!(empty.values().all(String::is_empty), "{text}");
    let random = generated["GenerateStringKey"].as_str().map(str::to_owned);
    empty.into_keys().chain(random).collect()
}

/// The template's name of a secret is the one that roles speak of; the variable leads to it.
#[test]
fn s54_each_variable_of_a_secret_leads_to_its_own() {
    let deployed = deployed();
    let named = deployed.as_mapping().unwrap().iter().filter_map(|(variable, value)| {
        let name = variable.as_str()?.strip_suffix("_SECRET_ID")?.replace('_', "");
        let Value::Tagged(tagged) = value else { return None };
        Some((name, tagged.value.as_str()?.to_owned()))
    });
    let named: Vec<_> = named.collect();
    assert_eq!(named.len(), read_secrets().len(), "{named:?}");
    for (variable, secret) in named {
        assert_eq!(format!("{variable}SECRET"), secret.to_uppercase());
    }
}

#[test]
fn every_variable_and_every_secret_key_is_documented() {
    let operations = read("docs/operations.md");
    let (_, configuration) = operations.split_once("\n## Configuration\n").unwrap();
    let configuration = configuration.split("\n## ").next().unwrap();
    let rows = words_after(configuration, "\n| `");
    for name in variables().iter().map(String::as_str) {
        assert!(rows.contains(name), "docs/operations.md has no row for {name}");
    }
    for name in secret_keys() {
        assert!(rows.contains(name.as_str()), "docs/operations.md has no row for {name}");
    }
}

#[test]
fn a_function_under_sam_local_finds_a_running_sandbox() {
    let file: Value = serde_yaml_ng::from_str(&read("sandbox/variables.json")).unwrap();
    let set: BTreeMap<String, String> =
        serde_yaml_ng::from_value(file["Parameters"].clone()).unwrap();
    assert!(set.keys().all(|name| variables().contains(name)), "{set:?}");
    let config = Config::from_vars(|name| set.get(name).cloned()).unwrap();
    assert_eq!(config.endpoints, Endpoints::sandbox("host.docker.internal"));
    assert_eq!([config.table_name, config.kms_key_id], [TABLE, KEY_ALIAS]);
    let SecretIds {
        callers,
        code_verifiers,
        webhooks,
        ats_events,
        zoom_webhooks,
        slack_webhooks,
        clients,
    } = config.secret_ids;
    let clients = Provider::ALL.into_iter().map(|provider| clients[provider].clone());
    let own = [callers, code_verifiers, webhooks, ats_events];
    let found: Vec<_> =
        own.into_iter().chain(clients).chain([zoom_webhooks, slack_webhooks]).collect();
    let read: Vec<_> = read_secrets().into_iter().map(|(name, _)| name).collect();
    assert_eq!(found, read);
    assert!(found.iter().all(|name| secrets().contains_key(name.as_str())));
    for provider in Provider::ALL {
        let route = format!("/api/integrations/{}/callback", provider.slug());
        let callback = format!("http://localhost:{}{route}", Ports::documented().api);
        let redirect_uri = &set[&format!("{}_REDIRECT_URI", provider.vendor().to_uppercase())];
        assert_eq!(*redirect_uri, callback);
    }
}
