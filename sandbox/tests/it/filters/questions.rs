//! The questions that `template.yaml` saves for CloudWatch Logs Insights, asked of lines that the functions print.

use std::collections::BTreeSet;

use http::StatusCode;
use sandbox::world::TEMPLATE;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;
use tracing::Level;

use super::lines;
use super::process::{TRACE, invoked};
use crate::logs::Logs;
use crate::own::connect_for;
use crate::posts::connected;
use crate::scene::{MARIAM, STRANGER, Scene};
use crate::upkeep::sweep;

/// A question as the template has it.
struct Question {
    fields: Vec<String>,
    /// One of these must hold, each of whose comparisons must.
    conditions: Vec<Vec<(String, Value)>>,
}

impl Question {
    /// The question `name`, with what is asked put in for the words in capitals.
    fn read(name: &str, put_in: &[(&str, &str)]) -> Self {
        let template: serde_yaml_ng::Value = serde_yaml_ng::from_str(TEMPLATE).unwrap();
        let query = &template["Mappings"]["Question"][name]["Query"];
        let mut query = query.as_str().unwrap().to_owned();
        for (word, value) in put_in {
            assert!(query.contains(word), "{query}");
            query = query.replace(word, value);
        }
        let fields = command(&query, "fields").split(", ").map(str::to_owned);
        let conditions = command(&query, "filter").split(" or ").map(|all| {
            let each = all.split(" and ").map(|one| {
                let (field, value) = one.split_once(" = ").unwrap();
                (field.to_owned(), serde_json::from_str(value).unwrap())
            });
            each.collect()
        });
        Self { fields: fields.collect(), conditions: conditions.collect() }
    }

    fn finds<'a>(&self, lines: &'a [Value]) -> Vec<&'a Value> {
        let holds = |line: &Value, all: &[(String, Value)]| {
            all.iter().all(|(field, value)| line[field] == *value)
        };
        let is_found = |line: &&Value| self.conditions.iter().any(|all| holds(line, all));
        lines.iter().filter(is_found).collect()
    }

    /// What is shown but stands in none of the lines that are found.
    fn missing(&self, found: &[&Value]) -> BTreeSet<String> {
        let is_missing = |field: &&String| {
            !field.starts_with('@') && found.iter().all(|line| line[field.as_str()].is_null())
        };
        self.fields.iter().filter(is_missing).cloned().collect()
    }
}

fn command<'a>(query: &'a str, name: &str) -> &'a str {
    let mut commands = query.lines().map(|line| line.trim_start_matches("| "));
    commands.find_map(|line| line.strip_prefix(name)).unwrap().trim()
}

/// Two companies ask; one of them publishes, which fails once; a person's own calendar is connected, a renewal is
/// refused, and a function panics.
async fn told() -> Vec<Value> {
    let logs = Logs::capture(Level::INFO);
    let scene = connected("kofi").await;
    scene.call("status", STRANGER, |_| ()).await.ok();
    let named = |event: &mut Value| event["headers"]["x-correlation-id"] = "click-17".into();
    scene.call("status", MARIAM, named).await.ok();
    let own = (MARIAM, "me");
    connect_for(&scene, own, Provider::GoogleCalendar, "awa").await.ok();
    scene.publish(MARIAM, json!({"job_id": 1})).await.ok();
    let down = Fault::respond(StatusCode::SERVICE_UNAVAILABLE, json!({})).times(9);
    scene.world.controls[Provider::LinkedIn].inject(down.on("POST", "/rest/posts"));
    scene.publish(MARIAM, json!({"job_id": 2})).await;
    let mut printed = lines(&logs);
    drop(logs);
    printed.extend(a_grant_is_gone().await);
    printed.extend(invoked("panicking_function", "status").await);
    printed.iter().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// A person's own grant at Google ends by a renewal.
async fn a_grant_is_gone() -> Vec<String> {
    let scene = Scene::new().await;
    let (own, google) = ((MARIAM, "me"), Provider::GoogleCalendar);
    connect_for(&scene, own, google, "awa").await.ok();
    let gone = json!({"error": "invalid_grant", "error_description": "Token has been expired or revoked."});
    let gone = Fault::respond(StatusCode::BAD_REQUEST, gone).times(9);
    scene.world.controls[google].inject(gone.on("POST", "/token"));
    scene.advance("1h");
    let logs = Logs::capture(Level::INFO);
    sweep(&scene).await;
    lines(&logs)
}

#[tokio::test]
async fn each_saved_question_is_answered_by_what_the_functions_print() {
    let all = told().await;
    let cases = [
        ("Company", vec![("COMPANY", "1")]),
        ("Connection", vec![("COMPANY", "1"), ("PROVIDER", "google_calendar")]),
        ("Request", vec![("ID", "JKJaXmPLvHcESHA=")]),
    ];
    for (name, put_in) in cases {
        let question = Question::read(name, &put_in);
        let found = question.finds(&all);
        assert!(
            found.len() > 2 && found.len() < all.len(),
            "{name}: {} of {}",
            found.len(),
            all.len()
        );
        assert_eq!(question.missing(&found), BTreeSet::new(), "{name}");
    }
    let by_the_frontend_s_name = Question::read("Request", &[("ID", "click-17")]).finds(&all).len();
    assert!(by_the_frontend_s_name > 0, "{all:#?}");
    let other = Question::read("Company", &[("COMPANY", "2")]);
    assert!(other.finds(&all).iter().all(|line| line["company_id"] == 2));
}

#[tokio::test]
async fn every_line_of_an_invocation_says_under_which_trace_x_ray_keeps_it() {
    let printed = invoked("panicking_function", "status").await;
    let lines = printed.iter().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let invoked = lines.filter(|line| line["function_request_id"].is_string());
    let told: Vec<Value> = invoked.map(|line| line["xray_trace_id"].clone()).collect();
    assert!(!told.is_empty() && told.iter().all(|id| id == TRACE), "{told:?}");
}
