//! How far a job offer is at the ATS: its words, read here and nowhere else.

use serde::{Deserialize, Deserializer};

/// How far a job offer is, by the ATS's word (`JobStatus` in `docs/ats-openapi.yaml`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobStatus {
    /// `published`: people can apply.
    Published,
    /// `draft`: not offered yet, or taken back to be worked on. It may be published again.
    Draft,
    /// `closed` or `archived`: no longer offered.
    Ended,
    /// A word that the ATS did not have when this was written. Nothing is published by it, and nothing ends by it
    /// either: who wrote it may have meant anything.
    Unknown,
}

impl JobStatus {
    /// What the ATS's `word` says.
    pub fn of(word: &str) -> Self {
        match word {
            "published" => Self::Published,
            "draft" => Self::Draft,
            "closed" | "archived" => Self::Ended,
            _ => Self::Unknown,
        }
    }

    /// Whether it is offered: only then is anything said of it outside.
    pub const fn is_published(self) -> bool {
        matches!(self, Self::Published)
    }
}

impl<'de> Deserialize<'de> for JobStatus {
    /// Any text is one; what is no text breaks the contract, which the answer's reader tells.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|word| Self::of(&word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s58_only_the_ats_s_own_words_for_it_say_that_a_job_has_ended() {
        for (word, expected) in [
            ("published", JobStatus::Published),
            ("draft", JobStatus::Draft),
            ("closed", JobStatus::Ended),
            ("archived", JobStatus::Ended),
        ] {
            assert_eq!(JobStatus::of(word), expected, "{word}");
        }
        for word in ["", "paused", "Closed", "closed ", "not closed", "publié"] {
            assert_eq!(JobStatus::of(word), JobStatus::Unknown, "{word}");
        }
    }

    #[test]
    fn a_status_that_is_no_text_is_no_status() {
        for status in ["null", "1", "{}", "[]"] {
            serde_json::from_str::<JobStatus>(status).unwrap_err();
        }
    }
}
