//! A message with what is put into it.

use std::fmt;

use jiff::Timestamp;
use serde::{Serialize, Serializer};

use super::language::{Language, spoken};
use super::{catalogue, direction};

/// A message of the catalogue, with what is put into it. No secret is: a text is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    id: &'static str,
    arguments: Vec<(&'static str, Argument)>,
}

/// What is put into a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A name, or another word that is the same in every language.
    Word(String),
    /// A count: it decides between singular and plural.
    Count(i64),
    /// A day, in UTC.
    Day(Timestamp),
    /// A day and the time of day, in UTC.
    Moment(Timestamp),
    /// Another message.
    Text(Text),
}

impl Text {
    /// The message `id` of the catalogue.
    pub const fn new(id: &'static str) -> Self {
        Self { id, arguments: Vec::new() }
    }

    /// With `value` in the place of the variable `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The text in `language`; a whole one in Arabic is marked as written from the right, whatever it
    /// stands among.
    pub fn say(&self, language: Language) -> String {
        direction::whole(language, self.part(language))
    }

    /// The text as a part of another one.
    pub(super) fn part(&self, language: Language) -> String {
        catalogue::message(language, self.id, &self.arguments)
    }
}

/// In the language of [`super::speaking`]; in English outside of it.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.say(spoken()))
    }
}

/// In English: for logs.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::English))
    }
}

impl From<&str> for Argument {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
}

impl From<String> for Argument {
    fn from(word: String) -> Self {
        Self::Word(word)
    }
}

impl From<i64> for Argument {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Argument {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<Text> for Argument {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}
