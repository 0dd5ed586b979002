//! The Posts API: creating a post, once, and deleting it.

use http::{Method, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use url::form_urlencoded;

use super::LinkedIn;
use super::refusals::duplicate_of;
use crate::model::fault::{Fault, ProviderError};
use crate::model::urn::is_post;
use crate::platform::endpoints::Endpoints;
use crate::platform::lenient;
use crate::providers::rest::{Body, set_fields};

/// A post to be created.
#[derive(Clone, Debug)]
pub struct NewPost {
    /// The author's URN, a member's or a page's.
    pub author: String,
    /// The text in little text format, at most [`super::little_text::LIMIT`] units.
    pub commentary: String,
    /// The link card.
    pub article: Article,
    /// What is shown of the offer beside the text.
    pub picture: Option<Picture>,
}

/// An uploaded picture in a post, by its URN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Small, on the link card.
    OnCard(String),
    /// In full, in the card's place: the text holds the link.
    InFull(String),
}

/// A link card; LinkedIn does not read the page, so title and description are ours.
#[derive(Clone, Debug)]
pub struct Article {
    /// Where it leads.
    pub source: String,
    pub title: String,
    /// A line or two, where there is something to say.
    pub description: Option<String>,
}

/// The post is online.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created {
    /// It is new; its URN.
    New(String),
    /// LinkedIn says that the same author published the same text a moment ago; the URN of that post,
    /// which nobody may be able to see.
    Duplicate(String),
}

/// What became of a request to delete a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deletion {
    /// It is deleted.
    Done,
    /// The answer is none that LinkedIn documents for that.
    Unconfirmed,
}

#[derive(Deserialize)]
struct Found {
    #[serde(default, rename = "lifecycleState", deserialize_with = "lenient::or_default")]
    state: String,
}

impl NewPost {
    /// The request's body. The same post always gives the same bytes.
    pub fn body(&self) -> Value {
        let Article { source, title, description } = &self.article;
        let card = |thumbnail: Option<&String>| {
            json!({"article": set_fields(json!({
                "source": source, "title": title, "description": description, "thumbnail": thumbnail,
            }))})
        };
        let content = match &self.picture {
            None => card(None),
            Some(Picture::OnCard(urn)) => card(Some(urn)),
            Some(Picture::InFull(urn)) => json!({"media": {"id": urn, "altText": title}}),
        };
        json!({
            "author": self.author,
            "commentary": self.commentary,
            "visibility": "PUBLIC",
            "distribution": {"feedDistribution": "MAIN_FEED", "targetEntities": [], "thirdPartyDistributionChannels": []},
            "content": content,
            "lifecycleState": "PUBLISHED",
            "isReshareDisabledByAuthor": false,
        })
    }
}

impl LinkedIn {
    /// Creates a post.
    ///
    /// LinkedIn has no idempotency key. Where the first answer leaves open whether the post exists,
    /// the identical request is sent once more: LinkedIn then names the post it already has, which is
    /// the new one (F1, F2).
    ///
    /// # Errors
    /// [`ProviderError`]; [`Fault::OutcomeUnknown`] where it is still open whether the post exists.
    pub async fn create_post(&self, post: &NewPost) -> Result<Created, ProviderError> {
        match self.create_once(post).await {
            Err(error) if error.fault == Fault::OutcomeUnknown || error.status == Some(409) => {
                match self.create_once(post).await {
                    Ok(Created::Duplicate(urn)) => Ok(Created::New(urn)),
                    // A second failure of another kind doesn't tell what became of the first request.
                    result => {
                        result.map_err(|second| ProviderError { fault: error.fault, ..second })
                    }
                }
            }
            result => result,
        }
    }

    /// Deletes a post. LinkedIn documents 204, and 204 again for one that is gone already: whatever
    /// else sounds like success, or like a post that is not there, is [`Deletion::Unconfirmed`].
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn delete_post(&self, urn: &str) -> Result<Deletion, ProviderError> {
        let request = self.request(Method::DELETE, &format!("/rest/posts/{}", encoded(urn)));
        match self.send(request, Body::None).await {
            Ok(answer) if answer.status == StatusCode::NO_CONTENT => Ok(Deletion::Done),
            Err(error) if !matches!(error.status, Some(404 | 410)) => Err(error),
            _ => Ok(Deletion::Unconfirmed),
        }
    }

    /// Whether a page's post is there, published or about to be.
    ///
    /// # Errors
    /// [`ProviderError`]; [`Fault::Permission`] without `r_organization_social`, and for a member's post.
    pub async fn is_online(&self, urn: &str) -> Result<bool, ProviderError> {
        let path = format!("/rest/posts/{}?viewContext=AUTHOR", encoded(urn));
        match self.get::<Found>(&path).await {
            Ok(post) => Ok(!matches!(post.state.as_str(), "DRAFT" | "PUBLISH_FAILED")),
            Err(error) if error.status == Some(404) => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn create_once(&self, post: &NewPost) -> Result<Created, ProviderError> {
        let request = self.request(Method::POST, "/rest/posts");
        let answer = self.send_once(request, &post.body()).await?;
        if answer.status == StatusCode::CREATED {
            let urn = answer.headers.get("x-restli-id").and_then(|urn| urn.to_str().ok());
            let urn = urn.filter(|urn| is_post(urn)).ok_or_else(|| self.rest.malformed())?;
            return Ok(Created::New(urn.to_owned()));
        }
        match duplicate_of(&answer) {
            Some(urn) => Ok(Created::Duplicate(urn)),
            // Accepted, but without the post's URN.
            None if answer.status.is_success() => Err(self.rest.malformed()),
            None => Err(self.refusal(&answer)),
        }
    }
}

/// A URN as Rest.li 2.0 wants it in paths and lists.
pub(super) fn encoded(urn: &str) -> String {
    form_urlencoded::byte_serialize(urn.as_bytes()).collect()
}

/// Where people read a post.
pub fn post_url(endpoints: &Endpoints, urn: &str) -> String {
    format!("{}/feed/update/{urn}/", endpoints.linkedin_oauth)
}
