//! The post as LinkedIn takes it, and what makes two of them the same.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use shared::ats::Job;
use shared::providers::linkedin::{Article, NewPost};

use crate::commentary::apply_link;

/// The card's texts are lines, not articles; in characters.
const TITLE_LIMIT: usize = 200;
const DESCRIPTION_LIMIT: usize = 256;

/// The post of `job` by `author`.
pub(super) fn compose(job: &Job, author: &str, commentary: &str, frontend_url: &str) -> NewPost {
    NewPost {
        author: author.to_owned(),
        commentary: commentary.to_owned(),
        article: Article {
            source: apply_link(job, frontend_url),
            title: job.title.chars().take(TITLE_LIMIT).collect(),
            description: job
                .description
                .iter()
                .flat_map(|text| text.chars())
                .take(DESCRIPTION_LIMIT)
                .collect(),
        },
    }
}

/// A hash of all that is sent.
pub(super) fn content_hash(post: &NewPost) -> String {
    hash("content", &post.body().to_string())
}

/// SHA-256 in hex; `domain` keeps hashes of different things apart.
pub(super) fn hash(domain: &str, text: &str) -> String {
    HEXLOWER.encode(digest(&SHA256, format!("{domain}:{text}").as_bytes()).as_ref())
}
