//! Who may know whom: between the crates, and between the modules of `shared`.

use std::collections::BTreeSet;

use super::{code, names, read, words_after};

/// The modules of `shared`, the top first: each may use those of its own line and of the lines below.
/// ARCHITECTURE.md shows the same picture with reasons.
const LAYERS: [&[&str]; 11] = [
    &["lambda"],
    &["calendar"],
    &["access", "auth", "commentary", "session", "statistics"],
    &["renewal", "withdrawal"],
    &["app", "providers"],
    &["ats", "audit", "store"],
    &["caller", "connection", "publication", "tally"],
    &["config", "picture", "vault"],
    &["fault", "interview", "oauth", "request", "response", "secrets"],
    &[
        "clock",
        "deadline",
        "endpoints",
        "error",
        "http",
        "json",
        "logs",
        "metrics",
        "random",
        "retry_after",
    ],
    &["figures", "lenient", "organization", "provider", "text", "urn", "warning"],
];

/// Edges that run downwards and still must not be: the APIs of the providers never see what is stored.
const STRANGERS: [(&str, &str); 4] =
    [("providers", "store"), ("providers", "vault"), ("store", "http"), ("store", "config")];

fn layer(module: &str) -> usize {
    let layer = LAYERS.iter().position(|layer| layer.contains(&module));
    layer.unwrap_or_else(|| panic!("`{module}` stands in no layer: add it to LAYERS"))
}

/// Every edge `(module, used module)` of `shared`.
fn edges() -> BTreeSet<(String, String)> {
    let mut edges = BTreeSet::new();
    for file in code(&["shared/src"]) {
        let module = file.path.trim_start_matches("shared/src/");
        let module = module.split(['/', '.']).next().unwrap();
        let used = words_after(&file.text, "crate::");
        edges.extend(used.into_iter().map(|used| (module.to_owned(), used.to_owned())));
    }
    edges.retain(|(module, used)| module != used && module != "lib");
    edges
}

#[test]
fn a_module_of_shared_uses_only_what_lies_below_it() {
    let edges = edges();
    assert!(edges.len() > 40, "the edges are not found: {edges:?}");
    for (module, used) in edges {
        assert!(layer(&module) <= layer(&used), "{module} uses {used}, which lies above it");
        let is_strange = STRANGERS.contains(&(module.as_str(), used.as_str()));
        assert!(!is_strange, "{module} uses {used}");
    }
}

#[test]
fn every_module_of_shared_has_its_layer_and_is_in_the_picture() {
    let library = read("shared/src/lib.rs");
    let modules: BTreeSet<_> = library
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(modules, LAYERS.iter().flat_map(|layer| layer.iter().copied()).collect());
    let picture = read("ARCHITECTURE.md");
    for layer in LAYERS {
        let is_drawn = picture.lines().any(|line| {
            let drawn: BTreeSet<_> = line.split("  ").next().unwrap().split(", ").collect();
            drawn == layer.iter().copied().collect()
        });
        assert!(is_drawn, "ARCHITECTURE.md draws no line with {layer:?}");
    }
}

#[test]
fn nothing_deployed_depends_on_the_sandbox_and_no_function_on_another() {
    let functions = names("functions", "");
    let manifests = functions.iter().map(|name| format!("functions/{name}/Cargo.toml"));
    for path in manifests.chain(["import/Cargo.toml", "shared/Cargo.toml"].map(str::to_owned)) {
        let manifest = read(&path);
        let (_, dependencies) = manifest.split_once("[dependencies]").unwrap();
        for line in dependencies.lines() {
            let name = line.split(['.', ' ', '=']).next().unwrap();
            assert!(name != "sandbox" && !functions.contains(name), "{path}: {line}");
        }
    }
}
