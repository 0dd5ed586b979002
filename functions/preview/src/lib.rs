//! `POST /api/integrations/linkedin/preview`: a job's post exactly as it would be made.
//!
//! Its text is composed as publishing composes it, its picture is looked at, and nothing is sent anywhere; a
//! draft can be looked at too.

mod answer;

use std::time::Duration;

use lambda_http::Request;
use serde::Deserialize;
use shared::app::App;
use shared::model::error::Result;
use shared::people::ats::Job;
use shared::people::auth::Caller;
use shared::platform::deadline::{self, RESERVE};
use shared::platform::request;
use shared::platform::response::Json;
use shared::posting::card::Card;
use shared::posting::commentary::{Manner, Template, apply_link, compose};
use shared::posting::picture::{Picture, PictureError, address};

use crate::answer::Answer;

/// How long a picture is waited for.
const PICTURE: Duration = Duration::from_secs(8);

#[derive(Deserialize)]
struct Body {
    job_id: i64,
    /// A template to try; the company's stored one where absent.
    #[serde(default)]
    template: Option<String>,
    /// Takes the place of the whole text but the apply link, as in publishing.
    #[serde(default)]
    custom_message: Option<String>,
}

/// Answers what a job's post would be.
///
/// # Errors
/// A malformed body or an invalid template (400); no such job in the company (404); those of
/// the caller, and outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let body: Body = request::json(&request)?;
    let tried = body.template.as_deref().map(Template::parse).transpose()?;
    let (employer, job) =
        tokio::join!(caller.with_company(&app.ats), app.ats.job(&caller, body.job_id));
    let company_id = employer?.company_id;
    let job = job?.of_company(company_id)?;
    let stored = async {
        match tried {
            Some(template) => Ok(Some(Ok(template))),
            None => Template::of_company(&app, company_id).await,
        }
    };
    let settings = async { tokio::try_join!(stored, app.store.preferences(company_id)) };
    let (settings, picture) = tokio::join!(settings, picture(&app, &job));
    let (template, preferences) = settings?;
    let manner = Manner {
        template: template.as_ref().map(Result::as_ref),
        custom_message: body.custom_message.as_deref(),
        language: preferences.language,
        mention: None,
    };
    let apply_url = apply_link(&job, &app.config);
    let shown = |picture: Picture| {
        let shown = picture.shown(preferences.picture);
        (picture, shown)
    };
    let picture = picture.map(|fetched| fetched.map(shown));
    let text = compose(&job, manner, &apply_url);
    Ok(Json(Answer::new(&job, text, Card::of(&job, &apply_url), picture)))
}

/// The picture of `job`, as far as it has one.
async fn picture(app: &App, job: &Job) -> Option<std::result::Result<Picture, PictureError>> {
    let fetching = Picture::fetch(app, address(job)?);
    let fetched = deadline::limit(PICTURE, RESERVE, fetching).await;
    Some(fetched.unwrap_or(Err(PictureError::NotLoaded)))
}
