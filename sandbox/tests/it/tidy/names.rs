//! One name, five places: a function is found by its name wherever one looks.

use sandbox::gateway::template::{Function, Template};
use sandbox::world::TEMPLATE;
use serde_json::Value;

use super::{names, read};

fn functions() -> Vec<Function> {
    Template::parse(TEMPLATE).unwrap().functions
}

/// The text under `### name` in README.md, up to the next heading of any level.
fn section(readme: &str, name: &str) -> String {
    let heading = format!("\n### {name}\n");
    let (_, rest) = readme.split_once(&heading).unwrap_or_else(|| panic!("no `### {name}`"));
    rest.split("\n#").next().unwrap_or_default().to_owned()
}

#[test]
fn a_function_has_one_name_in_five_places() {
    let packages = names("functions", "");
    // That `x-y` is `XYFunction` there is what `Template::parse` insists on.
    let deployed = functions().into_iter().map(|function| function.name).collect();
    assert_eq!(packages, deployed, "functions/ and template.yaml");
    assert_eq!(packages, names("events", ".json"), "functions/ and events/");
    let tests = names("sandbox/tests/it", ".rs");
    for name in &packages {
        assert!(tests.contains(&name.replace('-', "_")), "no test file of {name}");
    }
    let readme = read("README.md");
    let (_, endpoints) = readme.split_once("\n## Endpoints\n").unwrap();
    let endpoints = endpoints.split("\n## ").next().unwrap();
    let headings = endpoints.lines().filter_map(|line| line.strip_prefix("### "));
    assert_eq!(packages, headings.map(str::to_owned).collect(), "functions/ and README.md");
}

#[test]
fn a_function_s_routes_are_those_of_its_section_and_its_event() {
    let readme = read("README.md");
    for function in functions() {
        let section = section(&readme, &function.name);
        let event: Value =
            serde_json::from_str(&read(&format!("events/{}.json", function.name))).unwrap();
        let keys: Vec<_> = function.routes.iter().map(|route| route.key()).collect();
        for key in &keys {
            assert!(section.contains(&format!("`{key}`")), "README.md: {key}");
        }
        for key in [&event["routeKey"], &event["requestContext"]["routeKey"]] {
            let is_routed = keys.iter().any(|routed| key == routed);
            assert!(is_routed || keys.is_empty(), "events/{}.json: {key}", function.name);
        }
    }
}

#[test]
fn a_binary_does_nothing_but_run_its_handler() {
    for name in names("functions", "") {
        let main = read(&format!("functions/{name}/src/main.rs"));
        let body: Vec<_> =
            main.lines().skip_while(|line| !line.contains("async fn main")).collect();
        let [_, call, "}"] = body.as_slice() else { panic!("{name}: {main}") };
        let handler = format!("({}::handle).await", name.replace('-', "_"));
        assert!(
            call.trim().starts_with("shared::run") && call.ends_with(&handler),
            "{name}: {call}"
        );
    }
}
