//! `docs/requirements.md`: each number that is cited stands there, and each has evidence that exists.

use std::collections::{BTreeMap, BTreeSet};

use super::documents::{quoted, tests};
use super::{File, files, names, read};

/// What an evidence cell says of a number that nothing has been built for.
const UNBUILT: &str = "Not built yet.";

/// Each requirement's evidence, by its number.
fn register() -> BTreeMap<String, String> {
    let document = read("docs/requirements.md");
    let rows = document.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ");
        let number = cells.next()?.to_owned();
        let (requirement, evidence) = (cells.next()?, cells.next()?.to_owned());
        let is_row = is_number(&number);
        assert!(!is_row || requirement.ends_with('.') && cells.next().is_none(), "{line}");
        is_row.then_some((number, evidence))
    });
    let rows: Vec<_> = rows.collect();
    let register: BTreeMap<_, _> = rows.iter().cloned().collect();
    assert_eq!(register.len(), rows.len(), "a number stands there twice");
    register
}

/// Whether `word` is `B`, `S` or `F` with one or two digits.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix(['B', 'S', 'F']).unwrap_or_default();
    matches!(digits.len(), 1 | 2)
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Everything that is read by people or tested.
fn sources() -> Vec<File> {
    let code = ["functions", "shared", "sandbox", "simulators", "import", "forget", "bench"];
    let code = code.iter().flat_map(|directory| files(directory, ".rs"));
    let documents = names("", ".md").into_iter().map(|name| format!("{name}.md"));
    let documents = documents.chain(["template.yaml".to_owned()]);
    let documents = documents.map(|path| File { text: read(&path), path });
    code.chain(documents).chain(files("docs", ".md")).collect()
}

/// The numbers that `text` cites: as words of comments and documents, and in the names of tests.
fn cited(file: &File) -> BTreeSet<String> {
    let is_code = file.path.ends_with(".rs");
    let prose = file.text.lines().filter_map(|line| match line.split_once("//") {
        _ if !is_code => Some(line),
        Some((_, comment)) => Some(comment),
        None => None,
    });
    let words = prose.flat_map(|line| line.split(|letter: char| !letter.is_alphanumeric()));
    let words = words.filter(|word| is_number(word)).map(str::to_owned);
    words.chain(numbers_of_tests(&file.text)).collect()
}

/// `F1` and `F2` of the test `f1_f2_a_crash_is_mended`, and `B5` of `no_cookie_is_set_b5`.
fn numbers_of_tests(text: &str) -> BTreeSet<String> {
    let words = tests(text).into_iter().flat_map(|name| name.split('_'));
    words.map(str::to_uppercase).filter(|word| is_number(word)).collect()
}

#[test]
fn each_number_that_is_cited_anywhere_is_a_requirement() {
    let register = register();
    assert!(register.len() > 100, "{}", register.len());
    for file in sources() {
        for number in cited(&file) {
            assert!(register.contains_key(&number), "{} cites {number}", file.path);
        }
    }
}

#[test]
fn each_requirement_names_evidence_that_exists_or_says_that_it_is_not_built() {
    let code: String = sources().into_iter().map(|file| file.text).collect();
    let tests = tests(&code);
    let browser = names("clients/typescript/browser", ".mjs");
    for (number, evidence) in register() {
        if evidence == UNBUILT {
            continue;
        }
        let named: Vec<_> = quoted(&evidence).filter(|name| !name.contains(['/', ' '])).collect();
        let (scripts, named): (Vec<_>, Vec<_>) =
            named.into_iter().partition(|name| name.ends_with(".mjs"));
        let named: Vec<_> = named.into_iter().filter(|name| !name.contains("::")).collect();
        assert!(!named.is_empty(), "{number} names no test");
        for test in named {
            assert!(tests.contains(test), "{number}: there is no test {test}");
        }
        for script in scripts {
            assert!(browser.contains(script.trim_end_matches(".mjs")), "{number}: no {script}");
        }
    }
}

#[test]
fn a_requirement_whose_number_a_test_bears_is_not_called_unbuilt() {
    let unbuilt = register().into_iter().filter(|(_, evidence)| evidence == UNBUILT);
    let unbuilt: BTreeSet<_> = unbuilt.map(|(number, _)| number).collect();
    for file in sources() {
        for number in numbers_of_tests(&file.text) {
            assert!(!unbuilt.contains(&number), "{}: {number} has a test", file.path);
        }
    }
}
