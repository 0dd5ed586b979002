//! Every image slot and what was uploaded to it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use jiff::Timestamp;

use super::Format;
use crate::errors::{ApiError, ApiResult};
use crate::posts::Draft;
use crate::urn::Urn;
use simulator_kit::oauth::random;

/// A handle to the images; clones share them.
#[derive(Clone, Default)]
pub struct Images(Arc<Mutex<HashMap<Urn, Image>>>);

/// One slot.
#[derive(Clone, Debug)]
pub struct Image {
    /// The page or person that may post with it.
    pub owner: Urn,
    /// When its upload URL stops working.
    pub upload_expires_at: Timestamp,
    /// What was uploaded, where it is a picture.
    pub picture: Option<(Format, Bytes)>,
    /// When its processing is over; none before it was uploaded.
    processed_at: Option<Timestamp>,
}

impl Image {
    /// `WAITING_UPLOAD`, `PROCESSING`, `AVAILABLE` or `PROCESSING_FAILED`.
    pub fn status(&self, now: Timestamp) -> &'static str {
        match (self.processed_at, &self.picture) {
            (None, _) => "WAITING_UPLOAD",
            (Some(at), _) if now < at => "PROCESSING",
            (Some(_), Some(_)) => "AVAILABLE",
            (Some(_), None) => "PROCESSING_FAILED",
        }
    }
}

impl Images {
    /// A new slot of `owner`.
    pub fn reserve(&self, owner: Urn, upload_expires_at: Timestamp) -> Urn {
        let urn = Urn::new("image", format!("C4E{}", random::text(18)));
        let image = Image { owner, upload_expires_at, picture: None, processed_at: None };
        self.lock().insert(urn.clone(), image);
        urn
    }

    /// One slot.
    pub fn find(&self, urn: &Urn) -> Option<Image> {
        self.lock().get(urn).cloned()
    }

    /// Takes an upload, picture or not, which is processed until `processed_at`.
    pub fn store(&self, urn: &Urn, bytes: &Bytes, processed_at: Timestamp) {
        if let Some(image) = self.lock().get_mut(urn) {
            image.picture = Format::of(bytes).map(|format| (format, bytes.clone()));
            image.processed_at = Some(processed_at);
        }
    }

    /// 400 unless every image `draft` refers to is its author's and ready.
    pub fn check_content(&self, draft: &Draft, now: Timestamp) -> ApiResult<()> {
        draft.images().into_iter().try_for_each(|urn| self.check(urn, &draft.author, now))
    }

    fn check(&self, urn: &Urn, author: &Urn, now: Timestamp) -> ApiResult<()> {
        let image = self.find(urn).filter(|image| image.owner == *author);
        let code = match image.map(|image| image.status(now)) {
            Some("AVAILABLE") => return Ok(()),
            Some("WAITING_UPLOAD") => "MEDIA_ASSET_WAITING_UPLOAD",
            Some("PROCESSING") => "MEDIA_ASSET_PROCESSING",
            Some(_) => "MEDIA_ASSET_PROCESSING_FAILED",
            None => "INVALID_IMAGE_ID",
        };
        Err(ApiError::invalid(code, format!("{urn} cannot be posted by {author}")))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Urn, Image>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
