//! The other side of the wire: each simulator by itself, without our code, and where it is found.

use std::collections::BTreeSet;

use sandbox::gateway::template::Template;
use sandbox::world::{Origins, Ports, Simulators, TEMPLATE, environment};
use shared::platform::endpoints::Endpoints;

use super::{names, read};

/// The packages of this workspace.
fn packages() -> BTreeSet<String> {
    let root = read("Cargo.toml");
    let lines = root.lines().filter_map(|line| line.split_once(" = { path = "));
    lines.map(|(name, _)| name.to_owned()).collect()
}

/// The packages of this workspace that the manifest at `path` asks for, for its tests too.
fn used(path: &str) -> BTreeSet<String> {
    let manifest = read(path);
    let (_, rest) = manifest.split_once("dependencies]").unwrap();
    let used = rest.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
    packages().into_iter().filter(|package| used.clone().any(|name| name == package)).collect()
}

#[test]
fn a_simulator_knows_the_kit_but_neither_our_code_nor_another_simulator() {
    let simulators = names("simulators", "");
    assert!(simulators.len() > 3, "{simulators:?}");
    for simulator in simulators {
        let used = used(&format!("simulators/{simulator}/Cargo.toml"));
        let allowed = if simulator == "kit" { vec![] } else { vec!["simulator-kit".to_owned()] };
        assert_eq!(used, allowed.into_iter().collect(), "{simulator}");
    }
}

#[test]
fn nothing_deployed_depends_on_a_simulator() {
    let functions = names("functions", "").into_iter().map(|name| format!("functions/{name}"));
    for package in functions.chain(["import", "shared"].map(str::to_owned)) {
        let used = used(&format!("{package}/Cargo.toml"));
        assert!(!used.iter().any(|name| name.starts_with("simulator-")), "{package}: {used:?}");
    }
}

#[test]
fn packaged_functions_look_for_everything_on_the_documented_ports() {
    let at = |port: u16| format!("http://localhost:{port}");
    let Ports { dashboard, api, simulators, dynamodb, kms_and_secrets } = Ports::documented();
    let origins = Origins {
        dashboard: at(dashboard),
        api: at(api),
        simulators: Simulators::each(|provider| at(simulators[provider])),
        dynamodb: at(dynamodb),
        kms_and_secrets: at(kms_and_secrets),
    };
    let config = environment::config(&Template::parse(TEMPLATE).unwrap(), &origins).unwrap();
    assert_eq!(config.endpoints, Endpoints::sandbox("localhost"));
}
