//! A job as a board has taken it.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::TimeZone;

use crate::form::Dates;

/// A job that is online.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// By what the feed knows it.
    pub id: String,
    pub title: String,
    pub url: String,
    /// Its text, as HTML.
    pub description: String,
    /// When it was published, where the form tells.
    pub date: Option<Timestamp>,
}

impl Dates {
    /// The time that `text` writes in this form, and in no other.
    pub(crate) fn read(self, text: &str) -> Option<Timestamp> {
        match self {
            Self::Rfc822 => DateTimeParser::new().parse_timestamp(text).ok(),
            Self::Dotted => {
                let date = Date::strptime("%d.%m.%Y", text).ok()?;
                let is_whole = date.strftime("%d.%m.%Y").to_string() == text;
                is_whole.then(|| date.to_zoned(TimeZone::UTC).ok())?.map(|it| it.timestamp())
            }
            Self::Iso8601 => text.parse().ok(),
            Self::Unread => None,
        }
    }
}
