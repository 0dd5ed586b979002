//! The post as LinkedIn takes it, and what makes two of them the same.

use shared::app::App;
use shared::model::ledger;
use shared::model::text::{cut, line};
use shared::model::warning::Warning;
use shared::people::ats::Job;
use shared::posting::commentary::{Commentary, apply_link, described, titled};
use shared::providers::linkedin::{Article, NewPost};

use crate::target::Target;

/// The card's texts are lines, not articles; in characters.
const TITLE_LIMIT: usize = 200;
const DESCRIPTION_LIMIT: usize = 256;

/// The post of `job` on `target`, still without its picture.
pub(super) fn compose(target: &Target, text: &Commentary, card: &Card) -> NewPost {
    NewPost {
        author: target.author().to_owned(),
        commentary: text.commentary.clone(),
        article: card.article.clone(),
    }
}

/// The link card of a job, whatever the target.
#[derive(Debug)]
pub(super) struct Card {
    article: Article,
    /// What the author may want to know.
    pub(super) warning: Option<Warning>,
}

impl Card {
    /// The card of `job`: its title and the beginning of its text, each in one line.
    pub(super) fn of(job: &Job, app: &App) -> Self {
        let (whole_title, whole_text) = (titled(job), line(&described(job)));
        let title = cut(&whole_title, TITLE_LIMIT, characters);
        let description = cut(&whole_text, DESCRIPTION_LIMIT, characters);
        let is_shortened = title != whole_title || description != whole_text;
        let article = Article {
            source: apply_link(job, &app.config),
            title,
            description: Some(description).filter(|text| !text.is_empty()),
            thumbnail: None,
        };
        Self { article, warning: is_shortened.then(Warning::card_shortened) }
    }
}

fn characters(text: &str) -> usize {
    text.chars().count()
}

/// A hash of all that is sent but the picture, which is another one after each upload.
pub(super) fn content_hash(post: &NewPost) -> String {
    ledger::content_hash(&post.body().to_string())
}
