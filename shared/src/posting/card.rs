//! The link card below a post's text.

use crate::model::text::{cut, line};
use crate::model::warning::Warning;
use crate::people::ats::Job;
use crate::posting::commentary::{described, titled};
use crate::providers::linkedin::Article;

/// The card's texts are lines, not articles; in characters.
const TITLE_LIMIT: usize = 200;
const DESCRIPTION_LIMIT: usize = 256;

/// The link card of a job, whatever the target.
#[derive(Debug)]
pub struct Card {
    /// What it shows, and where it leads.
    pub article: Article,
    /// What the author may want to know.
    pub warning: Option<Warning>,
}

impl Card {
    /// The card of `job`: its title and the beginning of its text, each in one line. It leads to `apply_url`.
    pub fn of(job: &Job, apply_url: &str) -> Self {
        let (whole_title, whole_text) = (titled(job), line(&described(job)));
        let title = cut(&whole_title, TITLE_LIMIT, characters);
        let description = cut(&whole_text, DESCRIPTION_LIMIT, characters);
        let is_shortened = title != whole_title || description != whole_text;
        let article = Article {
            source: apply_url.to_owned(),
            title,
            description: Some(description).filter(|text| !text.is_empty()),
        };
        Self { article, warning: is_shortened.then(Warning::card_shortened) }
    }
}

fn characters(text: &str) -> usize {
    text.chars().count()
}
