//! The project's invariants, checked on its own files: what ARCHITECTURE.md promises stays true.

mod access_log;
mod account;
mod alarms;
mod configuration;
mod documents;
pub(crate) mod errors;
mod homes;
mod layers;
mod limits;
mod messages;
mod names;
mod operations;
mod peers;
mod policies;
mod providers;
mod requirements;
mod scopes;
mod security;
mod simulators;
mod supply;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A text file of the project, by its path from the root.
struct File {
    path: String,
    text: String,
}

/// A path from the project's root.
pub(crate) fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands directly in `directory` and ends with `suffix`, without the suffix.
fn names(directory: &str, suffix: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root(directory)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter_map(|name| name.strip_suffix(suffix).map(str::to_owned)).collect()
}

/// Every file under `directory` that ends with `suffix`.
fn files(directory: &str, suffix: &str) -> Vec<File> {
    let mut found = Vec::new();
    for name in names(directory, "") {
        let path = format!("{directory}/{name}");
        if root(&path).is_dir() {
            found.extend(files(&path, suffix));
        // A picture is no text.
        } else if path.ends_with(suffix) && !path.ends_with(".png") {
            found.push(File { text: read(&path), path });
        }
    }
    found
}

/// The Rust code under `directories` that is built into a program.
fn code(directories: &[&str]) -> Vec<File> {
    let files = directories.iter().flat_map(|directory| files(directory, ".rs"));
    let is_test = |path: &str| path.ends_with("/tests.rs") || path.contains("/tests/");
    files.filter(|file| !is_test(&file.path)).map(File::without_comments_and_tests).collect()
}

impl File {
    fn without_comments_and_tests(self) -> Self {
        let tests = self.text.find("#[cfg(test)]\nmod tests {").unwrap_or(self.text.len());
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        let lines = self.text[..tests].lines().filter(is_code);
        let text = lines.flat_map(|line| [line, "\n"]).collect();
        Self { path: self.path, text }
    }

    /// Whether it is one of `homes`, each a file or a directory that ends in `/`.
    fn is_in(&self, homes: &[&str]) -> bool {
        homes
            .iter()
            .any(|home| self.path == *home || (home.ends_with('/') && self.path.starts_with(home)))
    }
}

/// The words that follow `before`: of `use crate::store::Save`, `store` follows `crate::`.
fn words_after<'a>(text: &'a str, before: &str) -> BTreeSet<&'a str> {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let rests = text.split(before).skip(1);
    rests.map(|rest| rest.split(|letter| !is_word(letter)).next().unwrap_or_default()).collect()
}
