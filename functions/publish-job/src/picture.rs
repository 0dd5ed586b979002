//! The job's picture on the post's card. A post never waits long for it and never fails with it (S36).

mod download;

use std::time::Duration;

use shared::app::App;
use shared::model::warning::Warning;
use shared::people::ats::Job;
use shared::platform::deadline::{self, RESERVE};
use shared::posting::session::Session;
use shared::providers::linkedin::LinkedIn;
use shared::words::Text;
use tokio::sync::OnceCell;

use self::download::{PictureError, Pictures, Resolver};

/// Fetching takes 4 s at most, so an upload has about as long: the post itself needs the rest.
const TIME: Duration = Duration::from_secs(8);

const NOT_TAKEN: Text = Text::new("picture-not-taken");
const TOO_SLOW: Text = Text::new("picture-too-slow");

/// A picture, fetched once whatever the number of targets, and only when a post is really made.
#[derive(Debug)]
pub(super) struct Picture {
    url: Option<String>,
    fetched: OnceCell<Result<Vec<u8>, PictureError>>,
}

impl Picture {
    /// The picture `job` names, if any.
    pub(super) fn of(job: &Job) -> Self {
        let url = job.image_url.clone().filter(|url| !url.trim().is_empty());
        Self { url, fetched: OnceCell::new() }
    }

    /// Uploads it for `owner`, who will post with it; the image's URN, or `None` where the job has none.
    ///
    /// # Errors
    /// A warning for the person who publishes.
    pub(super) async fn upload(
        &self,
        app: &App,
        session: &Session,
        owner: &str,
    ) -> Result<Option<String>, Warning> {
        let Some(url) = &self.url else { return Ok(None) };
        let work = async {
            let fetched = self.fetched.get_or_init(|| fetch(app, url)).await;
            let left_out = |error: PictureError| Warning::picture_left_out(error.text());
            let bytes = fetched.clone().map_err(left_out)?;
            let upload = |linkedin: LinkedIn| {
                let bytes = bytes.clone();
                async move { linkedin.upload_image(owner, bytes).await }
            };
            let uploaded = session.call(upload).await;
            uploaded.map(Some).map_err(|error| {
                tracing::warn!(%error, "the picture was not uploaded");
                Warning::picture_left_out(NOT_TAKEN)
            })
        };
        deadline::limit(TIME, RESERVE, work)
            .await
            .unwrap_or_else(|_| Err(Warning::picture_left_out(TOO_SLOW)))
    }
}

/// What is said where LinkedIn accepts the upload and refuses the post with it.
pub(super) fn refused() -> Warning {
    Warning::picture_left_out(NOT_TAKEN)
}

async fn fetch(app: &App, url: &str) -> Result<Vec<u8>, PictureError> {
    let pictures =
        Pictures::new(&app.config, Resolver::system()).map_err(|_| PictureError::NotLoaded)?;
    let fetched = pictures.fetch(url).await;
    if let Err(reason) = &fetched {
        tracing::warn!(reason = %reason.text(), "the picture was not fetched");
    }
    fetched
}
