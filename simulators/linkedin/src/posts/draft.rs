//! What an app asks to publish, checked field by field.

use serde::Serialize;
use url::Url;

use super::body::Fields;
use crate::errors::{ApiError, ApiResult};
use crate::urn::Urn;

/// Characters of an image's alternative text at most.
const ALT_TEXT_LIMIT: usize = 4086;

/// Who sees a post.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Visibility {
    Public,
    Connections,
    LoggedIn,
}

/// A well-formed post nobody has seen.
#[derive(Clone, Debug)]
pub struct Draft {
    /// A page or a person.
    pub author: Urn,
    /// The text as sent, in little text format.
    pub commentary: String,
    /// Who sees it.
    pub visibility: Visibility,
    /// Whether it appears in feeds, and not only under its own address.
    pub in_feed: bool,
    /// Whether it is published, or kept as a draft.
    pub published: bool,
    /// Whether others cannot share it on.
    pub reshare_disabled: bool,
    /// What it shows below the text.
    pub content: Option<Content>,
}

/// What a post shows below its text.
#[derive(Clone, Debug)]
pub enum Content {
    /// A link card.
    Article(Article),
    /// Images: one (`media`) or 2 to 20 (`multiImage`), each with its alternative text.
    Images(Vec<(Urn, String)>),
}

/// A link card; LinkedIn reads nothing from the link itself.
#[derive(Clone, Debug)]
pub struct Article {
    /// Where it leads: an absolute http(s) URL.
    pub source: String,
    /// Its headline.
    pub title: String,
    /// The text below, where there is one.
    pub description: Option<String>,
    /// Its image, where there is one.
    pub thumbnail: Option<Urn>,
}

impl Draft {
    /// Reads the body of a create; everything the simulator does not know is refused.
    pub(super) fn parse(body: Fields) -> ApiResult<Self> {
        let body = body.permit(&[
            "author",
            "commentary",
            "visibility",
            "distribution",
            "lifecycleState",
            "isReshareDisabledByAuthor",
            "content",
        ])?;
        let author = body.urn("author", &["organization", "person"])?;
        let content = body.optional_object("content")?.map(content).transpose()?;
        let commentary = body.text("commentary")?;
        if commentary.trim().is_empty() && content.is_none() {
            return Err(body.blank("commentary"));
        }
        Ok(Self {
            visibility: visibility(&body, &author)?,
            in_feed: in_feed(body.object("distribution")?)?,
            published: body.word("lifecycleState", &["PUBLISHED", "DRAFT"])? == "PUBLISHED",
            reshare_disabled: body.flag("isReshareDisabledByAuthor")?,
            author,
            commentary,
            content,
        })
    }

    /// Every image it refers to.
    pub fn images(&self) -> Vec<&Urn> {
        match &self.content {
            Some(Content::Article(article)) => article.thumbnail.iter().collect(),
            Some(Content::Images(images)) => images.iter().map(|(urn, _)| urn).collect(),
            None => Vec::new(),
        }
    }
}

/// The new text of a partial update, `{"patch":{"$set":{"commentary":".."}}}`.
pub(super) fn patched_commentary(body: Fields) -> ApiResult<String> {
    let patch = body.permit(&["patch"])?.object("patch")?.permit(&["$set"])?;
    patch.object("$set")?.permit(&["commentary"])?.spoken("commentary")
}

/// A page's posts are public.
fn visibility(body: &Fields, author: &Urn) -> ApiResult<Visibility> {
    let word = body.word("visibility", &["PUBLIC", "CONNECTIONS", "LOGGED_IN"])?;
    match word.as_str() {
        "PUBLIC" => Ok(Visibility::Public),
        _ if author.kind == "organization" => Err(body.wrong("visibility")),
        "CONNECTIONS" => Ok(Visibility::Connections),
        _ => Ok(Visibility::LoggedIn),
    }
}

fn in_feed(distribution: Fields) -> ApiResult<bool> {
    let distribution = distribution.permit(&[
        "feedDistribution",
        "targetEntities",
        "thirdPartyDistributionChannels",
    ])?;
    distribution.objects("targetEntities")?;
    distribution.array("thirdPartyDistributionChannels")?;
    Ok(distribution.word("feedDistribution", &["MAIN_FEED", "NONE"])? == "MAIN_FEED")
}

fn content(union: Fields) -> ApiResult<Content> {
    let union = union.permit(&["article", "media", "multiImage"])?;
    match union.only()? {
        "article" => article(union.object("article")?).map(Content::Article),
        "media" => image(union.object("media")?, &["id", "title", "altText"])
            .map(|one| Content::Images(vec![one])),
        _ => images(union.object("multiImage")?).map(Content::Images),
    }
}

fn article(fields: Fields) -> ApiResult<Article> {
    let fields = fields.permit(&["source", "title", "description", "thumbnail"])?;
    let source = fields.spoken("source")?;
    let web = Url::parse(&source).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if !web {
        return Err(fields.wrong("source"));
    }
    let thumbnail = match fields.optional_text("thumbnail")? {
        Some(_) => Some(fields.urn("thumbnail", &["image"])?),
        None => None,
    };
    let (title, description) = (fields.spoken("title")?, fields.optional_text("description")?);
    Ok(Article { source, title, description, thumbnail })
}

fn images(fields: Fields) -> ApiResult<Vec<(Urn, String)>> {
    let fields = fields.permit(&["images"])?;
    let images = fields.objects("images")?;
    if !(2..=20).contains(&images.len()) {
        return Err(fields.wrong("images"));
    }
    images.into_iter().map(|one| image(one, &["id", "altText"])).collect()
}

fn image(fields: Fields, names: &[&str]) -> ApiResult<(Urn, String)> {
    let fields = fields.permit(names)?;
    let alt_text = fields.optional_text("altText")?.unwrap_or_default();
    if alt_text.chars().count() > ALT_TEXT_LIMIT {
        let message = format!("/altText :: more than {ALT_TEXT_LIMIT} characters");
        return Err(ApiError::invalid("FIELD_LENGTH_TOO_LONG", message));
    }
    Ok((fields.urn("id", &["image"])?, alt_text))
}
