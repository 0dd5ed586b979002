//! What a derived reader complains of, in terms that people understand: none of Rust's types, structs and
//! variants.

use serde::de;
use serde::{Deserialize, Serialize};

use crate::words::Text;

/// The longest name of a field that is repeated, in characters.
const NAME_LIMIT: usize = 60;
/// How a reader's message begins that holds a [`Problem`] of ours.
const WITHIN: &str = "within: ";

/// What is wrong with a body, and where.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Problem {
    /// The field's path; empty for the object itself.
    pub(super) place: String,
    pub(super) what: What,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum What {
    NotJson,
    NotAnObject,
    Missing,
    Twice,
    Unknown {
        meant: String,
    },
    TooLarge,
    Expected(Kind),
    /// One of these words.
    ExpectedOneOf(Vec<String>),
    /// The reader's own words are not for people.
    Unreadable,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Kind {
    Text,
    Boolean,
    List,
    Number,
    Integer,
    Natural,
    Object,
}

impl Problem {
    /// What is wrong at `path`, by the parser's own message.
    pub(super) fn of(path: &str, error: &serde_json::Error) -> Self {
        let message = without_position(error);
        let place = if path == "." { "body" } else { path };
        if let Some(inner) = of_ours(&message) {
            let place = shown(place);
            let is_it = inner.place.is_empty();
            let place = if is_it { place } else { format!("{place}.{}", inner.place) };
            return Self { place, ..inner };
        }
        if let Some(field) = between(&message, "missing field `", "`") {
            let place = if path == "." { field.to_owned() } else { format!("{path}.{field}") };
            return Self { place, what: What::Missing };
        }
        Self { place: shown(place), what: expectation(&message).unwrap_or(What::Unreadable) }
    }

    /// What is wrong with the text itself, `path` being how far it was understood.
    pub(super) fn of_text(path: &str, error: &serde_json::Error) -> Self {
        let message = without_position(error);
        // A member that appears twice.
        if let Some(problem) = of_ours(&message) {
            return problem;
        }
        if message == "number out of range" {
            return Self { place: shown(path), what: What::TooLarge };
        }
        Self { place: String::new(), what: What::NotJson }
    }

    /// As a reader's error, in which [`Problem::of`] finds it.
    pub(super) fn within<E: de::Error>(&self) -> E {
        match serde_json::to_string(self) {
            Ok(problem) => E::custom(format!("{WITHIN}{problem}")),
            Err(_) => E::custom("unreadable"),
        }
    }

    /// What is told to people.
    pub(super) fn text(&self) -> Text {
        let text = match &self.what {
            What::NotJson => return Text::new("body-not-json"),
            What::NotAnObject => return Text::new("body-not-object"),
            What::Missing => Text::new("field-missing"),
            What::Twice => Text::new("field-twice"),
            What::Unknown { meant } => Text::new("field-unknown").with("meant", meant.as_str()),
            What::TooLarge => Text::new("number-too-large"),
            What::Expected(kind) => kind.expected(),
            What::ExpectedOneOf(words) => match words.as_slice() {
                [one, other] => Text::new("expected-either")
                    .with("one", one.as_str())
                    .with("other", other.as_str()),
                words => Text::new("expected-one-of").with("words", words.join(", ")),
            },
            What::Unreadable => Text::new("field-unreadable"),
        };
        text.with("field", self.place.as_str())
    }
}

impl Kind {
    const fn expected(&self) -> Text {
        match self {
            Self::Text => Text::new("expected-text"),
            Self::Boolean => Text::new("expected-boolean"),
            Self::List => Text::new("expected-list"),
            Self::Number => Text::new("expected-number"),
            Self::Integer => Text::new("expected-integer"),
            Self::Natural => Text::new("expected-natural"),
            Self::Object => Text::new("expected-object"),
        }
    }
}

/// A name as it is repeated.
pub(super) fn shown(name: &str) -> String {
    name.chars().take(NAME_LIMIT).collect()
}

fn of_ours(message: &str) -> Option<Problem> {
    serde_json::from_str(message.strip_prefix(WITHIN)?).ok()
}

/// The parser's message without its position, which means nothing to a person.
fn without_position(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let reason = message.rsplit_once(" at line ").filter(|_| error.line() > 0);
    reason.map_or(message.as_str(), |(reason, _)| reason).to_owned()
}

/// What was expected, where it is the type or one of the words that is wrong.
fn expectation(message: &str) -> Option<What> {
    let starts = ["invalid type: ", "invalid value: ", "unknown variant ", "invalid length "];
    if !starts.iter().any(|start| message.starts_with(start)) {
        return None;
    }
    // What was sent stands before, and may say "expected" itself.
    let (_, expected) = message.rsplit_once(", expected ")?;
    Some(What::Expected(match expected {
        // The last is a word of a list.
        "a string" | "a borrowed string" | "str" | "string" | "string or map" => Kind::Text,
        "a boolean" => Kind::Boolean,
        "a sequence" => Kind::List,
        "f32" | "f64" => Kind::Number,
        "i8" | "i16" | "i32" | "i64" | "isize" => Kind::Integer,
        "u8" | "u16" | "u32" | "u64" | "usize" => Kind::Natural,
        // "`a` or `b`", "one of `a`, `b`, `c`".
        words if words.contains('`') => {
            let words = words.split('`').skip(1).step_by(2).map(str::to_owned);
            return Some(What::ExpectedOneOf(words.collect()));
        }
        // A struct or a map, by whatever name.
        _ => Kind::Object,
    }))
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.split(end).next()
}
