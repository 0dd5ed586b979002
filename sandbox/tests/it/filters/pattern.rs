//! A filter pattern of CloudWatch Logs for lines of text.
//!
//! Read more narrowly than CloudWatch does: a term has to stand alone and may not be a part of a
//! word, so that whatever is found here is found there.
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html>

/// What must be in a line: all terms, or one of those with a question mark.
#[derive(Debug)]
pub(super) struct Pattern {
    all: Vec<String>,
    any: Vec<String>,
}

impl Pattern {
    /// Reads `ERROR`, `"two words"` or `?ERROR ?WARN`.
    pub(super) fn parse(text: &str) -> Self {
        let (mut all, mut any) = (Vec::new(), Vec::new());
        let mut rest = text.trim();
        while !rest.is_empty() {
            let optional = rest.strip_prefix('?');
            rest = optional.unwrap_or(rest);
            let (term, after) = match rest.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap(),
                None => rest.split_once(' ').unwrap_or((rest, "")),
            };
            let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
            assert!(rest.starts_with('"') || term.chars().all(is_word), "{text}: quote {term}");
            if optional.is_some() { &mut any } else { &mut all }.push(term.to_owned());
            rest = after.trim_start();
        }
        // CloudWatch does not say what both at once mean.
        assert!(all.is_empty() != any.is_empty(), "{text}");
        Self { all, any }
    }

    /// Whether it finds `line`.
    pub(super) fn finds(&self, line: &str) -> bool {
        let has = |term: &String| has(line, term);
        self.all.iter().all(has) && (self.any.is_empty() || self.any.iter().any(has))
    }
}

/// Whether `term` stands in `line` between two ends of words.
fn has(line: &str, term: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(term).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + term.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

#[test]
fn a_term_is_a_word_and_case_counts() {
    for (pattern, line, is_found) in [
        ("ERROR", r#"{"level":"ERROR"}"#, true),
        ("ERROR", "ERRORS, Error", false),
        ("\"two words\"", "one of two words", true),
        ("\"config\"", r#"{"fault":"Config","kind":"config_error"}"#, false),
        ("?ERROR ?WARN", "WARN", true),
        ("?ERROR ?WARN", "INFO", false),
    ] {
        assert_eq!(Pattern::parse(pattern).finds(line), is_found, "{pattern} in {line}");
    }
}
