//! Who may know whom: between the crates, and between the modules of `shared`.

use std::collections::BTreeSet;

use super::{code, files, names, read, root, words_after};

/// Edges that run downwards and still must not be: the APIs of the providers never see what is stored.
const STRANGERS: [(&str, &str); 4] =
    [("providers", "store"), ("providers", "vault"), ("store", "http"), ("store", "config")];

/// The rooms of `shared` as ARCHITECTURE.md draws them, the top floor first.
fn floors() -> Vec<BTreeSet<String>> {
    let text = read("ARCHITECTURE.md");
    let (_, drawing) = text.split_once("### `shared/`").unwrap();
    let drawing = drawing.split("```").nth(1).unwrap();
    let rooms = |line: &str| {
        line.split("  ").next().unwrap().split(", ").map(str::to_owned).collect::<BTreeSet<_>>()
    };
    drawing.lines().skip(1).map(rooms).collect()
}

/// Every edge `(room, used room)` of `shared`, a room being a folder at its root.
fn edges() -> BTreeSet<(String, String)> {
    let mut edges = BTreeSet::new();
    for file in code(&["shared/src"]) {
        let room = file.path.trim_start_matches("shared/src/").split(['/', '.']).next().unwrap();
        let used = words_after(&file.text, "crate::");
        edges.extend(used.into_iter().map(|used| (room.to_owned(), used.to_owned())));
    }
    edges.retain(|(room, used)| room != used && room != "lib");
    edges
}

#[test]
fn a_room_of_shared_uses_only_what_lies_below_it() {
    let floors = floors();
    let floor = |room: &str| {
        let floor = floors.iter().position(|floor| floor.contains(room));
        floor.unwrap_or_else(|| panic!("ARCHITECTURE.md draws no `{room}`"))
    };
    let edges = edges();
    assert!(edges.len() > 40, "the edges are not found: {edges:?}");
    for (room, used) in edges {
        assert!(floor(&room) < floor(&used), "{room} uses {used}, which does not lie below it");
        let is_strange = STRANGERS.contains(&(room.as_str(), used.as_str()));
        assert!(!is_strange, "{room} uses {used}");
    }
}

#[test]
fn shared_has_few_rooms_each_a_folder_and_each_is_drawn() {
    let library = read("shared/src/lib.rs");
    let rooms: BTreeSet<_> = library
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    assert!(rooms.len() <= 16, "{rooms:?}");
    assert_eq!(rooms, floors().into_iter().flatten().collect(), "what ARCHITECTURE.md draws");
    for room in &rooms {
        read(&format!("shared/src/{room}/mod.rs"));
    }
}

#[test]
fn a_module_with_a_folder_of_its_own_is_that_folder_s_mod() {
    let packages =
        ["bench", "doctor", "forget", "functions", "import", "sandbox", "shared", "simulators"];
    for file in packages.iter().flat_map(|package| files(package, ".rs")) {
        let folder = file.path.trim_end_matches(".rs");
        assert!(!root(folder).is_dir() || files(folder, ".rs").is_empty(), "{}", file.path);
    }
}

#[test]
fn nothing_deployed_depends_on_the_sandbox_and_no_function_on_another() {
    let functions = names("functions", "");
    let manifests = functions.iter().map(|name| format!("functions/{name}/Cargo.toml"));
    for path in manifests
        .chain(["doctor/Cargo.toml", "import/Cargo.toml", "shared/Cargo.toml"].map(str::to_owned))
    {
        let manifest = read(&path);
        let (_, dependencies) = manifest.split_once("[dependencies]").unwrap();
        for line in dependencies.lines() {
            let name = line.split(['.', ' ', '=']).next().unwrap();
            assert!(name != "sandbox" && !functions.contains(name), "{path}: {line}");
        }
    }
}
