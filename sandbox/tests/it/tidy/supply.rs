//! Where everything comes from that is built or run: registries only, each piece by its hash (S42).

use super::{files, read};

/// What stands behind `name = "` in a block of a lock file.
fn field<'a>(block: &'a str, name: &str) -> Option<&'a str> {
    block.split_once(&format!("\n{name} = \""))?.1.split('"').next()
}

#[test]
fn s42_every_crate_is_ours_or_the_registry_s_with_its_checksum() {
    let lock = read("Cargo.lock");
    let blocks: Vec<_> = lock.split("\n[[package]]").skip(1).collect();
    assert!(blocks.len() > 200, "{}", blocks.len());
    for block in blocks {
        match field(block, "source") {
            None => assert!(field(block, "checksum").is_none(), "one of ours: {block}"),
            Some(source) => {
                assert_eq!(source, "registry+https://github.com/rust-lang/crates.io-index");
                assert_eq!(field(block, "checksum").map(str::len), Some(64), "{block}");
            }
        }
    }
}

#[test]
fn s42_no_crate_comes_from_git_and_other_registries_are_refused() {
    let deny = read("deny.toml");
    for rule in ["unknown-registry = \"deny\"", "unknown-git = \"deny\""] {
        assert!(deny.lines().any(|line| line.trim() == rule), "deny.toml: {rule}");
    }
    let run = read(".ci/run");
    assert!(run.contains("cargo deny") && run.contains("sources"), ".ci/run asks cargo-deny");
    assert!(!read("Cargo.toml").contains("git = \""), "every dependency is declared there");
}

/// The requirements of a file that pip reads: each with its version and at least one hash.
#[test]
fn s42_every_tool_of_python_s_is_pinned_by_version_and_hash() {
    for file in files(".ci", ".txt").into_iter().chain(files("bench/peers", "peers.txt")) {
        let text = file.text.replace("\\\n", " ");
        let lines: Vec<_> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        assert!(!lines.is_empty(), "{}", file.path);
        for line in lines {
            let (requirement, hashes) = line.split_once("--hash=sha256:").unwrap_or((line, ""));
            assert!(requirement.contains("==") && hashes.len() >= 64, "{}: {line}", file.path);
        }
    }
}

#[test]
fn s42_every_package_of_npm_s_has_its_integrity() {
    for place in ["clients/typescript", "sandbox/browser", "bench/peers"] {
        let lock = read(&format!("{place}/package-lock.json"));
        let lock: serde_json::Value = serde_json::from_str(&lock).unwrap();
        let packages = lock["packages"].as_object().unwrap();
        assert!(packages.len() > 2, "{place}");
        for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
            let integrity = package["integrity"].as_str().unwrap_or_default();
            assert!(integrity.starts_with("sha512-"), "{place}: {name}");
        }
    }
}

/// A workflow that fetches a script and runs it would be pinned by nothing.
#[test]
fn s42_nothing_that_was_fetched_is_run_unseen() {
    for file in files(".ci", "").into_iter().chain(files("bin", "")) {
        for line in file.text.lines() {
            let fetches = line.contains("curl ") || line.contains("wget ");
            let runs = line.contains("| sh") || line.contains("| bash");
            assert!(!(fetches && runs), "{}: {line}", file.path);
        }
    }
}
