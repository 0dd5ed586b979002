//! The video link of an interview.

use serde::{Deserialize, Serialize};

/// A video link as the calendar has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// It can be opened.
    Ready(String),
    /// It is being made.
    Pending,
    /// There is none.
    Absent,
}

/// A video link as somebody asked for it: never said to be there when it is not (F29).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "status", content = "url")]
pub enum Meeting {
    /// Here it is.
    Created(String),
    /// The provider is still making it.
    Pending,
    /// The account can't make one.
    Unavailable,
    /// Nobody asked for one.
    NotRequested,
}

impl Meeting {
    /// What became of the wish for a link.
    pub fn of(is_wanted: bool, link: &Link) -> Self {
        match link {
            Link::Ready(url) => Self::Created(url.clone()),
            Link::Pending if is_wanted => Self::Pending,
            Link::Absent if is_wanted => Self::Unavailable,
            _ => Self::NotRequested,
        }
    }

    /// Whether somebody asked for a link.
    pub fn is_wanted(&self) -> bool {
        *self != Self::NotRequested
    }

    /// The link, where there is one.
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::Created(url) => Some(url),
            _ => None,
        }
    }

    /// `created`, `pending`, `unavailable` or `not_requested`.
    pub const fn status(&self) -> &'static str {
        match self {
            Self::Created(_) => "created",
            Self::Pending => "pending",
            Self::Unavailable => "unavailable",
            Self::NotRequested => "not_requested",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f29_a_link_is_claimed_only_where_it_is() {
        let ready = Link::Ready("https://meet.google.com/abc".to_owned());
        for (is_wanted, link, status) in [
            (true, &ready, "created"),
            (true, &Link::Pending, "pending"),
            (true, &Link::Absent, "unavailable"),
            (false, &Link::Absent, "not_requested"),
            (false, &Link::Pending, "not_requested"),
        ] {
            let meeting = Meeting::of(is_wanted, link);
            assert_eq!((meeting.status(), meeting.url().is_some()), (status, status == "created"));
        }
    }
}
