//! The metric filters of `template.yaml`, asked of lines that the functions print, and of Lambda's own as AWS documents
//! it.

use http::StatusCode;
use sandbox::world::TEMPLATE;
use serde_json::{Value, json};
use shared::model::provider::Provider;
use simulator_kit::wire::Fault;
use tracing::Level;

use super::{TIMED_OUT, lines, the_version_is_retired};
use crate::logs::Logs;
use crate::upkeep::{partner, publish};

/// A report of an invocation that began with a start ("Lambda Telemetry API Event schema reference", `platform.report`).
const STARTED: &str = r#"{"time":"2026-11-23T09:00:01.004Z","type":"platform.report","record":{"requestId":"8f5b3a1e-0000-4000-8000-000000000001","metrics":{"durationMs":101.51,"billedDurationMs":300,"memorySizeMB":256,"maxMemoryUsedMB":31,"initDurationMs":116.67},"status":"success"}}"#;

/// A filter as the template has it for each function.
struct Filter {
    pattern: String,
    properties: serde_yaml_ng::Value,
}

impl Filter {
    fn read(name: &str) -> Self {
        let template: serde_yaml_ng::Value = serde_yaml_ng::from_str(TEMPLATE).unwrap();
        let properties =
            template["Resources"]["Fn::ForEach::Functions"][2][name]["Properties"].clone();
        Self { pattern: properties["FilterPattern"].as_str().unwrap().to_owned(), properties }
    }

    /// The lines it finds.
    fn finds(&self, lines: &[String]) -> Vec<Value> {
        let lines = lines.iter().filter_map(|line| serde_json::from_str(line).ok());
        let pattern = self.pattern.strip_prefix("{ ").unwrap().strip_suffix(" }").unwrap();
        lines.filter(|line| holds(pattern, line)).collect()
    }

    /// What it reads of a line, or says by itself.
    fn of_line(&self, what: &str, line: &Value) -> Value {
        let transformation = &self.properties["MetricTransformations"][0];
        let read = match what {
            "Provider" => &transformation["Dimensions"][0]["Value"],
            other => &transformation[other],
        };
        at(line, read.as_str().unwrap())
    }
}

/// Whether one of the alternatives holds, each of whose terms must: `&&` binds more closely, and brackets are told from
/// outside to inside.
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html>
fn holds(pattern: &str, line: &Value) -> bool {
    if let [one] = split(pattern, "||").as_slice() {
        return match split(one, "&&").as_slice() {
            [term] => match term.strip_prefix('(') {
                Some(inner) => holds(inner.strip_suffix(')').unwrap(), line),
                None => compares(term, line),
            },
            all => all.iter().all(|term| holds(term, line)),
        };
    }
    split(pattern, "||").iter().any(|one| holds(one, line))
}

/// `text` at each `operator` outside of brackets.
fn split<'a>(text: &'a str, operator: &str) -> Vec<&'a str> {
    let (mut parts, mut from) = (Vec::new(), 0);
    for (at, _) in text.match_indices(operator) {
        let depth = |bracket| text[from..at].matches(bracket).count();
        if depth('(') == depth(')') {
            parts.push(text[from..at].trim());
            from = at + operator.len();
        }
    }
    parts.push(text[from..].trim());
    parts
}

fn compares(term: &str, line: &Value) -> bool {
    let [selector, operator, value] = term.splitn(3, ' ').collect::<Vec<_>>()[..] else {
        panic!("{term}")
    };
    let found = at(line, selector);
    match (operator, value.strip_prefix('"').and_then(|value| value.strip_suffix('"'))) {
        ("=", Some(text)) => match (found.as_str(), text.strip_suffix('*')) {
            (Some(found), Some(start)) => found.starts_with(start),
            (Some(found), None) => found == text,
            (None, _) => false,
        },
        (">", None) => found.as_f64().is_some_and(|found| found > value.parse().unwrap()),
        _ => panic!("{term}"),
    }
}

/// What stands in `line` at `$.a.b`; a text that is no selector is itself.
fn at(line: &Value, selector: &str) -> Value {
    match selector.strip_prefix("$.") {
        Some(path) => path.split('.').fold(line.clone(), |value, part| value[part].clone()),
        None => selector.into(),
    }
}

#[test]
fn a_start_is_counted_with_its_milliseconds_and_a_call_without_one_is_not() {
    let filter = Filter::read("${Name}ColdStarts");
    let lines = [STARTED, TIMED_OUT].map(str::to_owned);
    let [found] = &filter.finds(&lines)[..] else { panic!("{}", filter.pattern) };
    assert_eq!(filter.of_line("MetricValue", found), 116.67);
}

/// LinkedIn says `status` to a publication.
async fn a_publication_is_answered(status: StatusCode) -> Vec<String> {
    let scene = partner(json!({})).await;
    let logs = Logs::capture(Level::INFO);
    let down = Fault::respond(status, json!({})).times(9);
    scene.world.controls[Provider::LinkedIn].inject(down.on("POST", "/rest/posts"));
    publish(&scene, "post").await;
    lines(&logs)
}

#[tokio::test]
async fn what_a_provider_fails_is_counted_by_its_name_and_what_it_refuses_for_a_reason_is_not() {
    let filter = Filter::read("${Name}ProviderFailures");
    for status in [StatusCode::SERVICE_UNAVAILABLE, StatusCode::TOO_MANY_REQUESTS] {
        let printed = a_publication_is_answered(status).await;
        let found = filter.finds(&printed);
        assert!(!found.is_empty(), "{} finds nothing in {printed:#?}", filter.pattern);
        for line in found {
            assert_eq!(filter.of_line("Provider", &line), "linkedin", "{line}");
            assert_eq!(filter.of_line("MetricValue", &line), "1");
        }
    }
    let printed = the_version_is_retired().await;
    let is_told = printed.iter().any(|line| line.contains("\"the provider refused\""));
    assert!(is_told, "{printed:?}");
    assert_eq!(filter.finds(&printed), Vec::<Value>::new());
}

#[test]
fn a_pattern_is_read_with_its_brackets() {
    let line = json!({"a": "x", "b": "Throttled(None)", "c": 2});
    for (pattern, is_found) in [
        (r#"$.a = "x""#, true),
        (r#"$.a = "x" && ($.b = "y" || $.b = "Throttled*")"#, true),
        (r#"$.a = "y" || $.a = "x" && $.c > 1"#, true),
        (r#"($.a = "y" || $.a = "x") && $.c > 2"#, false),
        (r#"$.d > 0"#, false),
    ] {
        assert_eq!(holds(pattern, &line), is_found, "{pattern}");
    }
}
