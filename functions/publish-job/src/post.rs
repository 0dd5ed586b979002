//! The post as LinkedIn takes it, and what makes two of them the same.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use shared::app::App;
use shared::ats::Job;
use shared::commentary::{Commentary, apply_link};
use shared::providers::linkedin::{Article, NewPost};

use crate::target::Target;

/// The card's texts are lines, not articles; in characters.
const TITLE_LIMIT: usize = 200;
const DESCRIPTION_LIMIT: usize = 256;

/// The post of `job` on `target`, still without its picture.
pub(super) fn compose(job: &Job, target: &Target, text: &Commentary, app: &App) -> NewPost {
    let description = job.description.iter().flat_map(|text| text.chars());
    NewPost {
        author: target.author().to_owned(),
        commentary: text.commentary.clone(),
        article: Article {
            source: apply_link(job, &app.config.frontend_url),
            title: job.title.chars().take(TITLE_LIMIT).collect(),
            description: description.take(DESCRIPTION_LIMIT).collect(),
            thumbnail: None,
        },
    }
}

/// A hash of all that is sent but the picture, which is another one after each upload.
pub(super) fn content_hash(post: &NewPost) -> String {
    hash("content", &post.body().to_string())
}

/// SHA-256 in hex; `domain` keeps hashes of different things apart.
pub(super) fn hash(domain: &str, text: &str) -> String {
    HEXLOWER.encode(digest(&SHA256, format!("{domain}:{text}").as_bytes()).as_ref())
}
