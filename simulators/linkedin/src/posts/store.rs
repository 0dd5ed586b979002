//! Every post ever made.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::draft::{Article, Content, Draft};
use crate::errors::{ApiError, ApiResult};
use crate::little_text::LittleText;
use crate::urn::Urn;

/// How long the same text of the same author counts as a duplicate.
const DUPLICATE_WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// A handle to the posts; clones share them.
#[derive(Clone, Default)]
pub struct Posts(Arc<Mutex<Vec<Post>>>);

/// A post as it is now.
#[derive(Clone, Debug)]
pub struct Post {
    /// `urn:li:share:..` or `urn:li:ugcPost:..`, as LinkedIn pleases.
    pub urn: Urn,
    /// A page or a person.
    pub author: Urn,
    /// What was sent.
    pub draft: Draft,
    /// What is left of the text sent.
    pub text: LittleText,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed, or made.
    pub modified_at: Timestamp,
    deleted: bool,
}

impl Posts {
    /// Publishes `draft`, of whose commentary `text` is left; 422 naming the earlier post where it
    /// repeats one.
    pub fn publish(&self, draft: Draft, text: LittleText, now: Timestamp) -> ApiResult<Urn> {
        let mut posts = self.lock();
        if let Some(earlier) = posts.iter().rev().find(|post| post.is_repeated_by(&draft, now)) {
            return Err(duplicate_of(&earlier.urn));
        }
        let urn = urn(posts.len(), now);
        let (author, created_at, modified_at) = (draft.author.clone(), now, now);
        posts.push(Post {
            urn: urn.clone(),
            author,
            draft,
            text,
            created_at,
            modified_at,
            deleted: false,
        });
        Ok(urn)
    }

    /// A post that was not deleted.
    pub fn find(&self, urn: &Urn) -> Option<Post> {
        self.lock().iter().find(|post| post.urn == *urn && !post.deleted).cloned()
    }

    /// The author of a post, deleted or not.
    pub fn author(&self, urn: &Urn) -> Option<Urn> {
        self.lock().iter().find(|post| post.urn == *urn).map(|post| post.author.clone())
    }

    /// All posts that were not deleted, newest first.
    pub fn newest_first(&self) -> Vec<Post> {
        self.lock().iter().rev().filter(|post| !post.deleted).cloned().collect()
    }

    /// Replaces the text of a post.
    pub fn change(&self, urn: &Urn, commentary: String, text: LittleText, now: Timestamp) {
        if let Some(post) = self.lock().iter_mut().find(|post| post.urn == *urn) {
            post.draft.commentary = commentary;
            post.text = text;
            post.modified_at = now;
        }
    }

    /// Deletes a post, where it is still there.
    pub fn delete(&self, urn: &Urn) {
        if let Some(post) = self.lock().iter_mut().find(|post| post.urn == *urn) {
            post.deleted = true;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Post>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Post {
    /// As the API tells it; times in epoch milliseconds.
    pub fn to_json(&self) -> Value {
        let draft = &self.draft;
        let feed = if draft.in_feed { "MAIN_FEED" } else { "NONE" };
        let mut json = json!({
            "id": self.urn.to_string(),
            "author": self.author.to_string(),
            "commentary": self.text.canonical(),
            "visibility": draft.visibility,
            "distribution": {
                "feedDistribution": feed, "targetEntities": [], "thirdPartyDistributionChannels": [],
            },
            "lifecycleState": if draft.published { "PUBLISHED" } else { "DRAFT" },
            "lifecycleStateInfo": { "isEditedByAuthor": self.modified_at != self.created_at },
            "isReshareDisabledByAuthor": draft.reshare_disabled,
            "createdAt": self.created_at.as_millisecond(),
            "lastModifiedAt": self.modified_at.as_millisecond(),
        });
        let Some(fields) = json.as_object_mut() else { return json };
        if draft.published {
            fields.insert("publishedAt".into(), self.created_at.as_millisecond().into());
        }
        if let Some(content) = &draft.content {
            fields.insert("content".into(), content_json(content));
        }
        json
    }

    fn is_repeated_by(&self, draft: &Draft, now: Timestamp) -> bool {
        let recent = now.duration_since(self.created_at) < DUPLICATE_WINDOW;
        let same = self.author == draft.author && self.draft.commentary == draft.commentary;
        !self.deleted && recent && same
    }
}

/// 422: the text was published a moment ago, as `urn`.
pub(super) fn duplicate_of(urn: &Urn) -> ApiError {
    let message = format!("Content is a duplicate of {urn}");
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "DUPLICATE_POST", message)
}

/// A name that no post has, another one each second.
pub(super) fn phantom(now: Timestamp) -> Urn {
    Urn::new("share", 7_000_000_000_u64.saturating_add(now.as_second().unsigned_abs()))
}

/// LinkedIn's numbers begin with the time; every other one is a share here.
fn urn(sequence: usize, now: Timestamp) -> Urn {
    let kind = if sequence.is_multiple_of(2) { "share" } else { "ugcPost" };
    let time = u64::try_from(now.as_millisecond()).unwrap_or_default() << 22;
    Urn::new(kind, time.saturating_add(sequence as u64))
}

fn content_json(content: &Content) -> Value {
    match content {
        Content::Article(article) => json!({ "article": article_json(article) }),
        Content::Images(images) => match images.as_slice() {
            [(urn, alt)] => json!({ "media": { "id": urn.to_string(), "altText": alt } }),
            many => {
                let one =
                    |(urn, alt): &(Urn, String)| json!({"id": urn.to_string(), "altText": alt});
                json!({ "multiImage": { "images": many.iter().map(one).collect::<Vec<_>>() } })
            }
        },
    }
}

fn article_json(article: &Article) -> Value {
    let mut json = json!({ "source": article.source, "title": article.title });
    let thumbnail = article.thumbnail.as_ref().map(Urn::to_string);
    let optional = [("description", article.description.clone()), ("thumbnail", thumbnail)];
    if let Some(fields) = json.as_object_mut() {
        let present =
            optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.into())));
        fields.extend(present);
    }
    json
}
