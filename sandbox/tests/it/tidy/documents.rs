//! The documents: what they name exists, and they are about the project only.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{File, files, names, read, root};

/// What the project ships that a person reads; build outputs and hidden directories are left out.
const DIRECTORIES: [&str; 8] =
    [".ci", ".cargo", "docs", "doctor", "events", "functions", "import", "shared"];

/// Beginnings of paths that exist on somebody's machine only.
const PRIVATE: [&str; 4] = ["/root/", "/home/", "/Users/", "/work/"];

fn documents() -> Vec<File> {
    let names = names("", ".md").into_iter().map(|name| format!("{name}.md"));
    let files = names.map(|path| File { text: read(&path), path });
    files.chain(super::files("docs", ".md")).collect()
}

/// What a merge leaves behind where nobody has looked.
fn is_marker(line: &str) -> bool {
    ["<<<<<<< ", ">>>>>>> "].iter().any(|marker| line.starts_with(marker))
}

/// The names of the test functions in `sources`.
pub(super) fn tests(sources: &str) -> BTreeSet<&str> {
    let marked =
        ["#[test", "#[tokio::test"].into_iter().flat_map(|mark| sources.split(mark).skip(1));
    let signatures = marked.filter_map(|rest| rest.split_once("fn ")?.1.split('(').next());
    signatures.collect()
}

/// What stands between backquotes.
pub(super) fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_documents_are_whole() {
    for name in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        assert!(documents().iter().any(|document| document.path == name), "{name}");
    }
    for document in documents() {
        assert!(document.text.starts_with("# "), "{} has no title", document.path);
        assert!(!document.text.lines().any(is_marker), "{} is half merged", document.path);
    }
}

#[test]
fn links_and_files_named_in_the_documents_exist() {
    for document in documents() {
        let links =
            document.text.split("](").skip(1).map(|rest| rest.split([')', '#']).next().unwrap());
        let links = links.filter(|link| !link.is_empty() && !link.contains("://"));
        let directory = Path::new(&document.path).parent().unwrap();
        let links = links.map(|link| directory.join(link));
        let is_file = |name: &&str| {
            let is_path = name.contains('/') && !name.contains(['<', '{', '*', ' ', '$', '…']);
            is_path
                && [".rs", ".json", ".toml", ".yaml", ".md"].iter().any(|end| name.ends_with(end))
        };
        for path in links.chain(quoted(&document.text).filter(is_file).map(PathBuf::from)) {
            let path = path.to_str().unwrap();
            assert!(root(path).exists(), "{}: {path}", document.path);
        }
    }
}

#[test]
fn every_invariant_names_tests_that_exist() {
    let sources: String = [
        files("functions", ".rs"),
        files("shared/src", ".rs"),
        files("sandbox", ".rs"),
        files("simulators", ".rs"),
    ]
    .into_iter()
    .flatten()
    .map(|file| file.text)
    .collect();
    let tests = tests(&sources);
    let architecture = read("ARCHITECTURE.md");
    let (_, invariants) = architecture.split_once("\n## Invariants").unwrap();
    let table = invariants.split("\n## ").next().unwrap();
    let rows: Vec<_> = table.lines().filter(|line| line.starts_with("| ")).skip(2).collect();
    assert!(rows.len() > 5, "{table}");
    for row in rows {
        let proof = row.rsplit(" | ").next().unwrap();
        assert!(quoted(proof).next().is_some(), "no test is named: {row}");
        for test in quoted(proof) {
            let name = test.rsplit("::").next().unwrap();
            assert!(tests.contains(name), "there is no test {test}");
        }
    }
}

#[test]
fn every_option_of_the_sandbox_is_documented() {
    let help = Command::new(env!("CARGO_BIN_EXE_sandbox")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let document = read("docs/sandbox.md");
    let options: Vec<_> = help.split_whitespace().filter(|word| word.starts_with("--")).collect();
    assert!(options.contains(&"--data"), "{help}");
    for option in options {
        let option = option.trim_end_matches([',', '.']);
        let is_universal = ["--help", "--version"].contains(&option);
        assert!(
            is_universal || document.contains(&format!("`{option}")),
            "docs/sandbox.md: {option}"
        );
    }
}

#[test]
fn nothing_names_a_path_of_somebody_s_machine() {
    let sources =
        ["sandbox/src", "sandbox/tests", "simulators", "bench/src"].iter().chain(&DIRECTORIES);
    let files = sources.flat_map(|directory| files(directory, "")).chain(documents());
    let files = files.filter(|file| !file.path.ends_with("tidy/documents.rs"));
    for file in files {
        for path in PRIVATE {
            assert!(!file.text.contains(path), "{} names {path}…", file.path);
        }
    }
}

#[test]
fn the_changelog_s_newest_version_is_the_workspace_s() {
    let changelog = read("CHANGELOG.md");
    let headings: Vec<_> = changelog.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let [unreleased, newest, ..] = headings.as_slice() else { panic!("{headings:?}") };
    assert_eq!(*unreleased, "Unreleased");
    let version = env!("CARGO_PKG_VERSION");
    assert!(newest.starts_with(&format!("{version} - 20")), "{newest} and {version}");
}
