//! The image host of the ATS's pictures, below `/_pictures` of the API's port.
//!
//! The functions ask it for the path of the job's `image_url`, once that passed all of their checks.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{StatusCode, header};

/// Where it is.
pub const PATH: &str = "/_pictures";

/// The picture of the ATS's sample job.
const SAMPLE: (&str, &[u8]) =
    ("intowork/image/upload/v1/jobs/stage-rh.png", include_bytes!("pictures/stage-rh.png"));

/// The files it serves; clones share them.
#[derive(Clone, Debug)]
pub struct Pictures(Arc<Mutex<HashMap<String, Bytes>>>);

impl Default for Pictures {
    fn default() -> Self {
        let (path, bytes) = SAMPLE;
        let sample = (path.to_owned(), Bytes::from_static(bytes));
        Self(Arc::new(Mutex::new(HashMap::from([sample]))))
    }
}

impl Pictures {
    /// Puts a file at `path`, which begins without a slash.
    pub fn put(&self, path: &str, bytes: impl Into<Bytes>) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), bytes.into());
    }

    /// `GET /_pictures/{path}`.
    pub fn router(&self) -> Router {
        Router::new().route(&format!("{PATH}/{{*path}}"), get(show)).with_state(self.clone())
    }
}

/// The path of the picture that `path` asks to be converted. Nothing is converted here: what a conversion gives
/// can be put at its own path.
fn original(path: &str) -> String {
    let is_conversion = |part: &&str| part.contains("f_jpg");
    let parts: Vec<_> = path.split('/').filter(|part| !is_conversion(part)).collect();
    parts.join("/")
}

async fn show(State(pictures): State<Pictures>, Path(path): Path<String>) -> Response {
    let files = pictures.0.lock().unwrap_or_else(PoisonError::into_inner);
    match files.get(&path).or_else(|| files.get(&original(&path))) {
        Some(bytes) => ([(header::CONTENT_TYPE, "image/png")], bytes.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
