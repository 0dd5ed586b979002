//! The job's picture on the post: fetched, uploaded, and waited for until it can be posted. A post never waits
//! long for it and never fails with it (S36).

use std::time::Duration;

use crate::app::App;
use crate::model::fault::{Fault, ProviderError};
use crate::model::preferences::PictureStyle;
use crate::model::warning::Warning;
use crate::people::ats::Job;
use crate::platform::deadline::{self, Elapsed, RESERVE};
use crate::posting::picture::{Picture as Fetched, PictureError, Shown, address};
use crate::posting::session::Session;
use crate::providers::linkedin::{LinkedIn, Picture as Uploaded, Processing};
use crate::words::Text;
use tokio::sync::OnceCell;

/// Fetching takes 4 s as a rule; the rest is for the upload and LinkedIn's processing.
const TIME: Duration = Duration::from_secs(12);
/// What is kept of the request's time for posting without the picture.
const POSTING: Duration = Duration::from_secs(6);
/// LinkedIn is asked again after so long, and after twice as long each time up to the second.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

const NOT_TAKEN: Text = Text::new("picture-not-taken");
const NOT_NOW: Text = Text::new("picture-not-now");
const TOO_SLOW: Text = Text::new("picture-too-slow");

/// A picture, fetched once whatever the number of targets, and only when a post is really made.
#[derive(Debug)]
pub struct Picture {
    url: Option<String>,
    style: PictureStyle,
    fetched: OnceCell<Result<Fetched, PictureError>>,
}

impl Picture {
    /// The picture `job` names, if any, to be shown as the company chose.
    pub fn of(job: &Job, style: PictureStyle) -> Self {
        Self::at(address(job).map(str::to_owned), style)
    }

    /// The picture at `url`, if any, to be shown as the company chose.
    pub fn at(url: Option<String>, style: PictureStyle) -> Self {
        Self { url, style, fetched: OnceCell::new() }
    }

    /// Uploads it for `owner`, who will post with it, and waits until LinkedIn has processed it; `None` where
    /// the job has none.
    ///
    /// # Errors
    /// A warning for the person who publishes.
    pub(super) async fn upload(
        &self,
        app: &App,
        session: &Session,
        owner: &str,
    ) -> Result<Option<Uploaded>, Warning> {
        let Some(url) = &self.url else { return Ok(None) };
        let work = async {
            let fetched = self.fetched.get_or_init(|| Fetched::fetch(app, url)).await;
            let fetched = fetched.as_ref().map_err(|error| error.text())?;
            let upload = |linkedin: LinkedIn| {
                let bytes = fetched.bytes.clone();
                async move { linkedin.upload_image(owner, bytes).await }
            };
            let urn = session.call(upload).await.map_err(|error| {
                tracing::warn!(%error, "the picture was not uploaded");
                not_uploaded(&error)
            })?;
            processed(app, session, &urn).await?;
            Ok(Some(match fetched.shown(self.style) {
                Shown::Image => Uploaded::InFull(urn),
                Shown::Card => Uploaded::OnCard(urn),
            }))
        };
        let done = deadline::limit(TIME, RESERVE, work).await;
        done.unwrap_or(Err(TOO_SLOW)).map_err(Warning::picture_left_out)
    }
}

/// Another picture helps where LinkedIn refused this one, and not where it was down, busy or silent.
const fn not_uploaded(error: &ProviderError) -> Text {
    match error.fault {
        Fault::Transient | Fault::Throttled(_) | Fault::OutcomeUnknown => NOT_NOW,
        _ => NOT_TAKEN,
    }
}

/// What is said where LinkedIn accepts the upload and refuses the post with it.
pub(super) fn refused() -> Warning {
    Warning::picture_left_out(NOT_TAKEN)
}

/// Waits before a post is tried again whose picture LinkedIn is still processing.
///
/// # Errors
/// [`Elapsed`] where the time is needed for the post without it.
pub(super) async fn wait(app: &App) -> Result<(), Elapsed> {
    let waiting = app.clock.wait_until(app.clock.after(LONGEST_PAUSE));
    deadline::limit(Duration::MAX, RESERVE.saturating_add(POSTING), waiting).await
}

/// Waits until `urn` can be posted. Where LinkedIn does not tell, posting does.
async fn processed(app: &App, session: &Session, urn: &str) -> Result<(), Text> {
    let mut pause = FIRST_PAUSE;
    loop {
        let state = session.call(|linkedin| async move { linkedin.processing(urn).await }).await;
        match state {
            Ok(Processing::Underway) => {}
            Ok(Processing::Failed) => return Err(NOT_TAKEN),
            Ok(Processing::Available) | Err(_) => return Ok(()),
        }
        app.clock.wait_until(app.clock.after(pause)).await;
        pause = pause.saturating_mul(2).min(LONGEST_PAUSE);
    }
}
