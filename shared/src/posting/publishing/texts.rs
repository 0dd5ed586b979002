//! The post as LinkedIn takes it, and what makes two of them the same.

use super::Target;
use crate::model::ledger;
use crate::model::organization::Organization;
use crate::people::ats::Job;
use crate::posting::card::Card;
use crate::posting::commentary::{Commentary, Manner, compose, own_page};
use crate::providers::linkedin::NewPost;

/// A job's text on pages, and on the connected member's profile, where the company's own page is mentioned.
#[derive(Debug)]
pub struct Texts {
    /// The one on pages.
    pub on_pages: Commentary,
    /// The one on a profile.
    pub on_profile: Commentary,
}

impl Texts {
    /// The texts of `job`, in whose company's name `pages` can be posted for.
    pub fn of(job: &Job, manner: Manner<'_>, apply_url: &str, pages: &[Organization]) -> Self {
        let on_pages = compose(job, manner, apply_url);
        let on_profile = match own_page(job, pages) {
            Some(page) => compose(job, Manner { mention: Some(page), ..manner }, apply_url),
            None => on_pages.clone(),
        };
        Self { on_pages, on_profile }
    }

    /// The post on `target`, still without its picture.
    pub fn post(&self, target: &Target, card: &Card) -> NewPost {
        let text = match target {
            Target::Page(_) => &self.on_pages,
            Target::Personal(_) => &self.on_profile,
        };
        NewPost {
            author: target.author().to_owned(),
            commentary: text.commentary.clone(),
            article: card.article.clone(),
            picture: None,
        }
    }
}

/// A hash of all that is sent but the picture, which is another one after each upload.
pub fn content_hash(post: &NewPost) -> String {
    ledger::content_hash(&post.body().to_string())
}
