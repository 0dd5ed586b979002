//! One name, five places: a function is found by its name wherever one looks.

use std::collections::{BTreeMap, BTreeSet};

use sandbox::gateway::template::{Function, Template};
use sandbox::world::TEMPLATE;
use serde_json::Value;
use shared::platform::request::METHODS;

use super::{names, read};

/// What README.md leaves out of each route.
const PREFIX: &str = " /api/integrations/";

fn functions() -> Vec<Function> {
    Template::parse(TEMPLATE).unwrap().functions
}

/// The rows of README.md's table of endpoints: each function with the routes that its row names.
fn rows() -> BTreeMap<String, BTreeSet<String>> {
    let readme = read("README.md");
    let (_, endpoints) = readme.split_once("\n## Endpoints\n").unwrap();
    let endpoints = endpoints.split("\n## ").next().unwrap();
    let rows = endpoints.lines().filter_map(|line| line.strip_prefix("| `"));
    let split = rows.map(|row| {
        let (name, rest) = row.split_once("` | ").unwrap();
        let routes = rest.split(" | ").next().unwrap();
        let routes = routes.split('`').skip(1).step_by(2).map(str::to_owned);
        (name.to_owned(), routes.collect())
    });
    split.collect()
}

#[test]
fn a_function_has_one_name_in_five_places() {
    let packages = names("functions", "");
    // That `x-y` is `XYFunction` there is what `Template::parse` insists on.
    let deployed = functions().into_iter().map(|function| function.name).collect();
    assert_eq!(packages, deployed, "functions/ and template.yaml");
    assert_eq!(packages, names("events", ".json"), "functions/ and events/");
    let tests = names("sandbox/tests/it", "");
    for name in &packages {
        let test = name.replace('-', "_");
        let is_there = tests.contains(&test) || tests.contains(&format!("{test}.rs"));
        assert!(is_there, "no test file of {name}");
    }
    assert_eq!(packages, rows().into_keys().collect(), "functions/ and README.md");
}

#[test]
fn a_function_s_routes_are_those_of_its_row_and_its_event() {
    let rows = rows();
    for function in functions() {
        let event: Value =
            serde_json::from_str(&read(&format!("events/{}.json", function.name))).unwrap();
        let own = function.routes.iter().filter(|route| !route.is_any());
        let keys: Vec<_> = own.map(|route| route.key()).collect();
        let told: BTreeSet<_> = keys.iter().map(|key| key.replace(PREFIX, " /")).collect();
        assert_eq!(rows[&function.name], told, "README.md: {}", function.name);
        for key in [&event["routeKey"], &event["requestContext"]["routeKey"]] {
            let is_routed = keys.iter().any(|routed| key == routed);
            assert!(is_routed || keys.is_empty(), "events/{}.json: {key}", function.name);
        }
    }
}

/// API Gateway would answer a method without a route itself, without a `detail` (B18).
#[test]
fn b18_each_path_has_one_any_route_and_its_methods_are_known() {
    let keys: Vec<_> =
        functions().iter().flat_map(|it| &it.routes).map(|route| route.key()).collect();
    let of_path = |path: &str| {
        let own = keys.iter().filter_map(|key| key.split_once(' '));
        let mut own: Vec<_> = own.filter(|(_, at)| *at == path).map(|(method, _)| method).collect();
        own.sort_unstable();
        own
    };
    let paths: BTreeSet<_> = keys.iter().map(|key| key.split_once(' ').unwrap().1).collect();
    assert_eq!(paths, METHODS.iter().map(|(path, _)| *path).collect());
    for (path, methods) in METHODS {
        let mut expected: Vec<_> = methods.split(", ").chain(["ANY"]).collect();
        expected.sort_unstable();
        assert_eq!(of_path(path), expected, "{path}");
    }
}

#[test]
fn a_binary_does_nothing_but_run_its_handler() {
    for name in names("functions", "") {
        let main = read(&format!("functions/{name}/src/main.rs"));
        let body: Vec<_> =
            main.lines().skip_while(|line| !line.contains("async fn main")).collect();
        let [_, call, "}"] = body.as_slice() else { panic!("{name}: {main}") };
        let handle = format!("{}::handle", name.replace('-', "_"));
        let calls = [
            format!("shared::run({handle}, PEERS).await"),
            format!("shared::run_public({handle}, PEERS).await"),
            format!("shared::run_public_at_the_table({handle}).await"),
            format!("shared::run_scheduled({handle}).await"),
        ];
        assert!(calls.iter().any(|it| it == call.trim()), "{name}: {call}");
    }
}
