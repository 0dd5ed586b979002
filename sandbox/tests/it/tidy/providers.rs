//! A provider is known everywhere: what the compiler can't ask for when one is added, this walk does.

use std::collections::BTreeSet;

use sandbox::gateway::template::Template;
use sandbox::world::TEMPLATE;
use sandbox::world::environment::{client_secret_id, secrets};
use serde_yaml_ng::Value;
use shared::model::error::Error;
use shared::model::provider::{Capability, Provider};
use shared::providers::{Feature, profile, scopes};

use super::read;
use crate::scene::{MARIAM, Scene, at_provider};

/// Metrics that are counted for each provider, of which one sum is an alarm for all.
const SUMMED: [&str; 2] = ["ProviderMisconfigured", "EndingsHeld"];
/// Those that the dashboard shows for each.
const SHOWN: [&str; 2] = ["RenewalsFailed", "ProviderMisconfigured"];

fn template() -> Value {
    serde_yaml_ng::from_str(TEMPLATE).unwrap()
}

/// The keys of all providers.
fn keys() -> BTreeSet<String> {
    Provider::ALL.into_iter().map(|provider| provider.key().to_owned()).collect()
}

/// The text a tag such as `!Ref` stands before.
fn tagged(value: &Value) -> &str {
    let Value::Tagged(tagged) = value else { panic!("{value:?}") };
    tagged.value.as_str().unwrap()
}

#[test]
fn each_has_a_registration_that_an_operator_can_set_and_fill_in() {
    let template = template();
    let variables = &template["Globals"]["Function"]["Environment"]["Variables"];
    for provider in Provider::ALL {
        let (vendor, slug) = (provider.vendor(), provider.slug());
        let prefix = vendor.to_uppercase();
        for (variable, name) in [("SECRET_ID", "Secret"), ("SCOPES", "Scopes")] {
            let value = &variables[format!("{prefix}_{variable}")];
            assert_eq!(tagged(value), format!("{vendor}{name}"), "{provider}");
        }
        let Value::Tagged(chosen) = &variables[format!("{prefix}_REDIRECT_URI")] else { panic!() };
        let of_domain = format!("https://${{DomainName}}/api/integrations/{slug}/callback");
        assert_eq!(chosen.value[0], "HasDomain", "{provider}");
        assert_eq!(tagged(&chosen.value[1]), of_domain, "{provider}");
        assert_eq!(tagged(&chosen.value[2]), format!("{vendor}RedirectUri"), "{provider}");
        let registered = &template["Outputs"][format!("{vendor}RedirectUriToRegister")]["Value"];
        assert_eq!(registered, &variables[format!("{prefix}_REDIRECT_URI")], "{provider}");
        let pattern = &template["Parameters"][format!("{vendor}RedirectUri")]["AllowedPattern"];
        let path = format!("/api/integrations/{slug}/callback$");
        assert!(pattern.as_str().unwrap().ends_with(&path), "{provider}: {pattern:?}");
        assert!(secrets().contains_key(&client_secret_id(provider)), "{provider}");
        for output in [format!("{vendor}SecretArn"), format!("{vendor}RedirectUriToRegister")] {
            assert!(!template["Outputs"][&output].is_null(), "template.yaml has no {output}");
        }
    }
}

#[test]
fn each_is_asked_for_scopes_that_open_all_it_has() {
    let deployed = Template::parse(TEMPLATE).unwrap().variables;
    for provider in Provider::ALL {
        let asked = &deployed[&format!("{}_SCOPES", provider.vendor().to_uppercase())];
        assert_eq!(scopes::problem(provider, asked), None, "{provider}");
        let asked = shared::oauth::Scopes::parse(asked);
        let opened: Vec<_> = profile(provider).scopes.opens.iter().map(|it| it.feature).collect();
        for feature in &opened {
            assert!(feature.is_open(provider, &asked), "{provider}: {feature:?}");
        }
        let can_find_times = opened.contains(&Feature::Times);
        let is_calendar = match provider.capability() {
            Capability::Calendar(_) => true,
            Capability::Posts(_) | Capability::Meetings(_) | Capability::Messages(_) => false,
        };
        assert_eq!(can_find_times, is_calendar, "{provider}");
    }
}

#[test]
fn each_has_its_alarms_and_its_lines_on_the_dashboard() {
    let template = template();
    let resources = &template["Resources"];
    let named = |name: &Value| {
        let name = name.as_str().unwrap();
        template["Mappings"]["Provider"][name]["Key"].as_str().unwrap().to_owned()
    };
    let each = resources["Fn::ForEach::Providers"][1].as_sequence().unwrap();
    assert_eq!(each.iter().map(named).collect::<BTreeSet<_>>(), keys(), "RenewalsFailing");
    for alarm in SUMMED {
        let metrics = resources[alarm]["Properties"]["Metrics"].as_sequence().unwrap();
        let (sums, parts): (Vec<_>, Vec<_>) =
            metrics.iter().partition(|metric| metric["MetricStat"].is_null());
        let sum = sums[0]["Expression"].as_str().unwrap();
        let watched = parts.iter().map(|metric| {
            let id = metric["Id"].as_str().unwrap();
            assert!(sum.contains(&format!("FILL({id}, 0)")), "{alarm} leaves out {id}");
            let dimensions = metric["MetricStat"]["Metric"]["Dimensions"].as_sequence().unwrap();
            let own = dimensions.iter().find(|it| it["Name"] == "Provider").unwrap();
            own["Value"].as_str().unwrap().to_owned()
        });
        assert_eq!(watched.collect::<BTreeSet<_>>(), keys(), "{alarm}");
    }
    let dashboard = tagged(&resources["Dashboard"]["Properties"]["DashboardBody"]);
    for metric in SHOWN {
        for key in keys() {
            let line = format!(
                "\"{metric}\", \"service\", \"${{AWS::StackName}}\", \"Provider\", \"{key}\""
            );
            assert!(dashboard.contains(&line), "the dashboard lacks {metric} of {key}");
        }
    }
}

#[test]
fn each_is_told_of_to_those_who_operate_it_and_those_who_call_it() {
    let operations = read("docs/operations.md");
    let (_, register) = operations.split_once("### 2. Register at the providers").unwrap();
    let (register, rest) = register.split_once("\n### 3").unwrap();
    for provider in Provider::ALL {
        let vendor = provider.vendor();
        assert!(register.contains(&format!("**{vendor}** (")), "how to register at {vendor}");
        for name in ["RedirectUri", "Scopes", "Secret"].map(|name| format!("`{vendor}{name}`")) {
            assert!(operations.contains(&name), "docs/operations.md: {name}");
        }
        let loops = rest.lines().filter(|line| line.contains("for name in Caller"));
        assert!(loops.clone().count() > 0);
        loops.for_each(|line| assert!(line.contains(&format!(" {vendor}")), "{line}"));
        let slug = provider.slug();
        assert!(Error::UnknownProvider.to_string().contains(slug), "{slug}");
        assert!(read("README.md").contains(&format!("`{slug}`")), "README.md: {slug}");
        let client = read("clients/typescript/src/provider.ts");
        assert_eq!(client.matches(&format!("'{slug}'")).count(), 2, "the client: {slug}");
        let page = read("sandbox/src/dashboard/assets/scripts/connections/providers.js");
        for name in [slug, provider.key()] {
            assert!(page.contains(&format!("\"{name}\"")), "the sandbox's pages: {name}");
        }
    }
}

#[tokio::test]
async fn each_is_begun_by_the_event_of_auth_url_and_listed_by_that_of_status() {
    let scene = Scene::new().await;
    let listed = scene.call("status", MARIAM, |_| ()).await.ok();
    assert_eq!(listed.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>(), keys());
    for provider in Provider::ALL {
        let begun =
            scene.call("auth-url", MARIAM, |it| at_provider(it, provider.slug())).await.ok();
        let url = begun["authorization_url"].as_str().unwrap();
        assert!(url.starts_with(&scene.world.origins[provider]), "{provider}: {url}");
    }
}
