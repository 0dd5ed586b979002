//! What is offered, as it is copied from the ATS.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use crate::model::language::Language;

/// The longest description that is kept, in characters: so a whole feed fits an answer of Lambda's.
pub const DESCRIPTION_LIMIT: usize = 8000;

/// What is offered: plain text without what XML can't hold; `None` where the ATS tells nothing to go by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// In one line.
    pub title: Option<String>,
    /// The company's name.
    pub company: Option<String>,
    /// Paragraphs apart by an empty line, items of a list begun by "• "; at most [`DESCRIPTION_LIMIT`]
    /// characters.
    pub description: String,
    /// Whether more was said than that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_shortened: bool,
    /// Where it is, as somebody wrote it.
    pub place: Option<String>,
    /// The town in that.
    pub town: Option<String>,
    /// ISO 3166's two letters, of those that are assigned.
    pub country: Option<String>,
    /// Whether it is done from anywhere.
    pub is_remote: bool,
    /// The kind of contract.
    pub contract: Option<Contract>,
    /// The pay, where its currency is known.
    pub pay: Option<Pay>,
    /// The pay in words of the offer's language.
    pub salary: Option<String>,
    /// The language it is written in.
    pub language: Language,
}

/// A kind of contract, as the ATS names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contract {
    FullTime,
    PartTime,
    Contract,
    Temporary,
    Internship,
}

/// What is paid: one end at least is known, and the lower one is not the higher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pay {
    /// In whole units of the currency.
    pub least: Option<u64>,
    /// The same.
    pub most: Option<u64>,
    /// ISO 4217's code.
    pub currency: String,
    /// What it is for; never guessed.
    pub period: Option<Period>,
}

/// What a pay is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Content {
    /// A hash: the same as long as nothing of it has changed.
    pub fn fingerprint(&self) -> String {
        let text = serde_json::to_vec(self).unwrap_or_default();
        HEXLOWER.encode(digest(&SHA256, &text).as_ref())
    }
}
