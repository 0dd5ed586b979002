//! The variables and secret keys: what the code reads is what is deployed and documented.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use sandbox::world::environment::{KEY_ALIAS, SECRET, TABLE};
use sandbox::world::{Ports, TEMPLATE};
use serde_yaml_ng::Value;
use shared::config::Config;
use shared::endpoints::Endpoints;
use shared::provider::Provider;

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

/// The keys of the secret, by the fields it is read into.
pub(super) fn secret_keys() -> BTreeSet<String> {
    let source = read("shared/src/secrets.rs");
    let (_, rest) = source.split_once("pub struct AppSecrets {").unwrap();
    let fields = rest.split('}').next().unwrap().lines().filter(|line| !line.contains("//"));
    let names = fields.filter_map(|line| line.split_once(':')?.0.split(' ').next_back());
    names.map(str::to_uppercase).collect()
}

#[test]
fn the_template_sets_the_variables_that_are_read_and_no_others() {
    let deployed = deployed();
    let names = deployed.as_mapping().unwrap().keys().map(|name| name.as_str().unwrap().to_owned());
    assert_eq!(variables(), names.collect());
}

#[test]
fn s37_a_deployed_function_is_not_pointed_at_a_sandbox() {
    assert_eq!(deployed()["SANDBOX_HOST"], Value::from(""));
}

#[test]
fn the_secret_is_created_with_the_keys_that_are_read() {
    let created: BTreeSet<_> = secret_keys()
        .into_iter()
        .filter(|key| {
            TEMPLATE.contains(&format!("\"{key}\":\"\""))
                || TEMPLATE.contains(&format!("GenerateStringKey: {key}\n"))
        })
        .collect();
    let mut read = secret_keys();
    assert!(read.remove("JWT_SECRET_PREVIOUS"), "only there while the secret is being rotated");
    assert_eq!(created, read);
    assert!(read.len() >= 8, "{read:?}");
}

#[test]
fn every_variable_and_every_secret_key_is_documented() {
    let readme = read("README.md");
    let rows = words_after(&readme, "\n| `");
    for name in variables().iter().map(String::as_str) {
        assert!(rows.contains(name), "README.md has no row for {name}");
    }
    for name in secret_keys() {
        assert!(rows.contains(name.as_str()), "README.md has no row for {name}");
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
    let names = [config.table_name, config.kms_key_id, config.secret_id];
    assert_eq!(names, [TABLE, KEY_ALIAS, SECRET]);
    for provider in Provider::ALL {
        let route = format!("/api/integrations/{}/callback", provider.slug());
        let callback = format!("http://localhost:{}{route}", Ports::DEFAULT.api);
        let redirect_uri = &set[variable(provider)];
        assert_eq!(*redirect_uri, callback);
    }
}

/// The variable that holds the redirect URI registered at `provider`.
const fn variable(provider: Provider) -> &'static str {
    match provider {
        Provider::LinkedIn => "LINKEDIN_REDIRECT_URI",
        Provider::GoogleCalendar => "GOOGLE_REDIRECT_URI",
        Provider::OutlookCalendar => "MICROSOFT_REDIRECT_URI",
    }
}
