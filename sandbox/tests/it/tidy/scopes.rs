//! Scopes have one source, `template.yaml`; what connects nothing is refused before it is deployed, and by
//! a function that starts with it all the same.

use std::collections::BTreeMap;

use fancy_regex::Regex;
use sandbox::gateway::template::Template;
use sandbox::world::TEMPLATE;
use serde_yaml_ng::Value;
use shared::config::Config;
use shared::model::provider::Provider::{self, GoogleCalendar, LinkedIn, OutlookCalendar};

use super::read;

const GOOGLE: &str = "https://www.googleapis.com/auth/";
/// The parameter of `provider`'s scopes, and the variable it becomes.
fn names(provider: Provider) -> (String, String) {
    let vendor = provider.vendor();
    (format!("{vendor}Scopes"), format!("{}_SCOPES", vendor.to_uppercase()))
}

fn parameter(name: &str) -> Value {
    let template: Value = serde_yaml_ng::from_str(TEMPLATE).unwrap();
    template["Parameters"][name].clone()
}

/// Whether CloudFormation takes `value`.
fn is_deployed(name: &str, value: &str) -> bool {
    let pattern = parameter(name)["AllowedPattern"].as_str().unwrap().to_owned();
    assert!(pattern.starts_with('^') && pattern.ends_with('$'), "{pattern}");
    Regex::new(&pattern).unwrap().is_match(value).unwrap()
}

/// Whether a function starts with `value` for `variable`, and all else as the sandbox has it.
fn starts(variable: &str, value: &str) -> bool {
    let file: Value = serde_yaml_ng::from_str(&read("sandbox/variables.json")).unwrap();
    let mut set: BTreeMap<String, String> =
        serde_yaml_ng::from_value(file["Parameters"].clone()).unwrap();
    set.insert(variable.to_owned(), value.to_owned());
    Config::from_vars(|name| set.get(name).cloned()).is_ok()
}

#[test]
fn no_code_holds_a_list_of_scopes_and_the_sandbox_runs_what_is_deployed() {
    let source = read("shared/src/config/mod.rs");
    let (code, _) = source.split_once("mod tests").unwrap();
    assert!(!code.contains("w_member_social") && !code.contains("Calendars."), "a second source");
    let deployed = Template::parse(TEMPLATE).unwrap().variables;
    let file: Value = serde_yaml_ng::from_str(&read("sandbox/variables.json")).unwrap();
    for (name, variable) in Provider::ALL.map(names) {
        let default = parameter(&name)["Default"].as_str().unwrap().to_owned();
        assert_eq!(deployed[&variable], default);
        assert_eq!(file["Parameters"][&variable], default.as_str(), "sandbox/variables.json");
        assert!(is_deployed(&name, &default), "{default}");
        assert!(starts(&variable, &default), "{default}");
        assert!(!starts(&variable, ""), "there is no default in the code");
    }
}

#[test]
fn the_defaults_in_the_code_are_those_of_the_template() {
    let deployed = Template::parse(TEMPLATE).unwrap().variables;
    let file: Value = serde_yaml_ng::from_str(&read("sandbox/variables.json")).unwrap();
    let config = Config::from_vars(|name| Some(file["Parameters"][name].as_str()?.to_owned()));
    let config = config.unwrap();
    assert_eq!(config.settings.linkedin_version, deployed["LINKEDIN_VERSION"]);
    assert_eq!(config.settings.microsoft_tenant_id, deployed["MICROSOFT_TENANT_ID"]);
}

#[test]
fn good_lists_are_deployed_and_started_with() {
    let google = format!("openid email {GOOGLE}calendar");
    let owned = format!("{GOOGLE}calendar.events.owned openid");
    for (provider, value) in [
        (LinkedIn, "openid profile w_member_social"),
        (LinkedIn, "w_member_social openid"),
        (LinkedIn, "r_basicprofile w_organization_social rw_organization_admin"),
        (
            LinkedIn,
            "r_basicprofile w_member_social r_member_postAnalytics r_organization_social_feed",
        ),
        (GoogleCalendar, google.as_str()),
        (GoogleCalendar, owned.as_str()),
        (OutlookCalendar, "openid profile offline_access Calendars.ReadWrite"),
        (
            OutlookCalendar,
            "https://graph.microsoft.com/Calendars.ReadWrite offline_access profile openid",
        ),
    ] {
        let (name, variable) = names(provider);
        assert!(is_deployed(&name, value), "{name}: {value}");
        assert!(starts(&variable, value), "{variable}: {value}");
    }
}

#[test]
fn half_and_wrong_lists_are_neither_deployed_nor_started_with() {
    let events = format!("{GOOGLE}calendar.events");
    let free = format!("openid {GOOGLE}calendar.freebusy");
    let misspelt = format!("openid {GOOGLE}calendar.event");
    for (provider, value) in [
        // What is left of an unquoted list in samconfig.toml.
        (LinkedIn, "openid"),
        (LinkedIn, "r_basicprofile"),
        (GoogleCalendar, "openid"),
        (OutlookCalendar, "offline_access"),
        // Without identity.
        (LinkedIn, "w_member_social w_organization_social"),
        (GoogleCalendar, events.as_str()),
        (OutlookCalendar, "offline_access Calendars.ReadWrite"),
        // Without what all features need.
        (LinkedIn, "openid profile email"),
        (LinkedIn, "r_basicprofile r_organization_social rw_organization_admin"),
        (GoogleCalendar, free.as_str()),
        (OutlookCalendar, "offline_access openid profile User.Read Calendars.Read.Shared"),
        // Misspelt, or separated by commas.
        (LinkedIn, "openid profile w_member_social w_organisation_social"),
        (LinkedIn, "openid,profile,w_member_social"),
        (GoogleCalendar, misspelt.as_str()),
        (OutlookCalendar, "offline_access openid profile Calendars.ReadWrite Calendar.Read.Shared"),
        (OutlookCalendar, "offline_access,openid,profile,Calendars.ReadWrite"),
    ] {
        let (name, variable) = names(provider);
        assert!(!is_deployed(&name, value), "{name}: {value}");
        assert!(!starts(&variable, value), "{variable}: {value}");
    }
}

/// SAM ends an unquoted value at its first space and forgets the rest; `.ci/parameters.py` holds its own
/// parser to that.
#[test]
fn a_value_with_a_space_has_quotes_of_its_own_in_samconfig() {
    let file = read("samconfig.toml");
    let is_entry = |line: &&str| line.contains('=') && line.trim_end().ends_with(',');
    let entries = file.lines().filter(|line| !line.trim_start().starts_with('#')).filter(is_entry);
    let mut seen = 0;
    for entry in entries {
        let entry = entry.trim().trim_end_matches(',');
        let entry = &entry[1..entry.len() - 1];
        let (_, value) = entry.split_once('=').unwrap();
        let is_quoted = value.starts_with('"') && value.ends_with('"');
        assert!(is_quoted || !value.contains(' '), "samconfig.toml: {entry}");
        seen += 1;
    }
    assert!(seen > 15, "{seen}");
    assert!(
        file.contains(r#"# 'LinkedInScopes="openid profile w_member_social"',"#),
        "the example"
    );
}
